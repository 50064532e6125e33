import { CallError, type ErrorTable, type Meaning } from "../execution/errors";

/**
 * Codes that mean the same in every operation of every service that is called here.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * https://docs.aws.amazon.com/recyclebin/latest/APIReference/CommonErrors.html
 */
const commonErrors: ErrorTable = new Map<string, Meaning>([
    ["RequestLimitExceeded", "throttled"],
    ["Throttling", "throttled"],
    ["ThrottlingException", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["UnauthorizedOperation", "denied"],
    ["AccessDenied", "denied"],
    ["AccessDeniedException", "denied"],
    ["AuthFailure", "denied"],
    ["Blocked", "denied"],
    ["OptInRequired", "denied"],
    ["PendingVerification", "denied"],
    ["InvalidClientTokenId", "denied"],
    ["UnrecognizedClientException", "denied"],
    ["SignatureDoesNotMatch", "denied"],
    ["MissingAuthenticationToken", "denied"],
    ["ExpiredToken", "denied"],
    ["ExpiredTokenException", "denied"],
    ["RequestExpired", "denied"],
    ["CredentialsProviderError", "denied"],
    ["TokenProviderError", "denied"],
    ["InternalError", "transient"],
    ["InternalFailure", "transient"],
    ["InternalServerException", "transient"],
    ["ServiceUnavailable", "transient"],
    ["Unavailable", "transient"],
    ["RequestTimeout", "transient"],
    ["TimeoutError", "transient"],
]);

/** What Node says when the connection did not carry the answer: whether the request took effect is not known. */
const networkCodes = new Set([
    "ECONNRESET",
    "ECONNREFUSED",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ERR_STREAM_PREMATURE_CLOSE",
]);

interface SdkError {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly $fault?: "client" | "server";
    readonly $response?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Translates what the SDK threw for one call, once, at the edge. */
export const callErrorOf = (call: string, thrown: unknown, table: ErrorTable = new Map()): CallError => {
    if (CallError.is(thrown)) return thrown;
    const error = (typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }) as SdkError;
    const name = error.name ?? "";
    const listed = table.get(name) ?? commonErrors.get(name);
    // An HTML page with a 500 reaches us as a service exception without a code of its own.
    if (name === "Unknown" || name === "UnknownError")
        return told(call, "UnreadableAnswer", "transient", error, thrown);
    if (listed !== undefined) return told(call, name, listed, error, thrown);
    if (error.code !== undefined && networkCodes.has(error.code)) {
        return told(call, error.code, "transient", error, thrown);
    }
    // An HTML page, or an answer that was cut short, is not an answer: the SDK keeps what came beside its complaint.
    if (
        error.$fault === undefined &&
        (error.$response !== undefined || error.$metadata?.httpStatusCode !== undefined)
    ) {
        return told(call, "UnreadableAnswer", "transient", error, thrown);
    }
    // No answer of the cloud at all: a mistake of ours or of the set-up, such as a region that nobody named.
    if (error.$fault === undefined) return told(call, name, "unexpected", error, thrown);
    const status = error.$metadata?.httpStatusCode ?? 0;
    return told(call, name, status >= 500 ? "transient" : "unexpected", error, thrown);
};

const told = (call: string, code: string, meaning: Meaning, error: SdkError, cause: unknown): CallError =>
    new CallError(call, code, meaning, messageOf(code, error), { cause, remedy: remedyOf(call, code, error.message) });

const messageOf = (code: string, error: SdkError): string => {
    const status = error.$metadata?.httpStatusCode;
    // What a parser says of an HTML page helps nobody.
    if (code === "UnreadableAnswer")
        return `the answer is not readable${status === undefined ? "" : ` (HTTP ${status})`}`;
    return firstLine(error.message) || code;
};

/** Codes that mean: these credentials, or none, and not: this permission. */
const credentialCodes = new Set([
    "CredentialsProviderError",
    "TokenProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "SignatureDoesNotMatch",
    "MissingAuthenticationToken",
]);

const permissionCodes = new Set(["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"]);

/** A call may be denied for another that it makes on the caller's behalf, which the message names. */
const deniedAction = (message = ""): string | undefined => /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];

const remedyOf = (call: string, code: string, message: string | undefined): string | undefined => {
    if (credentialCodes.has(code)) {
        return "give valid AWS credentials: by aws:profile or aws:accessKey and aws:secretKey, or by the environment";
    }
    if (networkCodes.has(code)) return "check the network, and the endpoint when one is configured";
    return permissionCodes.has(code) ? `allow ${deniedAction(message) ?? call}` : undefined;
};

/** An HTML page or a parser's whole excerpt is no message for a person. */
const firstLine = (text = ""): string => {
    const line = text.split("\n", 1)[0]?.trim() ?? "";
    return line.length > 300 ? `${line.slice(0, 300)}…` : line;
};
