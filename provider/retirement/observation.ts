/** Three answers to "is it there?". Unknown is never absent. */
export type Observation<T> =
    | { readonly is: "present"; readonly value: T }
    /** The cloud said so: an error code that means it, an empty answer to a question by id. */
    | { readonly is: "absent"; readonly evidence: string }
    | Unreadable;

/** The answer to a question other than "is it there?". */
export type Reading<T> = { readonly is: "known"; readonly value: T } | Unreadable;

/** Denied, throttled to the end, timed out, cut short, a page missing: we could not look. */
export interface Unreadable {
    readonly is: "unknown";
    /** What was asked and what came instead, in one sentence without a full stop. */
    readonly because: string;
    /** The permission to add, when the answer was a denial, such as `ec2:DescribeSnapshots`. */
    readonly permission?: string;
    /** What would help, in the imperative, where that is known. */
    readonly remedy?: string;
}

export const known = <T>(value: T): Reading<T> => ({ is: "known", value });
