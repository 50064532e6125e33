import { z } from "zod";

/** Parts of a seed's shape that several of its objects have. */
export const place = {
    account: z
        .string()
        .regex(/^\d{12}$/, "must be 12 digits")
        .optional(),
    region: z.string().min(1).optional(),
};

export const tags = z.record(z.string(), z.string()).optional();

export const id = (prefix: string) =>
    z
        .string()
        .regex(
            new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
            `must be "${prefix}-" and 8 or 17 hexadecimal digits`,
        );

export const uuid = (prefix: string) =>
    z
        .string()
        .regex(new RegExp(`^${prefix}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`), `must be "${prefix}-" and a UUID`);

export const instant = z.iso.datetime();
