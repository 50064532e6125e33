import assert from "node:assert/strict";
import { assertTold, data, restoreImage, restoreSnapshot, restoreWorld, root, web } from "./restore-world";

const all = [restoreSnapshot(root), restoreSnapshot(data), restoreImage(web)];

describe("pulumi-retire restore, cut off", () => {
    const world = restoreWorld();

    const killedAt = async (operation: string, times: number) => {
        const command = world.start([web]);
        await world.emulator.arrived(operation, { times });
        command.kill("SIGKILL");
        assert.equal((await command.exited).signal, "SIGKILL");
    };

    it("at the second snapshot, goes on from there when it is run again", async () => {
        await world.discard(web);
        const operation = "ec2:RestoreSnapshotFromRecycleBin";
        world.emulator.failNext(operation, { delayMs: 2_000, reset: "before", when: { SnapshotId: data } });
        await killedAt(operation, 2);
        assert.deepEqual(world.sent(), all.slice(0, 1));
        assert.equal((await world.run([web])).code, 0);
        assert.deepEqual(world.sent(), all);
        assert.equal(world.emulator.requests(operation).filter(({ input }) => input.SnapshotId === root).length, 1);
    });

    it("at the image, with the snapshots back, asks for the image alone", async () => {
        await world.discard(web);
        const operation = "ec2:RestoreImageFromRecycleBin";
        world.emulator.failNext(operation, { delayMs: 2_000, reset: "before" });
        await killedAt(operation, 1);
        assert.deepEqual(world.sent(), all.slice(0, 2));
        assert.equal((await world.run([web])).code, 0);
        assert.deepEqual(world.sent(), all);
    });

    it("after the image was taken, has nothing left to do but to look", async () => {
        await world.discard(web);
        const operation = "ec2:RestoreImageFromRecycleBin";
        world.emulator.failNext(operation, { reset: "after" });
        const held = world.emulator.hold("ec2:DescribeImageAttribute");
        await killedAt("ec2:DescribeImageAttribute", 1);
        held.release();
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 0);
        assert.deepEqual(world.sent(), all);
        assertTold(stdout, "1 back already");
    });

    for (const restoreNotInBin of ["InvalidAMIID.NotFound", "IncorrectState", "InvalidRequest"] as const) {
        it(`an answer that was lost, and ${restoreNotInBin} to the next attempt: it looks, and it is back`, async () => {
            await world.discard(web);
            world.emulator.configure({ variants: { restoreNotInBin } });
            world.emulator.failNext("ec2:RestoreImageFromRecycleBin", { reset: "after" });
            world.emulator.failNext("ec2:RestoreSnapshotFromRecycleBin", { reset: "after" });
            const { code, output } = await world.run([web]);
            assert.equal(code, 0, output);
            assert.deepEqual(world.sent(), all);
        });
    }

    it("a snapshot that EC2 says is not in the bin, and that is nowhere else: no image is asked for", async () => {
        await world.discard(web);
        world.emulator.failNext("ec2:RestoreSnapshotFromRecycleBin", { code: "InvalidSnapshot.NotFound" });
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), []);
        assert.equal(world.emulator.requests("ec2:RestoreImageFromRecycleBin").length, 0);
        assertTold(stdout, "[InvalidSnapshot.NotFound]", "1 failed");
    });

    it("an image that EC2 says is not in the bin, and that is nowhere else: is no success", async () => {
        await world.discard(web);
        world.emulator.failNext("ec2:RestoreImageFromRecycleBin", { code: "InvalidAMIID.NotFound" });
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), all.slice(0, 2));
        assertTold(stdout, "[InvalidAMIID.NotFound]", "1 failed");
    });

    it("a wait that is over: says what is still missing and by which option it ended", async () => {
        await world.discard(web);
        world.emulator.clock.advance({ hours: 1 });
        world.emulator.configure({ lagMs: 600_000 });
        const { code, stdout } = await world.run([web, "--timeout", "2s"]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), all.slice(0, 2));
        assertTold(
            stdout,
            /waited \d s for the snapshots to come back \(--timeout\): snap-\S+ is still not visible yet/,
        );
    });
});
