import type { NonEmpty } from "./plan";

/** One way in which something uses the object that is to go. */
export interface Use {
    /** Ids and names of what stands between, such as a launch template; left out when it names the object itself. */
    readonly through?: readonly string[];
    /** Which version of what stands between, or of the user itself: a number, `$Latest` or `$Default`. */
    readonly version?: string;
}

/** Something that uses the object, in words by which the rows of a stack can be matched to it. */
export interface User {
    /** As `ignoreReferences` names it. */
    readonly kind: string;
    /** Its ids, names and ARN. */
    readonly ids: NonEmpty<string>;
    readonly uses: NonEmpty<Use>;
}

/** Why nothing is sent: a fact about the world, and what lifts it. All of them are told at once. */
export interface Blocker {
    /** Stable and machine-readable, such as `deregistration-protected`. */
    readonly code: string;
    /** What the fact is about: an id, an ARN, a property of the resource. */
    readonly subject: string;
    /** What was seen, in one sentence without a full stop. */
    readonly fact: string;
    /** What lifts it, in the imperative. */
    readonly remedy: string;
    /** The permission that is missing, when that is all that is wrong. */
    readonly permission?: string;
    /** Who uses it, when that is the reason. */
    readonly user?: User;
}

/** Something that does not stop the retirement, but that its owner would want to know before it. */
export interface Warning {
    readonly code: string;
    readonly subject: string;
    readonly fact: string;
    /** Who used it and will have let go by then, when that is what the warning is about. */
    readonly user?: User;
}
