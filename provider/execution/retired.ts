import type { Call, Effect, RetirementPlan } from "../retirement";
import type { Sent } from "./journal";

/** What a retirement did: for the line on the stack's row and the report. */
export interface Retired {
    readonly subject: string;
    /** The plan at the first look: what the preview would have shown. */
    readonly plan: RetirementPlan;
    /** The plan at the last look, which left nothing to do. */
    readonly ended: RetirementPlan;
    /** What has become of the world, as far as the last look shows it. */
    readonly effects: readonly Effect[];
    readonly calls: readonly (Call & Sent)[];
}

/** What the first plan said would become of things, corrected by what the last look says of the same things. */
export const effectsSeen = (first: RetirementPlan, last: RetirementPlan): readonly Effect[] => {
    // Nothing of it has come about when the object turned out to be wanted after all.
    const before = "effects" in first && (first === last || last.outcome !== "retain") ? first.effects : [];
    const after = "effects" in last && last !== first ? last.effects : [];
    const told = new Map([...before, ...after].map(effect => [aboutOf(effect), effect]));
    return [...told.values()];
};

/** A code begins with what it is about: `snapshot-kept` and `snapshot-deleted` of one snapshot say the same thing's fate. */
const aboutOf = ({ code, subject }: Effect): string => `${code.split("-", 1)[0]} ${subject}`;
