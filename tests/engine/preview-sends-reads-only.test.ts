import assert from "node:assert/strict";
import { applied, isChange, outcomesOf, type Previewed, previewed, previewOf } from "./preview-fidelity";
import { ami, home, scenario } from "./scenario";

const plain = "ami-0a1b2c3d4e5f60001";
const lifted = "ami-0a1b2c3d4e5f60002";
const putAway = "ami-0a1b2c3d4e5f60003";
const leftover = "ami-0a1b2c3d4e5f60004";
const snapshot = "snap-0a1b2c3d4e5f60004";
const policies: Readonly<Record<string, object>> = {
    [lifted]: { disableDeregistrationProtection: true },
    [putAway]: { action: "disable" },
    [leftover]: { deleteAssociatedSnapshots: true },
};
const names = { plain, lifted, putAway, leftover };

describe("preview sends reads only", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: plain },
                { ...home, ImageId: lifted, DeregistrationProtection: "enabled-without-cooldown" },
                { ...home, ImageId: putAway },
                { ...home, ImageId: leftover, SnapshotIds: [snapshot] },
            ],
        },
    });
    const done: { preview?: Previewed } = {};
    const sentBy = async (preview: () => Promise<unknown>) => {
        const start = world.emulator.requests().length;
        await preview();
        const sent = world.emulator.requests().slice(start);
        assert.ok(sent.length > 0);
        return sent;
    };

    before(async () => {
        const rows = Object.entries(names).map(([name, id]) => ami(name, id, { deletionPolicy: policies[id] ?? {} }));
        world.stack.program(rows.join("\n"));
        await world.stack.up();
        world.stack.program("");
    });

    it("as long as it is not asked about permissions: nothing that changes, and no probe", async () => {
        const sent = await sentBy(async () => {
            done.preview = await previewOf(world.stack);
            assert.deepEqual(
                outcomesOf(done.preview),
                Object.fromEntries(Object.keys(names).map(name => [name, "retire"])),
            );
        });
        assert.deepEqual(sent.filter(isChange), []);
        for (const { operation } of sent) assert.match(operation, /^(Get|List|Describe)/);
    });

    it("and probes that change nothing when it is: a denied action blocks, and is named", async () => {
        const { emulator, stack } = world;
        emulator.deny("ec2:DisableImage");
        const sent = await sentBy(async () => {
            const preview = await previewOf(stack, ["--check-permissions"]);
            assert.equal(preview.code, 2);
            const { outcome, blockers } = previewed(preview, "putAway");
            assert.equal(outcome, "blocked");
            assert.deepEqual(
                blockers.map(({ code, permission, remedy }) => [code, permission, remedy]),
                [["not-permitted", "ec2:DisableImage", "allow ec2:DisableImage"]],
            );
            assert.deepEqual(
                previewed(preview, "lifted").calls.map(({ operation, permission }) => [operation, permission]),
                [
                    ["DeregisterImage", undefined],
                    ["DisableImageDeregistrationProtection", "allowed"],
                    ["DeregisterImage", "allowed"],
                ],
            );
        });
        const probes = sent.filter(isChange);
        assert.ok(probes.length >= 5, `${probes.length} probes`);
        for (const { input, tookEffect, mutating } of probes)
            assert.deepEqual([input.DryRun, tookEffect, mutating], [true, false, false]);
        assert.deepEqual(emulator.mutations(), []);
        emulator.allow("ec2:DisableImage");
    });

    it("so that nothing has come between what it said and what is then done", async () => {
        await applied(world, done.preview as Previewed, () => world.stack.up());
        assert.equal(world.emulator.mutations().length, 5);
    });
});
