import { arnOf } from "./arn";
import { draining, type ServiceRow, type TaskSetRow, taskSetsAt } from "./service-row";
import { serviceArn } from "./service-table";
import type { View } from "./view";

export const taskSetArn = (place: View["caller"], { cluster, serviceName }: ServiceRow, { id }: TaskSetRow): string =>
    arnOf(place, `task-set/${cluster}/${serviceName}/${id}`);

/** A task set by id or ARN. */
export const taskSetNamed = (view: View, row: ServiceRow, asked: string): TaskSetRow | undefined =>
    taskSetsAt(row, view.now).find(set => asked === set.id || asked === taskSetArn(view.caller, row, set));

export const statusOfTaskSet = ({ isPrimary, goneAt, drains }: TaskSetRow): "PRIMARY" | "ACTIVE" | "DRAINING" => {
    if (goneAt !== undefined || drains === true) {
        return "DRAINING";
    }
    return isPrimary ? "PRIMARY" : "ACTIVE";
};

/** The service with one of its task sets replaced. */
export const withTaskSet = (row: ServiceRow, set: TaskSetRow): ServiceRow => ({
    ...row,
    taskSets: row.taskSets.map(other => (other.id === set.id ? set : other)),
});

export const goneFrom = (now: Date): Date => new Date(now.getTime() + draining);

export const describedTaskSet = (view: View, row: ServiceRow, set: TaskSetRow) => {
    const { caller } = view;
    const scale = (set.members.scale ?? { value: 100, unit: "PERCENT" }) as { readonly value?: number };
    const count = statusOfTaskSet(set) === "DRAINING" ? 0 : Math.ceil((row.desiredCount * (scale.value ?? 100)) / 100);
    return {
        launchType: "EC2",
        loadBalancers: [],
        serviceRegistries: [],
        ...set.members,
        id: set.id,
        taskSetArn: taskSetArn(caller, row, set),
        serviceArn: serviceArn(caller, row),
        clusterArn: arnOf(caller, `cluster/${row.cluster}`),
        status: statusOfTaskSet(set),
        taskDefinition: set.taskDefinition,
        scale,
        computedDesiredCount: count,
        runningCount: count,
        pendingCount: 0,
        createdAt: set.createdAt,
        updatedAt: set.createdAt,
        stabilityStatus: "STEADY_STATE",
        stabilityStatusAt: set.createdAt,
    };
};
