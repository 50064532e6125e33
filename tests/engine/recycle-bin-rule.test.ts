import assert from "node:assert/strict";
import { ami, amiType, assertToldOnce, home, rowIds, scenario } from "./scenario";

const covered = "ami-0a1b2c3d4e5f60001";
const careful = "ami-0a1b2c3d4e5f60002";
const snapshots = ["snap-0a1b2c3d4e5f60001", "snap-0a1b2c3d4e5f60002"] as const;
const carefully = { deletionPolicy: { deleteAssociatedSnapshots: true, recycleBin: { required: true } } };
const call = (operation: string, input: object) => ({ service: "ec2", operation, input });

describe("recycle bin rule", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: {
            snapshots: snapshots.map(SnapshotId => ({
                ...home,
                SnapshotId,
                Description: `Created by CreateImage(i-0a1b2c3d4e5f60001) for ${careful}`,
            })),
            images: [
                { ...home, ImageId: covered },
                { ...home, ImageId: careful, SnapshotIds: snapshots },
            ],
            rules: [{ ...home, ResourceType: "EC2_IMAGE", RetentionDays: 7 }],
        },
    });
    const where = () => {
        const { images, snapshots: all } = world.emulator.look(home);
        return Object.fromEntries([
            ...images.map(image => [image.ImageId, image.where]),
            ...all
                .filter(({ SnapshotId }) => snapshots.some(id => id === SnapshotId))
                .map(one => [one.SnapshotId, one.where]),
        ]);
    };

    it("says until when the image that a rule covers can be restored", async () => {
        world.stack.program([ami("covered", covered), ami("careful", careful, carefully)].join("\n"));
        await world.stack.up();
        world.stack.program("");
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(output, `${covered}) is deregistered, restorable until 2026-11-29 12:00 UTC`);
        assert.equal(where()[covered], "bin");
        assertToldOnce(
            output,
            `requires that ${careful} can be restored, and no available Recycle Bin rule for EBS_SNAPSHOT matches`,
            "[not-recoverable]",
            "remedy: create a Recycle Bin rule that matches",
        );
    });

    it("sends nothing for the image whose snapshots no rule covers", async () => {
        assert.deepEqual(world.emulator.mutations(), [call("DeregisterImage", { ImageId: covered })]);
        assert.deepEqual(await rowIds(world.stack), [careful]);
    });

    it("finishes once there is such a rule", async () => {
        world.emulator.put({ rules: [{ ...home, ResourceType: "EBS_SNAPSHOT", RetentionDays: 5 }] });
        const { output } = await world.stack.up();
        assert.deepEqual(world.emulator.mutations().slice(1), [
            call("DeregisterImage", { ImageId: careful, DeleteAssociatedSnapshots: true }),
        ]);
        assert.deepEqual(where(), { [covered]: "bin", [careful]: "bin", [snapshots[0]]: "bin", [snapshots[1]]: "bin" });
        // The image itself is kept for two days more, but not without its snapshots.
        assertToldOnce(output, `${careful}) is deregistered, restorable until 2026-11-27 12:00 UTC`);
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("does not adopt an image out of the bin unasked, and says until when it could", async () => {
        world.stack.program(ami("covered", covered));
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `${covered} is in the Recycle Bin, and can be restored until 2026-11-29 12:00 UTC`,
            "set restoreFromRecycleBin to true to bring it back",
        );
        assert.equal(world.emulator.mutations().length, 2);
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("restores the snapshots, then the image, when the row asks for it", async () => {
        world.stack.program(ami("careful", careful, { ...carefully, restoreFromRecycleBin: true }));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations().slice(2), [
            call("RestoreSnapshotFromRecycleBin", { SnapshotId: snapshots[0] }),
            call("RestoreSnapshotFromRecycleBin", { SnapshotId: snapshots[1] }),
            call("RestoreImageFromRecycleBin", { ImageId: careful }),
        ]);
        assert.deepEqual(where(), {
            [covered]: "bin",
            [careful]: "live",
            [snapshots[0]]: "live",
            [snapshots[1]]: "live",
        });
        const [row] = await world.stack.rows(amiType);
        assert.equal(row?.outputs?.state, "available");
        assert.deepEqual(row?.outputs?.snapshotIds, snapshots);
    });
});
