import assert from "node:assert/strict";
import { DeregisterImageCommand, DisableImageCommand } from "@aws-sdk/client-ec2";
import { ami, asSomebodyElse, assertToldOnce, home, rowIds, scenario } from "./scenario";

const deregistered = "ami-0a1b2c3d4e5f60001";
const binned = "ami-0a1b2c3d4e5f60002";
const disabled = "ami-0a1b2c3d4e5f60003";
const halfway = "ami-0a1b2c3d4e5f60004";
const leftover = "snap-0a1b2c3d4e5f60004";

describe("already gone", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: {
            images: [
                { ...home, ImageId: deregistered },
                { ...home, ImageId: binned, Tags: { keep: "yes" } },
                { ...home, ImageId: disabled },
                { ...home, ImageId: halfway, SnapshotIds: [leftover] },
            ],
            rules: [
                {
                    ...home,
                    ResourceType: "EC2_IMAGE",
                    RetentionDays: 7,
                    ResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "yes" }],
                },
            ],
        },
    });
    const done = { before: 0, output: "" };

    before(async () => {
        world.stack.program(
            [
                ...[deregistered, binned, disabled].map(id => ami(id, id)),
                ami(halfway, halfway, { deletionPolicy: { deleteAssociatedSnapshots: true } }),
            ].join("\n"),
        );
        await world.stack.up();
        await asSomebodyElse(world.emulator, async ec2 => {
            for (const ImageId of [deregistered, binned, halfway])
                await ec2.send(new DeregisterImageCommand({ ImageId }));
            await ec2.send(new DisableImageCommand({ ImageId: disabled }));
        });
        done.before = world.emulator.mutations().length;
        world.stack.program("");
        done.output = (await world.stack.up()).output;
    });

    it("deregisters the disabled image and deletes the snapshot that was left over, and nothing else", async () => {
        const sent = world.emulator.mutations().slice(done.before);
        assert.deepEqual(
            [...sent].sort((one, other) => (one.operation < other.operation ? -1 : 1)),
            [
                { service: "ec2", operation: "DeleteSnapshot", input: { SnapshotId: leftover } },
                { service: "ec2", operation: "DeregisterImage", input: { ImageId: disabled } },
            ],
        );
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("sends nothing for those that are gone or in the bin", () => {
        const since = world.emulator.requests("ec2:DeregisterImage").slice(3);
        assert.deepEqual(
            since.map(request => request.input.ImageId),
            [disabled],
        );
    });

    it("says that they were gone already, and until when the one in the bin can be restored", () => {
        assertToldOnce(
            done.output,
            `${deregistered} is deregistered already`,
            `${halfway} is deregistered already`,
            `${leftover} is deleted, for good`,
            `${binned} is in the Recycle Bin already`,
            "restorable until 2026-11-29 12:00 UTC",
        );
    });

    it("keeps the snapshots of the others", () => {
        const { snapshots } = world.emulator.look(home);
        assert.equal(snapshots.length, 3);
        assert.ok(snapshots.every(snapshot => snapshot.where === "live" && snapshot.SnapshotId !== leftover));
    });
});
