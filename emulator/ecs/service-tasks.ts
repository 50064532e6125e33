import { parseTaskDefinition } from "./arn";
import { deploymentsAt } from "./deployments";
import { derivedTaskId } from "./ids";
import { type ServiceRow, taskSetsAt } from "./service-row";
import { ownServices } from "./service-table";
import type { TaskRow } from "./task";
import { describedTaskSet } from "./task-set";
import type { View } from "./view";

/** The tasks that services keep running: as many as their deployments and task sets say, with the same ids at every look. */
export const serviceTasks = (view: View, cluster: string): readonly TaskRow[] =>
    ownServices(view)
        .filter(row => row.cluster === cluster)
        .flatMap(row => [
            ...deploymentsAt(row, view.now).flatMap(({ id, taskDefinition, createdAt, runningCount }) =>
                several(view, row, { id, taskDefinition, createdAt, runningCount }),
            ),
            ...(row.deletedAt === undefined ? taskSetsAt(row, view.now) : []).flatMap(set =>
                several(view, row, { ...set, runningCount: describedTaskSet(view, row, set).runningCount }),
            ),
        ]);

const several = (
    { caller }: View,
    row: ServiceRow,
    by: {
        readonly id: string;
        readonly taskDefinition: string;
        readonly createdAt: Date;
        readonly runningCount: number;
    },
): readonly TaskRow[] =>
    Array.from({ length: by.runningCount }, (_, i) => ({
        account: row.account,
        cluster: row.cluster,
        taskId: derivedTaskId(row.cluster, row.serviceName, by.id, String(i)),
        taskDefinition: by.taskDefinition,
        family: parseTaskDefinition(caller, by.taskDefinition)?.family ?? "",
        createdAt: by.createdAt,
        startedAt: by.createdAt,
        tags: {},
        members: {
            group: `service:${row.serviceName}`,
            startedBy: by.id,
            launchType: row.members.launchType ?? "EC2",
        },
    }));
