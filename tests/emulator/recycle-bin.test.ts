import assert from "node:assert/strict";
import {
    DeleteSnapshotCommand,
    DeregisterImageCommand,
    DescribeImageAttributeCommand,
    DescribeImagesCommand,
    DescribeSnapshotsCommand,
    ListImagesInRecycleBinCommand,
    ListSnapshotsInRecycleBinCommand,
    RegisterImageCommand,
    RestoreImageFromRecycleBinCommand,
    RestoreSnapshotFromRecycleBinCommand,
} from "@aws-sdk/client-ec2";
import { type Seed, type SeedRule, variantAnswers } from "../../emulator";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const now = "2026-01-01T00:00:00Z";
const rule = (RetentionDays: number, rest: Partial<SeedRule> = {}): SeedRule => ({
    ResourceType: "EC2_IMAGE",
    RetentionDays,
    ...rest,
});
const tag = (ResourceTagKey: string, ResourceTagValue?: string) =>
    ResourceTagValue === undefined ? { ResourceTagKey } : { ResourceTagKey, ResourceTagValue };
const restore = (ec2: World["ec2"], ImageId: string) => ec2.send(new RestoreImageFromRecycleBinCommand({ ImageId }));
const restoreSnapshot = (ec2: World["ec2"], SnapshotId: string) =>
    ec2.send(new RestoreSnapshotFromRecycleBinCommand({ SnapshotId }));
const binned = async (ec2: World["ec2"]) => (await ec2.send(new ListImagesInRecycleBinCommand({}))).Images ?? [];

/** The days until the image leaves the bin, 0 when it never entered. */
const keptDays = async ({ ec2 }: World, id = ami(1)): Promise<number> => {
    await ec2.send(new DeregisterImageCommand({ ImageId: id }));
    const image = (await binned(ec2)).find(({ ImageId }) => ImageId === id);
    return ((image?.RecycleBinExitTime?.getTime() ?? 0) - (image?.RecycleBinEnterTime?.getTime() ?? 0)) / 86_400_000;
};

describe("Recycle Bin rules", () => {
    const cases: [string, SeedRule[], number][] = [
        ["no rule", [], 0],
        ["a rule of the Region", [rule(7)], 7],
        ["a rule of another resource type", [rule(7, { ResourceType: "EBS_SNAPSHOT" })], 0],
        ["a pending rule", [rule(7, { Status: "pending" })], 0],
        ["a tag that matches", [rule(7, { ResourceTags: [tag("team", "a")] })], 7],
        ["one of several tags", [rule(7, { ResourceTags: [tag("x", "y"), tag("team", "a")] })], 7],
        ["a tag with another value", [rule(7, { ResourceTags: [tag("team", "b")] })], 0],
        ["a tag of another case", [rule(7, { ResourceTags: [tag("Team", "a")] })], 0],
        ["an exclusion that matches", [rule(7, { ExcludeResourceTags: [tag("team", "a")] })], 0],
        ["an exclusion that does not", [rule(7, { ExcludeResourceTags: [tag("team", "b")] })], 7],
        ["several: the longest", [rule(3), rule(30, { ResourceTags: [tag("team", "a")] }), rule(10)], 30],
        [
            "several: the longest, also when it is of the Region",
            [rule(30), rule(3, { ResourceTags: [tag("team", "a")] })],
            30,
        ],
        [
            "an exclusion of one rule, another that covers",
            [rule(30, { ExcludeResourceTags: [tag("team", "a")] }), rule(3)],
            3,
        ],
    ];
    for (const [name, rules, days] of cases) {
        it(
            `${name}: ${days} days`,
            inWorld({ now, seed: { images: [{ ImageId: ami(1), Tags: { team: "a" } }], rules } }, async world =>
                assert.equal(await keptDays(world), days),
            ),
        );
    }

    for (const variant of variantAnswers.tagWithoutValue) {
        it(
            `a tag without a value means ${variant}`,
            inWorld(
                {
                    now,
                    variants: { tagWithoutValue: variant },
                    seed: {
                        images: [
                            { ImageId: ami(1), Tags: { team: "a" } },
                            { ImageId: ami(2), Tags: { team: "" } },
                        ],
                        rules: [rule(7, { ResourceTags: [tag("team")] })],
                    },
                },
                async world => {
                    assert.equal(await keptDays(world, ami(1)), variant === "any-value" ? 7 : 0);
                    assert.equal(await keptDays(world, ami(2)), 7);
                },
            ),
        );
    }

    it(
        "are of one account and Region, and never cover an image on instance store",
        inWorld(
            {
                now,
                seed: {
                    images: [
                        { ImageId: ami(1) },
                        { ImageId: ami(2), region: "eu-west-1" },
                        { ImageId: ami(3), RootDeviceType: "instance-store" },
                    ],
                    rules: [
                        { ...rule(7), account: "111122223333" },
                        { ...rule(5), region: "eu-west-1" },
                    ],
                },
            },
            async world => {
                assert.equal(await keptDays(world), 0);
                assert.equal(await keptDays({ ...world, ec2: world.as({ region: "eu-west-1" }) }, ami(2)), 5);
                world.emulator.put({ rules: [rule(9)] });
                assert.equal(await keptDays(world, ami(3)), 0);
            },
        ),
    );
});

describe("an image in the Recycle Bin", () => {
    const seed: Seed = {
        images: [
            {
                ImageId: ami(1),
                Name: "web",
                Tags: { a: "1" },
                SnapshotIds: [snap(1)],
                LaunchPermissions: [{ UserId: "111122223333" }],
            },
        ],
        rules: [rule(7), rule(7, { ResourceType: "EBS_SNAPSHOT" })],
    };

    it(
        "is listed with its times, is seen nowhere else, and leaves when its days are over",
        inWorld({ now, seed }, async ({ emulator, ec2, as }) => {
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            assert.deepEqual(await binned(ec2), [
                {
                    ImageId: ami(1),
                    Name: "web",
                    Description: "",
                    RecycleBinEnterTime: new Date("2026-01-01T00:00:00Z"),
                    RecycleBinExitTime: new Date("2026-01-08T00:00:00Z"),
                },
            ]);
            assert.deepEqual(await binned(as({ accessKeyId: "111122223333" })), []);
            assert.deepEqual(
                (await as({ accessKeyId: "111122223333" }).send(new DescribeImagesCommand({}))).Images,
                [],
            );
            const sharer = as({ accessKeyId: "111122223333" });
            const byId = sharer.send(new DescribeImagesCommand({ ImageIds: [ami(1)] }));
            assert.equal((await refusal(byId)).code, "InvalidAMIID.NotFound");
            emulator.clock.advance({ days: 6, hours: 23, minutes: 59, seconds: 59 });
            assert.equal((await binned(ec2)).length, 1);
            emulator.clock.advance({ seconds: 1 });
            assert.deepEqual(await binned(ec2), []);
            assert.equal((await refusal(restore(ec2, ami(1)))).code, "InvalidAMIID.NotFound");
        }),
    );

    it(
        "comes back with tags and launch permissions as they were",
        inWorld({ now, seed }, async ({ emulator, ec2 }) => {
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            const [kept] = emulator.look().images;
            assert.deepEqual(kept?.Tags, [
                { Key: "a", Value: "1" },
                { Key: "aws:recycle-bin:resource-in-bin", Value: "true" },
            ]);
            assert.equal((await restore(ec2, ami(1))).Return, true);
            const [image] = (await ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)] }))).Images ?? [];
            assert.deepEqual([image?.State, image?.Tags], ["available", [{ Key: "a", Value: "1" }]]);
            const { LaunchPermissions } = await ec2.send(
                new DescribeImageAttributeCommand({ ImageId: ami(1), Attribute: "launchPermission" }),
            );
            assert.deepEqual(LaunchPermissions, [{ UserId: "111122223333" }]);
            assert.deepEqual(await binned(ec2), []);
        }),
    );

    for (const code of variantAnswers.restoreImageBeforeSnapshots) {
        it(
            `does not come back before its snapshots: ${code}`,
            inWorld({ now, seed, variants: { restoreImageBeforeSnapshots: code } }, async ({ emulator, ec2 }) => {
                await ec2.send(new DeregisterImageCommand({ ImageId: ami(1), DeleteAssociatedSnapshots: true }));
                assert.equal((await refusal(restore(ec2, ami(1)))).code, code);
                const listed = await ec2.send(new ListSnapshotsInRecycleBinCommand({}));
                assert.deepEqual(
                    listed.Snapshots?.map(({ SnapshotId, RecycleBinExitTime }) => [SnapshotId, RecycleBinExitTime]),
                    [[snap(1), new Date("2026-01-08T00:00:00Z")]],
                );
                const restored = await restoreSnapshot(ec2, snap(1));
                assert.deepEqual([restored.SnapshotId, restored.State], [snap(1), "completed"]);
                assert.deepEqual(
                    (await ec2.send(new DescribeSnapshotsCommand({ SnapshotIds: [snap(1)] }))).Snapshots?.[0]?.Tags ??
                        [],
                    [],
                );
                assert.equal((await restore(ec2, ami(1))).Return, true);
                assert.deepEqual(
                    emulator.mutations().map(({ operation }) => operation),
                    ["DeregisterImage", "RestoreSnapshotFromRecycleBin", "RestoreImageFromRecycleBin"],
                );
            }),
        );
    }

    it(
        "never comes back when a snapshot is gone",
        inWorld({ now, seed: { ...seed, rules: [rule(7)] } }, async ({ ec2 }) => {
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1), DeleteAssociatedSnapshots: true }));
            assert.equal((await refusal(restore(ec2, ami(1)))).code, "InvalidSnapshot.NotFound");
            assert.equal((await binned(ec2)).length, 1);
        }),
    );

    for (const code of variantAnswers.restoreNotInBin) {
        it(
            `cannot be restored when it is not there: ${code}`,
            inWorld({ now, seed, variants: { restoreNotInBin: code } }, async ({ ec2, as }) => {
                assert.equal((await refusal(restore(ec2, ami(1)))).code, code);
                assert.equal((await refusal(restore(as({ accessKeyId: "111122223333" }), ami(1)))).code, "AuthFailure");
                assert.equal((await refusal(restoreSnapshot(ec2, snap(1)))).code, "InvalidSnapshot.NotFound");
            }),
        );
    }

    for (const answer of variantAnswers.listNotInBin) {
        it(
            `listed by ids of which one is not there: ${answer}`,
            inWorld({ now, seed, variants: { listNotInBin: answer } }, async ({ ec2 }) => {
                await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
                const listing = ec2.send(new ListImagesInRecycleBinCommand({ ImageIds: [ami(1), ami(2)] }));
                if (answer === "left-out") {
                    assert.deepEqual(
                        (await listing).Images?.map(({ ImageId }) => ImageId),
                        [ami(1)],
                    );
                } else {
                    assert.equal((await refusal(listing)).code, "InvalidAMIID.NotFound");
                }
            }),
        );
    }

    it(
        "frees its name, and cannot come back while another image has it",
        inWorld({ now, seed }, async ({ ec2 }) => {
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            const mapping = { DeviceName: "/dev/xvda", Ebs: { SnapshotId: snap(1) } };
            await ec2.send(
                new RegisterImageCommand({ Name: "web", RootDeviceName: "/dev/xvda", BlockDeviceMappings: [mapping] }),
            );
            assert.equal((await refusal(restore(ec2, ami(1)))).code, "InvalidAMIName.Duplicate");
        }),
    );

    it(
        "does not keep its snapshot from being deleted, and a binned snapshot cannot be deleted again",
        inWorld({ now, seed }, async ({ ec2 }) => {
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            await ec2.send(new DeleteSnapshotCommand({ SnapshotId: snap(1) }));
            assert.equal(
                (await refusal(ec2.send(new DeleteSnapshotCommand({ SnapshotId: snap(1) })))).code,
                "InvalidSnapshot.NotFound",
            );
        }),
    );

    it(
        "is listed by 20 ids at most, and by pages",
        inWorld(
            { now, pageSize: 2, seed: { images: [1, 2, 3].map(n => ({ ImageId: ami(n) })), rules: [rule(7)] } },
            async ({ ec2 }) => {
                for (const n of [1, 2, 3]) {
                    await ec2.send(new DeregisterImageCommand({ ImageId: ami(n) }));
                }
                const first = await ec2.send(new ListImagesInRecycleBinCommand({}));
                const second = await ec2.send(new ListImagesInRecycleBinCommand({ NextToken: first.NextToken }));
                assert.deepEqual(
                    [first, second].map(({ Images }) => Images?.map(({ ImageId }) => ImageId)),
                    [[ami(1), ami(2)], [ami(3)]],
                );
                assert.equal(second.NextToken, undefined);
                const many = Array.from({ length: 21 }, (_, n) => ami(n));
                assert.equal(
                    (await refusal(ec2.send(new ListImagesInRecycleBinCommand({ ImageIds: many })))).code,
                    "InvalidParameterValue",
                );
            },
        ),
    );
});
