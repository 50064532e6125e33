import { durationMs, durationSchema } from "../execution/duration";
import { RetirementError } from "../execution/errors";
import type { Configuration } from "../execution/kind";

/** Endpoints of a cloud that is not AWS's own, by service as `aws:endpoints` names them. */
export type Endpoints = { readonly [Service in EndpointService]?: string };

/** The services that are called, as `aws:endpoints` names them, and as the environment's variables do. */
const endpointServices = {
    ec2: "EC2",
    autoscaling: "AUTO_SCALING",
    imagebuilder: "IMAGEBUILDER",
    rbin: "RBIN",
    sts: "STS",
    ecs: "ECS",
    events: "EVENTBRIDGE",
    scheduler: "SCHEDULER",
} as const;
/** Other names that `aws:endpoints` has for a service. */
const otherNames: { readonly [Service in EndpointService]?: readonly string[] } = {
    events: ["eventbridge", "cloudwatchevents"],
};
export type EndpointService = keyof typeof endpointServices;
const endpointNames = Object.keys(endpointServices) as EndpointService[];

export interface AssumedRole {
    readonly roleArn: string;
    readonly sessionName?: string;
    readonly externalId?: string;
    readonly policy?: string;
    readonly durationSeconds?: number;
}

/** Where to act and as whom. Credentials in it are taken fresh each time and never recorded. */
export interface Connection {
    readonly region?: string;
    readonly endpoints: Endpoints;
    readonly profile?: string;
    readonly accessKey?: string;
    readonly secretKey?: string;
    readonly token?: string;
    readonly assumedRoles: readonly AssumedRole[];
    readonly allowedAccounts: readonly string[];
    readonly forbiddenAccounts: readonly string[];
}

/** What a row says of itself: its arguments, or what was recorded when it was created. */
export interface Recorded {
    readonly region?: string | undefined;
    readonly profile?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly endpoints?: Endpoints | undefined;
}

/**
 * The connection of a row: what the row says, then the stack's `aws:…` configuration, then (inside the SDK) the default
 * chains of the environment and of the profile.
 * https://www.pulumi.com/registry/packages/aws/installation-configuration/
 */
export const connectionFor = (row: Recorded, configuration: Configuration): Connection => {
    const region = row.region ?? text(configuration, "region");
    const profile = row.profile ?? text(configuration, "profile");
    // A row with a profile of its own does not want the stack's keys.
    const keys = row.profile === undefined ? keysOf(configuration) : {};
    return {
        ...(region === undefined ? {} : { region }),
        ...(profile === undefined ? {} : { profile }),
        ...keys,
        endpoints: row.endpoint === undefined ? (row.endpoints ?? {}) : sameForAll(row.endpoint),
        assumedRoles: assumedRoles(configuration),
        allowedAccounts: list(configuration, "allowedAccountIds"),
        forbiddenAccounts: list(configuration, "forbiddenAccountIds"),
    };
};

const sameForAll = (endpoint: string): Endpoints =>
    Object.fromEntries(endpointNames.map(service => [service, endpoint]));

/** Endpoints that the stack's configuration names: recorded at creation, so that a later delete acts in the same cloud. */
export const configuredEndpoints = (configuration: Configuration): Endpoints | undefined => {
    const entries = parsed(configuration, "endpoints");
    if (entries === undefined) return undefined;
    const found: Record<string, string> = {};
    for (const entry of Array.isArray(entries) ? entries : [entries]) {
        if (!isRecord(entry))
            throw misconfigured("endpoints", 'is not a list such as [{"ec2": "http://127.0.0.1:4566"}]');
        for (const service of endpointNames) {
            const url = [service, ...(otherNames[service] ?? [])].map(name => entry[name]).find(value => value);
            if (typeof url === "string" && url !== "") found[service] = url;
        }
    }
    return Object.keys(found).length === 0 ? undefined : found;
};

/**
 * Endpoints that the environment names in the SDK's own variables, recorded likewise. Of a profile's `endpoint_url`
 * nothing is known here: such a cloud is named by `aws:endpoints` or by the row's `endpoint`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const environmentEndpoints = (
    environment: Readonly<Record<string, string | undefined>>,
): Endpoints | undefined => {
    if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true") return undefined;
    const found: Record<string, string> = {};
    for (const service of endpointNames) {
        const url = environment[`AWS_ENDPOINT_URL_${endpointServices[service]}`] || environment.AWS_ENDPOINT_URL;
        if (url !== undefined && url !== "") found[service] = url;
    }
    return Object.keys(found).length === 0 ? undefined : found;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === "object" && value !== null && !Array.isArray(value);

const keysOf = (configuration: Configuration): Pick<Connection, "accessKey" | "secretKey" | "token"> => {
    const accessKey = text(configuration, "accessKey");
    const secretKey = text(configuration, "secretKey");
    if (accessKey === undefined && secretKey === undefined) return {};
    if (accessKey === undefined || secretKey === undefined) {
        throw misconfigured(
            accessKey === undefined ? "accessKey" : "secretKey",
            "is missing: both halves of the key are needed",
        );
    }
    const token = text(configuration, "token");
    return { accessKey, secretKey, ...(token === undefined ? {} : { token }) };
};

const assumedRoles = (configuration: Configuration): readonly AssumedRole[] => {
    const value = parsed(configuration, "assumeRoles") ?? parsed(configuration, "assumeRole");
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(entry => {
        const role = isRecord(entry) ? entry : {};
        if (typeof role.roleArn !== "string") throw misconfigured("assumeRoles", "needs a roleArn in each role");
        const seconds = durationSeconds(role.duration);
        return {
            roleArn: role.roleArn,
            ...(typeof role.sessionName === "string" ? { sessionName: role.sessionName } : {}),
            ...(typeof role.externalId === "string" ? { externalId: role.externalId } : {}),
            ...(typeof role.policy === "string" ? { policy: role.policy } : {}),
            ...(seconds === undefined ? {} : { durationSeconds: seconds }),
        };
    });
};

const durationSeconds = (value: unknown): number | undefined => {
    if (value === undefined) return undefined;
    const duration = durationSchema.safeParse(value);
    if (!duration.success) throw misconfigured("assumeRoles", 'needs a duration such as "1h" or "30m"');
    return durationMs(duration.data) / 1000;
};

const text = (configuration: Configuration, key: string): string | undefined => {
    const value = configuration.get(`aws:${key}`);
    return value === undefined || value === "" ? undefined : value;
};

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

const list = (configuration: Configuration, key: string): readonly string[] => {
    const plain = text(configuration, key);
    // An id alone is no JSON number when it begins with a zero.
    if (plain !== undefined && /^\d{12}$/.test(plain)) return [plain];
    const value = parsed(configuration, key);
    if (value === undefined) return [];
    const items = Array.isArray(value) ? value : [value];
    if (items.every(item => typeof item === "string" || typeof item === "number")) return items.map(String);
    throw misconfigured(key, 'is not a list of account ids such as ["111122223333"]');
};

const misconfigured = (key: string, what: string): RetirementError =>
    new RetirementError("invalid-state", `the stack's configuration aws:${key} ${what}`);
