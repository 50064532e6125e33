import { CallError, RetirementError, renderCallError } from "../execution/errors";
import type { Connection } from "./configuration";

interface Caller {
    account(): Promise<string>;
}

/** What the stack's configuration allows, as @pulumi/aws reads it. */
export const assertAllowed = (account: string, { allowedAccounts, forbiddenAccounts }: Connection): void => {
    const isAllowed = allowedAccounts.length === 0 || allowedAccounts.includes(account);
    if (isAllowed && !forbiddenAccounts.includes(account)) return;
    const why = isAllowed ? "aws:forbiddenAccountIds forbids" : "aws:allowedAccountIds does not allow";
    throw new RetirementError("blocked", `the credentials belong to account ${account}, which ${why}`);
};

/** An object is seen, and acted on, with the eyes of its own account only. */
export const assertAccount = async (api: Caller, accountId: string, subject: string): Promise<void> => {
    const account = await callerAccount(api);
    if (account === accountId) return;
    throw new RetirementError(
        "blocked",
        `the credentials belong to account ${account}, and ${subject} was adopted in account ${accountId}: use credentials of account ${accountId}`,
    );
};

/** The account that the credentials belong to; that it cannot be told is told. */
const callerAccount = async (api: Caller): Promise<string> => {
    try {
        return await api.account();
    } catch (error) {
        if (!CallError.is(error)) throw error;
        throw new RetirementError("unknown", renderCallError(error), [], { cause: error });
    }
};
