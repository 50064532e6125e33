import type { Input } from "../service";
import type { Use } from "./references";
import { type RevisionRow, type RolloutRow, runningAt, usesOfRevisions } from "./rollout";
import type { Tags } from "./tag-shapes";
import { after, minutes } from "./view";

export interface TaskSetRow {
    /** `ecs-svc/` and a number. */
    readonly id: string;
    readonly taskDefinition: string;
    readonly isPrimary: boolean;
    readonly createdAt: Date;
    /** When it is gone; undefined: it is there to stay. */
    readonly goneAt?: Date;
    /** Only by a seed: it drains and does not end. */
    readonly drains?: boolean;
    readonly tags: Tags;
    /** Any further member of TaskSet, as it was given. */
    readonly members: Input;
}

/** A deployment that only a seed makes: it is beside those that come of service deployments. */
export interface BesideRow {
    readonly id: string;
    readonly taskDefinition: string;
    readonly status: "ACTIVE" | "INACTIVE";
    readonly createdAt: Date;
    readonly endsAt?: Date;
}

export interface ServiceRow {
    readonly account: string;
    readonly cluster: string;
    readonly serviceName: string;
    readonly controller: "ECS" | "EXTERNAL" | "CODE_DEPLOY";
    readonly desiredCount: number;
    readonly createdAt: Date;
    readonly createdBy: string;
    readonly revisions: readonly RevisionRow[];
    readonly rollouts: readonly RolloutRow[];
    readonly beside: readonly BesideRow[];
    readonly taskSets: readonly TaskSetRow[];
    readonly tags: Tags;
    /** Any further member of Service, as it was given. */
    readonly members: Input;
    readonly deletedAt?: Date;
    /** When a deleted one is INACTIVE; undefined, by a seed: it drains and does not end. */
    readonly drainedAt?: Date;
    /** What a deleted service of the same name referred to. */
    readonly former: readonly Use[];
}

/** How long what was deleted drains, in emulated time. */
export const draining = minutes(5);

export const drainedAfter = (now: Date): Date => after(now, draining);

export const statusOfService = (
    { deletedAt, drainedAt }: ServiceRow,
    now: Date,
): "ACTIVE" | "DRAINING" | "INACTIVE" => {
    if (deletedAt === undefined) {
        return "ACTIVE";
    }
    return drainedAt !== undefined && drainedAt <= now ? "INACTIVE" : "DRAINING";
};

export const isThere = ({ goneAt }: TaskSetRow, now: Date): boolean => goneAt === undefined || goneAt > now;

export const taskSetsAt = ({ taskSets }: ServiceRow, now: Date): readonly TaskSetRow[] =>
    taskSets.filter(set => isThere(set, now));

export const besideAt = ({ beside }: ServiceRow, now: Date): readonly BesideRow[] =>
    beside.filter(({ endsAt }) => endsAt === undefined || endsAt > now);

/** Everything that a service refers to or has referred to. */
export const usesOfService = (row: ServiceRow, now: Date): readonly Use[] => {
    const over = statusOfService(row, now) === "INACTIVE" ? row.drainedAt : undefined;
    const by = "deployment" as const;
    return [
        ...row.former,
        ...usesOfRevisions(row.revisions, runningAt(row.rollouts, now), over),
        ...row.beside
            .filter(({ status }) => status === "ACTIVE")
            .map(({ taskDefinition, endsAt }) => ({
                taskDefinition,
                until: endsAt !== undefined && endsAt <= now ? endsAt : over,
                by,
            })),
        ...row.taskSets.map(({ taskDefinition, goneAt }) => ({
            taskDefinition,
            until: goneAt !== undefined && goneAt <= now ? goneAt : over,
            by,
        })),
    ];
};

/** The task definition that a service has now: of its primary revision or task set. */
export const currentTaskDefinition = (row: ServiceRow, now: Date): string | undefined => {
    if (row.controller !== "ECS") {
        return taskSetsAt(row, now).find(set => set.isPrimary)?.taskDefinition;
    }
    const [primary] = runningAt(row.rollouts, now).live;
    return row.revisions.find(({ id }) => id === primary)?.taskDefinition;
};
