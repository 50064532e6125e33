import { z } from "zod";

const texts = z.array(z.string()).optional();
const text = z.string().optional();
const flag = z.boolean().optional();
const number = z.int().optional();
const map = z.record(z.string(), z.string()).optional();
const pairs = z.array(z.strictObject({ name: text, value: text })).optional();
const secrets = z.array(z.strictObject({ name: z.string(), valueFrom: z.string() })).optional();

/**
 * One container of a task definition, member by member as ECS names them. What values a member takes is left to ECS,
 * which answers at once; a member that does not exist it would ignore in silence.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export const containerSchema = z.strictObject({
    name: z.string(),
    image: z.string(),
    repositoryCredentials: z.strictObject({ credentialsParameter: z.string() }).optional(),
    cpu: number,
    memory: number,
    memoryReservation: number,
    links: texts,
    portMappings: z
        .array(
            z.strictObject({
                containerPort: number,
                hostPort: number,
                protocol: text,
                name: text,
                appProtocol: text,
                containerPortRange: text,
            }),
        )
        .optional(),
    essential: flag,
    restartPolicy: z
        .strictObject({
            enabled: z.boolean(),
            ignoredExitCodes: z.array(z.int()).optional(),
            restartAttemptPeriod: number,
        })
        .optional(),
    entryPoint: texts,
    command: texts,
    environment: pairs,
    environmentFiles: z.array(z.strictObject({ value: z.string(), type: z.string() })).optional(),
    mountPoints: z.array(z.strictObject({ sourceVolume: text, containerPath: text, readOnly: flag })).optional(),
    volumesFrom: z.array(z.strictObject({ sourceContainer: text, readOnly: flag })).optional(),
    linuxParameters: z
        .strictObject({
            capabilities: z.strictObject({ add: texts, drop: texts }).optional(),
            devices: z
                .array(z.strictObject({ hostPath: z.string(), containerPath: text, permissions: texts }))
                .optional(),
            initProcessEnabled: flag,
            sharedMemorySize: number,
            tmpfs: z
                .array(z.strictObject({ containerPath: z.string(), size: z.int(), mountOptions: texts }))
                .optional(),
            maxSwap: number,
            swappiness: number,
        })
        .optional(),
    secrets,
    dependsOn: z.array(z.strictObject({ containerName: z.string(), condition: z.string() })).optional(),
    startTimeout: number,
    stopTimeout: number,
    versionConsistency: text,
    hostname: text,
    user: text,
    workingDirectory: text,
    disableNetworking: flag,
    privileged: flag,
    readonlyRootFilesystem: flag,
    dnsServers: texts,
    dnsSearchDomains: texts,
    extraHosts: z.array(z.strictObject({ hostname: z.string(), ipAddress: z.string() })).optional(),
    dockerSecurityOptions: texts,
    interactive: flag,
    pseudoTerminal: flag,
    dockerLabels: map,
    ulimits: z.array(z.strictObject({ name: z.string(), softLimit: z.int(), hardLimit: z.int() })).optional(),
    logConfiguration: z.strictObject({ logDriver: z.string(), options: map, secretOptions: secrets }).optional(),
    healthCheck: z
        .strictObject({
            command: z.array(z.string()),
            interval: number,
            timeout: number,
            retries: number,
            startPeriod: number,
        })
        .optional(),
    systemControls: z.array(z.strictObject({ namespace: text, value: text })).optional(),
    resourceRequirements: z.array(z.strictObject({ value: z.string(), type: z.string() })).optional(),
    firelensConfiguration: z.strictObject({ type: z.string(), options: map }).optional(),
    credentialSpecs: texts,
});

export type Container = z.infer<typeof containerSchema>;
