import assert from "node:assert/strict";
import { home, protocolWorld, row } from "./world";

const imageId = "ami-0a1b2c3d4e5f60001";
const snapshotIds = ["snap-0a1b2c3d4e5f60001", "snap-0a1b2c3d4e5f60002"];
const thorough = { deletionPolicy: { deleteAssociatedSnapshots: true, disableDeregistrationProtection: true } };
const seed = {
    images: [
        { ...home, ImageId: imageId, SnapshotIds: snapshotIds, DeregistrationProtection: "enabled-without-cooldown" },
    ],
};

describe("a cloud whose reads lag behind its changes", () => {
    const world = protocolWorld({ seed, lagMs: 2_000 });

    it("is waited for, and each change is asked for once", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId, thorough));
        await provider.delete(imageId, properties);
        assert.deepEqual(
            world.emulator
                .requests()
                .filter(request => request.mutating)
                .map(request => request.operation),
            ["DisableImageDeregistrationProtection", "DeregisterImage"],
        );
        const { images, snapshots } = world.emulator.look(home);
        assert.deepEqual([images, snapshots], [[], []]);
    });
});

describe("a cloud that throttles", () => {
    const world = protocolWorld({ seed });
    const throttled = { code: "RequestLimitExceeded", times: 3 };

    it("changes: the same call is sent again, after another look, and the delete ends well", async () => {
        world.emulator.failNext("ec2:DeregisterImage", { ...throttled, when: { DryRun: false } });
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId, thorough));
        await provider.delete(imageId, properties);
        const sent = world.emulator.requests("ec2:DeregisterImage").filter(request => request.input.DryRun !== true);
        assert.deepEqual(
            sent.map(request => request.errorCode ?? "done"),
            [...Array(3).fill("RequestLimitExceeded"), "done"],
        );
        const operations = world.emulator.requests().map(request => request.operation);
        for (const index of operations
            .flatMap((operation, at) => (operation === "DeregisterImage" ? [at] : []))
            .slice(2)) {
            assert.ok(
                operations.slice(0, index).lastIndexOf("DescribeImages") >
                    operations.slice(0, index).lastIndexOf("DeregisterImage"),
            );
        }
    });

    it("changes without end, the row stays, and the protection is put back", async () => {
        world.emulator.failNext("ec2:DeregisterImage", { ...throttled, times: 1000, when: { DryRun: false } });
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId, { ...thorough, timeouts: { confirm: "2s" } }));
        await assert.rejects(provider.delete(imageId, properties), {
            details:
                /failed: ec2:DeregisterImage ImageId=ami-0a1b2c3d4e5f60001 .*\[RequestLimitExceeded\][\s\S]*waited \d s for the removal to be confirmed \(timeouts\.confirm\)[\s\S]*put back: ec2:EnableImageDeregistrationProtection/,
        });
        const [image] = world.emulator.look(home).images;
        assert.equal(image?.DeregistrationProtection, "enabled-without-cooldown");
    });
});
