/**
 * The decision about a removal, as data: the words that every kind of resource, the preview and the delete share.
 * Pure: no I/O, no clock, no cloud, no Pulumi.
 */
export type { Blocker, Use, User, Warning } from "./blocker";
export type { Effect, Reversibility } from "./effect";
export { daysAfter, daysBetween, earliest, type Instant, instantOf } from "./instant";
export { known, type Observation, type Reading, type Unreadable } from "./observation";
export {
    callsOf,
    isNonEmpty,
    leavesState,
    type NonEmpty,
    type Outcome,
    type RetirementPlan,
    refusal,
    unreadable,
} from "./plan";
export { type Call, callKey, type PlannedCall, stableJson } from "./planned-call";
export {
    renderBlocker,
    renderCall,
    renderDeadline,
    renderDone,
    renderEffect,
    renderInstant,
    renderPlan,
    renderRefusal,
    renderVerdict,
} from "./render";
