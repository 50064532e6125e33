import assert from "node:assert/strict";
import { ami, home, rowIds, scenario } from "./scenario";

const ids = Array.from({ length: 10 }, (_, i) => `ami-0a1b2c3d4e5f6000${i}`);
const sharing: readonly string[] = ids.slice(0, 2);
const shared = "snap-0a1b2c3d4e5f60000";
const seedOf = (ImageId: string) => ({
    ...home,
    ImageId,
    ...(sharing.includes(ImageId) ? { SnapshotIds: [shared] } : {}),
});
const rowOf = (id: string) =>
    ami(id, id, sharing.includes(id) ? { deletionPolicy: { deleteAssociatedSnapshots: true } } : {});

describe("ten deletes in parallel", () => {
    const world = scenario({ seed: { images: ids.map(seedOf) } });

    it("deregisters all ten, each exactly once, when they are under way together", async () => {
        const { emulator, stack } = world;
        stack.program(ids.map(rowOf).join("\n"));
        await stack.up();

        stack.program("");
        const deregistrations = emulator.hold("ec2:DeregisterImage");
        const up = stack.up({ args: ["--parallel", "10"] });
        // Nine, not ten: the two that share a snapshot may well take turns.
        await Promise.race([up, emulator.arrived("ec2:DeregisterImage", { times: 9, withinMs: 120_000 })]);
        deregistrations.release();
        await up;
        const sent = emulator.requests("ec2:DeregisterImage");
        assert.deepEqual(sent.map(({ input }) => input.ImageId).sort(), ids);
        assert.ok(sent.every(({ tookEffect }) => tookEffect));
        assert.deepEqual(await rowIds(stack), []);
    });

    it("deletes the snapshot that two of them share, and none of the others", () => {
        const live = world.emulator.look(home).snapshots.map(snapshot => snapshot.SnapshotId);
        assert.equal(live.length, ids.length - sharing.length);
        assert.ok(!live.includes(shared));
    });
});
