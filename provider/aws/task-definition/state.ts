import { z } from "zod";
import { durationSchema } from "../../execution/duration";
import type { Endpoints } from "../configuration";
import { type PlaceInputs, placeInputs } from "../place-inputs";
import { revisionArnPattern } from "./arn";
import { type DefinitionInput, definitionSchema } from "./definition";
import { type TaskDefinitionDeletionPolicy, taskDefinitionDeletionPolicySchema } from "./policy";

/** What every row has, however it came to its revision. Documented at `TaskDefinitionArgs`. */
interface Common extends PlaceInputs {
    readonly deletionPolicy?: TaskDefinitionDeletionPolicy;
    readonly timeouts?: { readonly delete?: string; readonly release?: string; readonly confirm?: string };
}

/** The resource's arguments as they reach the provider: a definition to register, or a revision to adopt. */
export interface TaskDefinitionInputs extends Common, Partial<DefinitionInput> {
    readonly taskDefinitionArn?: string;
    readonly tags?: Readonly<Record<string, string>>;
}

/** What the checkpoint holds of a revision. */
export interface TaskDefinitionState extends TaskDefinitionInputs {
    readonly arn: string;
    readonly arnWithoutRevision: string;
    readonly family: string;
    readonly revision: number;
    /** ECS's TaskDefinitionStatus at the last look. */
    readonly status: string;
    readonly region: string;
    readonly accountId: string;
    readonly endpoints?: Endpoints;
}

const common = {
    deletionPolicy: taskDefinitionDeletionPolicySchema.optional(),
    ...placeInputs,
    timeouts: z
        .strictObject({
            delete: durationSchema.optional(),
            release: durationSchema.optional(),
            confirm: durationSchema.optional(),
        })
        .optional(),
};

export const adoptedInputsSchema = z.strictObject({
    ...common,
    taskDefinitionArn: z
        .string()
        .regex(
            revisionArnPattern,
            "must be a full ARN with the revision: arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY:REVISION",
        ),
});

export const registeredInputsSchema = z.strictObject({
    ...common,
    ...definitionSchema.shape,
    tags: z.record(z.string(), z.string()).optional(),
});
