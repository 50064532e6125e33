import assert from "node:assert/strict";
import type { Variants } from "../../emulator";
import { adopting, arnOf, deletion, deregistration, type TaskDefinitionVariant } from "./task-definition-world";
import { home, protocolWorld } from "./world";

/*
 * What AWS answers in these cases is not documented. Whatever it is, a delete ends well, and sends each call once.
 */

type World = ReturnType<typeof protocolWorld>;

const seed = { taskDefinitions: [{ ...home, family: "web" }] };

const scenarios = {
    "a revision whose deregistration lost its answer is deregistered and deleted once": async world => {
        world.emulator.failNext("ecs:DeregisterTaskDefinition", { reset: "after" });
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1, { action: "delete" }));
        await provider.delete(arnOf(1), properties);
        await provider.delete(arnOf(1), properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(1), deletion(1)]);
    },
    "a revision whose deletion lost its answer is deleted once": async world => {
        world.emulator.failNext("ecs:DeleteTaskDefinitions", { reset: "after" });
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1, { action: "delete" }));
        await provider.delete(arnOf(1), properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(1), deletion(1)]);
    },
    "an INACTIVE revision that nothing refers to is not taken for gone by a refresh": async world => {
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1));
        await provider.delete(arnOf(1), properties);
        const read = await provider.read(arnOf(1), properties);
        assert.deepEqual([read.id, read.properties.status], [arnOf(1), "INACTIVE"]);
    },
    "a service that drains does not count": async world => {
        world.emulator.put({
            services: [{ ...home, serviceName: "web", taskDefinition: "web:1", status: "DRAINING" }],
        });
        const provider = await world.provider();
        const { properties } = await provider.create(adopting(1, { requireUnused: true }));
        await provider.delete(arnOf(1), properties);
        assert.deepEqual(world.emulator.mutations(), [deregistration(1)]);
    },
} satisfies Record<string, (world: World) => Promise<void>>;

const variants: {
    readonly [Key in TaskDefinitionVariant]: {
        readonly values: readonly Variants[Key][];
        readonly in: readonly (keyof typeof scenarios)[];
    };
} = {
    deregisterInactive: {
        values: ["success", "ClientException"],
        in: ["a revision whose deregistration lost its answer is deregistered and deleted once"],
    },
    deleteTwice: {
        values: ["success", "failure"],
        in: ["a revision whose deletion lost its answer is deleted once"],
    },
    describeInactive: {
        values: ["always", "while-used"],
        in: [
            "an INACTIVE revision that nothing refers to is not taken for gone by a refresh",
            "a revision whose deregistration lost its answer is deregistered and deleted once",
        ],
    },
    // How a rollback ends is ECS's: a delete waits for its end in either case.
    rollbackToInactive: { values: [], in: [] },
    drainingService: { values: ["listed", "hidden"], in: ["a service that drains does not count"] },
};

for (const [name, { values, in: titles }] of Object.entries(variants)) {
    for (const value of values) {
        describe(`when the answer for ${name} is ${value}`, () => {
            const world = protocolWorld({ seed, variants: { [name]: value } });
            for (const title of titles) it(title, () => scenarios[title](world));
        });
    }
}
