import { z } from "zod";
import { endpointSchema } from "../execution/endpoint";

/** Where a row acts and as whom: the arguments that every kind of AWS has. Documented at each kind's own arguments. */
export interface PlaceInputs {
    readonly region?: string;
    readonly profile?: string;
    readonly endpoint?: string;
}

export const placeInputs = {
    region: z
        .string()
        .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "must be a region such as eu-central-1")
        .optional(),
    profile: z.string().min(1, "must name a profile, or be left out").optional(),
    endpoint: endpointSchema.optional(),
} as const;
