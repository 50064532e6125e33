import { CallError, type ErrorTable, type Meaning } from "../execution/errors";

/**
 * Codes that mean the same in every product that is called here. By code and never by HTTP status: an InternalError may
 * come with a 400. https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-errorcodes
 */
const commonErrors: ErrorTable = new Map<string, Meaning>([
    ["ServiceUnavailable", "transient"],
    ["InternalError", "transient"],
    ["Operation.Conflict", "not-yet"],
    ["OperationConflict", "not-yet"],
    ["Forbidden.RAM", "denied"],
    ["NoPermission", "denied"],
    ["Forbidden", "denied"],
    ["SignatureDoesNotMatch", "denied"],
    ["InvalidTimeStamp.Expired", "denied"],
    ["InvalidAccessKeyId.NotFound", "denied"],
    ["InvalidAccessKeyId.Inactive", "denied"],
    ["InvalidSecurityToken.Expired", "denied"],
    ["InvalidCredentials", "denied"],
    ["MissingParameter", "unexpected"],
    ["InvalidRegionId.NotFound", "refused"],
]);

const networkCodes = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

interface SdkError {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly statusCode?: number;
    readonly data?: { readonly RequestId?: string; readonly Message?: string };
    readonly accessDeniedDetail?: { readonly AuthAction?: string };
}

/** Translates what the client threw for one call, once, at the edge. */
export const callErrorOf = (call: string, thrown: unknown, table: ErrorTable = new Map()): CallError => {
    if (CallError.is(thrown)) return thrown;
    const error = (typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }) as SdkError;
    const { code = "" } = error;
    // An HTML page, or an answer that was cut short, reaches us as what the parser says of it.
    if (thrown instanceof SyntaxError)
        return told(call, "UnreadableAnswer", "transient", "the answer is not readable", thrown);
    if (error.name === "RequestTimeoutError")
        return told(call, "TimeoutError", "transient", "no answer in time", thrown);
    if (networkCodes.has(code)) return told(call, code, "transient", error.message ?? code, thrown);
    const listed = table.get(code) ?? commonErrors.get(code) ?? (isThrottling(code) ? "throttled" : undefined);
    const { statusCode = 0 } = error;
    const meaning = listed ?? (statusCode >= 500 ? "transient" : "unexpected");
    return told(
        call,
        code || (error.name ?? "UnknownError"),
        meaning,
        messageOf(error),
        thrown,
        remedyOf(call, meaning, error),
    );
};

const isThrottling = (code: string): boolean => code.startsWith("Throttling") || code === "Rejected.Throttling";

const told = (
    call: string,
    code: string,
    meaning: Meaning,
    message: string,
    cause: unknown,
    remedy?: string,
): CallError => new CallError(call, code, meaning, message, { cause, remedy });

/** In the cloud's own words, with the id by which its support finds the request. */
const messageOf = ({ data, message = "" }: SdkError): string => {
    const said = (data?.Message ?? message).split("\n", 1)[0]?.trim() ?? "";
    return data?.RequestId === undefined ? said : `${said} (request ${data.RequestId})`;
};

const remedyOf = (call: string, meaning: Meaning, { code = "", accessDeniedDetail }: SdkError): string | undefined => {
    if (meaning !== "denied") return undefined;
    if (code === "Forbidden.RAM" || code === "NoPermission" || code === "Forbidden") {
        return `allow ${accessDeniedDetail?.AuthAction ?? call}`;
    }
    return "give valid Alibaba Cloud credentials: by alicloud:profile or alicloud:accessKey and alicloud:secretKey, or by the environment";
};
