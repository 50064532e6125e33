import { type Blocker, type RetirementPlan, renderRefusal } from "../retirement";
import type { Retired } from "./retired";

/** What an error code of a cloud means for what we wanted. Each operation has its table; a code that no table lists is unexpected, never success. */
export type Meaning =
    /** The object that the call was about is not there (any more). */
    | "absent"
    /** The caller lacks a permission or valid credentials: trying again does not help. */
    | "denied"
    /** Too many requests: nothing happened, the same call may be sent again later. */
    | "throttled"
    /** It is not known whether the call took effect: look again before repeating it. */
    | "transient"
    /** Refused for a reason that passes by itself, such as a snapshot that was in use a second ago. */
    | "not-yet"
    /** Refused for good: the cloud protects the object in its present state. */
    | "refused"
    | "unexpected";

export type ErrorTable = ReadonlyMap<string, Meaning>;

const callErrorBrand = Symbol.for("pulumi-retire.CallError");
const retirementErrorBrand = Symbol.for("pulumi-retire.RetirementError");

/** Brands, not `instanceof`: two copies of this package in one process agree. */
const isBranded = (error: unknown, brand: symbol): boolean =>
    typeof error === "object" && error !== null && brand in error;

/** What a cloud answered to one call that failed, translated once, where the SDK ends. */
export class CallError extends Error {
    readonly [callErrorBrand] = true;
    readonly remedy: string | undefined;
    constructor(
        /** Service and operation, such as `ec2:DeregisterImage`: also the name of the permission. */
        readonly call: string,
        /** The cloud's own code, or the network's, such as `InvalidAMIID.NotFound` or `ECONNRESET`. */
        readonly code: string,
        readonly meaning: Meaning,
        message: string,
        options?: ErrorOptions & {
            /** What would help, in the imperative, where that is known. */
            readonly remedy?: string | undefined;
        },
    ) {
        super(message, options);
        this.remedy = options?.remedy;
        this.name = "CallError";
    }
    static is(error: unknown): error is CallError {
        return isBranded(error, callErrorBrand);
    }
}

/** One failed call as a person reads it, on one line or two. */
export const renderCallError = ({ call, message, code, remedy }: CallError): string =>
    [`${call}: ${message} [${code}]`, ...(remedy === undefined ? [] : [`  remedy: ${remedy}`])].join("\n");

/** Why the row stays. The message is complete: it is all that the user reads. */
export class RetirementError extends Error {
    readonly [retirementErrorBrand] = true;
    /** How far the retirement had come, when one was under way. */
    retired?: Partial<Retired>;
    /** Fields that an override had set, and by which key. */
    overridden?: ReadonlyMap<string, string>;
    constructor(
        /** Stable and machine-readable: the outcome of the plan, or what went wrong while it was carried out. */
        readonly code:
            | "blocked"
            | "deferred"
            | "unknown"
            | "call-failed"
            | "not-confirmed"
            | "engine-gone"
            | "invalid-state"
            | "invalid-override",
        message: string,
        readonly blockers: readonly Blocker[] = [],
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = "RetirementError";
    }
    static is(error: unknown): error is RetirementError {
        return isBranded(error, retirementErrorBrand);
    }
}

/** The error that a plan which does not let the row go turns into. */
export const errorOfPlan = (subject: string, plan: RetirementPlan): RetirementError => {
    const code = plan.outcome === "defer" ? "deferred" : plan.outcome === "blocked" ? "blocked" : "unknown";
    return new RetirementError(code, renderRefusal(subject, plan), "blockers" in plan ? plan.blockers : []);
};
