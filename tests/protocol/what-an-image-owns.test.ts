import assert from "node:assert/strict";
import { home, protocolWorld, row } from "./world";

const [first, second] = ["ami-0a1b2c3d4e5f60001", "ami-0a1b2c3d4e5f60002"] as const;
const shared = "snap-0a1b2c3d4e5f60001";
const own = "snap-0a1b2c3d4e5f60002";

describe("two images on one snapshot, retired in one run, and only images have a Recycle Bin rule", () => {
    const world = protocolWorld({
        seed: {
            images: [
                { ...home, ImageId: first, SnapshotIds: [shared] },
                { ...home, ImageId: second, SnapshotIds: [shared, own] },
            ],
            rules: [{ ...home, ResourceType: "EC2_IMAGE", RetentionDays: 14 }],
        },
    });

    it("leaves the snapshot to the first, which could not come back without it", async () => {
        const provider = await world.provider();
        const keeping = { deletionPolicy: { recycleBin: { required: true, minimumRetentionDays: 7 } } };
        const deleting = { deletionPolicy: { deleteAssociatedSnapshots: true } };
        const rows = await Promise.all([provider.create(row(first, keeping)), provider.create(row(second, deleting))]);
        const next = await world.provider();
        await next.delete(first, rows[0].properties);
        await next.delete(second, rows[1].properties);
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: first } },
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: second } },
            { service: "ec2", operation: "DeleteSnapshot", input: { SnapshotId: own } },
        ]);
        assert.match(
            next.output,
            /snap-0a1b2c3d4e5f60001 stays and goes on costing: ami-0a1b2c3d4e5f60001 in the Recycle Bin cannot come back without it/,
        );
        assert.deepEqual(
            world.emulator.look(home).snapshots.map(snapshot => [snapshot.SnapshotId, snapshot.where]),
            [[shared, "live"]],
        );
    });
});

describe("a lift whose answer is lost", () => {
    const world = protocolWorld({
        seed: { images: [{ ...home, ImageId: first, DeregistrationProtection: "enabled-without-cooldown" }] },
    });

    it("is put back when the image is then refused, also through a throttled answer", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(
            row(first, { deletionPolicy: { disableDeregistrationProtection: true } }),
        );
        world.emulator.failNext("ec2:DisableImageDeregistrationProtection", { reset: "after" });
        world.emulator.failNext("ec2:DeregisterImage", {
            code: "OperationNotPermitted",
            when: { DryRun: false },
            times: 5,
        });
        world.emulator.failNext("ec2:EnableImageDeregistrationProtection", { code: "RequestLimitExceeded" });
        await assert.rejects(provider.delete(first, properties), {
            details: /put back: ec2:EnableImageDeregistrationProtection/,
        });
        assert.equal(world.emulator.look(home).images[0]?.DeregistrationProtection, "enabled-without-cooldown");
    });
});

describe("a copy and its source, both in the Recycle Bin", () => {
    const world = protocolWorld({
        seed: {
            images: [{ ...home, ImageId: first, SnapshotIds: [own] }],
            snapshots: [
                {
                    ...home,
                    SnapshotId: own,
                    Description: `Created by CreateImage(i-0a1b2c3d4e5f60001) for ${first}`,
                },
                {
                    ...home,
                    SnapshotId: shared,
                    Description: `Copied for DestinationAmi ${second} from SourceAmi ${first} for SourceSnapshot ${own}.`,
                },
            ],
            rules: (["EC2_IMAGE", "EBS_SNAPSHOT"] as const).map(ResourceType => ({
                ...home,
                ResourceType,
                RetentionDays: 7,
            })),
        },
    });

    it("do not claim each other's snapshots when one of them comes back", async () => {
        const provider = await world.provider();
        const args = { deletionPolicy: { deleteAssociatedSnapshots: true }, restoreFromRecycleBin: true };
        world.emulator.put({ images: [{ ...home, ImageId: second, SnapshotIds: [shared] }] });
        const rows = await Promise.all([provider.create(row(first, args)), provider.create(row(second, args))]);
        const next = await world.provider();
        for (const { id, properties } of rows) await next.delete(id, properties);
        await (await world.provider()).create(row(first, args));
        assert.deepEqual(
            world.emulator
                .mutations()
                .slice(2)
                .map(({ operation, input }) => [operation, input.SnapshotId ?? input.ImageId]),
            [
                ["RestoreSnapshotFromRecycleBin", own],
                ["RestoreImageFromRecycleBin", first],
            ],
        );
    });
});
