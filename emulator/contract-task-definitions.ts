import type { Instant } from "./contract";

/** The part of a seed that is about ECS task definitions, what runs them, and what would run them next. */

/** A revision as RegisterTaskDefinition would have made it. */
export interface SeedTaskDefinition {
    readonly family: string;
    /** @default one more than the family's last */
    readonly revision?: number;
    /** @default "ACTIVE" */
    readonly status?: "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";
    /** @default one container of an image */
    readonly containerDefinitions?: readonly Readonly<Record<string, unknown>>[];
    readonly tags?: Readonly<Record<string, string>>;
    /** @default now */
    readonly registeredAt?: Instant;
    /** Not for an ACTIVE one; ten minutes later it cannot be put to use any more. @default now */
    readonly deregisteredAt?: Instant;
    /** Of one with DELETE_IN_PROGRESS. @default now */
    readonly deleteRequestedAt?: Instant;
    /** Any further member of RegisterTaskDefinition's request. */
    readonly [member: string]: unknown;
}

export interface SeedCluster {
    readonly clusterName: string;
    readonly tags?: Readonly<Record<string, string>>;
    /** Any further member of ECS's Cluster. */
    readonly [member: string]: unknown;
}

/** Task definitions are named by `family:revision` or ARN, here and below; they need not be there. */
export interface SeedService {
    readonly serviceName: string;
    /** A name; made when it is not there. @default "default" */
    readonly cluster?: string;
    /** What it ran before its first service deployment here: its stable revision. Not with task sets. */
    readonly taskDefinition?: string;
    /** @default 1 */
    readonly desiredCount?: number;
    /** @default "ACTIVE" */
    readonly status?: "ACTIVE" | "DRAINING" | "INACTIVE";
    /** Deployments beside the primary one: they still run tasks (ACTIVE), or are shown after their end (INACTIVE). */
    readonly deployments?: readonly {
        readonly taskDefinition: string;
        /** @default "ACTIVE" */
        readonly status?: "ACTIVE" | "INACTIVE";
        /** When an ACTIVE one is over. @default never */
        readonly endsAt?: Instant;
    }[];
    /** With these the deployment controller is EXTERNAL. */
    readonly taskSets?: readonly {
        readonly taskDefinition: string;
        /** @default the first is "PRIMARY", others are "ACTIVE" */
        readonly status?: "PRIMARY" | "ACTIVE" | "DRAINING";
        readonly externalId?: string;
    }[];
    /** Oldest first; each goes from what ran before it to `taskDefinition`. */
    readonly serviceDeployments?: readonly {
        readonly taskDefinition: string;
        /** @default "IN_PROGRESS" */
        readonly status?:
            | "IN_PROGRESS"
            | "SUCCESSFUL"
            | "STOPPED"
            | "ROLLBACK_IN_PROGRESS"
            | "ROLLBACK_SUCCESSFUL"
            | "ROLLBACK_FAILED";
        /** @default now */
        readonly createdAt?: Instant;
        /** When it ends, or ended. @default never while in progress, else now */
        readonly endsAt?: Instant;
    }[];
    readonly tags?: Readonly<Record<string, string>>;
    /** Any further member of ECS's Service. */
    readonly [member: string]: unknown;
}

/** A task on its own, as RunTask would have started it; those of services come with their service. */
export interface SeedTask {
    readonly taskDefinition: string;
    /** 32 hexadecimal digits. @default made */
    readonly taskId?: string;
    /** A name; made when it is not there. @default "default" */
    readonly cluster?: string;
    /** @default "RUNNING" */
    readonly lastStatus?: "PENDING" | "RUNNING" | "STOPPED";
    readonly tags?: Readonly<Record<string, string>>;
    /** Any further member of ECS's Task (group, startedBy, …). */
    readonly [member: string]: unknown;
}

/** Beside the bus `default`, which is always there. */
export interface SeedEventBus {
    readonly Name: string;
}

export interface SeedEventRule {
    readonly Name: string;
    /** @default "default" */
    readonly EventBusName?: string;
    /** @default "ENABLED" */
    readonly State?: "ENABLED" | "DISABLED";
    /** Of an ECS target, Arn is the cluster's, and EcsParameters.TaskDefinitionArn is what it runs. */
    readonly Targets?: readonly {
        readonly Id: string;
        readonly Arn: string;
        readonly [member: string]: unknown;
    }[];
    /** ScheduleExpression, EventPattern, and any further member of EventBridge's Rule. */
    readonly [member: string]: unknown;
}

/** Beside the group `default`, which is always there. */
export interface SeedScheduleGroup {
    readonly Name: string;
}

export interface SeedSchedule {
    readonly Name: string;
    /** @default "default" */
    readonly GroupName?: string;
    /** @default "ENABLED" */
    readonly State?: "ENABLED" | "DISABLED";
    /** Of an ECS target, Arn is the cluster's, and EcsParameters.TaskDefinitionArn is what it runs. */
    readonly Target: { readonly Arn: string; readonly [member: string]: unknown };
    /** ScheduleExpression and any further member of Scheduler's GetScheduleOutput. */
    readonly [member: string]: unknown;
}
