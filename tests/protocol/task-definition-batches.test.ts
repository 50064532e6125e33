import assert from "node:assert/strict";
import { adopting, arnOf, deletion, deregistration } from "./task-definition-world";
import { home, protocolWorld } from "./world";

const revisions = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("task definitions that are deleted at the same time", () => {
    const world = protocolWorld({
        seed: {
            taskDefinitions: revisions(25).map(revision => ({ ...home, family: "web", revision, status: "INACTIVE" })),
            clusters: [{ ...home, clusterName: "main" }],
        },
    });
    const asked = () =>
        world.emulator
            .requests("ecs:DeleteTaskDefinitions")
            .map(({ input }) => input.taskDefinitions as readonly string[]);

    /** Rows as an earlier run has left them, deleted by the process of another; what became of each. */
    const deleteAll = async (count: number) => {
        const first = await world.provider();
        const rows = await Promise.all(
            revisions(count).map(each => first.create(adopting(each, { action: "delete" }))),
        );
        const provider = await world.provider();
        // On a slow machine looks take turns: all deletes leave the last question at once, as they do on a fast one.
        const held = world.emulator.hold("ecs:ListClusters");
        const ended = Promise.allSettled(rows.map(({ id, properties }) => provider.delete(id, properties)));
        await world.emulator.arrived("ecs:ListClusters");
        await world.emulator.arrived("ecs:DescribeTaskDefinition", { times: 2 * count, withinMs: 60_000 });
        held.release();
        return ended;
    };
    const failures = (ended: readonly PromiseSettledResult<void>[]) =>
        ended.flatMap(fate => (fate.status === "rejected" ? [(fate.reason as { details: string }).details] : []));

    it("go in one request when they are ten", async () => {
        assert.deepEqual(failures(await deleteAll(10)), []);
        const [arns = [], ...more] = asked();
        assert.deepEqual(more, []);
        assert.deepEqual(
            [...arns].sort(),
            revisions(10)
                .map(each => arnOf(each))
                .sort(),
        );
    });

    it("go in three requests when they are 25, each named once", async () => {
        assert.deepEqual(failures(await deleteAll(25)), []);
        const sizes = asked().map(arns => arns.length);
        assert.deepEqual(sizes, [10, 10, 5]);
        assert.deepEqual(
            asked().flat().sort(),
            revisions(25)
                .map(each => arnOf(each))
                .sort(),
        );
    });

    it("hear each their own fate: the one that ECS fails keeps its row, alone", async () => {
        const failed = arnOf(4);
        const taskDefinitions = [1, 2, 3, 5].map(each => ({
            taskDefinitionArn: arnOf(each),
            status: "DELETE_IN_PROGRESS",
        }));
        const failure = { arn: failed, reason: "The revision is held", detail: "by nobody knows whom" };
        world.emulator.failNext("ecs:DeleteTaskDefinitions", {
            status: 200,
            body: JSON.stringify({ taskDefinitions, failures: [failure] }),
        });
        // ECS says of four that they are being deleted, and shows them so once it is asked again.
        const ended = deleteAll(5);
        await world.emulator.arrived("ecs:DeleteTaskDefinitions", { withinMs: 60_000 });
        world.emulator.put({
            taskDefinitions: [1, 2, 3, 5].map(revision => ({
                ...home,
                family: "web",
                revision,
                status: "DELETE_IN_PROGRESS",
            })),
        });
        const [told = "", ...more] = failures(await ended);
        assert.deepEqual(more, []);
        assert.match(told, /web:4.*\n.*\n?.*The revision is held: by nobody knows whom/);
        assert.equal(asked().length, 1, "what failed for a reason of its own is not sent again");
    });

    it("all hear of it when their request is refused as a whole, and all finish in the next run", async () => {
        world.emulator.deny("ecs:DeleteTaskDefinitions");
        const told = failures(await deleteAll(3));
        assert.equal(told.length, 3);
        for (const text of told) assert.match(text, /remedy: allow ecs:DeleteTaskDefinitions/);
        assert.deepEqual(world.emulator.mutations(), []);
        world.emulator.allow("ecs:DeleteTaskDefinitions");
        assert.deepEqual(failures(await deleteAllAgain(3)), []);
        assert.equal(world.emulator.mutations().length, 1);
    });

    const deleteAllAgain = async (count: number) => {
        const provider = await world.provider();
        const rows = await Promise.all(
            revisions(count).map(each => provider.create(adopting(each, { action: "delete" }))),
        );
        const next = await world.provider();
        return Promise.allSettled(rows.map(({ id, properties }) => next.delete(id, properties)));
    };
});

describe("a task definition whose delete is told something else than it hoped for", () => {
    const world = protocolWorld({ seed: { taskDefinitions: [{ ...home, family: "web" }] } });

    it("is deleted already when a deregistration says so", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1));
        const message = "The specified task definition is in the process of being deleted.";
        const held = world.emulator.hold("ecs:DeregisterTaskDefinition");
        world.emulator.failNext("ecs:DeregisterTaskDefinition", { code: "ClientException", message });
        const ended = provider.delete(arnOf(1), properties);
        await world.emulator.arrived("ecs:DeregisterTaskDefinition", { withinMs: 60_000 });
        world.emulator.put({
            taskDefinitions: [{ ...home, family: "web", revision: 1, status: "DELETE_IN_PROGRESS" }],
        });
        held.release();
        await ended;
        const [left] = world.emulator.look(home).taskDefinitions;
        assert.equal(left?.status, "DELETE_IN_PROGRESS");
        assert.deepEqual(world.emulator.mutations(), []);
        assert.equal(world.emulator.requests("ecs:DeregisterTaskDefinition").length, 1);
    });

    it("is tried again when a deletion says that it is still ACTIVE", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1, { action: "delete" }));
        const reason =
            "The specified task definition is still in ACTIVE status. Please deregister the target and try again.";
        const body = JSON.stringify({ taskDefinitions: [], failures: [{ arn: arnOf(1), reason }] });
        world.emulator.failNext("ecs:DeleteTaskDefinitions", { status: 200, body });
        await provider.delete(arnOf(1), properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(1), deletion(1)]);
    });

    for (const body of ["{}", '{"taskDefinitions":[],"failures":[]}', '{"failures":[]}', "<html></html>"]) {
        it(`is looked at again when the answer to its deletion is ${body}, and goes on from there`, async () => {
            const provider = await world.provider();
            const { properties } = await provider.create(adopting(1, { action: "delete" }));
            world.emulator.failNext("ecs:DeleteTaskDefinitions", { status: 200, body });
            await provider.delete(arnOf(1), properties);
            assert.deepEqual(world.emulator.mutations(), [deregistration(1), deletion(1)]);
        });
    }

    it("is deregistered once when the answer to that says nothing", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1));
        world.emulator.failNext("ecs:DeregisterTaskDefinition", { status: 200, body: "{}" });
        await provider.delete(arnOf(1), properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(1)]);
    });
});
