import { CallError } from "../execution/errors";
import { known, type Reading, type Unreadable } from "../retirement";

/** What a failed read means for a decision: we could not look, and perhaps which permission would let us. */
export const unreadableOf = (error: CallError): Unreadable => ({
    is: "unknown",
    because: `${error.call}: ${error.message} [${error.code}]`,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.remedy?.startsWith("allow ") === true ? { permission: error.remedy.slice("allow ".length) } : {}),
});

/** Runs a read. What the cloud refused or garbled becomes unknown; what is our own mistake stays an error. */
export const readingOf = async <T>(read: () => Promise<T>): Promise<Reading<T>> => {
    try {
        return known(await read());
    } catch (error) {
        if (CallError.is(error)) return unreadableOf(error);
        throw error;
    }
};
