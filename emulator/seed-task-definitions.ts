import { z } from "zod";
import { instant, place, tags } from "./seed-members";

/** The part of a seed's shape that is about task definitions and what runs them. */
const members = z.record(z.string(), z.unknown());

/** What a bare family means changes with time: a seed names the revision. */
const revision = z
    .string()
    .regex(
        /^(arn:[\w-]+:ecs:[^:]+:\d{12}:task-definition\/)?[\w-]{1,255}:\d+$/,
        "must be family:revision, or the ARN of a revision",
    );
const name = z.string().regex(/^[\w-]{1,255}$/, "must be letters, digits, - and _, at most 255");

const ecsTarget = {
    Arn: z.string().startsWith("arn:", "must be an ARN, of an ECS target the cluster's"),
    EcsParameters: z.looseObject({ TaskDefinitionArn: z.string().min(1) }).optional(),
};

export const taskDefinitionUsers = {
    taskDefinitions: z
        .array(
            z.looseObject({
                ...place,
                family: name,
                revision: z.int().min(1).optional(),
                status: z.enum(["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"]).optional(),
                containerDefinitions: z.array(members).min(1).optional(),
                tags,
                registeredAt: instant.optional(),
                deregisteredAt: instant.optional(),
                deleteRequestedAt: instant.optional(),
            }),
        )
        .optional(),
    clusters: z.array(z.looseObject({ ...place, clusterName: name, tags })).optional(),
    services: z
        .array(
            z.looseObject({
                ...place,
                serviceName: name,
                cluster: name.optional(),
                taskDefinition: revision.optional(),
                desiredCount: z.int().min(0).optional(),
                status: z.enum(["ACTIVE", "DRAINING", "INACTIVE"]).optional(),
                deployments: z
                    .array(
                        z.strictObject({
                            taskDefinition: revision,
                            status: z.enum(["ACTIVE", "INACTIVE"]).optional(),
                            endsAt: instant.optional(),
                        }),
                    )
                    .optional(),
                taskSets: z
                    .array(
                        z.looseObject({
                            taskDefinition: revision,
                            status: z.enum(["PRIMARY", "ACTIVE", "DRAINING"]).optional(),
                            externalId: z.string().optional(),
                        }),
                    )
                    .optional(),
                serviceDeployments: z
                    .array(
                        z.strictObject({
                            taskDefinition: revision,
                            status: z
                                .enum([
                                    "IN_PROGRESS",
                                    "SUCCESSFUL",
                                    "STOPPED",
                                    "ROLLBACK_IN_PROGRESS",
                                    "ROLLBACK_SUCCESSFUL",
                                    "ROLLBACK_FAILED",
                                ])
                                .optional(),
                            createdAt: instant.optional(),
                            endsAt: instant.optional(),
                        }),
                    )
                    .optional(),
                tags,
            }),
        )
        .optional(),
    tasks: z
        .array(
            z.looseObject({
                ...place,
                taskDefinition: revision,
                taskId: z
                    .string()
                    .regex(/^[0-9a-f]{32}$/, "must be 32 hexadecimal digits")
                    .optional(),
                cluster: name.optional(),
                lastStatus: z.enum(["PENDING", "RUNNING", "STOPPED"]).optional(),
                tags,
            }),
        )
        .optional(),
    eventBuses: z.array(z.strictObject({ ...place, Name: z.string().min(1) })).optional(),
    eventRules: z
        .array(
            z.looseObject({
                ...place,
                Name: z.string().min(1),
                EventBusName: z.string().min(1).optional(),
                State: z.enum(["ENABLED", "DISABLED"]).optional(),
                Targets: z.array(z.looseObject({ Id: z.string().min(1), ...ecsTarget })).optional(),
            }),
        )
        .optional(),
    scheduleGroups: z.array(z.strictObject({ ...place, Name: z.string().min(1) })).optional(),
    schedules: z
        .array(
            z.looseObject({
                ...place,
                Name: z.string().min(1),
                GroupName: z.string().min(1).optional(),
                State: z.enum(["ENABLED", "DISABLED"]).optional(),
                Target: z.looseObject(ecsTarget),
            }),
        )
        .optional(),
};
