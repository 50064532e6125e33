import assert from "node:assert/strict";
import { EC2Client, LockSnapshotCommand } from "@aws-sdk/client-ec2";
import type { Variants } from "../../emulator";
import type { TaskDefinitionVariant } from "./task-definition-world";
import { home, protocolWorld, row } from "./world";

/*
 * What AWS does not document, the emulator answers in each plausible way, and the outcome must be the same: decisions
 * rest on what an object says of itself, and codes are only read afterwards.
 */

const imageId = "ami-0a1b2c3d4e5f60001";
const snapshotId = "snap-0a1b2c3d4e5f60001";

type World = ReturnType<typeof protocolWorld>;

const lock = async ({ emulator }: World, SnapshotId: string) => {
    const client = new EC2Client({
        endpoint: emulator.url,
        region: home.region,
        credentials: { accessKeyId: home.account, secretAccessKey: "test" },
    });
    await client.send(new LockSnapshotCommand({ SnapshotId, LockMode: "compliance", LockDuration: 30 }));
};

const operations = (world: World) => world.emulator.mutations().map(call => call.operation);

const scenarios = {
    "a protected image is refused, then deregistered once its policy lifts the protection": async world => {
        world.emulator.put({
            images: [{ ...home, ImageId: imageId, DeregistrationProtection: "enabled-without-cooldown" }],
        });
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        await assert.rejects(provider.delete(imageId, properties), {
            code: 9,
            details: /deregistration-protected/,
        });
        assert.deepEqual(operations(world), []);
        const lifting = row(imageId, { deletionPolicy: { disableDeregistrationProtection: true } });
        await provider.delete(imageId, await provider.update(imageId, properties, lifting));
        assert.deepEqual(operations(world), ["DisableImageDeregistrationProtection", "DeregisterImage"]);
    },
    "an image of AWS Backup is refused, and nothing is sent": async world => {
        world.emulator.put({ images: [{ ...home, ImageId: imageId, ImageOwnerAlias: "aws-backup-vault" }] });
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId, { deletionPolicy: { force: true } }));
        await assert.rejects(provider.delete(imageId, properties), {
            code: 9,
            details: /managed-by-aws-backup/,
        });
        assert.deepEqual(world.emulator.requests("ec2:DeregisterImage"), []);
    },
    "a deregistered image, its answer lost, is deregistered once and its snapshots are dealt with": async world => {
        world.emulator.put({ images: [{ ...home, ImageId: imageId, SnapshotIds: [snapshotId] }] });
        world.emulator.failNext("ec2:DeregisterImage", { reset: "after" });
        const provider = await world.provider();
        const { properties } = await provider.create(
            row(imageId, { deletionPolicy: { deleteAssociatedSnapshots: true } }),
        );
        await provider.delete(imageId, properties);
        await provider.delete(imageId, properties);
        const { images, snapshots } = world.emulator.look(home);
        assert.deepEqual([images, snapshots], [[], []]);
        assert.equal(operations(world).filter(operation => operation === "DeregisterImage").length, 1);
    },
    "a locked snapshot stays, named, and the image goes": async world => {
        world.emulator.put({
            images: [{ ...home, ImageId: imageId, SnapshotIds: [snapshotId] }],
        });
        await lock(world, snapshotId);
        const provider = await world.provider();
        const { properties } = await provider.create(
            row(imageId, { deletionPolicy: { deleteAssociatedSnapshots: true } }),
        );
        await provider.delete(imageId, properties);
        assert.match(provider.output, /snap-0a1b2c3d4e5f60001 stays and goes on costing: it is locked until \d{4}-/);
        const { images, snapshots } = world.emulator.look(home);
        assert.deepEqual([images.length, snapshots.length], [0, 1]);
    },
    "a disabled image is deregistered like any other": async world => {
        world.emulator.put({ images: [{ ...home, ImageId: imageId, State: "disabled" }] });
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        await provider.delete(imageId, properties);
        assert.deepEqual(operations(world), ["DeregisterImage"]);
    },
    "an image comes back from the bin, snapshots first": async world => {
        world.emulator.put({
            images: [{ ...home, ImageId: imageId, SnapshotIds: [snapshotId] }],
            rules: (["EC2_IMAGE", "EBS_SNAPSHOT"] as const).map(ResourceType => ({
                ...home,
                ResourceType,
                RetentionDays: 7,
            })),
        });
        const provider = await world.provider();
        const args = { deletionPolicy: { deleteAssociatedSnapshots: true }, restoreFromRecycleBin: true };
        const { properties } = await provider.create(row(imageId, args));
        await provider.delete(imageId, properties);
        const binned = await provider.read(imageId, properties);
        assert.equal(binned.properties.state, "in-recycle-bin");
        const back = await provider.update(imageId, binned.properties, row(imageId, args));
        assert.equal(back.state, "available");
        assert.equal(back.restorableUntil, undefined);
        assert.deepEqual(operations(world), [
            "DeregisterImage",
            "RestoreSnapshotFromRecycleBin",
            "RestoreImageFromRecycleBin",
        ]);
    },
    "a rule with a tag that has no value never promises more than EC2 keeps": async world => {
        world.emulator.put({
            images: [{ ...home, ImageId: imageId, Tags: { keep: "yes" } }],
            rules: [
                {
                    ...home,
                    ResourceType: "EC2_IMAGE",
                    RetentionDays: 7,
                    ResourceTags: [{ ResourceTagKey: "keep" }],
                },
            ],
        });
        const provider = await world.provider();
        const { properties } = await provider.create(
            row(imageId, { deletionPolicy: { recycleBin: { required: true } } }),
        );
        await assert.rejects(provider.delete(imageId, properties), { details: /not-recoverable/ });
        assert.deepEqual(operations(world), []);
    },
} satisfies Record<string, (world: World) => Promise<void>>;

/** Each plausible answer, and what it must not change. */
const variants: {
    readonly [Key in Exclude<keyof Variants, TaskDefinitionVariant>]: {
        readonly values: readonly Variants[Key][];
        readonly in: readonly (keyof typeof scenarios)[];
    };
} = {
    protectedImage: {
        values: ["OperationNotPermitted", "InvalidParameterValue", "UnsupportedOperation"],
        in: ["a protected image is refused, then deregistered once its policy lifts the protection"],
    },
    backupImage: {
        values: ["InvalidParameterValue", "OperationNotPermitted"],
        in: ["an image of AWS Backup is refused, and nothing is sent"],
    },
    lockedSnapshot: {
        values: ["OperationNotPermitted", "InvalidParameterValue", "SnapshotLocked"],
        in: ["a locked snapshot stays, named, and the image goes"],
    },
    restoreNotInBin: {
        values: ["InvalidAMIID.NotFound", "IncorrectState", "InvalidRequest"],
        in: ["an image comes back from the bin, snapshots first"],
    },
    deregisterTwice: {
        values: ["InvalidAMIID.Unavailable", "InvalidAMIID.NotFound", "success"],
        in: ["a deregistered image, its answer lost, is deregistered once and its snapshots are dealt with"],
    },
    imageAfterDeregister: {
        values: ["empty-list", "state-deregistered", "InvalidAMIID.NotFound"],
        in: [
            "a deregistered image, its answer lost, is deregistered once and its snapshots are dealt with",
            "an image comes back from the bin, snapshots first",
        ],
    },
    disabledWithoutIncludeDisabled: {
        values: ["hidden", "shown-by-id"],
        in: ["a disabled image is deregistered like any other"],
    },
    tagWithoutValue: {
        values: ["any-value", "empty-value"],
        in: ["a rule with a tag that has no value never promises more than EC2 keeps"],
    },
    listNotInBin: {
        values: ["left-out", "error"],
        in: ["a deregistered image, its answer lost, is deregistered once and its snapshots are dealt with"],
    },
    restoreImageBeforeSnapshots: {
        values: ["IncorrectState", "InvalidRequest"],
        in: ["an image comes back from the bin, snapshots first"],
    },
};

for (const [name, { values, in: titles }] of Object.entries(variants)) {
    for (const value of values) {
        describe(`when the answer for ${name} is ${value}`, () => {
            const world = protocolWorld({ variants: { [name]: value } });
            for (const title of titles) it(title, () => scenarios[title](world));
        });
    }
}
