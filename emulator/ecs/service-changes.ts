import { z } from "zod";
import { arnOf as arnOfCaller } from "../aws";
import type { Call } from "../service";
import { activeCluster } from "./cluster";
import { invalidParameter } from "./errors";
import { deploymentId } from "./ids";
import { usable } from "./launch";
import { withRollout } from "./new-rollout";
import { operation } from "./operation";
import { describedService } from "./service-outputs";
import { currentTaskDefinition, drainedAfter, type ServiceRow, statusOfService, usesOfService } from "./service-row";
import { activeService, knownService, serviceNamed, writeService } from "./service-table";
import { tagInputs, tagsFrom, tagsOut } from "./tag-shapes";
import { after } from "./view";

const count = z.int().min(0).optional();

const endOf = ({ now, deploymentMs }: Call<unknown>) => ({ createdAt: now, endsAt: after(now, deploymentMs) });

export const createService = operation(
    true,
    z.looseObject({
        cluster: z.string().optional(),
        serviceName: z.string().regex(/^[\w-]{1,255}$/),
        taskDefinition: z.string().optional(),
        desiredCount: count,
        deploymentController: z.object({ type: z.enum(["ECS", "EXTERNAL", "CODE_DEPLOY"]) }).optional(),
        clientToken: z.string().optional(),
        tags: tagInputs,
    }),
    call => {
        const { serviceName, taskDefinition, desiredCount = 0, tags, clientToken, ...rest } = call.input;
        const { cluster: asked, deploymentController, ...members } = rest;
        const cluster = activeCluster(call, asked);
        const controller = deploymentController?.type ?? "ECS";
        const before = serviceNamed(call, cluster, serviceName);
        refuseTaken(before, call.now);
        if (controller !== "EXTERNAL" && taskDefinition === undefined) {
            throw invalidParameter("TaskDefinition can not be blank.");
        }
        const bare: ServiceRow = {
            account: call.caller.account,
            cluster,
            serviceName,
            controller,
            desiredCount,
            createdAt: call.now,
            createdBy: arnOfCaller(call.caller),
            revisions: [],
            rollouts: [],
            beside: [],
            taskSets: [],
            tags: tagsFrom(tags),
            members,
            former: before === undefined ? [] : usesOfService(before, call.now),
        };
        const row = writeService(call, running(call, bare, taskDefinition));
        return { service: { ...describedService(call, row), tags: tagsOut(row.tags) } };
    },
);

const refuseTaken = (before: ServiceRow | undefined, now: Date): void => {
    const status = before && statusOfService(before, now);
    if (status === "ACTIVE") {
        throw invalidParameter("Creation of service was not idempotent.");
    }
    if (status === "DRAINING") {
        throw invalidParameter("Unable to Start a service that is still Draining.");
    }
};

/** A new service with what it runs: a deployment, or a task set for those whose deployments others make. */
const running = (call: Call<unknown>, bare: ServiceRow, taskDefinition: string | undefined): ServiceRow => {
    if (taskDefinition === undefined) {
        return bare;
    }
    const { arn } = usable(call, taskDefinition);
    if (bare.controller === "ECS") {
        return withRollout(bare, arn, endOf(call));
    }
    return bare.controller === "EXTERNAL"
        ? bare
        : {
              ...bare,
              taskSets: [
                  {
                      id: deploymentId(),
                      taskDefinition: arn,
                      isPrimary: true,
                      createdAt: call.now,
                      tags: {},
                      members: {},
                  },
              ],
          };
};

/** Members whose change makes a new deployment. */
const deployed = [
    "networkConfiguration",
    "platformVersion",
    "loadBalancers",
    "serviceRegistries",
    "capacityProviderStrategy",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
] as const;

export const updateService = operation(
    true,
    z.looseObject({
        cluster: z.string().optional(),
        service: z.string(),
        taskDefinition: z.string().optional(),
        desiredCount: count,
        forceNewDeployment: z.boolean().optional(),
    }),
    call => {
        const { cluster: asked, service, taskDefinition, desiredCount, forceNewDeployment, ...members } = call.input;
        const before = activeService(call, activeCluster(call, asked), service);
        const current = currentTaskDefinition(before, call.now);
        if (before.controller !== "ECS" && (taskDefinition !== undefined || forceNewDeployment === true)) {
            throw invalidParameter(
                `Unable to update task definition on services with a ${before.controller} deployment controller. ` +
                    (before.controller === "CODE_DEPLOY"
                        ? "Use AWS CodeDeploy to trigger a new deployment."
                        : "Use CreateTaskSet to deploy a task definition."),
            );
        }
        const deploys =
            before.controller === "ECS" &&
            (forceNewDeployment === true || deployed.some(member => members[member] !== undefined));
        const changed: ServiceRow = {
            ...before,
            desiredCount: desiredCount ?? before.desiredCount,
            members: { ...before.members, ...members },
        };
        // Scaling alone does not look at the revision: an INACTIVE one goes on to scale.
        const named = taskDefinition ?? (deploys ? current : undefined);
        const next = named === undefined ? undefined : usable(call, named).arn;
        const row =
            next !== undefined && (deploys || next !== current) ? withRollout(changed, next, endOf(call)) : changed;
        return { service: describedService(call, writeService(call, row)) };
    },
);

export const deleteService = operation(
    true,
    z.object({ cluster: z.string().optional(), service: z.string(), force: z.boolean().optional() }),
    call => {
        const before = knownService(call, activeCluster(call, call.input.cluster), call.input.service);
        if (statusOfService(before, call.now) !== "ACTIVE") {
            return { service: describedService(call, before) };
        }
        if (before.desiredCount > 0 && call.input.force !== true) {
            throw invalidParameter("The service cannot be stopped while it is scaled above 0.");
        }
        const row = { ...before, deletedAt: call.now, drainedAt: drainedAfter(call.now) };
        return { service: describedService(call, writeService(call, row)) };
    },
);
