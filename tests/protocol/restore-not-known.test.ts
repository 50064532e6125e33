import assert from "node:assert/strict";
import { assertTold, data, job, restoreImage, restoreSnapshot, restoreWorld, root, web } from "./restore-world";

/*
 * What could not be looked at is never taken for absent: the id fails, the missing permission is named, and nothing is sent
 * for it.
 */

describe("pulumi-retire restore, when it may not look or act", () => {
    const world = restoreWorld();
    const looks = [
        "ec2:ListImagesInRecycleBin",
        "ec2:ListSnapshotsInRecycleBin",
        "ec2:DescribeSnapshots",
        "ec2:DescribeImages",
    ];
    for (const call of looks) {
        it(`${call}, denied: sends nothing and names the permission`, async () => {
            await world.discard(web);
            world.emulator.deny(call);
            const { code, stdout } = await world.run([web]);
            assert.equal(code, 1);
            world.assertOnlyReads();
            assertTold(stdout, `${call}: You are not authorized`, `remedy: allow ${call}`, "1 not known");
            assert.ok(!stdout.includes("nor in its Recycle Bin"), stdout);
        });
    }

    it("a look that is throttled to the end: sends nothing, and does not take it for gone", async () => {
        world.emulator.failNext("ec2:ListImagesInRecycleBin", { code: "RequestLimitExceeded", times: 100 });
        await world.discard(web);
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        world.assertOnlyReads();
        assertTold(stdout, "[RequestLimitExceeded]", "1 not known");
    });

    it("sts:GetCallerIdentity, denied: sends nothing, since nobody knows in which account", async () => {
        await world.discard(web);
        world.emulator.deny("sts:GetCallerIdentity");
        const { code, stdout, stderr } = await world.run([web]);
        assert.deepEqual([code, stdout], [1, ""]);
        world.assertOnlyReads();
        assertTold(stderr, "sts:GetCallerIdentity: ", "remedy: ");
    });

    it("a snapshot that may not be restored: names the permission, and does not ask for the image", async () => {
        await world.discard(web);
        world.emulator.deny("ec2:RestoreSnapshotFromRecycleBin");
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), []);
        assert.equal(world.emulator.requests("ec2:RestoreImageFromRecycleBin").length, 0);
        assertTold(stdout, `${web}: failed`, "remedy: allow ec2:RestoreSnapshotFromRecycleBin");
    });

    it("an image that may not be restored: keeps the snapshots, and goes on from there once it may", async () => {
        await world.discard(web);
        world.emulator.deny("ec2:RestoreImageFromRecycleBin");
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), [restoreSnapshot(root), restoreSnapshot(data)]);
        assertTold(stdout, `sent: ec2:RestoreSnapshotFromRecycleBin SnapshotId=${root}`);
        assertTold(stdout, "remedy: allow ec2:RestoreImageFromRecycleBin");
        world.emulator.allow("ec2:RestoreImageFromRecycleBin");
        world.begin();
        assert.equal((await world.run([web])).code, 0);
        assert.deepEqual(world.sent(), [restoreImage(web)]);
    });

    it("launch permissions that may not be read: the image is back, and not all is well", async () => {
        await world.discard(web);
        world.emulator.deny("ec2:DescribeImageAttribute");
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.equal(world.where()[web], "live");
        assertTold(stdout, `${web}: restored`, "not checked: ", "remedy: allow ec2:DescribeImageAttribute");
    });

    it("throttled restores are sent again until they are taken", async () => {
        world.emulator.failNext("ec2:RestoreSnapshotFromRecycleBin", { code: "RequestLimitExceeded", times: 2 });
        await world.discard(web);
        assert.equal((await world.run([web])).code, 0);
        assert.deepEqual(world.sent(), [restoreSnapshot(root), restoreSnapshot(data), restoreImage(web)]);
    });

    it("a list that may not look at the snapshots says so of each image, and ends with 1", async () => {
        await world.discard(web, job);
        world.emulator.deny("ec2:ListSnapshotsInRecycleBin");
        const { code, stdout } = await world.run([]);
        assert.equal(code, 1);
        assert.equal(
            stdout.split("\n").filter(line => /unknown: .*allow ec2:ListSnapshotsInRecycleBin/.test(line)).length,
            2,
        );
    });

    it("a list that may not look at the bin is an error, not an empty one", async () => {
        await world.discard(web);
        world.emulator.deny("ec2:ListImagesInRecycleBin");
        const { code, stdout, stderr } = await world.run(["--json"]);
        assert.deepEqual([code, stdout], [1, ""]);
        assertTold(
            stderr,
            "ec2:ListImagesInRecycleBin: You are not authorized",
            "remedy: allow ec2:ListImagesInRecycleBin",
        );
    });
});
