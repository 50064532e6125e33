import { type PlannedCall, renderCall } from "../retirement";
import type { CallError } from "./errors";

/** A planned call and what became of it instead. */
export interface Failed {
    readonly call: PlannedCall;
    readonly error: CallError;
}

/** Whether the same call may do later: what failed for good is not sent again. */
export const mayPass = (error: CallError): boolean =>
    error.meaning === "throttled" || error.meaning === "transient" || error.meaning === "not-yet";

/** The call with its input, what the cloud said, and what would help. */
export const renderFailed = ({ call, error }: Failed): readonly string[] => {
    const asked = call.probe === true ? "asked beforehand" : "failed";
    const remedy = error.remedy === undefined ? [] : [`    remedy: ${error.remedy}`];
    return [`  ${asked}: ${renderCall(call)}: ${error.message} [${error.code}]`, ...remedy];
};
