import { type RolloutRow, runningAt, stateOf } from "./rollout";
import { besideAt, type ServiceRow, statusOfService } from "./service-row";

/** A member of a service's `deployments`, with the revision that it deploys. */
export interface DeploymentNow {
    readonly id: string;
    readonly status: "PRIMARY" | "ACTIVE" | "INACTIVE";
    readonly taskDefinition: string;
    readonly revision?: string;
    readonly createdAt: Date;
    readonly updatedAt: Date;
    readonly desiredCount: number;
    readonly runningCount: number;
    readonly pendingCount: number;
    readonly rolloutState: "IN_PROGRESS" | "COMPLETED" | "FAILED";
    readonly rolloutStateReason: string;
}

/** What a service deploys at a moment. Only the revision that was last fully deployed has tasks that run. */
export const deploymentsAt = (row: ServiceRow, now: Date): readonly DeploymentNow[] => {
    const status = statusOfService(row, now);
    if (status === "INACTIVE" || row.controller !== "ECS") {
        return [];
    }
    const { live, settled } = runningAt(row.rollouts, now);
    const desired = status === "DRAINING" ? 0 : row.desiredCount;
    const ofRevisions = live.flatMap((id, i) => {
        const revision = row.revisions.find(candidate => candidate.id === id);
        const rollout = row.rollouts.findLast(({ target }) => target === id);
        if (revision === undefined || rollout === undefined) {
            return [];
        }
        const isPrimary = i === 0;
        const running = id === settled ? desired : 0;
        return [
            {
                id: rollout.deploymentId,
                status: isPrimary ? ("PRIMARY" as const) : ("ACTIVE" as const),
                taskDefinition: revision.taskDefinition,
                revision: id,
                createdAt: rollout.createdAt,
                updatedAt: stateOf(rollout, now).finishedAt ?? rollout.createdAt,
                desiredCount: isPrimary ? desired : 0,
                runningCount: running,
                pendingCount: isPrimary ? desired - running : 0,
                ...rolloutOf(rollout, now),
            },
        ];
    });
    return [...ofRevisions, ...besideOf(row, now)];
};

const besideOf = (row: ServiceRow, now: Date): readonly DeploymentNow[] =>
    besideAt(row, now).map(({ id, status, taskDefinition, createdAt }) => ({
        id,
        status,
        taskDefinition,
        createdAt,
        updatedAt: createdAt,
        desiredCount: 0,
        runningCount: status === "ACTIVE" ? 1 : 0,
        pendingCount: 0,
        rolloutState: "COMPLETED",
        rolloutStateReason: `ECS deployment ${id} completed.`,
    }));

const rolloutOf = (rollout: RolloutRow, now: Date): Pick<DeploymentNow, "rolloutState" | "rolloutStateReason"> => {
    const { status } = stateOf(rollout, now);
    const told = (rolloutState: DeploymentNow["rolloutState"], what: string) => ({
        rolloutState,
        rolloutStateReason: `ECS deployment ${rollout.deploymentId} ${what}.`,
    });
    if (status === "IN_PROGRESS") {
        return told("IN_PROGRESS", "in progress");
    }
    return status === "SUCCESSFUL" ? told("COMPLETED", "completed") : told("FAILED", "was stopped");
};
