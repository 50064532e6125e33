import { z } from "zod";
import { invalidParameter } from "./errors";

/** Tags as they are sent and answered: lists of keys and values. */
export const tagInputs = z
    .array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256).optional() }))
    .optional();

export type Tags = Readonly<Record<string, string>>;

export const tagsFrom = (given: z.infer<typeof tagInputs>, before: Tags = {}): Tags => {
    const more = (given ?? []).map(({ key, value = "" }) => [key, value] as const);
    if (more.some(([key]) => /^aws:/i.test(key))) {
        throw invalidParameter("Tag keys cannot start with 'aws:'.");
    }
    const tags = { ...before, ...Object.fromEntries(more) };
    if (Object.keys(tags).length > 50) {
        throw invalidParameter("The maximum number of tags per resource is 50.");
    }
    return tags;
};

export const tagsOut = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));
