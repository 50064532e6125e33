import { arnOf } from "../aws";
import type { Place, SeedService } from "../contract";
import { deploymentId } from "./ids";
import { withLastRollout, withRollout } from "./new-rollout";
import type { Broken, RolloutRow } from "./rollout";
import { namedArn } from "./seed-names";
import type { ServiceRow } from "./service-row";
import { after, hours, type View } from "./view";

type SeedDeployment = NonNullable<SeedService["serviceDeployments"]>[number];

/** A service as a seed has it: its history is played from the beginning. */
export const seededService = (view: View, given: Place & SeedService): ServiceRow => {
    const { account, region, serviceName, cluster = "default", taskDefinition, desiredCount = 1, ...rest } = given;
    const { status = "ACTIVE", deployments = [], taskSets, serviceDeployments = [], tags = {}, ...members } = rest;
    const began = Math.min(
        view.now.getTime(),
        ...serviceDeployments.map(({ createdAt: at = "" }) => Date.parse(at) || view.now.getTime()),
    );
    const createdAt = after(new Date(began), -hours(24));
    const bare: ServiceRow = {
        account: view.caller.account,
        cluster,
        serviceName,
        controller: taskSets === undefined ? "ECS" : "EXTERNAL",
        desiredCount,
        createdAt,
        createdBy: arnOf({ ...view.caller, accessKeyId: "seed" }),
        revisions: [],
        rollouts: [],
        beside: deployments.map(deployment => ({
            id: deploymentId(),
            taskDefinition: namedArn(view, deployment.taskDefinition),
            status: deployment.status ?? "ACTIVE",
            createdAt,
            ...(deployment.endsAt === undefined ? {} : { endsAt: new Date(deployment.endsAt) }),
        })),
        taskSets: (taskSets ?? []).map((set, i) => {
            const { taskDefinition: named, status: setStatus = i === 0 ? "PRIMARY" : "ACTIVE", ...setMembers } = set;
            return {
                id: deploymentId(),
                taskDefinition: namedArn(view, named),
                isPrimary: setStatus === "PRIMARY",
                createdAt,
                tags: {},
                members: setMembers,
                ...(setStatus === "DRAINING" ? { drains: true } : {}),
            };
        }),
        tags,
        members,
        former: [],
        ...(status === "ACTIVE" ? {} : { deletedAt: view.now }),
        ...(status === "INACTIVE" ? { drainedAt: view.now } : {}),
    };
    const settled =
        taskDefinition === undefined
            ? bare
            : withRollout(bare, namedArn(view, taskDefinition), { createdAt, endsAt: createdAt });
    return serviceDeployments.reduce((row, deployment) => deployedBy(view, row, deployment), settled);
};

const deployedBy = (view: View, row: ServiceRow, deployment: SeedDeployment): ServiceRow => {
    const { status = "IN_PROGRESS", createdAt, endsAt } = deployment;
    const made = createdAt === undefined ? view.now : new Date(createdAt);
    const end = endsAt === undefined ? undefined : new Date(endsAt);
    const begun = withRollout(row, namedArn(view, deployment.taskDefinition), { createdAt: made });
    return withLastRollout(begun, rollout => ended(rollout, status, made, end, view.now));
};

const ended = (
    rollout: RolloutRow,
    status: NonNullable<SeedDeployment["status"]>,
    made: Date,
    end: Date | undefined,
    now: Date,
): RolloutRow => {
    const broken = (how: Omit<Broken, "at">): RolloutRow => ({ ...rollout, broken: { at: made, ...how } });
    switch (status) {
        case "IN_PROGRESS":
            return end === undefined ? rollout : { ...rollout, endsAt: end };
        case "SUCCESSFUL":
            return { ...rollout, endsAt: end ?? now };
        case "STOPPED":
            return { ...rollout, broken: { at: end ?? now, kind: "aborted" } };
        case "ROLLBACK_IN_PROGRESS":
            return broken({ kind: "rollback", ...(end === undefined ? {} : { endsAt: end }) });
        case "ROLLBACK_SUCCESSFUL":
            return broken({ kind: "rollback", endsAt: end ?? now });
        case "ROLLBACK_FAILED":
            return broken({ kind: "rollback", endsAt: end ?? now, fails: true });
    }
};
