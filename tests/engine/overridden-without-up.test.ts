import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ami, assertToldOnce, home, rowIds, scenario, timesTold } from "./scenario";

const byId = "ami-0a1b2c3d4e5f60001";
const byKind = "ami-0a1b2c3d4e5f60002";
const alsoByKind = "ami-0a1b2c3d4e5f60003";
const byStar = "ami-0a1b2c3d4e5f60004";
const ids = [byId, byKind, alsoByKind, byStar];

describe("overridden without up", () => {
    const world = scenario({
        seed: {
            images: ids.map(ImageId => ({ ...home, ImageId })),
            launchConfigurations: ids.map(ImageId => ({ ...home, LaunchConfigurationName: ImageId, ImageId })),
            autoScalingGroups: ids.map(id => ({ ...home, AutoScalingGroupName: id, LaunchConfigurationName: id })),
        },
    });
    const gone = () =>
        world.emulator.mutations().map(({ operation, input }) => `${operation} ${String(input.ImageId)}`);
    const removed = (overrides: string, expectFailure: boolean) =>
        world.stack.up({
            expectFailure,
            args: ["--continue-on-error"],
            env: { PULUMI_RETIRE_OVERRIDES: overrides },
        });

    it("blocks all of them at first", async () => {
        const { emulator, stack } = world;
        stack.program(ids.map(id => ami(id, id, { timeouts: { release: "1s" } })).join("\n"));
        await stack.up();
        stack.program("");
        const { output } = await removed("", true);
        for (const id of ids) assertToldOnce(output, `${id} is in use (auto-scaling-group)`);
        assert.doesNotMatch(output, /overridden/);
        assert.deepEqual(emulator.requests("ec2:DeregisterImage"), []);
        assert.deepEqual(await rowIds(stack), ids);
    });

    it("lets the one go that is named by its id, and says what was overridden", async () => {
        const { output } = await removed(
            JSON.stringify({ [byId]: { ignoreReferences: ["auto-scaling-group"] } }),
            true,
        );
        assertToldOnce(output, `${byId}) is deregistered`, "; overridden: ignoreReferences");
        for (const id of ids.slice(1)) assertToldOnce(output, `${id} is in use (auto-scaling-group)`);
        assert.deepEqual(gone(), [`DeregisterImage ${byId}`]);
        assert.deepEqual(await rowIds(world.stack), ids.slice(1));
    });

    it("reads them from a file, where a kind wins over all, and an id over the kind", async () => {
        const file = join(world.stack.project.home, "overrides.json");
        const overrides = { [byStar]: { force: false }, "aws.Ami": { force: true }, "*": { force: false } };
        writeFileSync(file, JSON.stringify(overrides));
        const { output } = await removed(`@${file}`, true);
        assertToldOnce(output, `${byStar} is in use (auto-scaling-group)`);
        assert.equal(timesTold(output, "; overridden: force"), 2);
        assert.deepEqual(
            gone().slice(1).sort(),
            [byKind, alsoByKind].map(id => `DeregisterImage ${id}`),
        );
        assert.deepEqual(await rowIds(world.stack), [byStar]);
    });

    it("lets all go that are left when it is said of all", async () => {
        const { output } = await removed('{ "*": { "force": true } }', false);
        assertToldOnce(output, `${byStar}) is deregistered`, "; overridden: force");
        assert.deepEqual(gone().slice(3), [`DeregisterImage ${byStar}`]);
        assert.equal(world.emulator.requests("ec2:DeregisterImage").length, ids.length);
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
