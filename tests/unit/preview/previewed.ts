import { type PreviewedRow, type RetirementPreview, summaryOf } from "../../../provider/preview/result";
import { amiUrn, oldId } from "./stacks";

/** A row that is deregistered, with nothing else to tell, save for these members. */
export const previewedRow = (members: Partial<PreviewedRow> = {}): PreviewedRow => {
    const name = members.name ?? "web";
    return {
        kind: "aws.Ami",
        urn: amiUrn(name),
        name,
        id: oldId,
        operation: "delete",
        outcome: "retire",
        decidedBy: "pulumi-retire",
        verdict: "will deregister",
        danger: [],
        isIrreversible: false,
        once: [],
        conditions: [],
        effects: [],
        warnings: [],
        blockers: [],
        calls: [],
        overridden: {},
        ...members,
    };
};

export const previewWith = (
    rows: readonly PreviewedRow[],
    members: Partial<RetirementPreview> = {},
): RetirementPreview => ({
    version: 1,
    stack: "prod",
    project: "shop",
    operation: "up",
    rows,
    others: {},
    summary: summaryOf(rows),
    neverLookedAt: {},
    notes: [],
    diagnostics: [],
    ...members,
});
