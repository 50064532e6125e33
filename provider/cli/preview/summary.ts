import type { RetirementPreview } from "../../preview";

const words = {
    retire: "to retire",
    conditional: "conditional",
    defer: "deferred",
    retain: "kept",
    "already-retired": "already retired",
    blocked: "blocked",
    unknown: "unknown",
} as const;

/** `12 rows leave stack prod: 8 to retire, 2 blocked; 3 cannot be taken back. Other rows: 2 create, 14 same.` */
export const summaryLine = ({ stack, operation, rows, summary, others }: RetirementPreview): string => {
    const where = stack === undefined ? "the stack" : `stack ${stack}`;
    const counted = Object.entries(words).flatMap(([outcome, word]) => {
        const count = summary[outcome as keyof typeof words];
        return count === 0 ? [] : [`${count} ${word}`];
    });
    const grave = [
        ...(summary.irreversible === 0 ? [] : [`${summary.irreversible} cannot be taken back`]),
        ...(summary.danger === 0 ? [] : [`${summary.danger} IN DANGER`]),
    ];
    const what = operation === "destroy" ? "destroying" : "updating";
    const first =
        rows.length === 0
            ? `No row of this package leaves ${where} by ${what} it.`
            : `${rows.length} ${rows.length === 1 ? "row leaves" : "rows leave"} ${where} by ${what} it: ${[counted.join(", "), ...grave].join("; ")}.`;
    const rest = Object.entries(others).map(([operation, count]) => `${count} ${operation}`);
    return rest.length === 0 ? first : `${first} Other rows: ${rest.sort().join(", ")}.`;
};
