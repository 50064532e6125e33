import { clusterArn } from "./cluster";
import { type DeploymentNow, deploymentsAt } from "./deployments";
import { isOver, stateOf } from "./rollout";
import { deploymentArn, revisionArn } from "./rollout-arn";
import { currentTaskDefinition, type ServiceRow, statusOfService, taskSetsAt } from "./service-row";
import { serviceArn } from "./service-table";
import { describedTaskSet } from "./task-set";
import type { View } from "./view";

/** A service as ECS answers it, without its tags. */
export const describedService = (view: View, row: ServiceRow) => {
    const { caller, now } = view;
    const deployments = deploymentsAt(row, now);
    const sum = (count: (deployment: DeploymentNow) => number): number =>
        deployments.reduce((total, deployment) => total + count(deployment), 0);
    const last = row.rollouts.at(-1);
    const status = statusOfService(row, now);
    return {
        loadBalancers: [],
        serviceRegistries: [],
        launchType: "EC2",
        schedulingStrategy: "REPLICA",
        deploymentConfiguration: defaultConfiguration,
        placementConstraints: [],
        placementStrategy: [],
        events: [],
        enableECSManagedTags: false,
        propagateTags: "NONE",
        enableExecuteCommand: false,
        ...row.members,
        serviceArn: serviceArn(caller, row),
        serviceName: row.serviceName,
        clusterArn: clusterArn(caller, row.cluster),
        status,
        desiredCount: status === "ACTIVE" ? row.desiredCount : 0,
        runningCount: sum(deployment => deployment.runningCount),
        pendingCount: sum(deployment => deployment.pendingCount),
        taskDefinition: currentTaskDefinition(row, now),
        deployments: deployments.map(({ revision, ...deployment }) => ({
            ...deployment,
            failedTasks: 0,
            launchType: row.members.launchType ?? "EC2",
        })),
        ...(row.controller === "ECS"
            ? {}
            : {
                  deploymentController: { type: row.controller },
                  taskSets: taskSetsAt(row, now).map(set => describedTaskSet(view, row, set)),
              }),
        createdAt: row.createdAt,
        createdBy: row.createdBy,
        ...(last === undefined || isOver(stateOf(last, now).status)
            ? {}
            : { currentServiceDeployment: deploymentArn(caller, row, last) }),
        currentServiceRevisions: deployments.flatMap(({ revision, desiredCount, runningCount, pendingCount }) =>
            revision === undefined
                ? []
                : [
                      {
                          arn: revisionArn(caller, row, revision),
                          requestedTaskCount: desiredCount,
                          runningTaskCount: runningCount,
                          pendingTaskCount: pendingCount,
                      },
                  ],
        ),
    };
};

export const defaultConfiguration = {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
};
