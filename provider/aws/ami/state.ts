import { z } from "zod";
import { durationSchema } from "../../execution/duration";
import type { Instant } from "../../retirement";
import type { Endpoints } from "../configuration";
import { type PlaceInputs, placeInputs } from "../place-inputs";
import { type AmiDeletionPolicy, amiDeletionPolicySchema } from "./policy";

/** The resource's arguments as they reach the provider: plain values. Documented at `AmiArgs`. */
export interface AmiInputs extends PlaceInputs {
    readonly imageId: string;
    readonly deletionPolicy?: AmiDeletionPolicy;
    readonly restoreFromRecycleBin?: boolean;
    readonly timeouts?: { readonly settle?: string; readonly release?: string; readonly confirm?: string };
}

/** What the checkpoint holds of an image: the inputs, and only those facts that a deletion or a program needs. */
export interface AmiState extends AmiInputs {
    readonly name: string;
    readonly ownerId: string;
    /** EC2's ImageState, or `in-recycle-bin`. */
    readonly state: string;
    readonly architecture: string;
    readonly creationDate: Instant;
    readonly snapshotIds: readonly string[];
    readonly region: string;
    readonly accountId: string;
    readonly arn: string;
    /** Recorded when the stack's configuration or the environment named them. */
    readonly endpoints?: Endpoints;
    /** When the state is `in-recycle-bin`. */
    readonly restorableUntil?: Instant;
}

export const imageIdPattern = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/;
const imageIdMeant = "must be an AMI id: ami- and 8 or 17 hexadecimal digits";

export const amiInputsSchema = z.strictObject({
    imageId: z.string({ error: imageIdMeant }).regex(/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/, imageIdMeant),
    deletionPolicy: amiDeletionPolicySchema.optional(),
    restoreFromRecycleBin: z.boolean().optional(),
    ...placeInputs,
    timeouts: z
        .strictObject({
            settle: durationSchema.optional(),
            release: durationSchema.optional(),
            confirm: durationSchema.optional(),
        })
        .optional(),
});
