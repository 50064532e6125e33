/**
 * What a test, an example or the demo may do with a running emulator. The control API over HTTP (control.ts) offers the
 * same switches to other processes.
 */
import type {
    SeedCluster,
    SeedEventBus,
    SeedEventRule,
    SeedSchedule,
    SeedScheduleGroup,
    SeedService,
    SeedTask,
    SeedTaskDefinition,
} from "./contract-task-definitions";

export type * from "./contract-task-definitions";

/** A moment in time as the clouds write it: ISO 8601, UTC. */
export type Instant = string;

/** Where an object lives. The account is the request's access key when that is 12 digits, else `000000000000`. */
export interface Place {
    /** @default "000000000000" */
    readonly account?: string;
    /** @default "us-east-1" */
    readonly region?: string;
}

/** One request as it arrived and what became of it. `input` is decoded from the wire and named as in the API. */
export interface RecordedRequest {
    readonly service: string;
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly account: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly at: Instant;
    /** Whether the operation changes the world when it succeeds (and is not a DryRun). */
    readonly mutating: boolean;
    /** Whether it did change the world: also true when the answer was lost after the effect. */
    readonly tookEffect: boolean;
    /** HTTP status, or the way in which the answer was withheld; pending while the request is held or worked on. */
    readonly answered: number | "reset" | "pending";
    /** The error code of the answer, when it was an error. */
    readonly errorCode?: string;
}

/** A call in the words of a plan: what a request asks for, without where and when. */
export interface RecordedCall {
    readonly service: string;
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
}

/** One-shot failure of the next matching requests of an operation. */
export interface Failure {
    /** Error answer with this code. */
    readonly code?: string;
    readonly message?: string;
    /** @default the status that the cloud uses with the code, else 400 */
    readonly status?: number;
    /** Raw body instead of an error in the protocol's shape: an HTML page, an answer cut short. */
    readonly body?: string;
    /** Close the connection without an answer, before the operation takes effect or after it. */
    readonly reset?: "before" | "after";
    /** Let the operation take effect, then cut its answer short by half. */
    readonly cut?: boolean;
    /** Wait so long (real time) before the operation is looked at. */
    readonly delayMs?: number;
    /** How many matching requests fail so. @default 1 */
    readonly times?: number;
    /** Only requests whose decoded input has these members with these values; `false` and `undefined` also match absence. */
    readonly when?: Readonly<Record<string, unknown>>;
}

/** Answers that AWS does not document. A test runs under each of them. First named is the default. MODEL.md has the reasons. */
export interface Variants {
    readonly protectedImage: "OperationNotPermitted" | "InvalidParameterValue" | "UnsupportedOperation";
    readonly backupImage: "InvalidParameterValue" | "OperationNotPermitted";
    readonly lockedSnapshot: "OperationNotPermitted" | "InvalidParameterValue" | "SnapshotLocked";
    readonly restoreNotInBin: "InvalidAMIID.NotFound" | "IncorrectState" | "InvalidRequest";
    readonly deregisterTwice: "InvalidAMIID.Unavailable" | "InvalidAMIID.NotFound" | "success";
    readonly imageAfterDeregister: "empty-list" | "state-deregistered" | "InvalidAMIID.NotFound";
    readonly disabledWithoutIncludeDisabled: "hidden" | "shown-by-id";
    readonly tagWithoutValue: "any-value" | "empty-value";
    readonly restoreImageBeforeSnapshots: "IncorrectState" | "InvalidRequest";
    /** Listing the Recycle Bin by ids of which some are not in it: they are left out, or the call is refused. */
    readonly listNotInBin: "left-out" | "error";
    /** Deregistering a task definition that is INACTIVE already. */
    readonly deregisterInactive: "success" | "ClientException";
    /** Deleting a task definition that is being deleted already. */
    readonly deleteTwice: "success" | "failure";
    /** Describing an INACTIVE task definition that nothing refers to. */
    readonly describeInactive: "always" | "while-used";
    /** How a rollback ends whose revision was deregistered more than ten minutes ago. */
    readonly rollbackToInactive: "ROLLBACK_FAILED" | "ROLLBACK_SUCCESSFUL";
    /** A deleted service that still drains, in ListServices. */
    readonly drainingService: "listed" | "hidden";
}

/** What can be changed while the emulator runs. */
export interface Settings {
    readonly pageSize: number;
    readonly lagMs: number;
    readonly deploymentMs: number;
    /** Undefined: calls are not throttled. */
    readonly throttle: { readonly timeFactor: number } | undefined;
    readonly variants: Variants;
}

export interface EmulatorOptions {
    /** Where to listen: `127.0.0.1`, `::1` or `localhost`; everything else is refused. @default "127.0.0.1" */
    readonly host?: string;
    /** @default 0, a free one */
    readonly port?: number;
    /** The world at the start, in the shape that `Seed` describes. */
    readonly seed?: Seed;
    /** Where the clock stands at the start; it stands still until moved when given. @default real time, running */
    readonly now?: Instant;
    /** Items of a page in every paged answer, whatever the caller asks for above it. @default 1000 */
    readonly pageSize?: number;
    /** How long (emulated time: a frozen clock must be advanced) a mutation stays invisible to reads. @default 0 */
    readonly lagMs?: number;
    /** How long (emulated time) a deployment of an ECS service takes, and a rollback. @default 60000 */
    readonly deploymentMs?: number;
    /** Token buckets as documented; `timeFactor` 100 makes them refill a hundred times as fast. @default off */
    readonly throttle?: { readonly timeFactor: number };
    readonly variants?: Partial<Variants>;
}

/** Objects by place. Fields that are left out get the value that a freshly made object has. */
export interface Seed {
    readonly images?: readonly (Place & SeedImage)[];
    readonly snapshots?: readonly (Place & SeedSnapshot)[];
    readonly rules?: readonly (Place & SeedRule)[];
    readonly instances?: readonly (Place & SeedInstance)[];
    readonly launchTemplates?: readonly (Place & SeedLaunchTemplate)[];
    readonly fleets?: readonly (Place & SeedFleet)[];
    readonly spotFleetRequests?: readonly (Place & SeedSpotFleetRequest)[];
    readonly usageReports?: readonly (Place & SeedUsageReport)[];
    readonly autoScalingGroups?: readonly (Place & SeedAutoScalingGroup)[];
    readonly launchConfigurations?: readonly (Place & SeedLaunchConfiguration)[];
    readonly parameters?: readonly (Place & SeedParameter)[];
    readonly imageRecipes?: readonly (Place & SeedImageRecipe)[];
    readonly containerRecipes?: readonly (Place & SeedContainerRecipe)[];
    readonly imagePipelines?: readonly (Place & SeedImagePipeline)[];
    readonly taskDefinitions?: readonly (Place & SeedTaskDefinition)[];
    readonly clusters?: readonly (Place & SeedCluster)[];
    readonly services?: readonly (Place & SeedService)[];
    readonly tasks?: readonly (Place & SeedTask)[];
    readonly eventBuses?: readonly (Place & SeedEventBus)[];
    readonly eventRules?: readonly (Place & SeedEventRule)[];
    readonly scheduleGroups?: readonly (Place & SeedScheduleGroup)[];
    readonly schedules?: readonly (Place & SeedSchedule)[];
}

export interface SeedImage {
    readonly ImageId: string;
    /** @default the account of the place */
    readonly OwnerId?: string;
    readonly Name?: string;
    readonly State?: string;
    /** When an image with State `pending` becomes available. @default never */
    readonly AvailableFrom?: Instant;
    readonly Tags?: Readonly<Record<string, string>>;
    /** Backing snapshots, made when they do not exist; the first is the root device. @default one of its own */
    readonly SnapshotIds?: readonly string[];
    /** With whom it is shared. @default nobody; an image of another account: the account of the place */
    readonly LaunchPermissions?: readonly {
        readonly UserId?: string;
        readonly Group?: "all";
        readonly OrganizationArn?: string;
        readonly OrganizationalUnitArn?: string;
    }[];
    /** Any further member of EC2's Image, as DescribeImages answers it (RootDeviceType, CreationDate, DeregistrationProtection, SourceInstanceId, ImageOwnerAlias, …). */
    readonly [member: string]: unknown;
}

export interface SeedSnapshot {
    readonly SnapshotId: string;
    readonly Tags?: Readonly<Record<string, string>>;
    /** As LockSnapshot would have locked it. */
    readonly Lock?: {
        readonly LockMode: "compliance" | "governance";
        readonly LockExpiresOn: Instant;
        /** @default now */
        readonly LockCreatedOn?: Instant;
        /** Hours; compliance mode only. @default none */
        readonly CoolOffPeriod?: number;
    };
    readonly [member: string]: unknown;
}

export interface SeedRule {
    readonly ResourceType: "EC2_IMAGE" | "EBS_SNAPSHOT";
    readonly RetentionDays: number;
    readonly ResourceTags?: readonly { readonly ResourceTagKey: string; readonly ResourceTagValue?: string }[];
    readonly ExcludeResourceTags?: readonly { readonly ResourceTagKey: string; readonly ResourceTagValue?: string }[];
    /** @default "available" */
    readonly Status?: "pending" | "available";
}

export interface SeedInstance {
    readonly InstanceId: string;
    readonly ImageId: string;
    /** @default "running" */
    readonly State?: "pending" | "running" | "shutting-down" | "terminated" | "stopping" | "stopped";
    readonly Tags?: Readonly<Record<string, string>>;
    /** Any further member of EC2's Instance. */
    readonly [member: string]: unknown;
}

export interface SeedLaunchTemplate {
    readonly LaunchTemplateId: string;
    /** @default the id */
    readonly LaunchTemplateName?: string;
    /** The launch template data of version 1, 2, …. An ImageId may be an alias: `resolve:ssm:NAME`. */
    readonly versions: readonly Readonly<Record<string, unknown>>[];
    /** @default 1 */
    readonly DefaultVersionNumber?: number;
    readonly Tags?: Readonly<Record<string, string>>;
}

/** How a launch template is named by what launches from it. */
export interface SeedTemplateChoice {
    readonly LaunchTemplateId?: string;
    readonly LaunchTemplateName?: string;
    /** A number, `$Latest` or `$Default`. */
    readonly Version?: string;
}

export interface SeedFleet {
    /** `fleet-` and a UUID. */
    readonly FleetId: string;
    /** @default "active" */
    readonly FleetState?:
        | "submitted"
        | "active"
        | "deleted"
        | "failed"
        | "deleted_running"
        | "deleted_terminating"
        | "modifying";
    /** @default "maintain" */
    readonly Type?: "request" | "maintain" | "instant";
    readonly LaunchTemplateConfigs?: readonly {
        readonly LaunchTemplateSpecification?: SeedTemplateChoice;
        readonly Overrides?: readonly Readonly<Record<string, unknown>>[];
    }[];
    /** Any further member of EC2's FleetData. */
    readonly [member: string]: unknown;
}

export interface SeedSpotFleetRequest {
    /** `sfr-` and a UUID. */
    readonly SpotFleetRequestId: string;
    /** @default "active" */
    readonly SpotFleetRequestState?:
        | "submitted"
        | "active"
        | "cancelled"
        | "failed"
        | "cancelled_running"
        | "cancelled_terminating"
        | "modifying";
    /** LaunchSpecifications or LaunchTemplateConfigs, and any other member of EC2's SpotFleetRequestConfigData. */
    readonly SpotFleetRequestConfig: Readonly<Record<string, unknown>>;
}

export interface SeedUsageReport {
    readonly ImageId: string;
    /** `amiur-` and 17 hexadecimal digits. @default made from the image's id */
    readonly ReportId?: string;
    /** @default "available" */
    readonly State?: "available" | "pending" | "error";
    readonly StateReason?: string;
    /** @default now */
    readonly CreationTime?: Instant;
    /** @default none */
    readonly Entries?: readonly {
        readonly AccountId: string;
        readonly ResourceType: string;
        readonly UsageCount: number;
    }[];
}

/** With LaunchConfigurationName, LaunchTemplate or MixedInstancesPolicy, and any other member of AutoScalingGroup. */
export interface SeedAutoScalingGroup {
    readonly AutoScalingGroupName: string;
    readonly LaunchConfigurationName?: string;
    readonly LaunchTemplate?: SeedTemplateChoice;
    readonly MixedInstancesPolicy?: {
        readonly LaunchTemplate?: {
            readonly LaunchTemplateSpecification?: SeedTemplateChoice;
            readonly Overrides?: readonly Readonly<Record<string, unknown>>[];
        };
        readonly InstancesDistribution?: Readonly<Record<string, unknown>>;
    };
    readonly [member: string]: unknown;
}

export interface SeedLaunchConfiguration {
    readonly LaunchConfigurationName: string;
    readonly ImageId: string;
    /** Any further member of LaunchConfiguration. */
    readonly [member: string]: unknown;
}

export interface SeedParameter {
    readonly Name: string;
    readonly Value: string;
    /** @default "String" */
    readonly Type?: "String" | "StringList" | "SecureString";
    /** @default "aws:ec2:image" when the value begins with "ami-", else "text" */
    readonly DataType?: "text" | "aws:ec2:image";
}

export interface SeedImageRecipe {
    readonly name: string;
    /** An AMI id, an image's ARN, or `ssm:NAME`. */
    readonly parentImage: string;
    /** @default "1.0.0" */
    readonly version?: string;
    /** Any further member of Image Builder's ImageRecipe. */
    readonly [member: string]: unknown;
}

export interface SeedContainerRecipe {
    readonly name: string;
    /** The AMI that the container image is built on: instanceConfiguration.image. */
    readonly instanceConfiguration?: { readonly image?: string; readonly [member: string]: unknown };
    /** @default "1.0.0" */
    readonly version?: string;
    /** Any further member of Image Builder's ContainerRecipe. */
    readonly [member: string]: unknown;
}

export interface SeedImagePipeline {
    readonly name: string;
    /** One of the two: `arn:aws:imagebuilder:REGION:ACCOUNT:image-recipe/NAME/VERSION`, or of a container recipe. */
    readonly imageRecipeArn?: string;
    readonly containerRecipeArn?: string;
    /** @default "ENABLED" */
    readonly status?: "ENABLED" | "DISABLED";
    readonly [member: string]: unknown;
}

export interface EmulatorClock {
    now(): Date;
    /** Moves the emulated time on; what is due by then happens (retention ends, cooldowns end, lags pass). */
    advance(by: {
        readonly days?: number;
        readonly hours?: number;
        readonly minutes?: number;
        readonly seconds?: number;
    }): void;
}

export interface Emulator {
    /** `http://127.0.0.1:PORT`, for every service. */
    readonly url: string;
    readonly clock: EmulatorClock;
    /** Puts objects into the world as if they had been there before. */
    put(seed: Seed): void;
    /** What is there now, by the names that a seed has; images and snapshots with where they are (`live` or `bin`). For assertions on the world. */
    look(place?: Place): {
        readonly images: readonly {
            readonly ImageId: string;
            readonly where: "live" | "bin";
            readonly [member: string]: unknown;
        }[];
        readonly snapshots: readonly {
            readonly SnapshotId: string;
            readonly where: "live" | "bin";
            readonly [member: string]: unknown;
        }[];
    } & Readonly<Record<Exclude<keyof Seed, "images" | "snapshots">, readonly Readonly<Record<string, unknown>>[]>>;
    /** `operation` is `service:Operation`, such as `ec2:DeregisterImage`. */
    failNext(operation: string, failure: Failure): void;
    /** Lasting denial, of everybody or of one access key, with the error that the cloud gives for a missing permission. */
    deny(operation: string, caller?: { readonly accessKeyId: string }): void;
    allow(operation: string): void;
    /** Every request since the start, in order of arrival. */
    requests(operation?: string): readonly RecordedRequest[];
    /** The calls that changed the world, in order. */
    mutations(): readonly RecordedCall[];
    /** Resolves when a request of this operation (counting from the n-th, 1 by default) has arrived; rejects after `withinMs`. */
    arrived(
        operation: string,
        options?: { readonly times?: number; readonly withinMs?: number },
    ): Promise<RecordedRequest>;
    /** Holds requests of this operation back until `release`, after arrival and before effect. */
    hold(operation: string): { release(): void };
    /** Changes settings from now on; variants that are not named stay as they are. */
    configure(change: Partial<Omit<Settings, "variants">> & { readonly variants?: Partial<Variants> }): void;
    stop(): Promise<void>;
}
