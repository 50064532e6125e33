import { RetirementError } from "../../execution/errors";
import { assertAccount } from "../caller";
import type { TaskDefinitionApi } from "./api";
import { revisionOf } from "./arn";
import { observeRevision } from "./observe";
import type { TaskDefinitionState } from "./state";

/** The row as ECS has it now; undefined, which drops the row, only on evidence that the revision is gone. */
export const readTaskDefinition = async (
    api: TaskDefinitionApi,
    state: TaskDefinitionState,
): Promise<TaskDefinitionState | undefined> => {
    await assertAccount(api, state.accountId, `ECS task definition ${state.arn}`);
    const revision = revisionOf(state.arn);
    const seen = await observeRevision(api, revision);
    if (seen.is === "present") return { ...state, status: seen.value.status };
    if (seen.is === "absent") return undefined;
    throw new RetirementError("unknown", `reading ECS task definition ${revision.shortName}: ${seen.because}`);
};
