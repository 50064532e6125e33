import type { EC2Client, EC2ClientConfig } from "@aws-sdk/client-ec2";
import type { STSClient } from "@aws-sdk/client-sts";
import { CallError } from "../execution/errors";
import type { Connection } from "./configuration";
import { callErrorOf } from "./errors";

// On Node 20 the SDK announces a future end of its support, in eight lines, in every process that loads it. Ours is the
// provider's process, where they would stand on the stack's row of every `pulumi up`.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

type Credentials = NonNullable<EC2ClientConfig["credentials"]>;

/**
 * One cloud as one caller sees it: an account, a region, its clients. Clients load when they are first used (EC2's model
 * alone takes 0.2 s) and are shared by all rows with the same connection.
 */
export class AwsCloud {
    private ec2Client: Promise<EC2Client> | undefined;
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

    ec2(): Promise<EC2Client> {
        this.ec2Client ??= this.makeEc2();
        return this.ec2Client;
    }

    /** The region that is really used, after the default chains of the environment and of the profile. */
    async region(): Promise<string> {
        const client = await this.ec2();
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
        const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
        const client = new STSClient(await this.options("sts"));
        this.readClock(client);
        try {
            const { Account } = await client.send(new GetCallerIdentityCommand({}));
            if (Account === undefined) {
                throw new CallError(
                    "sts:GetCallerIdentity",
                    "UnreadableAnswer",
                    "transient",
                    "the answer names no account",
                );
            }
            return Account;
        } catch (error) {
            throw callErrorOf("sts:GetCallerIdentity", error);
        }
    }

    private async makeEc2(): Promise<EC2Client> {
        const { EC2Client } = await import("@aws-sdk/client-ec2");
        const client = new EC2Client(await this.options("ec2"));
        this.readClock(client);
        return client;
    }

    private async options(service: "ec2" | "sts") {
        const { region, endpoints, profile } = this.connection;
        const endpoint = endpoints[service];
        return {
            ...(region === undefined ? {} : { region }),
            ...(profile === undefined ? {} : { profile }),
            ...(endpoint === undefined ? {} : { endpoint }),
            // The shell's endpoint variables counted when the row was created; from then on its record does.
            ignoreConfiguredEndpointUrls: true,
            ...(await this.credentials()),
            maxAttempts: 4,
            requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
        };
    }

    /** Nothing for the default chain: the SDK has it built in. */
    private async credentials(): Promise<{ credentials?: Credentials }> {
        const { accessKey, secretKey, token, profile, region, assumedRoles } = this.connection;
        const own =
            accessKey !== undefined && secretKey !== undefined
                ? {
                      accessKeyId: accessKey,
                      secretAccessKey: secretKey,
                      ...(token === undefined ? {} : { sessionToken: token }),
                  }
                : undefined;
        if (assumedRoles.length === 0) return own === undefined ? {} : { credentials: async () => own };

        const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
        const base = own ?? fromNodeProviderChain(profile === undefined ? {} : { profile });
        const clientConfig = {
            ...(region === undefined ? {} : { region }),
            ...(this.connection.endpoints.sts === undefined ? {} : { endpoint: this.connection.endpoints.sts }),
        };
        const credentials = assumedRoles.reduce<Parameters<typeof fromTemporaryCredentials>[0]["masterCredentials"]>(
            (masterCredentials, role) =>
                fromTemporaryCredentials({
                    ...(masterCredentials === undefined ? {} : { masterCredentials }),
                    params: {
                        RoleArn: role.roleArn,
                        RoleSessionName: role.sessionName ?? "pulumi-retire",
                        ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
                        ...(role.policy === undefined ? {} : { Policy: role.policy }),
                        ...(role.durationSeconds === undefined ? {} : { DurationSeconds: role.durationSeconds }),
                    },
                    clientConfig,
                }),
            base,
        );
        return { credentials: credentials as Credentials };
    }

    private readClock(client: EC2Client | STSClient): void {
        // Both clients have the same kind of stack; that it is one type in each is all that keeps them apart.
        (client as EC2Client).middlewareStack.add(
            next => async args => {
                const result = await next(args);
                const { headers } = result.response as { headers?: Record<string, string> };
                this.setClock(headers?.date);
                return result;
            },
            { step: "deserialize", priority: "low", name: "pulumiRetireCloudClock" },
        );
    }

    /** For answers that do not pass through an SDK client. */
    setClock(date: string | undefined): void {
        const told = date === undefined ? Number.NaN : Date.parse(date);
        if (!Number.isNaN(told)) this.clockAheadMs = told - Date.now();
    }
}
