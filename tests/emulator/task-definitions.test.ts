import assert from "node:assert/strict";
import { ListTaskDefinitionFamiliesCommand, ListTaskDefinitionsCommand } from "@aws-sdk/client-ecs";
import { refusal } from "./clients";
import {
    deleteDefinitions,
    deregister,
    describeDefinition,
    inRunners,
    now,
    register,
    statusOf,
    taskDefinition,
} from "./task-runners";

const container = { name: "app", image: "busybox", memory: 64 };

describe("ECS task definitions", () => {
    it(
        "are kept as asked for, with what ECS fills in",
        inRunners({}, async ({ ecs }) => {
            const { taskDefinition: made, tags } = await register(ecs, {
                family: "web",
                containerDefinitions: [
                    { ...container, portMappings: [{ containerPort: 80 }], healthCheck: { command: ["CMD", "true"] } },
                    { ...container, name: "log", essential: false, environment: [{ name: "A", value: "1" }], cpu: 10 },
                ],
                networkMode: "bridge",
                taskRoleArn: "arn:aws:iam::000000000000:role/task",
                volumes: [{ name: "plain" }, { name: "efs", efsVolumeConfiguration: { fileSystemId: "fs-1" } }],
                cpu: "1 vCPU",
                memory: "2GB",
                tags: [{ key: "team", value: "a" }],
            });
            const filled = {
                cpu: 0,
                essential: true,
                environment: [],
                mountPoints: [],
                volumesFrom: [],
                systemControls: [],
                portMappings: [],
            };
            const { requiresAttributes, ...rest } = made ?? {};
            assert.ok((requiresAttributes ?? []).length > 0);
            assert.deepEqual(rest, {
                taskDefinitionArn: taskDefinition("web:1"),
                family: "web",
                revision: 1,
                status: "ACTIVE",
                containerDefinitions: [
                    {
                        ...filled,
                        ...container,
                        portMappings: [{ containerPort: 80, hostPort: 0, protocol: "tcp" }],
                        healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3 },
                    },
                    {
                        ...filled,
                        ...container,
                        name: "log",
                        essential: false,
                        environment: [{ name: "A", value: "1" }],
                        cpu: 10,
                    },
                ],
                networkMode: "bridge",
                taskRoleArn: "arn:aws:iam::000000000000:role/task",
                volumes: [
                    { name: "plain", host: {} },
                    { name: "efs", efsVolumeConfiguration: { fileSystemId: "fs-1", rootDirectory: "/" } },
                ],
                placementConstraints: [],
                compatibilities: ["EXTERNAL", "EC2"],
                cpu: "1024",
                memory: "2048",
                registeredAt: new Date(now),
                registeredBy: "arn:aws:iam::000000000000:user/AKIATEST",
            });
            assert.deepEqual(tags, [{ key: "team", value: "a" }]);
            const described = await describeDefinition(ecs, "web:1");
            assert.deepEqual([described.taskDefinition, described.tags], [made, tags]);
        }),
    );

    it(
        "for Fargate have the ports of the container on the host, and need a network, a size and a pair that exists",
        inRunners({}, async ({ ecs }) => {
            const fargate = {
                requiresCompatibilities: ["FARGATE" as const],
                networkMode: "awsvpc" as const,
                cpu: "256",
                memory: "512",
                containerDefinitions: [{ name: "app", image: "busybox", portMappings: [{ containerPort: 80 }] }],
            };
            const { taskDefinition: made } = await register(ecs, fargate);
            assert.deepEqual(made?.compatibilities, ["EC2", "FARGATE"]);
            assert.equal(made?.containerDefinitions?.[0]?.portMappings?.[0]?.hostPort, 80);
            const wrong = async (change: Partial<Parameters<typeof register>[1]>, message: RegExp) => {
                const refused = await refusal(register(ecs, { ...fargate, ...change }));
                assert.deepEqual([refused.code, refused.status], ["ClientException", 400]);
                assert.match(refused.message, message);
            };
            await wrong({ networkMode: "bridge" }, /^Fargate only supports network mode ‘awsvpc’\.$/);
            await wrong({ cpu: undefined }, /^Fargate requires that 'cpu' be defined at the task level\.$/);
            await wrong({ memory: undefined }, /^Fargate requires that 'memory' be defined/);
            await wrong({ memory: "4096" }, /^No Fargate configuration exists for given values: 256 CPU, 4096 memory/);
            await wrong({ cpu: "8192", memory: "17408" }, /^No Fargate configuration/);
            await wrong({ ephemeralStorage: { sizeInGiB: 20 } }, /at least 21/);
            await wrong({ family: "a b" }, /^Family contains invalid characters\.$/);
            await wrong({ containerDefinitions: [] }, /^Container list cannot be empty\.$/);
            await wrong(
                { containerDefinitions: [{ name: "app" }] },
                /^Container\.image should not be null or empty\.$/,
            );
            const ports = [{ containerPort: 80, hostPort: 81 }];
            await wrong({ containerDefinitions: [{ ...container, portMappings: ports }] }, /^When networkMode=awsvpc/);
        }),
    );

    it(
        "need a memory limit somewhere",
        inRunners({}, async ({ ecs }) => {
            const bare = { containerDefinitions: [{ name: "app", image: "busybox" }] };
            assert.match(
                (await refusal(register(ecs, bare))).message,
                /At least one of 'memory' or 'memoryReservation'/,
            );
            await register(ecs, { ...bare, memory: "64" });
        }),
    );

    it(
        "are numbered by family, and no number comes twice, even after everything is gone",
        inRunners({}, async ({ ecs, emulator }) => {
            const next = async (family: string) => (await register(ecs, { family })).taskDefinition?.revision;
            assert.deepEqual([await next("web"), await next("web"), await next("job")], [1, 2, 1]);
            await deregister(ecs, "web:1");
            await deregister(ecs, "web:2");
            await deleteDefinitions(ecs, "web:1", "web:2");
            emulator.clock.advance({ hours: 1 });
            const unable = { code: "ClientException", status: 400, message: "Unable to describe task definition." };
            assert.deepEqual(await refusal(describeDefinition(ecs, "web:2")), unable);
            assert.equal(await next("web"), 3);
        }),
    );

    it(
        "are described by revision or ARN; a family means its latest ACTIVE one",
        inRunners({}, async ({ ecs }) => {
            for (let i = 0; i < 10; i += 1) {
                await register(ecs);
            }
            const revisionOf = async (name: string) =>
                (await describeDefinition(ecs, name)).taskDefinition?.revision ?? "";
            assert.equal(await revisionOf("web"), 10);
            await deregister(ecs, "web:10");
            assert.equal(await revisionOf("web"), 9);
            assert.equal(await revisionOf(taskDefinition("web")), 9);
            assert.equal(await revisionOf(taskDefinition("web:10")), 10);
            assert.equal(await statusOf(ecs, "web:10"), "INACTIVE");
            for (const none of ["web:11", "none", taskDefinition("web:1").replace("us-east-1", "eu-west-1")]) {
                assert.equal((await refusal(describeDefinition(ecs, none))).code, "ClientException");
            }
        }),
    );

    it(
        "are listed by whole family and status, in the order of their numbers either way, in pages",
        inRunners({ pageSize: 3 }, async ({ ecs }) => {
            for (let i = 0; i < 10; i += 1) {
                await register(ecs);
            }
            await register(ecs, { family: "web-2" });
            await deregister(ecs, "web:2");
            const listed = async (input: object): Promise<(string | undefined)[]> => {
                const names: (string | undefined)[] = [];
                let nextToken: string | undefined;
                do {
                    const page = await ecs.send(new ListTaskDefinitionsCommand({ ...input, nextToken }));
                    assert.ok((page.taskDefinitionArns ?? []).length <= 3);
                    names.push(...(page.taskDefinitionArns ?? []).map(arn => arn.replace(/.*\//, "")));
                    ({ nextToken } = page);
                } while (nextToken !== undefined);
                return names;
            };
            const ascending = [1, 3, 4, 5, 6, 7, 8, 9, 10].map(n => `web:${n}`);
            assert.deepEqual(await listed({ familyPrefix: "web" }), ascending);
            assert.deepEqual(await listed({ familyPrefix: "web", sort: "DESC" }), [...ascending].reverse());
            assert.deepEqual(await listed({ familyPrefix: "web", status: "INACTIVE" }), ["web:2"]);
            assert.deepEqual(await listed({ familyPrefix: "we" }), []);
            assert.equal((await listed({})).at(-1), "web-2:1");
            const bad = ecs.send(new ListTaskDefinitionsCommand({ nextToken: "x" }));
            assert.equal((await refusal(bad)).code, "InvalidParameterException");
        }),
    );

    it(
        "make families, listed by prefix and by whether any is ACTIVE, until the last is gone",
        inRunners({}, async ({ ecs, emulator }) => {
            const families = async (input: object) =>
                (await ecs.send(new ListTaskDefinitionFamiliesCommand(input))).families ?? [];
            await register(ecs, { family: "web" });
            await register(ecs, { family: "job" });
            await deregister(ecs, "job:1");
            assert.deepEqual(await families({}), ["job", "web"]);
            assert.deepEqual(await families({ familyPrefix: "w" }), ["web"]);
            assert.deepEqual(await families({ status: "ACTIVE" }), ["web"]);
            assert.deepEqual(await families({ status: "INACTIVE" }), ["job"]);
            await deleteDefinitions(ecs, "job:1");
            assert.deepEqual(await families({}), ["job", "web"]);
            emulator.clock.advance({ hours: 1 });
            assert.deepEqual(await families({}), ["web"]);
        }),
    );
});
