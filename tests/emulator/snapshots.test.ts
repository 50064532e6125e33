import assert from "node:assert/strict";
import {
    CreateSnapshotCommand,
    DeleteSnapshotCommand,
    DeregisterImageCommand,
    DescribeLockedSnapshotsCommand,
    DescribeSnapshotsCommand,
    type DescribeSnapshotsCommandInput,
    DisableImageCommand,
    LockSnapshotCommand,
    type LockSnapshotCommandInput,
    UnlockSnapshotCommand,
} from "@aws-sdk/client-ec2";
import { variantAnswers } from "../../emulator";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const now = "2026-01-01T00:00:00Z";
const remove = ({ ec2 }: World, SnapshotId = snap(1)) => ec2.send(new DeleteSnapshotCommand({ SnapshotId }));

describe("snapshots", () => {
    it(
        "are pending, then completed",
        inWorld({ now }, async ({ emulator, ec2 }) => {
            const TagSpecifications = [{ ResourceType: "snapshot" as const, Tags: [{ Key: "a", Value: "1" }] }];
            const made = await ec2.send(
                new CreateSnapshotCommand({ VolumeId: "vol-00000001", Description: "d", TagSpecifications }),
            );
            assert.deepEqual(
                [made.State, made.Tags, made.StartTime],
                ["pending", [{ Key: "a", Value: "1" }], new Date(now)],
            );
            emulator.clock.advance({ seconds: 15 });
            const { Snapshots } = await ec2.send(
                new DescribeSnapshotsCommand({ SnapshotIds: [made.SnapshotId ?? ""] }),
            );
            assert.deepEqual([Snapshots?.[0]?.State, Snapshots?.[0]?.Progress], ["completed", "100%"]);
            assert.equal(
                (await refusal(ec2.send(new CreateSnapshotCommand({ VolumeId: "v" })))).code,
                "InvalidVolumeID.Malformed",
            );
        }),
    );

    it(
        "are described by id, owner and filter, to their owner",
        inWorld(
            {
                pageSize: 2,
                seed: { snapshots: [1, 2, 3].map(n => ({ SnapshotId: snap(n), VolumeSize: n, Tags: { n: `${n}` } })) },
            },
            async ({ ec2, as }) => {
                const ids = async (input: DescribeSnapshotsCommandInput, client = ec2) =>
                    (await client.send(new DescribeSnapshotsCommand(input))).Snapshots?.map(
                        ({ SnapshotId }) => SnapshotId,
                    );
                assert.deepEqual(await ids({ OwnerIds: ["self"] }), [snap(1), snap(2)]);
                assert.deepEqual(await ids({ Filters: [{ Name: "tag:n", Values: ["3"] }] }), [snap(3)]);
                assert.deepEqual(await ids({ Filters: [{ Name: "volume-size", Values: ["2"] }] }), [snap(2)]);
                assert.deepEqual(await ids({}, as({ accessKeyId: "111122223333" })), []);
                assert.deepEqual(await refusal(ids({ SnapshotIds: [snap(9)] })), {
                    code: "InvalidSnapshot.NotFound",
                    status: 400,
                    message: `The snapshot '${snap(9)}' does not exist.`,
                });
                assert.equal((await refusal(ids({ SnapshotIds: ["snap"] }))).code, "InvalidSnapshotID.Malformed");
            },
        ),
    );
});

describe("DeleteSnapshot", () => {
    it(
        "refuses while an image uses it, also a disabled one, and not once that is deregistered",
        inWorld({ seed: { images: [{ ImageId: ami(1), SnapshotIds: [snap(1)] }] } }, async world => {
            const inUse = {
                code: "InvalidSnapshot.InUse",
                status: 400,
                message: `The snapshot ${snap(1)} is currently in use by ${ami(1)}`,
            };
            assert.deepEqual(await refusal(remove(world)), inUse);
            await world.ec2.send(new DisableImageCommand({ ImageId: ami(1) }));
            assert.deepEqual(await refusal(remove(world)), inUse);
            await world.ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            await remove(world);
            assert.equal((await refusal(remove(world))).code, "InvalidSnapshot.NotFound");
        }),
    );

    it(
        "refuses snapshots of AWS Backup and of others",
        inWorld(
            {
                seed: {
                    snapshots: [
                        { SnapshotId: snap(1), Tags: { "aws:backup:source-resource": "x" } },
                        { SnapshotId: snap(2), OwnerId: "111122223333" },
                    ],
                },
            },
            async world => {
                assert.deepEqual(await refusal(remove(world)), {
                    code: "InvalidParameterValue",
                    status: 400,
                    message:
                        "This snapshot is managed by the AWS Backup service and cannot be deleted via EC2 APIs. " +
                        "If you wish to delete this snapshot, please do so via the Backup console.",
                });
                assert.equal((await refusal(remove(world, snap(2)))).code, "AuthFailure");
                assert.equal((await refusal(remove(world, "snap-x"))).code, "InvalidSnapshotID.Malformed");
            },
        ),
    );
});

describe("snapshot locks", () => {
    const seed = { snapshots: [{ SnapshotId: snap(1) }] };
    const lock = ({ ec2 }: World, input: Omit<LockSnapshotCommandInput, "SnapshotId">) =>
        ec2.send(new LockSnapshotCommand({ SnapshotId: snap(1), ...input }));
    const unlock = ({ ec2 }: World) => ec2.send(new UnlockSnapshotCommand({ SnapshotId: snap(1) }));
    const state = async ({ ec2 }: World) =>
        (await ec2.send(new DescribeLockedSnapshotsCommand({}))).Snapshots?.map(({ LockState }) => LockState);

    for (const code of variantAnswers.lockedSnapshot) {
        it(
            `keep a snapshot from deletion until they expire: ${code}`,
            inWorld({ now, seed, variants: { lockedSnapshot: code } }, async world => {
                const locked = await lock(world, { LockMode: "governance", LockDuration: 2 });
                assert.deepEqual(
                    [locked.LockState, locked.LockExpiresOn],
                    ["governance", new Date("2026-01-03T00:00:00Z")],
                );
                assert.equal((await refusal(remove(world))).code, code);
                world.emulator.clock.advance({ days: 2 });
                assert.deepEqual(await state(world), ["expired"]);
                await remove(world);
            }),
        );
    }

    it(
        "make DeleteAssociatedSnapshots answer client-error",
        inWorld({ now, seed: { images: [{ ImageId: ami(1), SnapshotIds: [snap(1)] }] } }, async world => {
            await lock(world, { LockMode: "governance", LockDuration: 2 });
            const { DeleteSnapshotResults } = await world.ec2.send(
                new DeregisterImageCommand({ ImageId: ami(1), DeleteAssociatedSnapshots: true }),
            );
            assert.deepEqual(DeleteSnapshotResults, [{ SnapshotId: snap(1), ReturnCode: "client-error" }]);
        }),
    );

    it(
        "in governance mode can be taken off, in compliance mode only while cooling off",
        inWorld({ now, seed }, async world => {
            await lock(world, { LockMode: "governance", LockDuration: 2 });
            assert.equal((await unlock(world)).SnapshotId, snap(1));
            assert.equal((await refusal(unlock(world))).code, "IncorrectState");
            await lock(world, { LockMode: "compliance", LockDuration: 2, CoolOffPeriod: 1 });
            assert.deepEqual(await state(world), ["compliance-cooloff"]);
            world.emulator.clock.advance({ hours: 1 });
            assert.deepEqual(await state(world), ["compliance"]);
            assert.equal((await refusal(unlock(world))).code, "OperationNotPermitted");
            assert.equal(
                (await refusal(lock(world, { LockMode: "compliance", LockDuration: 1 }))).code,
                "InvalidParameterValue",
            );
        }),
    );

    it(
        "refuse what EC2 refuses",
        inWorld({ now, seed }, async world => {
            const codeOf = async (input: Parameters<typeof lock>[1]) => (await refusal(lock(world, input))).code;
            assert.equal(await codeOf({ LockMode: "governance" }), "MissingParameter");
            assert.equal(
                await codeOf({ LockMode: "governance", LockDuration: 1, CoolOffPeriod: 1 }),
                "InvalidParameterCombination",
            );
            assert.equal(await codeOf({ LockMode: "governance", LockDuration: 36_501 }), "InvalidParameterValue");
            assert.equal(
                await codeOf({ LockMode: "compliance", LockDuration: 1, CoolOffPeriod: 73 }),
                "InvalidParameterValue",
            );
            assert.equal(
                await codeOf({ LockMode: "governance", ExpirationDate: new Date("2025-01-01") }),
                "InvalidParameterValue",
            );
        }),
    );
});
