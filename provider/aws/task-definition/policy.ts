import { z } from "zod";

/** What should become of the revision when its row leaves the program. Every field takes effect at deletion. */
export interface TaskDefinitionDeletionPolicy {
    /**
     * - `deregister`: ECS DeregisterTaskDefinition. The revision becomes INACTIVE: what runs it goes on and scales, nothing
     *   new can be started from it after at most ten minutes, and it cannot be made ACTIVE again.
     * - `delete`: that, and then ECS DeleteTaskDefinitions. It disappears once nothing refers to it, which may take days.
     * - `retain`: nothing is sent; only the row leaves Pulumi's state.
     *
     * @default "deregister"
     * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
     */
    readonly action?: "deregister" | "delete" | "retain";
    /**
     * Go on although something would break that names the revision: lifts blockers of code `in-use` that
     * `ignoreReferences` can name, and what could not be looked at among them. It does not lift `requireUnused`.
     *
     * @default false
     */
    readonly force?: boolean;
    /**
     * Refuse as long as a service runs the revision. Without it that is a warning: the service goes on and scales, and
     * cannot be redeployed or rolled back to it.
     *
     * @default false
     */
    readonly requireUnused?: boolean;
    /**
     * Wait, for `timeouts.delete` at most, while a deployment of a service is in progress that could be rolled back to
     * the revision: rolling back to one that is gone fails.
     *
     * @default true
     */
    readonly keepRollbackTarget?: boolean;
    /**
     * Kinds of users that do not block, such as `["scheduler-target"]`.
     *
     * @default []
     */
    readonly ignoreReferences?: readonly TaskDefinitionReferenceKind[];
}

/** What would break at its next run, by the names that `ignoreReferences` takes. */
export const taskDefinitionReferenceKinds = ["rule-target", "scheduler-target"] as const;
export type TaskDefinitionReferenceKind = (typeof taskDefinitionReferenceKinds)[number];

export const taskDefinitionDeletionPolicySchema = z.strictObject({
    action: z.enum(["deregister", "delete", "retain"]).optional(),
    force: z.boolean().optional(),
    requireUnused: z.boolean().optional(),
    keepRollbackTarget: z.boolean().optional(),
    ignoreReferences: z.array(z.enum(taskDefinitionReferenceKinds)).optional(),
});
