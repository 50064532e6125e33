import { CallError, RetirementError, renderCallError } from "../execution/errors";

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const statusCodes: Readonly<Record<RetirementError["code"], number | undefined>> = {
    // FAILED_PRECONDITION: the engine then does not warn of a corrupt resource.
    blocked: 9,
    deferred: 9,
    "invalid-state": 9,
    "invalid-override": 9,
    // UNAVAILABLE
    unknown: 14,
    "engine-gone": 14,
    "call-failed": undefined,
    "not-confirmed": undefined,
};

/**
 * The error to throw into the dynamic provider: fresh, with a message that is all the user needs. The SDK also prints
 * `${error}: ${error.stack}` to the stack's row: the two make one neutral line here, or the user would read the message
 * three times.
 */
export const neutral = (thrown: unknown, id = "the resource"): Error => {
    const error = new Error(messageOf(thrown));
    const code = RetirementError.is(thrown) ? statusCodes[thrown.code] : undefined;
    if (code !== undefined) Object.assign(error, { code });
    Object.defineProperty(error, "stack", { value: `see the diagnostics of ${id}`, enumerable: false });
    Object.defineProperty(error, "toString", { value: () => "pulumi-retire", enumerable: false });
    return error;
};

const messageOf = (thrown: unknown): string => {
    if (RetirementError.is(thrown)) return thrown.message;
    if (CallError.is(thrown)) return renderCallError(thrown);
    // Anything else is a mistake of ours, and the trace is what a report of it needs.
    const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return `pulumi-retire failed in a way that it does not know; please report this: ${trace}`;
};
