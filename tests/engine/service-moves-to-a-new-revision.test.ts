import assert from "node:assert/strict";
import { ecsUsers, programWithServices, service } from "./ecs-users";
import { previewed, previewOf } from "./preview-fidelity";
import { appliedToRevisions, endings, registered, revisionsInState, statusesOf } from "./revisions";
import { assertToldOnce, home, scenario } from "./scenario";

/** Containers as ECS has them, with what it would fill in left out. */
const containers = (version: number) => [
    {
        name: "app",
        image: `registry.example/app:${version}`,
        memory: 128,
        portMappings: [{ containerPort: 80 }],
        environment: [
            { name: "b", value: "2" },
            { name: "a", value: "1" },
        ],
    },
];

/** Three definitions, each with a service that moves to its new revision in the update that makes it. */
const definitions = {
    careful: { timeouts: { delete: "2m" }, cpu: 256, networkMode: "awsvpc", volumes: [{ name: "scratch" }] },
    hasty: { deletionPolicy: { keepRollbackTarget: false, action: "delete" } },
    impatient: { timeouts: { delete: "1s" } },
};
const names = Object.keys(definitions) as (keyof typeof definitions)[];
const row = (name: keyof typeof definitions, version: number, more: object): string => {
    const typed = containers(version);
    // As users of @pulumi/aws have it.
    const containerDefinitions = name === "hasty" ? JSON.stringify(typed) : typed;
    return registered(name, "", { containerDefinitions, ...definitions[name], ...more });
};
const program = (version: number, more: object = {}) =>
    names.map(name => `${row(name, version, more)} ${service(name, `${name}.arn`)}`).join("\n");

/** The clock stands still: a deployment lasts until somebody advances it. */
describe("service moves to a new revision", () => {
    const world = scenario(
        { now: "2026-11-22T12:00:00.000Z", seed: { clusters: [{ ...home, clusterName: "main" }] } },
        ecsUsers,
    );
    const runs = () =>
        world.emulator
            .look(home)
            .services.map(({ taskDefinition }) => String(taskDefinition).split("/").at(-1))
            .sort();

    before(async () => {
        const message = "Too many concurrent attempts to create a new revision of the specified family.";
        world.emulator.failNext("ecs:RegisterTaskDefinition", { code: "ClientException", message, times: 2 });
        programWithServices(world, program(1));
        await world.stack.up();
        world.emulator.clock.advance({ minutes: 5 });
        programWithServices(world, program(2));
    });

    it("retires the old one after it, once no deployment can be rolled back to it, and at once where nobody asked for that", async () => {
        const { emulator, stack } = world;
        const preview = await previewOf(stack);
        assert.equal(preview.code, 0);
        assert.deepEqual(
            names.map(name => previewed(preview, name).verdict),
            ["will deregister, for good", "will delete, for good", "will deregister, for good"],
        );
        const { output } = await appliedToRevisions(
            world,
            preview,
            async () => {
                const looks = emulator.requests("ecs:ListClusters").length;
                const up = stack.up({ expectFailure: true, args: ["--continue-on-error"] });
                const deleted = emulator.arrived("ecs:DeleteTaskDefinitions", { withinMs: 60_000 });
                // One look serves all three; the next one shows that somebody is waiting.
                const again = emulator.arrived("ecs:ListClusters", { times: looks + 2, withinMs: 60_000 });
                await Promise.race([up, Promise.all([deleted, again])]);
                assert.deepEqual(endings(emulator), [
                    "DeregisterTaskDefinition hasty:1",
                    "DeleteTaskDefinitions hasty:1",
                ]);
                assert.deepEqual(runs(), ["careful:2", "hasty:2", "impatient:2"]);
                emulator.clock.advance({ minutes: 5 });
                return up;
            },
            { notReleased: ["impatient"] },
        );
        assert.deepEqual(endings(emulator).slice(2), ["DeregisterTaskDefinition careful:1"]);
        assert.deepEqual(revisionsInState(stack), ["careful:2", "hasty:2", "impatient:1", "impatient:2"]);
        assertToldOnce(
            output,
            "ECS task definition impatient:1: deferred",
            "a deployment of service impatient of cluster main is in progress and could be rolled back to impatient:1",
            "waited 0 s for a deployment that could be rolled back to it to end (timeouts.delete)",
        );
    });

    it("retires the one that was not waited for long enough in the next run, and makes no revision for tags alone", async () => {
        const { emulator, stack } = world;
        const start = emulator.mutations().length;
        programWithServices(world, program(2, { tags: { team: "web" } }));
        const preview = await previewOf(stack);
        assert.equal(preview.code, 0);
        await appliedToRevisions(world, preview, () => stack.up());
        const sent = emulator.mutations().slice(start);
        assert.deepEqual(
            sent.map(({ operation }) => operation),
            ["TagResource", "TagResource", "TagResource", "DeregisterTaskDefinition"],
        );
        assert.deepEqual(revisionsInState(stack), ["careful:2", "hasty:2", "impatient:2"]);
        assert.deepEqual(statusesOf(emulator), {
            "careful:1": "INACTIVE",
            "careful:2": "ACTIVE",
            "hasty:1": "DELETE_IN_PROGRESS",
            "hasty:2": "ACTIVE",
            "impatient:1": "INACTIVE",
            "impatient:2": "ACTIVE",
        });
    });

    it("sees no difference in what it made, typed or as text, with what ECS fills in", async () => {
        await world.stack.preview({ args: ["--expect-no-changes"] });
    });
});
