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
}

/** Something that does not stop the retirement, but that its owner would want to know before it. */
export interface Warning {
    readonly code: string;
    readonly subject: string;
    readonly fact: string;
}
