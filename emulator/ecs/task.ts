import type { Input } from "../service";
import { tableOf } from "../world";
import { arnOf } from "./arn";
import type { Tags } from "./tag-shapes";
import { after, hours, type View } from "./view";

/** A task that was run on its own. Those of services are worked out from the service. */
export interface TaskRow {
    readonly account: string;
    readonly cluster: string;
    readonly taskId: string;
    /** An ARN. */
    readonly taskDefinition: string;
    readonly family: string;
    readonly createdAt: Date;
    /** Undefined: it stays pending. */
    readonly startedAt?: Date;
    readonly stoppingAt?: Date;
    readonly stoppedReason?: string;
    readonly tags: Tags;
    /** Any further member of Task, as it was given. */
    readonly members: Input;
}

/** A partition is a region. */
export const tasks = tableOf<TaskRow>("ecs tasks");

/** How long a task takes to start, and to stop. */
export const taskMs = 10_000;

export const stoppedAt = ({ stoppingAt }: TaskRow): Date | undefined => stoppingAt && after(stoppingAt, taskMs);

export const lastStatus = (row: TaskRow, now: Date): "PENDING" | "RUNNING" | "STOPPING" | "STOPPED" => {
    const stopped = stoppedAt(row);
    if (stopped !== undefined) {
        return stopped <= now ? "STOPPED" : "STOPPING";
    }
    return row.startedAt !== undefined && row.startedAt <= now ? "RUNNING" : "PENDING";
};

/** Stopped tasks are shown for a while. */
export const isShown = (row: TaskRow, now: Date): boolean => {
    const stopped = stoppedAt(row);
    return stopped === undefined || now < after(stopped, hours(1));
};

export const taskArn = (place: View["caller"], cluster: string, id: string): string =>
    arnOf(place, `task/${cluster}/${id}`);

export const describedTask = ({ caller, now }: View, row: TaskRow) => {
    const status = lastStatus(row, now);
    return {
        attachments: [],
        containers: [],
        overrides: { containerOverrides: [] },
        launchType: "EC2",
        version: 1,
        group: `family:${row.family}`,
        ...row.members,
        taskArn: taskArn(caller, row.cluster, row.taskId),
        clusterArn: arnOf(caller, `cluster/${row.cluster}`),
        taskDefinitionArn: row.taskDefinition,
        lastStatus: status,
        desiredStatus: row.stoppingAt === undefined ? "RUNNING" : "STOPPED",
        createdAt: row.createdAt,
        startedAt: status === "PENDING" ? undefined : row.startedAt,
        stoppingAt: row.stoppingAt,
        stoppedAt: status === "STOPPED" ? stoppedAt(row) : undefined,
        ...(row.stoppingAt === undefined
            ? {}
            : { stopCode: "UserInitiated", stoppedReason: row.stoppedReason ?? "Task stopped by user" }),
    };
};
