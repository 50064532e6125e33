import {
    CreateClusterCommand,
    CreateServiceCommand,
    type CreateServiceCommandInput,
    DeleteTaskDefinitionsCommand,
    DeregisterTaskDefinitionCommand,
    DescribeServicesCommand,
    DescribeTaskDefinitionCommand,
    ECSClient,
    RegisterTaskDefinitionCommand,
    type RegisterTaskDefinitionCommandInput,
    UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { clientOptions, type Who } from "./clients";

export const now = "2026-01-01T00:00:00Z";
const place = "us-east-1:000000000000";
export const taskDefinition = (name: string): string => `arn:aws:ecs:${place}:task-definition/${name}`;
export const cluster = (name = "default"): string => `arn:aws:ecs:${place}:cluster/${name}`;
export const serviceArn = (name: string): string => `arn:aws:ecs:${place}:service/default/${name}`;

export interface Runners {
    readonly emulator: Emulator;
    readonly ecs: ECSClient;
    readonly events: EventBridgeClient;
    readonly scheduler: SchedulerClient;
    /** A client of another account, region or key. */
    as(who: Who): ECSClient;
}

/** An emulator with the clients of what runs task definitions. */
export const inRunners =
    (options: EmulatorOptions, test: (runners: Runners) => Promise<void>) => async (): Promise<void> => {
        const emulator = await startEmulator({ now, ...options });
        const config = { ...clientOptions(emulator), maxAttempts: 1 };
        const clients = {
            ecs: new ECSClient(config),
            events: new EventBridgeClient(config),
            scheduler: new SchedulerClient(config),
        };
        const others: ECSClient[] = [];
        const as = (who: Who): ECSClient => {
            const client = new ECSClient({ ...clientOptions(emulator, who), maxAttempts: 1 });
            others.push(client);
            return client;
        };
        try {
            await test({ emulator, ...clients, as });
        } finally {
            for (const client of [...Object.values(clients), ...others]) {
                client.destroy();
            }
            await emulator.stop();
        }
    };

/** The calls that most tests make, in short. */
export const register = async (ecs: ECSClient, input: Partial<RegisterTaskDefinitionCommandInput> = {}) =>
    ecs.send(
        new RegisterTaskDefinitionCommand({
            family: "web",
            containerDefinitions: [{ name: "app", image: "busybox", memory: 64 }],
            ...input,
        }),
    );

export const describeDefinition = async (ecs: ECSClient, name: string) =>
    ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: name, include: ["TAGS"] }));

export const statusOf = async (ecs: ECSClient, name: string) =>
    (await describeDefinition(ecs, name)).taskDefinition?.status;

export const deregister = async (ecs: ECSClient, name: string) =>
    ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: name }));

export const deleteDefinitions = async (ecs: ECSClient, ...taskDefinitions: string[]) =>
    ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions }));

export const makeCluster = (ecs: ECSClient) => ecs.send(new CreateClusterCommand({}));

export const makeService = async (ecs: ECSClient, input: Partial<CreateServiceCommandInput> = {}) =>
    ecs.send(new CreateServiceCommand({ serviceName: "web", taskDefinition: "web", desiredCount: 2, ...input }));

export const moveService = async (ecs: ECSClient, to: string, service = "web") =>
    ecs.send(new UpdateServiceCommand({ service, taskDefinition: to }));

export const describeService = async (ecs: ECSClient, name = "web") => {
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ services: [name] }));
    return services[0];
};

/** The deployments of a service: what they run, and whether they are the primary one. */
export const deployments = async (ecs: ECSClient, name = "web") =>
    ((await describeService(ecs, name))?.deployments ?? []).map(({ status, taskDefinition: arn, runningCount }) => [
        status,
        arn?.replace(/.*\//, ""),
        runningCount,
    ]);
