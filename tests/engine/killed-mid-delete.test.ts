import assert from "node:assert/strict";
import { ami, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const [along, left] = ["snap-0a1b2c3d4e5f60001", "snap-0a1b2c3d4e5f60002"] as const;
const call = (operation: string, input: object) => ({ service: "ec2", operation, input });
const deregister = call("DeregisterImage", { ImageId: id, DeleteAssociatedSnapshots: true });

describe("killed mid delete", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id, SnapshotIds: [along, left] }] } });

    before(async () => {
        world.stack.program(ami("web", id, { deletionPolicy: { deleteAssociatedSnapshots: true } }));
        await world.stack.up();
        world.stack.program("");
    });

    it("sends nothing after the engine is gone: the call under way has its effect, and its leftover stays", async () => {
        const { emulator, stack } = world;
        const deregistrations = emulator.hold("ec2:DeregisterImage");
        emulator.failNext("ec2:DeleteSnapshot", { code: "InternalError", when: { SnapshotId: left } });
        const up = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
        await emulator.arrived("ec2:DeregisterImage", { withinMs: 60_000 });
        up.kill("SIGKILL");
        await up.exited;
        const looks = emulator.requests("ec2:DescribeSnapshots").length;
        deregistrations.release();
        // The provider lives on, and looks at what its call has left before it would delete that.
        await emulator.arrived("ec2:DescribeSnapshots", { times: looks + 1 });
        await stack.cancel();
        assert.deepEqual(emulator.mutations(), [deregister]);
        assert.deepEqual(emulator.requests("ec2:DeleteSnapshot"), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });

    it("finishes in the next run, which deregisters nothing again and orphans no snapshot", async () => {
        const { emulator, stack } = world;
        await stack.up();
        assert.deepEqual(emulator.mutations(), [deregister, call("DeleteSnapshot", { SnapshotId: left })]);
        assert.equal(emulator.requests("ec2:DeregisterImage").length, 1);
        assert.deepEqual(emulator.look(home).snapshots, []);
        assert.deepEqual(await rowIds(stack), []);
    });
});
