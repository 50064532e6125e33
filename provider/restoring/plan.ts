import type { Blocker, Call, Instant, NonEmpty } from "../retirement";

/** The decision about bringing one object back, as data: what a preview prints is what is then sent. */
export type RestorePlan =
    | {
          readonly outcome: "restore";
          /** In this order. */
          readonly calls: readonly Call[];
          /** Ids of what the object stands on, also of what is there already: waited for before the object itself. */
          readonly needs: readonly string[];
          /** Until when it is possible, as far as is known. */
          readonly until: Instant;
          /** What could not be known beforehand, each as a sentence without a full stop. */
          readonly caveats: readonly string[];
      }
    /** There is nothing to bring back: it is where it belongs, perhaps by an earlier run that was cut off. */
    | { readonly outcome: "back-already"; readonly fact: string }
    /** Nothing brings it back. All reasons at once. */
    | { readonly outcome: "lost"; readonly reasons: NonEmpty<Blocker> }
    /** What the decision rests on could not be read. */
    | { readonly outcome: "unknown"; readonly reasons: NonEmpty<Blocker> };

/** One object that lies where it can perhaps be brought back from. */
export interface Restorable {
    readonly id: string;
    readonly name: string;
    readonly entered: Instant;
    readonly leaves: Instant;
    readonly plan: RestorePlan;
}

/** What a look at an object that came back found. */
export interface RestoreCheck {
    /** What was looked at, such as `launch-permissions`. */
    readonly code: string;
    readonly verdict:
        | "confirmed"
        /** It is back, and not as it was before. */
        | "differs"
        /** What it was before is not on record. */
        | "not-known"
        /** We could not look. */
        | "unreadable";
    /** What was seen, in one sentence without a full stop. */
    readonly fact: string;
    /** What would help, in the imperative. */
    readonly remedy?: string;
    readonly permission?: string;
    /** How it was before, where that is known, and how it is now. */
    readonly before?: readonly string[];
    readonly now?: readonly string[];
}
