import type { PreviewedRow, RetirementPreview } from "../../preview";

/** What `--fail-on` names, worst first, with the exit code of each. Exit code 1 means that the preview itself failed. */
export const failures = {
    blocked: { code: 2, is: ({ outcome, danger }) => outcome === "blocked" || danger.length > 0 },
    unknown: { code: 3, is: ({ outcome }) => outcome === "unknown" || outcome === "conditional" },
    deferred: { code: 4, is: ({ outcome }) => outcome === "defer" },
    irreversible: { code: 5, is: ({ isIrreversible }) => isIrreversible },
} as const satisfies Record<string, { readonly code: number; readonly is: (row: PreviewedRow) => boolean }>;

export type Failure = keyof typeof failures;

export const failureNames = Object.keys(failures) as readonly Failure[];

/** The worst of what was asked for; 0 when nothing of it is there. */
export const exitCodeOf = ({ rows }: RetirementPreview, failOn: readonly Failure[]): number => {
    const worst = failureNames.find(name => failOn.includes(name) && rows.some(failures[name].is));
    return worst === undefined ? 0 : failures[worst].code;
};
