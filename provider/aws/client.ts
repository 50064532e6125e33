import type { EC2Client } from "@aws-sdk/client-ec2";
import { CallError } from "../execution/errors";
import type { Connection, EndpointService } from "./configuration";
import { credentialsFor } from "./credentials";
import { callErrorOf } from "./errors";

// On Node 20 the SDK announces a future end of its support, in eight lines, in every process that loads it. Ours is the
// provider's process, where they would stand on the stack's row of every `pulumi up`.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What all of the SDK's clients have in common, as far as reading the clock needs it. */
type Watched = Pick<EC2Client, "middlewareStack">;

/**
 * One cloud as one caller sees it: an account, a region, its clients. Clients load when they are first used (EC2's model
 * alone takes 0.2 s) and are shared by all rows with the same connection.
 */
export class AwsCloud {
    private readonly clients = new Map<string, Promise<unknown>>();
    private callerAccount: Promise<string> | undefined;
    private clockAheadMs = 0;

    private constructor(readonly connection: Connection) {}

    private static readonly clouds = new Map<string, AwsCloud>();

    static at(connection: Connection): AwsCloud {
        const key = JSON.stringify(connection);
        const cloud = AwsCloud.clouds.get(key) ?? new AwsCloud(connection);
        AwsCloud.clouds.set(key, cloud);
        return cloud;
    }

    /** The time by the cloud's own clock, as its latest answer's `Date` tells: a skewed laptop cannot shorten a cooldown. */
    now(): Date {
        return new Date(Date.now() + this.clockAheadMs);
    }

    readonly ec2 = () =>
        this.once("ec2", async () => {
            const sdk = await import("@aws-sdk/client-ec2");
            return { sdk, client: this.watched(new sdk.EC2Client(await this.options("ec2"))) };
        });

    /**
     * For calls that change something. The SDK would send one again by itself when its answer was lost; execution looks
     * first, and sends nothing more when the engine is gone.
     */
    readonly actingEc2 = () =>
        this.once("acting-ec2", async () => {
            const sdk = await import("@aws-sdk/client-ec2");
            return { sdk, client: this.watched(new sdk.EC2Client({ ...(await this.options("ec2")), maxAttempts: 1 })) };
        });

    readonly autoScaling = () =>
        this.once("autoscaling", async () => {
            const sdk = await import("@aws-sdk/client-auto-scaling");
            return { sdk, client: this.watched(new sdk.AutoScalingClient(await this.options("autoscaling"))) };
        });

    readonly imageBuilder = () =>
        this.once("imagebuilder", async () => {
            const sdk = await import("@aws-sdk/client-imagebuilder");
            return { sdk, client: this.watched(new sdk.ImagebuilderClient(await this.options("imagebuilder"))) };
        });

    readonly ecs = () =>
        this.once("ecs", async () => {
            const sdk = await import("@aws-sdk/client-ecs");
            return { sdk, client: this.watched(new sdk.ECSClient(await this.options("ecs"))) };
        });

    /** For calls that change something, as `actingEc2`. */
    readonly actingEcs = () =>
        this.once("acting-ecs", async () => {
            const sdk = await import("@aws-sdk/client-ecs");
            return { sdk, client: this.watched(new sdk.ECSClient({ ...(await this.options("ecs")), maxAttempts: 1 })) };
        });

    readonly eventBridge = () =>
        this.once("events", async () => {
            const sdk = await import("@aws-sdk/client-eventbridge");
            return { sdk, client: this.watched(new sdk.EventBridgeClient(await this.options("events"))) };
        });

    readonly scheduler = () =>
        this.once("scheduler", async () => {
            const sdk = await import("@aws-sdk/client-scheduler");
            return { sdk, client: this.watched(new sdk.SchedulerClient(await this.options("scheduler"))) };
        });

    /** The region that is really used, after the default chains of the environment and of the profile. */
    async region(): Promise<string> {
        const { client } = await this.ec2();
        return client.config.region();
    }

    async recycleBinEndpoint(): Promise<string> {
        const { rbin } = this.connection.endpoints;
        if (rbin !== undefined) return rbin;
        const region = await this.region();
        const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return `https://rbin.${region}.${suffix}`;
    }

    /** The account that the credentials belong to. Asked once; a failure is not remembered. */
    account(): Promise<string> {
        this.callerAccount ??= this.askAccount().catch(error => {
            this.callerAccount = undefined;
            throw error;
        });
        return this.callerAccount;
    }

    private async askAccount(): Promise<string> {
        const call = "sts:GetCallerIdentity";
        const sdk = await import("@aws-sdk/client-sts");
        const client = this.watched(new sdk.STSClient(await this.options("sts")));
        try {
            const { Account } = await client.send(new sdk.GetCallerIdentityCommand({}));
            if (Account !== undefined) return Account;
        } catch (error) {
            throw callErrorOf(call, error);
        }
        throw new CallError(call, "UnreadableAnswer", "transient", "the answer names no account");
    }

    private once<Client>(service: string, make: () => Promise<Client>): Promise<Client> {
        const client = (this.clients.get(service) as Promise<Client> | undefined) ?? make();
        this.clients.set(service, client);
        return client;
    }

    private async options(service: EndpointService) {
        const { region, endpoints, profile } = this.connection;
        const endpoint = endpoints[service];
        return {
            ...(region === undefined ? {} : { region }),
            ...(profile === undefined ? {} : { profile }),
            ...(endpoint === undefined ? {} : { endpoint }),
            // The shell's endpoint variables counted when the row was created; from then on its record does.
            ignoreConfiguredEndpointUrls: true,
            ...(await credentialsFor(this.connection)),
            // Questions: EC2's token buckets refill within seconds, and the SDK pauses between attempts.
            maxAttempts: 6,
            requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
        };
    }

    private watched<Client extends object>(client: Client): Client {
        // Every client has the same kind of stack; that its type is named by the client's own is all that keeps them apart.
        (client as Watched).middlewareStack.add(
            next => async args => {
                const result = await next(args);
                const { headers } = result.response as { headers?: Record<string, string> };
                this.setClock(headers?.date);
                return result;
            },
            { step: "deserialize", priority: "low", name: "pulumiRetireCloudClock" },
        );
        return client;
    }

    /** For answers that do not pass through an SDK client. */
    setClock(date: string | undefined): void {
        const told = date === undefined ? Number.NaN : Date.parse(date);
        if (!Number.isNaN(told)) this.clockAheadMs = told - Date.now();
    }
}
