import assert from "node:assert/strict";
import { LockSnapshotCommand } from "@aws-sdk/client-ec2";
import { ami, asSomebodyElse, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const neighbour = "ami-0a1b2c3d4e5f60002";
const shared = "snap-0a1b2c3d4e5f60001";
const locked = "snap-0a1b2c3d4e5f60002";
const denied = "snap-0a1b2c3d4e5f60003";

describe("snapshots one by one", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: {
            images: [
                { ...home, ImageId: id, SnapshotIds: [shared, locked, denied] },
                { ...home, ImageId: neighbour, SnapshotIds: [shared] },
            ],
        },
    });
    const sent = () => world.emulator.mutations().filter(call => call.operation !== "LockSnapshot");
    const live = () =>
        world.emulator
            .look(home)
            .snapshots.filter(snapshot => snapshot.where === "live")
            .map(snapshot => snapshot.SnapshotId)
            .sort();

    before(async () => {
        await asSomebodyElse(world.emulator, ec2 =>
            ec2.send(new LockSnapshotCommand({ SnapshotId: locked, LockMode: "governance", LockDuration: 30 })),
        );
        world.stack.program(ami("web", id, { deletionPolicy: { deleteAssociatedSnapshots: true } }));
        await world.stack.up();
    });

    it("fails when one of the snapshots may not be deleted, and names the permission and what is done already", async () => {
        world.emulator.deny("ec2:DeleteSnapshot");
        world.stack.program("");
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `failed: ec2:DeleteSnapshot SnapshotId=${denied}: `,
            "[UnauthorizedOperation]",
            "remedy: allow ec2:DeleteSnapshot",
            `done: ec2:DeregisterImage ImageId=${id} DeleteAssociatedSnapshots=true`,
        );
    });

    it("keeps the row although the image is gone already", async () => {
        assert.deepEqual(sent(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id, DeleteAssociatedSnapshots: true } },
        ]);
        assert.deepEqual(
            world.emulator.look(home).images.map(image => image.ImageId),
            [neighbour],
        );
        assert.deepEqual(live(), [shared, locked, denied]);
        assert.deepEqual(await rowIds(world.stack), [id]);
    });

    it("then deletes exactly that snapshot, and says why the others stay", async () => {
        world.emulator.allow("ec2:DeleteSnapshot");
        const { output } = await world.stack.up();
        assert.deepEqual(sent().slice(1), [
            { service: "ec2", operation: "DeleteSnapshot", input: { SnapshotId: denied } },
        ]);
        assert.deepEqual(live(), [shared, locked]);
        assert.deepEqual(await rowIds(world.stack), []);
        assertToldOnce(
            output,
            `${shared} stays and goes on costing: shared with ${neighbour}`,
            `${locked} stays and goes on costing: it is locked until 2026-12-22 12:01 UTC`,
            `${denied} is deleted, for good`,
        );
    });

    it("never asked EC2 to delete the shared or the locked one by itself", () => {
        assert.deepEqual(
            [...new Set(world.emulator.requests("ec2:DeleteSnapshot").map(request => request.input.SnapshotId))],
            [denied],
        );
    });
});
