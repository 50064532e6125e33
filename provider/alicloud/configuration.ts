import { RetirementError } from "../execution/errors";
import type { Configuration } from "../execution/kind";

/** The products that are called, as `alicloud:endpoints` names them. */
export const endpointServices = ["ecs", "ess", "sts", "resourcesharing"] as const;
export type EndpointService = (typeof endpointServices)[number];
export type Endpoints = { readonly [Service in EndpointService]?: string };

export interface AssumedRole {
    readonly roleArn: string;
    readonly sessionName?: string;
    readonly policy?: string;
    readonly sessionExpiration?: number;
    readonly externalId?: string;
}

/** Where to act and as whom. Credentials in it are taken fresh each time and never recorded. */
export interface Connection {
    readonly region?: string;
    readonly endpoints: Endpoints;
    readonly profile?: string;
    readonly credentialsFile?: string;
    readonly accessKey?: string;
    readonly secretKey?: string;
    readonly securityToken?: string;
    readonly ecsRoleName?: string;
    readonly credentialsUri?: string;
    readonly assumedRole?: AssumedRole;
    /** Of one request, in milliseconds. */
    readonly timeoutMs: number;
}

/** What a row says of itself: its arguments, or what was recorded when it was created. */
export interface Recorded {
    readonly region?: string | undefined;
    readonly profile?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly endpoints?: Endpoints | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Each key of `@pulumi/alicloud` and the variables that it reads when the key is not set, in its order. The older names
 * are still read by it, and by nothing else: the SDK's own chain knows the newer ones only.
 * https://www.pulumi.com/registry/packages/alicloud/installation-configuration/
 */
const sources = {
    region: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"],
    accessKey: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"],
    secretKey: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
    securityToken: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
    profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"],
    sharedCredentialsFile: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
    ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"],
    credentialsUri: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"],
} as const;

/** As @pulumi/alicloud has it for both of its timeouts. */
const defaultTimeoutMs = 60_000;

/** The connection of a row: what the row says, then the stack's `alicloud:…` configuration, then the environment. */
export const connectionFor = (row: Recorded, configuration: Configuration, environment: Environment): Connection => {
    const value = (key: keyof typeof sources): string | undefined =>
        text(configuration, key) ?? sources[key].map(name => environment[name]).find(Boolean);
    const region = row.region ?? value("region");
    const profile = row.profile ?? value("profile");
    const assumedRole = assumedRoleOf(configuration);
    return {
        ...optional("region", region),
        ...optional("profile", profile),
        ...optional("credentialsFile", value("sharedCredentialsFile")),
        // A row with a profile of its own does not want the stack's keys.
        ...(row.profile === undefined ? keysOf(value) : {}),
        ...optional("ecsRoleName", value("ecsRoleName")),
        ...optional("credentialsUri", value("credentialsUri")),
        ...(assumedRole === undefined ? {} : { assumedRole }),
        endpoints: row.endpoint === undefined ? (row.endpoints ?? {}) : sameForAll(row.endpoint),
        timeoutMs: timeoutOf(configuration),
    };
};

const keysOf = (
    value: (key: keyof typeof sources) => string | undefined,
): Pick<Connection, "accessKey" | "secretKey" | "securityToken"> => {
    const accessKey = value("accessKey");
    const secretKey = value("secretKey");
    if (accessKey === undefined && secretKey === undefined) return {};
    if (accessKey === undefined || secretKey === undefined) {
        throw misconfigured(
            accessKey === undefined ? "accessKey" : "secretKey",
            "is missing: both halves of the key are needed",
        );
    }
    return { accessKey, secretKey, ...optional("securityToken", value("securityToken")) };
};

const sameForAll = (endpoint: string): Endpoints =>
    Object.fromEntries(endpointServices.map(service => [service, endpoint]));

/** Endpoints that the stack's configuration names: recorded at creation, so that a later delete acts in the same cloud. */
export const configuredEndpoints = (configuration: Configuration): Endpoints | undefined => {
    const entries = parsed(configuration, "endpoints");
    if (entries === undefined) return undefined;
    const found: Record<string, string> = {};
    for (const entry of Array.isArray(entries) ? entries : [entries]) {
        if (!isRecord(entry)) throw misconfigured("endpoints", 'is not a list such as [{"ecs": "127.0.0.1:8080"}]');
        for (const service of endpointServices) {
            const url = entry[service];
            if (typeof url === "string" && url !== "") found[service] = url;
        }
    }
    return Object.keys(found).length === 0 ? undefined : found;
};

const assumedRoleOf = (configuration: Configuration): AssumedRole | undefined => {
    const value = parsed(configuration, "assumeRole");
    if (value === undefined) return undefined;
    const role = (Array.isArray(value) ? value[0] : value) as Record<string, unknown> | undefined;
    if (!isRecord(role) || typeof role.roleArn !== "string") throw misconfigured("assumeRole", "needs a roleArn");
    return {
        roleArn: role.roleArn,
        ...optionalText("sessionName", role.sessionName),
        ...optionalText("policy", role.policy),
        ...optionalText("externalId", role.externalId),
        ...(typeof role.sessionExpiration === "number" ? { sessionExpiration: role.sessionExpiration } : {}),
    };
};

const timeoutOf = (configuration: Configuration): number => {
    const told = text(configuration, "clientReadTimeout");
    if (told === undefined) return defaultTimeoutMs;
    const ms = Number(told);
    if (Number.isInteger(ms) && ms > 0) return ms;
    throw misconfigured("clientReadTimeout", "is not a number of milliseconds");
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

const optional = <Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } =>
    value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: string });

const optionalText = <Key extends string>(key: Key, value: unknown): { readonly [K in Key]?: string } =>
    optional(key, typeof value === "string" ? value : undefined);

const text = (configuration: Configuration, key: string): string | undefined =>
    configuration.get(`alicloud:${key}`) || undefined;

const parsed = (configuration: Configuration, key: string): unknown => {
    const value = text(configuration, key);
    if (value === undefined) return undefined;
    try {
        return JSON.parse(value);
    } catch {
        // The value is not told: a role's policy or an endpoint with a password may stand in it.
        throw misconfigured(key, "is not valid JSON");
    }
};

const misconfigured = (key: string, what: string): RetirementError =>
    new RetirementError("invalid-state", `the stack's configuration alicloud:${key} ${what}`);
