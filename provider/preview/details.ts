import { renderBlocker, renderCall, renderEffect } from "../retirement";
import type { PreviewedRow } from "./result";

/** What a row came to, past its verdict: two spaces in front of each line. */
export const renderDetails = (row: PreviewedRow): readonly string[] => {
    const { effects, warnings, blockers, calls, once, danger, overridden, because, verdict } = row;
    return [
        ...(because === undefined || verdict.includes(because) ? [] : [`  because ${because}`]),
        ...danger.map(
            name =>
                `  DANGER: ${name} STILL WANTS ${row.id}, AND THIS DELETE WILL NOT KNOW IT: run a full pulumi up instead`,
        ),
        ...effects.map(effect => `  - ${renderEffect(effect)}`),
        ...once.map(({ fact }) => `  - today ${fact}`),
        ...warnings.map(({ fact }) => `  warning: ${fact}`),
        ...blockers.map(renderBlocker),
        ...calls.map((call, index) => `  ${index + 1}. ${renderCall(call)}${permissionOf(call)}`),
        ...Object.entries(overridden).map(([field, key]) => `  overridden: ${field} (by "${key}")`),
    ];
};

const permissionOf = ({ probe, permission }: PreviewedRow["calls"][number]): string =>
    probe === true ? "  (asks only)" : permission === undefined ? "" : `  (${permission})`;
