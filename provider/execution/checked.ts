import type { z } from "zod";
import type { CheckFailure } from "./kind";

/** How Pulumi writes a value that a preview does not know yet; it may stand in place of anything, at any depth. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === unknownValue;

/**
 * Holds inputs against a schema. Unknown values pass: what cannot be checked in the preview is checked in the update.
 * Each failure names the property, the wrong value and what would be right.
 */
export const failuresOf = (schema: z.ZodType, inputs: Readonly<Record<string, unknown>>): readonly CheckFailure[] => {
    const result = schema.safeParse(withoutUnknowns(inputs));
    if (result.success) return [];
    return result.error.issues
        .filter(issue => !restsOnUnknown(inputs, issue.path))
        .map(issue => ({ property: String(issue.path[0] ?? ""), reason: reasonOf(inputs, issue) }));
};

const withoutUnknowns = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutUnknowns);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .filter(([, member]) => !isUnknown(member))
            .map(([key, member]) => [key, withoutUnknowns(member)]),
    );
};

const restsOnUnknown = (inputs: unknown, path: readonly PropertyKey[]): boolean => {
    let value = inputs;
    for (const key of path) {
        value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
        if (isUnknown(value)) return true;
    }
    return false;
};

const reasonOf = (inputs: unknown, issue: z.core.$ZodIssue): string => {
    const where = issue.path.map(String).join(".");
    const value = issue.path.reduce<unknown>(
        (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
        inputs,
    );
    if (issue.code === "unrecognized_keys") {
        const fields = issue.keys.map(key => `"${key}"`).join(", ");
        return `${where === "" ? "the resource" : where} has no field ${fields}: correct the name or remove it`;
    }
    if (value === undefined) return `${where} is missing: ${issue.message}`;
    return `${where} is ${withoutPassword(JSON.stringify(value))}: ${issue.message}`;
};

/** Whatever stands between a colon and the last `@` may be a password, in a URL that is wrong too. */
const withoutPassword = (text: string): string => text.replace(/:.*@/s, ":…@");
