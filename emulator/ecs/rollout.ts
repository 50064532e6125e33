import type { Use } from "./references";

/** A version of a service: what a deployment deploys. Its id is the end of its ARN. */
export interface RevisionRow {
    readonly id: string;
    readonly taskDefinition: string;
    readonly createdAt: Date;
}

/** A service deployment as it is stored; what time makes of it is worked out at every look. */
export interface RolloutRow {
    readonly id: string;
    /** The id of the deployment of the target in the service's `deployments`. */
    readonly deploymentId: string;
    /** The revisions that ran when it began. */
    readonly sources: readonly string[];
    readonly target: string;
    /** The last revision that was fully deployed before. */
    readonly rollbackTo?: string;
    readonly createdAt: Date;
    /** Undefined: it does not end by itself. */
    readonly endsAt?: Date;
    readonly broken?: Broken;
}

/** How a deployment was broken off: by another one, by hand, or by hand with a rollback, which takes its time and may fail. */
export interface Broken {
    readonly at: Date;
    readonly kind: "superseded" | "aborted" | "rollback";
    readonly endsAt?: Date;
    readonly fails?: boolean;
}

export type RolloutStatus =
    | "IN_PROGRESS"
    | "SUCCESSFUL"
    | "STOPPED"
    | "ROLLBACK_IN_PROGRESS"
    | "ROLLBACK_SUCCESSFUL"
    | "ROLLBACK_FAILED";

/** Where a deployment is at a moment, and since when if it is over. */
export const stateOf = (
    { endsAt, broken }: RolloutRow,
    now: Date,
): { readonly status: RolloutStatus; readonly finishedAt?: Date } => {
    if (broken === undefined) {
        return endsAt !== undefined && endsAt <= now
            ? { status: "SUCCESSFUL", finishedAt: endsAt }
            : { status: "IN_PROGRESS" };
    }
    if (broken.kind !== "rollback") {
        return { status: "STOPPED", finishedAt: broken.at };
    }
    if (broken.endsAt === undefined || broken.endsAt > now) {
        return { status: "ROLLBACK_IN_PROGRESS" };
    }
    return {
        status: broken.fails === true ? "ROLLBACK_FAILED" : "ROLLBACK_SUCCESSFUL",
        finishedAt: broken.endsAt,
    };
};

export const isOver = (status: RolloutStatus): boolean => status !== "IN_PROGRESS" && status !== "ROLLBACK_IN_PROGRESS";

export interface Running {
    /** The revisions that have tasks, the primary one first. */
    readonly live: readonly string[];
    /** The one that was last fully deployed. */
    readonly settled?: string;
    /** When revisions stopped to run. */
    readonly ended: ReadonlyMap<string, Date>;
}

/** What a service runs at a moment, by the history of its deployments. */
export const runningAt = (rollouts: readonly RolloutRow[], now: Date): Running => {
    let live: readonly string[] = [];
    let settled: string | undefined;
    const ended = new Map<string, Date>();
    const settle = (revision: string, at: Date | undefined): void => {
        for (const other of live) {
            if (other !== revision && at !== undefined) {
                ended.set(other, at);
            }
        }
        ended.delete(revision);
        live = [revision];
        settled = revision;
    };
    for (const rollout of rollouts) {
        const { status, finishedAt } = stateOf(rollout, now);
        const all = [...new Set([rollout.target, ...rollout.sources])];
        for (const revision of all) {
            ended.delete(revision);
        }
        live = all;
        if (status === "SUCCESSFUL") {
            settle(rollout.target, finishedAt);
        }
        if (rollout.rollbackTo !== undefined && status === "ROLLBACK_SUCCESSFUL") {
            settle(rollout.rollbackTo, finishedAt);
        }
        if (rollout.rollbackTo !== undefined && status === "ROLLBACK_IN_PROGRESS") {
            live = [...new Set([rollout.rollbackTo, ...all])];
        }
    }
    return { live, ended, ...(settled === undefined ? {} : { settled }) };
};

/** Which task definitions the revisions refer to, and until when. */
export const usesOfRevisions = (
    revisions: readonly RevisionRow[],
    { live, ended }: Running,
    until: Date | undefined,
): readonly Use[] =>
    revisions.flatMap(({ id, taskDefinition }) => {
        const by = "deployment" as const;
        if (live.includes(id)) {
            return [{ taskDefinition, until, by }];
        }
        const end = ended.get(id);
        return end === undefined ? [] : [{ taskDefinition, until: end, by }];
    });
