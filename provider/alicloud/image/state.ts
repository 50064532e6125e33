import { z } from "zod";
import { durationSchema } from "../../execution/duration";
import { endpointSchema } from "../../execution/endpoint";
import { type ImageDeletionPolicy, imageDeletionPolicySchema } from "./policy";

/** The resource's arguments as they reach the provider: plain values. Documented at `ImageArgs`. */
export interface ImageInputs {
    readonly imageId: string;
    readonly deletionPolicy?: ImageDeletionPolicy;
    readonly region?: string;
    readonly profile?: string;
    readonly endpoint?: string;
    readonly timeouts?: { readonly settle?: string; readonly release?: string; readonly confirm?: string };
}

/** What the checkpoint holds of an image: the inputs, and only those facts that a deletion or a program needs. */
export interface ImageState extends ImageInputs {
    readonly name: string;
    readonly status: string;
    readonly family?: string;
    readonly owner: string;
    readonly isPublic: boolean;
    readonly platform: string;
    readonly snapshotIds: readonly string[];
    readonly region: string;
    readonly accountId: string;
    /** Recorded when the stack's configuration named them. */
    readonly endpoints?: Readonly<Record<string, string>>;
}

export const imageIdPattern = /^m-[a-z0-9]+$/;

export const imageInputsSchema = z.strictObject({
    imageId: z.string().regex(imageIdPattern, "must be an image id: m- and letters and digits"),
    deletionPolicy: imageDeletionPolicySchema.optional(),
    region: z
        .string()
        .regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a region such as cn-hangzhou")
        .optional(),
    profile: z.string().min(1, "must name a profile, or be left out").optional(),
    endpoint: endpointSchema.optional(),
    timeouts: z
        .strictObject({
            settle: durationSchema.optional(),
            release: durationSchema.optional(),
            confirm: durationSchema.optional(),
        })
        .optional(),
});
