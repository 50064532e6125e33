import { readFileSync } from "node:fs";
import { z } from "zod";

const toldSchema = z.object({
    code: z.string(),
    subject: z.string(),
    fact: z.string(),
    user: z.object({ kind: z.string() }).optional(),
});
const callSchema = z.object({ operation: z.string() });
const lineSchema = z.object({
    version: z.literal(1),
    at: z.string(),
    kind: z.string(),
    id: z.string(),
    plan: z
        .object({
            outcome: z.string(),
            calls: z.array(callSchema).default([]),
            effects: z.array(toldSchema).default([]),
            warnings: z.array(toldSchema).default([]),
            blockers: z.array(toldSchema).default([]),
        })
        .optional(),
    effects: z.array(toldSchema).default([]),
    calls: z.array(callSchema).default([]),
});

/** A line of the report that deletes write of themselves (`PULUMI_RETIRE_REPORT`), as far as bringing back can use it. */
export type ReportedDelete = z.infer<typeof lineSchema>;

/** The lines of a report, oldest first. A line that is none is an error: half a report would pass for a whole one. */
export const readReport = (file: string): readonly ReportedDelete[] => {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line, index) => {
        if (line.trim() === "") return [];
        const found = lineSchema.safeParse(jsonOf(line));
        if (found.success) return [found.data];
        throw new Error(`${file}:${index + 1} is not a line of a report of deletes (PULUMI_RETIRE_REPORT)`);
    });
};

const jsonOf = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};
