import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-ec2";
import { ami, inWorld, snap } from "./clients";

/** What a caller may pass to each operation that changes the world. The emulator must have understood exactly that. */
const calls: [string, new (input: never) => unknown, object][] = [
    [
        "RegisterImage",
        sdk.RegisterImageCommand,
        {
            Name: "new",
            RootDeviceName: "/dev/xvda",
            EnaSupport: true,
            BlockDeviceMappings: [
                { DeviceName: "/dev/xvda", Ebs: { SnapshotId: snap(1), VolumeSize: 20, DeleteOnTermination: false } },
                { DeviceName: "/dev/sdb", VirtualName: "ephemeral0" },
            ],
            TagSpecifications: [
                {
                    ResourceType: "image",
                    Tags: [
                        { Key: "a", Value: "1" },
                        { Key: "b", Value: "" },
                    ],
                },
            ],
        },
    ],
    ["CreateImage", sdk.CreateImageCommand, { InstanceId: "i-00000000000000001", Name: "made", NoReboot: true }],
    [
        "CopyImage",
        sdk.CopyImageCommand,
        { Name: "copied", SourceImageId: ami(1), SourceRegion: "us-east-1", ClientToken: "t", Encrypted: false },
    ],
    [
        "ModifyImageAttribute",
        sdk.ModifyImageAttributeCommand,
        { ImageId: ami(1), LaunchPermission: { Add: [{ UserId: "111122223333" }, { Group: "all" }] } },
    ],
    [
        "ModifyImageAttribute",
        sdk.ModifyImageAttributeCommand,
        { ImageId: ami(1), Attribute: "launchPermission", OperationType: "remove", UserIds: ["111122223333"] },
    ],
    ["ResetImageAttribute", sdk.ResetImageAttributeCommand, { ImageId: ami(1), Attribute: "launchPermission" }],
    [
        "EnableImageDeprecation",
        sdk.EnableImageDeprecationCommand,
        { ImageId: ami(1), DeprecateAt: new Date("2027-01-01T00:00:00Z") },
    ],
    ["DisableImageDeprecation", sdk.DisableImageDeprecationCommand, { ImageId: ami(1) }],
    [
        "EnableImageDeregistrationProtection",
        sdk.EnableImageDeregistrationProtectionCommand,
        { ImageId: ami(1), WithCooldown: false },
    ],
    ["DisableImageDeregistrationProtection", sdk.DisableImageDeregistrationProtectionCommand, { ImageId: ami(1) }],
    ["DisableImage", sdk.DisableImageCommand, { ImageId: ami(1) }],
    ["EnableImage", sdk.EnableImageCommand, { ImageId: ami(1) }],
    ["CreateTags", sdk.CreateTagsCommand, { Resources: [ami(1), snap(1)], Tags: [{ Key: "a", Value: "x y&z=ü" }] }],
    ["DeleteTags", sdk.DeleteTagsCommand, { Resources: [ami(1)], Tags: [{ Key: "a" }] }],
    ["DeregisterImage", sdk.DeregisterImageCommand, { ImageId: ami(1), DeleteAssociatedSnapshots: true }],
    ["RestoreSnapshotFromRecycleBin", sdk.RestoreSnapshotFromRecycleBinCommand, { SnapshotId: snap(2) }],
    ["RestoreImageFromRecycleBin", sdk.RestoreImageFromRecycleBinCommand, { ImageId: ami(1) }],
    ["CreateSnapshot", sdk.CreateSnapshotCommand, { VolumeId: "vol-00000000000000001", Description: "d" }],
    ["LockSnapshot", sdk.LockSnapshotCommand, { SnapshotId: snap(3), LockMode: "governance", LockDuration: 3 }],
    ["UnlockSnapshot", sdk.UnlockSnapshotCommand, { SnapshotId: snap(3) }],
    ["DeleteSnapshot", sdk.DeleteSnapshotCommand, { SnapshotId: snap(3) }],
    [
        "DeregisterImage",
        sdk.DeregisterImageCommand,
        { ImageId: ami(2), DeleteAssociatedSnapshots: false, DryRun: false },
    ],
];

describe("the record", () => {
    it(
        "has each change as the caller of the SDK passed it, in order",
        inWorld(
            {
                now: "2026-01-01T00:00:00Z",
                seed: {
                    images: [{ ImageId: ami(1), SnapshotIds: [snap(1), snap(2)] }, { ImageId: ami(2) }],
                    snapshots: [{ SnapshotId: snap(3) }],
                    rules: [
                        { ResourceType: "EC2_IMAGE", RetentionDays: 7 },
                        { ResourceType: "EBS_SNAPSHOT", RetentionDays: 7 },
                    ],
                },
            },
            async ({ emulator, ec2 }) => {
                for (const [, Command, input] of calls) {
                    await ec2.send(new Command(input as never) as sdk.DeregisterImageCommand);
                }
                assert.deepEqual(
                    emulator.mutations(),
                    calls.map(([operation, , input]) => ({ service: "ec2", operation, input })),
                );
            },
        ),
    );

    it(
        "has each request with who asked, what, and what became of it",
        inWorld(
            { now: "2026-01-01T00:00:00Z", seed: { images: [{ ImageId: ami(1) }] } },
            async ({ emulator, ec2, as }) => {
                const input = {
                    Filters: [{ Name: "tag:a", Values: ["1", "2"] }],
                    Owners: ["self"],
                    IncludeDisabled: true,
                    MaxResults: 5,
                };
                await as({ accessKeyId: "111122223333", region: "eu-west-1" }).send(
                    new sdk.DescribeImagesCommand(input),
                );
                await ec2.send(new sdk.DeregisterImageCommand({ ImageId: ami(1) }));
                await ec2.send(new sdk.DeregisterImageCommand({ ImageId: ami(1) })).catch(() => {});
                const here = {
                    account: "000000000000",
                    region: "us-east-1",
                    accessKeyId: "AKIATEST",
                    at: "2026-01-01T00:00:00.000Z",
                };
                const deregistration = {
                    service: "ec2",
                    operation: "DeregisterImage",
                    input: { ImageId: ami(1) },
                    mutating: true,
                };
                assert.deepEqual(emulator.requests(), [
                    {
                        ...here,
                        service: "ec2",
                        operation: "DescribeImages",
                        input,
                        account: "111122223333",
                        region: "eu-west-1",
                        accessKeyId: "111122223333",
                        mutating: false,
                        tookEffect: false,
                        answered: 200,
                    },
                    { ...here, ...deregistration, tookEffect: true, answered: 200 },
                    {
                        ...here,
                        ...deregistration,
                        tookEffect: false,
                        answered: 400,
                        errorCode: "InvalidAMIID.Unavailable",
                    },
                ]);
                assert.equal(emulator.requests("ec2:DeregisterImage").length, 2);
            },
        ),
    );
});
