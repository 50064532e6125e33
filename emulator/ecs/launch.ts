import type { Call } from "../service";
import { clientException, type invalidParameter } from "./errors";
import { found, statusOf, type TaskDefinitionRow } from "./task-definition";
import { after, minutes, type View } from "./view";

/** For so long after its deregistration a revision can still be put to use. */
const window = minutes(10);

export const isUsable = (row: TaskDefinitionRow, { now }: View): boolean =>
    statusOf(row) === "ACTIVE" ||
    (statusOf(row) === "INACTIVE" && row.deregisteredAt !== undefined && now < after(row.deregisteredAt, window));

/** The revision that a new task or deployment runs. `refuse` is how this call says that it is inactive. */
export const usable = (
    call: Call<unknown>,
    asked: string,
    refuse: typeof invalidParameter = clientException,
): TaskDefinitionRow => {
    const row = found(call, asked);
    if (row === undefined) {
        throw clientException("TaskDefinition not found.");
    }
    if (!isUsable(row, call)) {
        throw refuse("TaskDefinition is inactive");
    }
    return row;
};
