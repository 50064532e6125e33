import type { Blocker, Warning } from "./blocker";
import type { Effect } from "./effect";
import type { Instant } from "./instant";
import type { Unreadable } from "./observation";
import type { PlannedCall } from "./planned-call";

export type NonEmpty<T> = readonly [T, ...T[]];

export const isNonEmpty = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

interface Told {
    readonly effects: readonly Effect[];
    readonly warnings: readonly Warning[];
}

/**
 * The decision, as data. A union, so that combinations without a meaning cannot be written: a blocked plan has no place
 * for calls. No closure and no `Date` in it: a plan survives JSON.
 */
export type RetirementPlan =
    /** The object goes, or is put away, by these calls in this order. */
    | ({ readonly outcome: "retire"; readonly calls: NonEmpty<PlannedCall> } & Told)
    /** Not now: `until` a moment that the cloud has named, or until what `wait` names has settled. */
    | ({
          readonly outcome: "defer";
          readonly calls: readonly PlannedCall[];
          readonly because: string;
          readonly until?: Instant;
          /** The kind's waiter that may end sooner than the run; without it the delete fails cleanly and a later run finishes. */
          readonly wait?: string;
      } & Told)
    /** The row goes and the object stays, as its owner asked. */
    | ({ readonly outcome: "retain"; readonly because: string } & Told)
    /** The object is gone; `calls` deal with what it left behind, each independent of the others. */
    | ({ readonly outcome: "already-retired"; readonly because: string; readonly calls: readonly PlannedCall[] } & Told)
    /** Something forbids it. All reasons at once. */
    | { readonly outcome: "blocked"; readonly blockers: NonEmpty<Blocker>; readonly warnings: readonly Warning[] }
    /** Something that the decision rests on could not be read: what, and why. */
    | { readonly outcome: "unknown"; readonly blockers: NonEmpty<Blocker>; readonly warnings: readonly Warning[] };

export type Outcome = RetirementPlan["outcome"];

/** Whether the row may leave Pulumi's state. A new outcome does not compile until someone decides this. */
export const leavesState: Readonly<Record<Outcome, boolean>> = {
    retire: true,
    retain: true,
    "already-retired": true,
    defer: false,
    blocked: false,
    unknown: false,
};

/** What a plan would send, in order; nothing for the outcomes that send nothing. */
export const callsOf = (plan: RetirementPlan): readonly PlannedCall[] => ("calls" in plan ? plan.calls : []);

/** A refusal with all its reasons: blocked as soon as one of them is certain, unknown when all that is wrong is that we could not look. */
export const refusal = (
    blockers: readonly Blocker[],
    unknowns: readonly Blocker[],
    warnings: readonly Warning[] = [],
): RetirementPlan | undefined => {
    const reasons = [...blockers, ...unknowns];
    if (!isNonEmpty(reasons)) return undefined;
    return { outcome: blockers.length > 0 ? "blocked" : "unknown", blockers: reasons, warnings };
};

/** The reason for outcome unknown that an unreadable answer gives. */
export const unreadable = (
    subject: string,
    what: string,
    reading: Unreadable,
    remedy = "run it again when the cloud answers",
): Blocker => ({
    code: "unreadable",
    subject,
    fact: `${what} could not be read: ${reading.because}`,
    remedy: reading.remedy ?? remedy,
    ...(reading.permission === undefined ? {} : { permission: reading.permission }),
});
