import { CallError, type ErrorTable, type Meaning } from "../../execution/errors";
import { callErrorOf } from "../errors";

/**
 * Codes of ECS that say by themselves what they mean.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html
 */
const ecsErrors: ErrorTable = new Map<string, Meaning>([
    ["InvalidParameterException", "refused"],
    ["ServerException", "transient"],
    ["LimitExceededException", "refused"],
]);

/**
 * ECS has no code of its own for what is missing: it says ClientException to everything, and only the message tells.
 * Texts that nobody has written down are unexpected, never success.
 */
const messages: readonly (readonly [text: RegExp, meaning: Meaning])[] = [
    [/^Unable to describe task definition\.?$/, "absent"],
    [/^The specified task definition does not exist\b/, "absent"],
    [/in the process of being deleted/, "absent"],
    [/^Too many concurrent attempts to create a new revision/, "throttled"],
    [/still in ACTIVE status/, "not-yet"],
    [/identifier is invalid/, "refused"],
    [/^TaskDefinition is inactive\b/, "refused"],
];

const meaningOf = (message: string): Meaning => messages.find(([text]) => text.test(message))?.[1] ?? "unexpected";

/** Translates what the SDK threw for one call of ECS. */
export const ecsErrorOf = (call: string, thrown: unknown): CallError => {
    const { name, message = "" } = thrown as Partial<Error>;
    if (name === "ClientException") return new CallError(call, name, meaningOf(message), message, { cause: thrown });
    return callErrorOf(call, thrown, ecsErrors);
};

/** One entry of `failures` in an answer of DeleteTaskDefinitions: a 200 that did not do this one. */
export const failureOf = (
    call: string,
    failure: { readonly reason?: string | undefined; readonly detail?: string | undefined },
) => {
    const { reason = "", detail = "" } = failure;
    const said = [reason, detail].filter(text => text !== "").join(": ") || "a failure without a reason";
    const listed = [reason, detail].map(meaningOf).find(meaning => meaning !== "unexpected");
    return new CallError(call, "Failure", listed ?? "unexpected", said);
};
