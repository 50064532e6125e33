import assert from "node:assert/strict";
import {
    CopyImageCommand,
    CreateImageCommand,
    DeregisterImageCommand,
    DescribeImagesCommand,
    DescribeSnapshotsCommand,
    RegisterImageCommand,
    type RegisterImageCommandInput,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const now = "2026-01-01T00:00:00Z";
const instance = "i-00000000000000001";
const described = async (ec2: World["ec2"], id: string | undefined) =>
    (await ec2.send(new DescribeImagesCommand({ ImageIds: [id ?? ""] }))).Images?.[0];
const root = { DeviceName: "/dev/xvda", Ebs: { SnapshotId: snap(1) } };

describe("RegisterImage", () => {
    const register = (ec2: World["ec2"], input: Partial<RegisterImageCommandInput>) =>
        ec2.send(
            new RegisterImageCommand({
                Name: "web",
                RootDeviceName: "/dev/xvda",
                BlockDeviceMappings: [root],
                ...input,
            }),
        );
    const seed = { snapshots: [{ SnapshotId: snap(1), VolumeSize: 20 }] };

    it(
        "makes an available image on a snapshot",
        inWorld({ now, seed }, async ({ ec2 }) => {
            const { ImageId } = await register(ec2, {
                Architecture: "arm64",
                VirtualizationType: "hvm",
                EnaSupport: true,
                TagSpecifications: [{ ResourceType: "image", Tags: [{ Key: "a", Value: "1" }] }],
            });
            const image = await described(ec2, ImageId);
            assert.match(ImageId ?? "", /^ami-[0-9a-f]{17}$/);
            assert.deepEqual(
                [image?.Name, image?.State, image?.Architecture, image?.RootDeviceType, image?.EnaSupport, image?.Tags],
                ["web", "available", "arm64", "ebs", true, [{ Key: "a", Value: "1" }]],
            );
            assert.deepEqual(image?.BlockDeviceMappings?.[0]?.Ebs?.VolumeSize, 20);
        }),
    );

    it(
        "refuses what EC2 refuses",
        inWorld({ now, seed }, async ({ ec2 }) => {
            await register(ec2, {});
            const codeOf = async (input: Partial<RegisterImageCommandInput>) =>
                (await refusal(register(ec2, input))).code;
            assert.equal(await codeOf({}), "InvalidAMIName.Duplicate");
            assert.equal(await codeOf({ Name: "x" }), "InvalidAMIName.Malformed");
            assert.equal(
                await codeOf({ Name: "new", BlockDeviceMappings: [{ ...root, Ebs: { SnapshotId: snap(9) } }] }),
                "InvalidSnapshot.NotFound",
            );
            assert.equal(await codeOf({ Name: "new", BlockDeviceMappings: [] }), "InvalidBlockDeviceMapping");
            const specification = { ResourceType: "snapshot" as const, Tags: [] };
            assert.equal(await codeOf({ Name: "new", TagSpecifications: [specification] }), "InvalidParameterValue");
        }),
    );

    it(
        "frees the name with the deregistration",
        inWorld({ now, seed }, async ({ ec2 }) => {
            const { ImageId } = await register(ec2, {});
            await ec2.send(new DeregisterImageCommand({ ImageId }));
            assert.notEqual((await register(ec2, {})).ImageId, ImageId);
        }),
    );
});

describe("CreateImage", () => {
    it(
        "makes an image that is pending for a while, and its snapshots with their own tags",
        inWorld({ now }, async ({ emulator, ec2 }) => {
            const { ImageId } = await ec2.send(
                new CreateImageCommand({
                    InstanceId: instance,
                    Name: "from instance",
                    TagSpecifications: [
                        { ResourceType: "image", Tags: [{ Key: "of", Value: "image" }] },
                        { ResourceType: "snapshot", Tags: [{ Key: "of", Value: "snapshot" }] },
                    ],
                }),
            );
            const pending = await described(ec2, ImageId);
            assert.deepEqual([pending?.State, pending?.SourceInstanceId], ["pending", instance]);
            emulator.clock.advance({ seconds: 30 });
            assert.equal((await described(ec2, ImageId))?.State, "available");
            const SnapshotId = pending?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? "";
            const { Snapshots } = await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [SnapshotId] }));
            assert.deepEqual(
                [Snapshots?.[0]?.State, Snapshots?.[0]?.Tags],
                ["completed", [{ Key: "of", Value: "snapshot" }]],
            );
            assert.equal(Snapshots?.[0]?.Description, `Created by CreateImage(${instance}) for ${ImageId}`);
        }),
    );

    it(
        "refuses an id that is not an instance's, and a name that is taken",
        inWorld({ now, seed: { images: [{ ImageId: ami(1), Name: "web" }] } }, async ({ ec2 }) => {
            const create = (InstanceId: string) => ec2.send(new CreateImageCommand({ InstanceId, Name: "web" }));
            assert.equal((await refusal(create("i-x"))).code, "InvalidInstanceID.Malformed");
            assert.equal((await refusal(create(instance))).code, "InvalidAMIName.Duplicate");
        }),
    );
});

describe("CopyImage", () => {
    const seed = {
        images: [
            { ImageId: ami(1), region: "eu-west-1", Name: "web", Tags: { a: "1" }, SnapshotIds: [snap(1), snap(2)] },
        ],
    };
    const copy = (ec2: World["ec2"], rest = {}) =>
        ec2.send(new CopyImageCommand({ Name: "copy", SourceImageId: ami(1), SourceRegion: "eu-west-1", ...rest }));

    it(
        "copies from another Region onto snapshots of its own, tags only on request",
        inWorld({ now, seed }, async ({ emulator, ec2 }) => {
            const plain = await described(ec2, (await copy(ec2)).ImageId);
            assert.deepEqual(
                [plain?.State, plain?.SourceImageId, plain?.SourceImageRegion],
                ["pending", ami(1), "eu-west-1"],
            );
            assert.deepEqual(plain?.Tags ?? [], []);
            const ids = plain?.BlockDeviceMappings?.map(mapping => mapping.Ebs?.SnapshotId) ?? [];
            assert.equal(new Set([...ids, snap(1), snap(2)]).size, 4);
            const tagged = await described(ec2, (await copy(ec2, { CopyImageTags: true })).ImageId);
            assert.deepEqual(tagged?.Tags, [{ Key: "a", Value: "1" }]);
            emulator.clock.advance({ seconds: 30 });
            assert.equal((await described(ec2, plain?.ImageId))?.State, "available");
        }),
    );

    it(
        "can be stopped by deregistering the pending copy",
        inWorld({ now, seed }, async ({ emulator, ec2 }) => {
            const { ImageId } = await copy(ec2);
            await ec2.send(new DeregisterImageCommand({ ImageId }));
            emulator.clock.advance({ seconds: 30 });
            assert.deepEqual(emulator.look().images, []);
        }),
    );

    it(
        "is made once for one client token",
        inWorld({ now, seed }, async ({ emulator, ec2 }) => {
            const first = await copy(ec2, { ClientToken: "t" });
            assert.equal((await copy(ec2, { ClientToken: "t" })).ImageId, first.ImageId);
            assert.equal(
                (await refusal(copy(ec2, { ClientToken: "t", Description: "other" }))).code,
                "IdempotentParameterMismatch",
            );
            assert.equal(emulator.mutations().length, 1);
        }),
    );

    it(
        "refuses a source that is not there or not to be had",
        inWorld({ now, seed }, async ({ ec2, as }) => {
            assert.equal((await refusal(copy(ec2, { SourceRegion: "us-east-1" }))).code, "InvalidAMIID.NotFound");
            assert.equal((await refusal(copy(as({ accessKeyId: "111122223333" })))).code, "InvalidAMIID.NotFound");
            assert.equal((await refusal(copy(ec2, { SourceRegion: "mars" }))).code, "InvalidParameterValue");
        }),
    );
});
