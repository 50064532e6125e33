import { createHash } from "node:crypto";
import type { Tag } from "./filters";

/** Seventeen digits of an id, always the same for the same id, so that what a seed leaves out does not vary. */
export const digits = (of: string): string => createHash("sha256").update(of).digest("hex").slice(0, 17);

export const tagList = (tags: Readonly<Record<string, string>> | undefined): readonly Tag[] =>
    Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));

export const withDates = (
    members: Readonly<Record<string, unknown>>,
    names: readonly string[],
): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(members).map(([name, value]) => [
            name,
            names.includes(name) && typeof value === "string" ? new Date(value) : value,
        ]),
    );
