import { type Effect, type Instant, renderDeadline } from "../retirement";
import type { PreviewedRow } from "./result";
import { shortUrn } from "./row";

type Judged = Omit<PreviewedRow, "verdict">;

/** The outcome in one line; `action` is what the policy wishes, as a verb. */
export const verdictOf = (row: Judged, action: string): string => {
    if (row.danger.length > 0) {
        return `DANGER: WILL ${action.toUpperCase()} WHAT ${row.danger.join(", ")} STILL WANTS`;
    }
    return sentences[row.outcome](row, action);
};

const sentences: Readonly<Record<PreviewedRow["outcome"], (row: Judged, action: string) => string>> = {
    // A group and its template may both let go by one and the same row.
    retire: (row, action) => [`will ${action}`, ...new Set(row.once.map(released)), ...lasting(row.effects)].join(", "),
    conditional: (row, action) => `conditional: will ${action} unless ${row.conditions.join("; or unless ")}`,
    defer: ({ until, because }) =>
        until === undefined ? `deferred: ${because ?? ""}` : `deferred until ${renderDeadline(until)}`,
    retain: ({ because }) => (because === undefined ? "kept" : `kept: ${because}`),
    "already-retired": ({ calls }) => (calls.length === 0 ? "already retired" : "already retired, but for leftovers"),
    blocked: ({ blockers }) => `blocked: ${reasons(blockers.length)}`,
    unknown: ({ blockers }) => {
        const permissions = [...new Set(blockers.flatMap(({ permission }) => permission ?? []))];
        return permissions.length > 0 && blockers.every(({ permission }) => permission !== undefined)
            ? `unknown: may not call ${permissions.join(", ")}`
            : `unknown: ${reasons(blockers.length)}`;
    },
};

const reasons = (count: number): string => (count === 1 ? "1 reason" : `${count} reasons`);

const released = ({ urn, change }: PreviewedRow["once"][number]): string =>
    `once ${shortUrn(urn)} has ${change === "changed" ? "changed" : "been deleted"}`;

/** How long all of it can be taken back: as long as the part that is lost first. */
const lasting = (effects: readonly Effect[]): readonly string[] => {
    const reversibles = effects.map(({ reversible }) => reversible);
    if (reversibles.some(({ is }) => is === "never")) return ["for good"];
    if (reversibles.some(({ is }) => is === "unknown")) return ["and whether it can be restored is not known"];
    const [first] = reversibles.flatMap((each): Instant[] => (each.is === "until" ? [each.at] : [])).sort();
    return first === undefined ? [] : [`restorable until ${first.slice(0, 10)}`];
};

/** Whatever is not certain to come back counts as lost. */
export const isIrreversible = (effects: readonly Effect[]): boolean =>
    effects.some(({ reversible }) => reversible.is === "never" || reversible.is === "unknown");
