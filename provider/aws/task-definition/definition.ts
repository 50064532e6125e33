import { z } from "zod";
import { isUnknown } from "../../execution/checked";
import { stableJson } from "../../retirement";
import { type Container, containerSchema } from "./container-schema";
import { unitsOf } from "./fargate";

const text = z.string().optional();

/** ECS takes both as text. */
const amount = z.union([z.string(), z.int().transform(String)]).optional();

/**
 * What RegisterTaskDefinition takes, member by member as ECS names them; `tags` apart, which belong to the revision and
 * not to its definition. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export const definitionSchema = z.strictObject({
    family: z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, "must be 1 to 255 letters, digits, hyphens and underscores"),
    containerDefinitions: z.array(containerSchema).min(1, "must name at least one container"),
    taskRoleArn: text,
    executionRoleArn: text,
    networkMode: z.enum(["bridge", "host", "awsvpc", "none"]).optional(),
    volumes: z
        .array(
            z.strictObject({
                name: z.string(),
                host: z.strictObject({ sourcePath: text }).optional(),
                dockerVolumeConfiguration: z
                    .strictObject({
                        scope: text,
                        autoprovision: z.boolean().optional(),
                        driver: text,
                        driverOpts: z.record(z.string(), z.string()).optional(),
                        labels: z.record(z.string(), z.string()).optional(),
                    })
                    .optional(),
                efsVolumeConfiguration: z
                    .strictObject({
                        fileSystemId: z.string(),
                        rootDirectory: text,
                        transitEncryption: text,
                        transitEncryptionPort: z.int().optional(),
                        authorizationConfig: z.strictObject({ accessPointId: text, iam: text }).optional(),
                    })
                    .optional(),
                fsxWindowsFileServerVolumeConfiguration: z
                    .strictObject({
                        fileSystemId: z.string(),
                        rootDirectory: z.string(),
                        authorizationConfig: z.strictObject({ credentialsParameter: z.string(), domain: z.string() }),
                    })
                    .optional(),
                configuredAtLaunch: z.boolean().optional(),
            }),
        )
        .optional(),
    placementConstraints: z.array(z.strictObject({ type: text, expression: text })).optional(),
    requiresCompatibilities: z.array(z.enum(["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"])).optional(),
    cpu: amount,
    memory: amount,
    pidMode: z.enum(["host", "task"]).optional(),
    ipcMode: z.enum(["host", "task", "none"]).optional(),
    proxyConfiguration: z
        .strictObject({
            type: text,
            containerName: z.string(),
            properties: z.array(z.strictObject({ name: text, value: text })).optional(),
        })
        .optional(),
    inferenceAccelerators: z.array(z.strictObject({ deviceName: z.string(), deviceType: z.string() })).optional(),
    ephemeralStorage: z.strictObject({ sizeInGiB: z.int() }).optional(),
    runtimePlatform: z.strictObject({ cpuArchitecture: text, operatingSystemFamily: text }).optional(),
    enableFaultInjection: z.boolean().optional(),
});

export type Definition = z.output<typeof definitionSchema>;

/** As it may be written: containers also as the JSON text of their list, as users of @pulumi/aws have it. */
export type DefinitionInput = Omit<z.input<typeof definitionSchema>, "containerDefinitions"> & {
    readonly containerDefinitions: readonly Container[] | string;
};

export const definitionMembers = Object.keys(definitionSchema.shape) as readonly (keyof DefinitionInput)[];

/** The definition among a row's inputs, with JSON text read. Only for inputs that the schema has taken. */
export const definitionOf = (inputs: Readonly<Record<string, unknown>>): Definition => {
    const members = definitionMembers.flatMap(name => (inputs[name] == null ? [] : [[name, inputs[name]] as const]));
    return definitionSchema.parse(withContainerList(Object.fromEntries(members)));
};

/** The same inputs with JSON text of containers read; what is no JSON list is told in words that follow the property's name. */
export const withContainerList = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const { containerDefinitions: containers } = inputs;
    return typeof containers === "string" && !isUnknown(containers)
        ? { ...inputs, containerDefinitions: listOf(containers) }
        : inputs;
};

const listOf = (json: string): readonly unknown[] => {
    let value: unknown;
    try {
        value = JSON.parse(json);
    } catch {
        throw new NotAList("is text, and not valid JSON");
    }
    if (!Array.isArray(value)) throw new NotAList("is JSON text that is not a list");
    return value;
};

/** JSON text of containers that is none. */
export class NotAList extends Error {
    constructor(what: string) {
        super(`containerDefinitions ${what}: give a list of container definitions, or JSON text of one`);
    }
}

/**
 * A definition in the form in which two that mean the same to ECS read the same: what ECS fills in by itself is filled
 * in, and the order of what it takes as a set does not matter.
 */
export const comparable = (definition: Definition): string =>
    stableJson(
        compact({
            ...definition,
            containerDefinitions: definition.containerDefinitions.map(container =>
                comparableContainer(container, definition.networkMode),
            ),
            volumes: (definition.volumes ?? []).map(comparableVolume),
            cpu: comparableSize(definition.cpu, "vcpu"),
            memory: comparableSize(definition.memory, "gb"),
            requiresCompatibilities: [...(definition.requiresCompatibilities ?? [])].sort(),
            enableFaultInjection: definition.enableFaultInjection ?? false,
        }),
    );

const comparableContainer = (container: Container, networkMode: string | undefined): object => ({
    ...container,
    cpu: container.cpu ?? 0,
    essential: container.essential ?? true,
    environment: byName(container.environment),
    secrets: byName(container.secrets),
    portMappings: (container.portMappings ?? []).map(mapping => ({
        ...mapping,
        protocol: mapping.protocol ?? "tcp",
        hostPort: mapping.hostPort ?? (networkMode === "awsvpc" || networkMode === "host" ? mapping.containerPort : 0),
    })),
    mountPoints: (container.mountPoints ?? []).map(point => ({ ...point, readOnly: point.readOnly ?? false })),
    volumesFrom: (container.volumesFrom ?? []).map(from => ({ ...from, readOnly: from.readOnly ?? false })),
    healthCheck: container.healthCheck && { interval: 30, timeout: 5, retries: 3, ...container.healthCheck },
});

const comparableVolume = ({
    efsVolumeConfiguration: efs,
    dockerVolumeConfiguration: docker,
    ...volume
}: NonNullable<Definition["volumes"]>[number]): object => ({
    ...volume,
    efsVolumeConfiguration: efs && { rootDirectory: "/", ...efs },
    dockerVolumeConfiguration: docker && { scope: "task", ...docker },
});

/** ECS answers `1 vCPU` as 1024 and `2 GB` as 2048; what is no size at all stays what it is. */
const comparableSize = (size: string | undefined, unit: "vcpu" | "gb"): string | undefined => {
    const units = size === undefined ? Number.NaN : unitsOf(size, unit);
    return Number.isNaN(units) ? size : String(units);
};

const byName = (pairs: readonly { readonly name?: string | undefined }[] | undefined): readonly object[] =>
    [...(pairs ?? [])].sort((one, other) => ((one.name ?? "") < (other.name ?? "") ? -1 : 1));

/** Nothing, an empty list and an empty map say the same. */
const compact = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(compact);
    if (typeof value !== "object" || value === null) return value ?? undefined;
    const members = Object.entries(value)
        .map(([name, member]) => [name, compact(member)] as const)
        .filter(([, member]) => member !== undefined);
    return members.length === 0 ? undefined : Object.fromEntries(members);
};
