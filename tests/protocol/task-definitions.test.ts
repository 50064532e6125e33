import assert from "node:assert/strict";
import type { Seed } from "../../emulator";
import { adopting, arnOf, deletion, deregistration, taskDefinitionRow } from "./task-definition-world";
import { home, protocolWorld } from "./world";

const container = { name: "app", image: "registry.example/app:1", memory: 128 };
const revisions = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const cluster = `arn:aws:ecs:${home.region}:${home.account}:cluster/main`;
const seed: Seed = {
    taskDefinitions: revisions(25).map(revision => ({ ...home, family: "web", revision })),
    clusters: [{ ...home, clusterName: "main" }],
    services: [{ ...home, serviceName: "web", cluster: "main", taskDefinition: "web:25" }],
};

describe("task definitions", () => {
    const world = protocolWorld({ seed });
    const mutations = (operation: string) => world.emulator.mutations().filter(call => call.operation === operation);

    it("are registered from typed objects and from JSON text alike, once each, with tags beside them", async () => {
        const provider = await world.provider();
        for (const containerDefinitions of [[container], JSON.stringify([container])]) {
            const made = await provider.create(
                taskDefinitionRow({ family: "job", containerDefinitions, cpu: 256, tags: { team: "a" } }),
            );
            assert.equal(made.properties.status, "ACTIVE");
        }
        assert.deepEqual(
            mutations("RegisterTaskDefinition").map(({ input }) => input),
            Array(2).fill({
                family: "job",
                containerDefinitions: [container],
                cpu: "256",
                tags: [{ key: "team", value: "a" }],
            }),
        );
        assert.equal(world.emulator.look(home).taskDefinitions.filter(({ family }) => family === "job").length, 2);
    });

    it("whose registration lost its answer are found again and not registered twice", async () => {
        world.emulator.failNext("ecs:RegisterTaskDefinition", { reset: "after" });
        const provider = await world.provider();
        const made = await provider.create(taskDefinitionRow({ family: "job", containerDefinitions: [container] }));
        assert.equal(made.id, arnOf(1, "job"));
        assert.equal(mutations("RegisterTaskDefinition").length, 1);
    });

    it("are registered in spite of others who register the family", async () => {
        const message = "Too many concurrent attempts to create a new revision of the specified family.";
        world.emulator.failNext("ecs:RegisterTaskDefinition", { code: "ClientException", message, times: 2 });
        const provider = await world.provider();
        const made = await provider.create(taskDefinitionRow({ family: "job", containerDefinitions: [container] }));
        assert.equal(made.id, arnOf(1, "job"));
    });

    it("are deleted by tens, each hearing its own fate, and only the exact revisions", async () => {
        const provider = await world.provider();
        const rows = await Promise.all(
            revisions(24).map(each => provider.create(adopting(each, { action: "delete" }))),
        );
        const ended = await Promise.allSettled(rows.map(({ id, properties }) => provider.delete(id, properties)));
        assert.deepEqual(
            ended.filter(({ status }) => status === "rejected"),
            [],
        );
        const requests = world.emulator.requests("ecs:DeleteTaskDefinitions");
        const asked = requests.map(({ input }) => input.taskDefinitions as readonly string[]);
        assert.ok(
            asked.every(arns => arns.length <= 10),
            "at most ten",
        );
        assert.ok(asked.length <= 8, `${asked.length} requests for 24 revisions`);
        assert.deepEqual(
            asked.flat().sort(),
            revisions(24)
                .map(each => arnOf(each))
                .sort(),
        );
        assert.deepEqual(
            mutations("DeregisterTaskDefinition")
                .map(({ input }) => input.taskDefinition)
                .sort(),
            revisions(24)
                .map(each => arnOf(each))
                .sort(),
        );
    });

    it("one that ECS fails to delete keeps its row, with ECS's words, and the next run finishes", async () => {
        const provider = await world.provider();
        const { id, properties } = await provider.create(adopting(2, { action: "delete" }));
        const failure = { arn: id, reason: "The revision is held", detail: "nobody knows by whom" };
        const body = JSON.stringify({ taskDefinitions: [], failures: [failure] });
        world.emulator.failNext("ecs:DeleteTaskDefinitions", { status: 200, body });
        await assert.rejects(provider.delete(id, properties), {
            details: /ecs:DeleteTaskDefinitions .*The revision is held: nobody knows by whom/,
        });
        await (await world.provider()).delete(id, properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(2), deletion(2)]);
    });

    it("that a rule names are kept, and go by ignoreReferences", async () => {
        world.emulator.put({
            eventRules: [
                {
                    ...home,
                    Name: "nightly",
                    Targets: [{ Id: "t", Arn: cluster, EcsParameters: { TaskDefinitionArn: arnOf(2) } }],
                },
            ],
        });
        const provider = await world.provider();
        const kept = await provider.create({ ...adopting(2), timeouts: { release: "1s" } });
        await assert.rejects(provider.delete(kept.id, kept.properties), { details: /rule nightly starts web:2/ });
        assert.deepEqual(world.emulator.mutations(), []);
        const gone = await provider.create(adopting(2, { ignoreReferences: ["rule-target"] }));
        await provider.delete(gone.id, gone.properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(2)]);
    });

    describe("a look-up that is denied", () => {
        for (const call of ["ecs:DescribeTaskDefinition", "sts:GetCallerIdentity"]) {
            it(`${call}: sends nothing, whatever is forced, and names the permission`, async () => {
                const provider = await world.provider();
                const everything = {
                    force: true,
                    keepRollbackTarget: false,
                    ignoreReferences: ["rule-target", "scheduler-target"],
                };
                const { id, properties } = await provider.create(adopting(1, everything));
                const next = await world.provider();
                world.emulator.deny(call);
                await assert.rejects(next.delete(id, properties), { details: new RegExp(`remedy: allow ${call}`) });
                assert.deepEqual(world.emulator.mutations(), []);
            });
        }

        it("ecs:ListTasks: is a warning, since tasks go on", async () => {
            const provider = await world.provider();
            const { id, properties } = await provider.create(adopting(1));
            world.emulator.deny("ecs:ListTasks");
            await provider.delete(id, properties);
            assert.match(provider.output, /who uses web:1 \(task\) is not known/);
            assert.deepEqual(world.emulator.mutations(), [deregistration(1)]);
        });
    });

    it("are not taken for gone by an answer that says nothing", async () => {
        const provider = await world.provider();
        const { id, properties } = await provider.create(adopting(1));
        for (const body of ["{}", '{"taskDefinition":{}}', "<html></html>"]) {
            world.emulator.failNext("ecs:DescribeTaskDefinition", { status: 200, body, times: 50 });
            await assert.rejects(provider.delete(id, properties), { details: /UnreadableAnswer/ });
            await assert.rejects(provider.read(id, properties), { details: /UnreadableAnswer/ });
        }
        assert.deepEqual(world.emulator.mutations(), []);
    });
});
