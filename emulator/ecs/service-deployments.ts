import { z } from "zod";
import { CloudError } from "../service";
import { activeCluster, clusterArn } from "./cluster";
import { deploymentNotFound } from "./errors";
import { isUsable } from "./launch";
import { listed, listing } from "./listing";
import { withLastRollout } from "./new-rollout";
import { operation } from "./operation";
import { isOver, type RolloutRow, runningAt, stateOf } from "./rollout";
import { deploymentArn, partNamed, revisionArn } from "./rollout-arn";
import { defaultConfiguration } from "./service-outputs";
import type { ServiceRow } from "./service-row";
import { knownService, serviceArn, writeService } from "./service-table";
import { found } from "./task-definition";
import { after, type View } from "./view";

/** What both the listing and the description of a deployment say. */
const summary = ({ caller, now }: View, service: ServiceRow, rollout: RolloutRow) => {
    const { status, finishedAt } = stateOf(rollout, now);
    return {
        serviceDeploymentArn: deploymentArn(caller, service, rollout),
        serviceArn: serviceArn(caller, service),
        clusterArn: clusterArn(caller, service.cluster),
        createdAt: rollout.createdAt,
        startedAt: rollout.createdAt,
        finishedAt,
        status,
        ...(rollout.broken === undefined ? {} : { statusReason: reasons[rollout.broken.kind] }),
    };
};

const reasons = {
    superseded: "A newer service deployment replaced it.",
    aborted: "Service deployment stopped by user request.",
    rollback: "Service deployment rolled back by user request.",
};

const detail = (view: View, service: ServiceRow, rollout: RolloutRow) => {
    const { caller, now } = view;
    const { status } = stateOf(rollout, now);
    const { settled } = runningAt(service.rollouts, now);
    const counted = (id: string, desired: number) => ({
        arn: revisionArn(caller, service, id),
        requestedTaskCount: desired,
        runningTaskCount: id === settled ? service.desiredCount : 0,
        pendingTaskCount: isOver(status) || id === settled ? 0 : desired,
    });
    const { broken, rollbackTo } = rollout;
    const configuration = (service.members.deploymentConfiguration ?? defaultConfiguration) as {
        readonly deploymentCircuitBreaker?: { readonly enable?: boolean };
    };
    const watching = isOver(status) ? "MONITORING_COMPLETE" : "MONITORING";
    return {
        ...summary(view, service, rollout),
        updatedAt: stateOf(rollout, now).finishedAt ?? broken?.at ?? rollout.createdAt,
        stoppedAt: broken?.at,
        sourceServiceRevisions: rollout.sources.map(id => counted(id, 0)),
        targetServiceRevision: counted(rollout.target, service.desiredCount),
        deploymentConfiguration: configuration,
        deploymentCircuitBreaker: {
            status: configuration.deploymentCircuitBreaker?.enable === true ? watching : "DISABLED",
            failureCount: 0,
            threshold: 3,
        },
        alarms: { status: "DISABLED", alarmNames: [], triggeredAlarmNames: [] },
        ...(broken?.kind === "rollback" && rollbackTo !== undefined
            ? {
                  rollback: {
                      reason: reasons.rollback,
                      startedAt: broken.at,
                      serviceRevisionArn: revisionArn(caller, service, rollbackTo),
                  },
              }
            : {}),
    };
};

const moment = z.number().optional();

export const listServiceDeployments = operation(
    false,
    z.object({
        ...listing(),
        service: z.string(),
        cluster: z.string().optional(),
        status: z.array(z.string()).optional(),
        createdAt: z.object({ before: moment, after: moment }).optional(),
    }),
    call => {
        const { status, createdAt } = call.input;
        const service = knownService(call, activeCluster(call, call.input.cluster), call.input.service);
        const seconds = ({ createdAt: made }: RolloutRow): number => made.getTime() / 1_000;
        const rollouts = service.rollouts
            .filter(rollout => status === undefined || status.includes(stateOf(rollout, call.now).status))
            .filter(rollout => seconds(rollout) < (createdAt?.before ?? Number.POSITIVE_INFINITY))
            .filter(rollout => seconds(rollout) > (createdAt?.after ?? Number.NEGATIVE_INFINITY));
        // The newest first.
        const place = (rollout: RolloutRow): string => String(service.rollouts.indexOf(rollout)).padStart(8, "0");
        const page = listed(call, rollouts, place, { size: 20, descending: true });
        return {
            serviceDeployments: page.items.map(rollout => ({
                ...summary(call, service, rollout),
                targetServiceRevisionArn: revisionArn(call.caller, service, rollout.target),
            })),
            nextToken: page.nextToken,
        };
    },
);

const rolloutNamed = (view: View, arn: string) => {
    const named = partNamed(view, "service-deployment", arn);
    const rollout = named?.service.rollouts.find(({ id }) => id === named.id);
    return named === undefined || rollout === undefined ? undefined : { service: named.service, rollout };
};

const missing = (arn: string) => ({ arn, reason: "MISSING" });

export const describeServiceDeployments = operation(
    false,
    z.object({ serviceDeploymentArns: z.array(z.string()).min(1).max(20) }),
    call => {
        const looks = call.input.serviceDeploymentArns.map(arn => ({ arn, found: rolloutNamed(call, arn) }));
        return {
            serviceDeployments: looks.flatMap(({ found: named }) =>
                named === undefined ? [] : [detail(call, named.service, named.rollout)],
            ),
            failures: looks.flatMap(({ arn, found: named }) => (named === undefined ? [missing(arn)] : [])),
        };
    },
);

export const describeServiceRevisions = operation(
    false,
    z.object({ serviceRevisionArns: z.array(z.string()).min(1).max(20) }),
    call => {
        const looks = call.input.serviceRevisionArns.map(arn => {
            const named = partNamed(call, "service-revision", arn);
            return { arn, named, revision: named?.service.revisions.find(({ id }) => id === named.id) };
        });
        return {
            serviceRevisions: looks.flatMap(({ arn, named, revision }) =>
                named === undefined || revision === undefined
                    ? []
                    : [
                          {
                              serviceRevisionArn: arn,
                              serviceArn: serviceArn(call.caller, named.service),
                              clusterArn: clusterArn(call.caller, named.service.cluster),
                              taskDefinition: revision.taskDefinition,
                              launchType: named.service.members.launchType ?? "EC2",
                              guardDutyEnabled: false,
                              createdAt: revision.createdAt,
                          },
                      ],
            ),
            failures: looks.flatMap(({ arn, revision }) => (revision === undefined ? [missing(arn)] : [])),
        };
    },
);

const conflict = (message: string): CloudError => new CloudError("ConflictException", message);

export const stopServiceDeployment = operation(
    true,
    z.object({ serviceDeploymentArn: z.string(), stopType: z.enum(["ROLLBACK", "ABORT"]).optional() }),
    call => {
        const { serviceDeploymentArn, stopType = "ROLLBACK" } = call.input;
        const named = rolloutNamed(call, serviceDeploymentArn);
        if (named === undefined) {
            throw deploymentNotFound();
        }
        const { service, rollout } = named;
        if (stateOf(rollout, call.now).status !== "IN_PROGRESS") {
            throw conflict("The service deployment is not in progress.");
        }
        if (stopType === "ROLLBACK" && rollout.rollbackTo === undefined) {
            throw conflict("There is no service revision to roll back to.");
        }
        const source = service.revisions.find(({ id }) => id === rollout.rollbackTo);
        const target = source && found(call, source.taskDefinition);
        const fails =
            call.variants.rollbackToInactive === "ROLLBACK_FAILED" && (target === undefined || !isUsable(target, call));
        const broken =
            stopType === "ABORT"
                ? { at: call.now, kind: "aborted" as const }
                : {
                      at: call.now,
                      kind: "rollback" as const,
                      endsAt: after(call.now, call.deploymentMs),
                      ...(fails ? { fails } : {}),
                  };
        // Only the last deployment of a service can be in progress.
        writeService(
            call,
            withLastRollout(service, last => ({ ...last, broken })),
        );
        return { serviceDeploymentArn };
    },
);
