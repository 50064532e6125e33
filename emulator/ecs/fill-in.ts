import type { Input } from "../service";

/** What ECS writes into a task definition that its request leaves out. Sources: MODEL.md. */
export const filledContainer = (given: Input, networkMode: string | undefined): Input => ({
    ...given,
    cpu: given.cpu ?? 0,
    essential: given.essential ?? true,
    environment: given.environment ?? [],
    mountPoints: given.mountPoints ?? [],
    volumesFrom: given.volumesFrom ?? [],
    systemControls: given.systemControls ?? [],
    portMappings: structs(given.portMappings).map(mapping => filledPort(mapping, networkMode)),
    ...(given.healthCheck === undefined
        ? {}
        : { healthCheck: { interval: 30, timeout: 5, retries: 3, ...(given.healthCheck as Input) } }),
});

const filledPort = (given: Input, networkMode: string | undefined): Input => {
    const isOneToOne = networkMode === "awsvpc" || networkMode === "host";
    return {
        ...given,
        protocol: given.protocol === "udp" ? "udp" : "tcp",
        ...(given.containerPortRange === undefined
            ? { hostPort: given.hostPort ?? (isOneToOne ? given.containerPort : 0) }
            : {}),
    };
};

export const filledVolume = (given: Input): Input => {
    const { efsVolumeConfiguration: efs, dockerVolumeConfiguration: docker, ...volume } = given;
    const isPlain = Object.keys(given).every(member => member === "name");
    return {
        ...volume,
        ...(isPlain ? { host: {} } : {}),
        ...(efs === undefined ? {} : { efsVolumeConfiguration: { rootDirectory: "/", ...(efs as Input) } }),
        ...(docker === undefined ? {} : { dockerVolumeConfiguration: { scope: "task", ...(docker as Input) } }),
    };
};

/** `1 vCPU` is 1024 units, `2 GB` is 2048 MiB; undefined: neither that nor a number. */
export const sizeIn = (unit: "vcpu" | "gb", given: string): number | undefined => {
    const [, amount, named] = /^\s*(\d+(?:\.\d+)?)\s*(vcpu|gb)?\s*$/i.exec(given) ?? [];
    if (amount === undefined) {
        return undefined;
    }
    if (named === undefined) {
        return Number(amount);
    }
    return named.toLowerCase() === unit ? Number(amount) * 1024 : undefined;
};

/** What the instances must have that such a task is placed on: an excerpt of ECS's own list. */
export const requiredAttributes = (members: Input, containers: readonly Input[]): readonly Input[] => {
    const capability = (name: string): string => `com.amazonaws.ecs.capability.${name}`;
    const drivers = containers.flatMap(({ logConfiguration }) => {
        const driver = (logConfiguration as Input | undefined)?.logDriver;
        return typeof driver === "string" ? [capability(`logging-driver.${driver}`)] : [];
    });
    const names = [
        ...drivers,
        ...(members.networkMode === "awsvpc" ? ["ecs.capability.task-eni"] : []),
        ...(members.taskRoleArn === undefined ? [] : [capability("task-iam-role")]),
        ...(members.executionRoleArn === undefined ? [] : ["ecs.capability.execution-role-awslogs"]),
        capability("docker-remote-api.1.18"),
    ];
    return [...new Set(names)].map(name => ({ name }));
};

export const structs = (given: unknown): readonly Input[] => (Array.isArray(given) ? (given as Input[]) : []);
