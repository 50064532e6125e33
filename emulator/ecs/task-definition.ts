import { keyOf, ownRows } from "../owned";
import type { Input } from "../service";
import { tableOf } from "../world";
import { parseTaskDefinition, type TaskDefinitionName, taskDefinitionArn } from "./arn";
import { goneAt } from "./references";
import type { View } from "./view";

export interface TaskDefinitionRow {
    readonly account: string;
    readonly arn: string;
    readonly family: string;
    readonly revision: number;
    /** Everything of TaskDefinition that was asked for, and what ECS filled in. */
    readonly members: Input;
    readonly tags: Readonly<Record<string, string>>;
    readonly registeredAt: Date;
    readonly registeredBy: string;
    readonly deregisteredAt?: Date;
    readonly deleteRequestedAt?: Date;
}

/** A partition is a region. */
export const taskDefinitions = tableOf<TaskDefinitionRow>("ecs task definitions");
/** The number of a family's last revision. It outlives the revisions, so that none is ever numbered twice. */
const lastRevisions = tableOf<number>("ecs last revisions");

export const lastRevision = ({ world, caller }: View, family: string): number =>
    world.row(lastRevisions, caller.region, keyOf(caller, family)) ?? 0;

const rowKey = (row: TaskDefinitionRow): string => keyOf(row, `${row.family}:${row.revision}`);

export const write = (view: View, row: TaskDefinitionRow): TaskDefinitionRow => {
    const { world, caller } = view;
    world.write(taskDefinitions, caller.region, rowKey(row), row);
    if (row.revision > lastRevision(view, row.family)) {
        world.write(lastRevisions, caller.region, keyOf(caller, row.family), row.revision);
    }
    return row;
};

export type Status = "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";

export const statusOf = (row: TaskDefinitionRow): Status => {
    if (row.deleteRequestedAt !== undefined) {
        return "DELETE_IN_PROGRESS";
    }
    return row.deregisteredAt === undefined ? "ACTIVE" : "INACTIVE";
};

/** All that there is at this moment: what is being deleted goes when nothing has referred to it for long enough. */
export const present = (view: View): readonly TaskDefinitionRow[] =>
    ownRows(view, taskDefinitions).filter(row => !isGone(view, row));

const isGone = (view: View, row: TaskDefinitionRow): boolean => {
    if (row.deleteRequestedAt === undefined) {
        return false;
    }
    const gone = goneAt(view, row.arn, row.deleteRequestedAt);
    return gone !== undefined && gone <= view.now;
};

/** The revision that a name means: of a bare family, the latest ACTIVE one. */
export const found = (view: View, asked: string): TaskDefinitionRow | undefined => {
    const name = parseTaskDefinition(view.caller, asked);
    return name && rowNamed(view, name);
};

export const rowNamed = (view: View, name: TaskDefinitionName): TaskDefinitionRow | undefined => {
    if (name.elsewhere) {
        return undefined;
    }
    if (name.revision === undefined) {
        return present(view)
            .filter(row => row.family === name.family && statusOf(row) === "ACTIVE")
            .reduce<TaskDefinitionRow | undefined>(
                (latest, row) => (latest !== undefined && latest.revision > row.revision ? latest : row),
                undefined,
            );
    }
    const key = keyOf(view.caller, `${name.family}:${name.revision}`);
    const row = view.world.row(taskDefinitions, view.caller.region, key);
    return row === undefined || isGone(view, row) ? undefined : row;
};

/** As ECS answers it. */
export const described = (row: TaskDefinitionRow) => ({
    taskDefinitionArn: row.arn,
    family: row.family,
    revision: row.revision,
    status: statusOf(row),
    ...row.members,
    registeredAt: row.registeredAt,
    registeredBy: row.registeredBy,
    deregisteredAt: row.deregisteredAt,
    deleteRequestedAt: row.deleteRequestedAt,
});

export const newRow = (
    view: View,
    made: Omit<TaskDefinitionRow, "account" | "arn" | "revision">,
    revision = lastRevision(view, made.family) + 1,
): TaskDefinitionRow => ({
    ...made,
    account: view.caller.account,
    revision,
    arn: taskDefinitionArn(view.caller, made.family, revision),
});
