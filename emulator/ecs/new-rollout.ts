import { deploymentId, revisionId, serviceDeploymentId } from "./ids";
import { isOver, type RolloutRow, runningAt, stateOf } from "./rollout";
import type { ServiceRow } from "./service-row";

/** The service with a deployment of this task definition under way; one that was under way is broken off by it. */
export const withRollout = (
    row: ServiceRow,
    taskDefinition: string,
    when: { readonly createdAt: Date; readonly endsAt?: Date },
): ServiceRow => {
    const { createdAt } = when;
    const rollouts = row.rollouts.map(rollout =>
        isOver(stateOf(rollout, createdAt).status)
            ? rollout
            : { ...rollout, broken: { at: createdAt, kind: "superseded" as const } },
    );
    const { live, settled } = runningAt(rollouts, createdAt);
    const target = revisionId();
    const rollout: RolloutRow = {
        id: serviceDeploymentId(),
        deploymentId: deploymentId(),
        sources: live,
        target,
        ...when,
        ...(settled === undefined ? {} : { rollbackTo: settled }),
    };
    return {
        ...row,
        revisions: [...row.revisions, { id: target, taskDefinition, createdAt }],
        rollouts: [...rollouts, rollout],
    };
};

/** The service with its last deployment changed. */
export const withLastRollout = (row: ServiceRow, change: (rollout: RolloutRow) => RolloutRow): ServiceRow => ({
    ...row,
    rollouts: row.rollouts.map((rollout, i) => (i === row.rollouts.length - 1 ? change(rollout) : rollout)),
});
