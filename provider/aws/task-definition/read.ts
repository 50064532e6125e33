import { CallError, RetirementError, renderCallError } from "../../execution/errors";
import type { TaskDefinitionApi } from "./api";
import { revisionOf } from "./arn";
import { observeRevision } from "./observe";
import type { TaskDefinitionState } from "./state";

/** The row as ECS has it now; undefined, which drops the row, only on evidence that the revision is gone. */
export const readTaskDefinition = async (
    api: TaskDefinitionApi,
    state: TaskDefinitionState,
): Promise<TaskDefinitionState | undefined> => {
    await assertAccount(api, state);
    const revision = revisionOf(state.arn);
    const seen = await observeRevision(api, revision);
    if (seen.is === "present") return { ...state, status: seen.value.status };
    if (seen.is === "absent") return undefined;
    throw new RetirementError("unknown", `reading ECS task definition ${revision.shortName}: ${seen.because}`);
};

export const assertAccount = async (
    api: TaskDefinitionApi,
    { accountId, arn }: Pick<TaskDefinitionState, "accountId" | "arn">,
): Promise<void> => {
    const account = await callerAccount(api);
    if (account === accountId) return;
    throw new RetirementError(
        "blocked",
        `the credentials belong to account ${account}, and ${arn} is of account ${accountId}: use credentials of account ${accountId}`,
    );
};

export const callerAccount = async (api: Pick<TaskDefinitionApi, "account">): Promise<string> => {
    try {
        return await api.account();
    } catch (error) {
        if (!CallError.is(error)) throw error;
        throw new RetirementError("unknown", renderCallError(error), [], { cause: error });
    }
};
