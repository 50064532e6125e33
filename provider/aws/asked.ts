import { CallError, type ErrorTable } from "../execution/errors";
import { callErrorOf } from "./errors";

/** Sends a request, or asks for all pages of one; what goes wrong is told in the cloud's terms. */
export const asked = async <Answer>(
    /** Service and operation, such as `ec2:DescribeImages`: also the permission that it takes. */
    call: string,
    ask: () => Promise<Answer>,
    errors?: ErrorTable,
): Promise<Answer> => {
    try {
        return await ask();
    } catch (error) {
        throw callErrorOf(call, error, errors);
    }
};

/** The same for a question about one object, where "there is no such thing" is an answer. */
export const askedForOne = async <Answer>(
    call: string,
    ask: () => Promise<Answer>,
    errors: ErrorTable,
): Promise<Answer | undefined> => {
    try {
        return await asked(call, ask, errors);
    } catch (error) {
        if (CallError.is(error) && error.meaning === "absent") return undefined;
        throw error;
    }
};
