import * as pulumi from "@pulumi/pulumi";
import { typeOf } from "../../adapters/protocol";
import { rowProperties } from "../../adapters/row";
import type { DefinitionInput } from "./definition";
import type { TaskDefinitionDeletionPolicy } from "./policy";

export type { TaskDefinitionDeletionPolicy, TaskDefinitionReferenceKind } from "./policy";

/** What both ways to a revision have in common. */
interface CommonArgs {
    /**
     * What becomes of the revision when this resource leaves the program, is replaced by a new revision, or the stack is
     * destroyed. A delete sees the policy that the last `pulumi up` stored. Changing it updates the state only.
     *
     * @default { action: "deregister" }
     * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
     */
    readonly deletionPolicy?: pulumi.Input<Inputs<TaskDefinitionDeletionPolicy>>;
    /**
     * The region, such as `eu-central-1`. It is recorded at creation: a later change of the stack's configuration moves
     * nothing, a change of this argument replaces.
     *
     * @default `aws:region`, then AWS_REGION and the profile
     */
    readonly region?: pulumi.Input<string>;
    /**
     * A profile of the shared AWS files, used instead of the stack's keys. It must lead to the same account.
     *
     * @default `aws:profile`, then the SDK's default chain
     */
    readonly profile?: pulumi.Input<string>;
    /**
     * One URL for ECS, EventBridge, Scheduler and STS, for a cloud that is not AWS's own. Recorded in the state: it must
     * hold no password.
     *
     * @default `aws:endpoints`, then AWS_ENDPOINT_URL and its per-service forms, then AWS itself
     */
    readonly endpoint?: pulumi.Input<string>;
    /** Bounds of waits, such as "30s", "10m" or "1h30m". A wait that ends without its thing fails cleanly: the row stays. */
    readonly timeouts?: pulumi.Input<{
        /** For deployments that could be rolled back to the revision to end. @default "30m" */
        readonly delete?: pulumi.Input<string>;
        /** For a user that this update moves away to let go of the revision. @default "60s" */
        readonly release?: pulumi.Input<string>;
        /** For what was sent to be confirmed, retries included. @default "5m" */
        readonly confirm?: pulumi.Input<string>;
    }>;
}

/** A revision that exists already: it is taken as it is. */
export interface AdoptedTaskDefinitionArgs extends CommonArgs {
    /**
     * Full ARN with the revision, of the configured account and region. Changing it replaces: the new revision is adopted
     * first, and the old one retired afterwards.
     */
    readonly taskDefinitionArn: pulumi.Input<string>;
}

/**
 * A definition to register, member by member as ECS names them. Changing any of it registers a new revision first and
 * retires the old one after everything that used it has moved; what ECS fills in by itself is no change.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export interface RegisteredTaskDefinitionArgs extends CommonArgs, DefinitionArgs {
    /** Of the revision. Changing them makes no new one. @default none */
    readonly tags?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> }>;
}

type DefinitionArgs = { readonly [Name in keyof DefinitionInput]: pulumi.Input<Inputs<DefinitionInput[Name]>> };

export type TaskDefinitionArgs = AdoptedTaskDefinitionArgs | RegisteredTaskDefinitionArgs;

type Inputs<T> = T extends readonly (infer Item)[]
    ? pulumi.Input<Inputs<Item>>[]
    : T extends object
      ? { readonly [Key in keyof T]: pulumi.Input<Inputs<T[Key]>> }
      : T;

const kind = "aws.TaskDefinition";

const outputs = ["arn", "arnWithoutRevision", "family", "revision", "status", "region", "accountId"] as const;

/**
 * One revision of an ECS task definition that the program owns the end of: it registers the revision, or adopts one that
 * exists, and retires it, by `deletionPolicy`, when the resource is removed or replaced.
 *
 * Services and tasks that run the revision go on and scale without it. Refused, with every reason and what lifts it: a
 * revision that an EventBridge rule or a schedule would start next time, one that a service runs when `requireUnused` is
 * set, one of another account, and one of which any of this could not be found out. While a deployment is in progress
 * that could be rolled back to it, the delete waits.
 *
 * ```ts
 * const web = new aws.TaskDefinition("web", {
 *     family: "web",
 *     containerDefinitions: [{ name: "app", image: "registry.example/app:7", memory: 512 }],
 *     deletionPolicy: { action: "delete" },
 * });
 * new ecs.Service("web", { taskDefinition: web.arn });
 * ```
 *
 * One object belongs in one stack. `.get` and `pulumi import` are not supported: declaring the resource adopts.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html
 */
export class TaskDefinition extends pulumi.CustomResource {
    /** Full ARN with the revision; also the resource's id. */
    declare readonly arn: pulumi.Output<string>;
    /** Stands for the latest ACTIVE revision of the family. */
    declare readonly arnWithoutRevision: pulumi.Output<string>;
    declare readonly family: pulumi.Output<string>;
    declare readonly revision: pulumi.Output<number>;
    /** ECS's TaskDefinitionStatus at the last look: `ACTIVE`, `INACTIVE` or `DELETE_IN_PROGRESS`. */
    declare readonly status: pulumi.Output<string>;
    declare readonly deletionPolicy: pulumi.Output<TaskDefinitionDeletionPolicy | undefined>;
    /** Where the revision is, and where it will be retired. */
    declare readonly region: pulumi.Output<string>;
    /** The account of the revision; no other account's credentials are used to retire it. */
    declare readonly accountId: pulumi.Output<string>;

    constructor(name: string, args: TaskDefinitionArgs, options?: pulumi.CustomResourceOptions) {
        const row = { kind, handler: "taskDefinition", name, args, outputs, options };
        super(typeOf(kind), name, rowProperties(row), options);
    }
}
