import type { RestoreCheck, RestorePlan } from "../../restoring/plan";
import { renderBlocker, renderCall, renderInstant } from "../../retirement";
import type { ListedRestorable, RestoreResult } from "./result";
import type { Place } from "./run";

/** A table, the first to leave the bin first. */
export const renderList = (listed: readonly ListedRestorable[], hasReport: boolean): string => {
    if (listed.length === 0) return "the Recycle Bin holds no images";
    const rows = listed.map(({ id, name, entered, leaves, plan }) => [
        id,
        name,
        renderInstant(entered),
        renderInstant(leaves),
        renderPlan(plan),
    ]);
    const table = aligned([["ID", "NAME", "ENTERED", "LEAVES", "RESTORABLE"], ...rows]);
    const isUnsure = !hasReport && listed.some(({ plan }) => plan.outcome === "restore");
    const note =
        "EC2 does not say which snapshots an image in the bin stands on: counted are those whose description names it.";
    return isUnsure ? `${table}\n\n${note}` : table;
};

const renderPlan = (plan: RestorePlan): string => {
    switch (plan.outcome) {
        case "restore": {
            const until = `until ${renderInstant(plan.until)}`;
            return plan.needs.length === 0 ? `perhaps, ${until}: no snapshot names it` : `yes, ${until}`;
        }
        case "back-already":
            return `no: ${plan.fact}`;
        case "lost":
            return `no: ${plan.reasons.map(({ fact }) => fact).join("; ")}`;
        case "unknown":
            return `unknown: ${plan.reasons.map(({ fact, remedy }) => `${fact} (${remedy})`).join("; ")}`;
    }
};

const aligned = (rows: readonly (readonly string[])[]): string => {
    const widths = rows.reduce<readonly number[]>(
        (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
        [],
    );
    return rows
        .map(row =>
            row
                .map((cell, column) => cell.padEnd(widths[column] ?? 0))
                .join("  ")
                .trimEnd(),
        )
        .join("\n");
};

/** One block an id, the verdict first; then what no restoring brings back, and what came of them all. */
export const renderResults = (results: readonly RestoreResult[], places: readonly Place[]): string =>
    [
        ...results.map(result => renderResult(result).join("\n")),
        ...places.map(({ doesNotReturn }) => `does not come back in any case: ${doesNotReturn.join("; ")}`),
        summaryOf(results),
    ].join("\n");

const renderResult = (result: RestoreResult): readonly string[] => {
    const { id } = result;
    switch (result.outcome) {
        case "would-restore": {
            const { calls, until, caveats } = result.plan;
            return [
                `${id}: would be restored from the Recycle Bin, possible until ${renderInstant(until)}`,
                ...calls.map(call => `  ${renderCall(call)}`),
                ...caveats.map(caveat => `  note: ${caveat}`),
            ];
        }
        case "would-do-nothing":
            return [`${id}: nothing to do: ${result.plan.fact}`];
        case "restored":
            return [
                `${id}: restored from the Recycle Bin`,
                ...result.calls.map(call => `  sent: ${renderCall(call)}`),
                ...result.checks.flatMap(renderCheck),
            ];
        case "back-already":
            return [`${id}: nothing to do: ${result.caveats.join("; ")}`, ...result.checks.flatMap(renderCheck)];
        case "lost":
            return [`${id}: cannot come back; nothing is sent for it`, ...result.plan.reasons.map(renderBlocker)];
        case "unknown":
            return [
                `${id}: whether it can come back is not known; nothing is sent for it`,
                ...result.plan.reasons.map(renderBlocker),
            ];
        case "failed":
            return [
                `${id}: failed; run it again, and it goes on from there`,
                ...result.calls.map(call => `  sent: ${renderCall(call)}`),
                ...result.message.split("\n").map(line => `  ${line}`),
                ...result.caveats.map(caveat => `  note: ${caveat}`),
            ];
    }
};

const marks: Readonly<Record<RestoreCheck["verdict"], string>> = {
    confirmed: "checked",
    differs: "NOT AS BEFORE",
    "not-known": "note",
    unreadable: "not checked",
};

const renderCheck = ({ verdict, fact, remedy }: RestoreCheck): readonly string[] => [
    `  ${marks[verdict]}: ${fact}`,
    ...(remedy === undefined ? [] : [`    remedy: ${remedy}`]),
];

const words: readonly (readonly [RestoreResult["outcome"], string])[] = [
    ["restored", "restored"],
    ["back-already", "back already"],
    ["would-restore", "would be restored"],
    ["would-do-nothing", "back already"],
    ["lost", "cannot come back"],
    ["unknown", "not known"],
    ["failed", "failed"],
];

const summaryOf = (results: readonly RestoreResult[]): string =>
    words
        .map(([outcome, word]) => [results.filter(result => result.outcome === outcome).length, word] as const)
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}`)
        .join(", ");
