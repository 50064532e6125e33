import assert from "node:assert/strict";
import {
    CreateTagsCommand,
    DeleteTagsCommand,
    DeregisterImageCommand,
    DescribeTagsCommand,
    type Tag,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const put = ({ ec2 }: World, Resources: string[], Tags: Tag[]) => ec2.send(new CreateTagsCommand({ Resources, Tags }));
const drop = ({ ec2 }: World, Resources: string[], Tags?: Tag[]) =>
    ec2.send(new DeleteTagsCommand({ Resources, ...(Tags === undefined ? {} : { Tags }) }));
const seed = { images: [{ ImageId: ami(1), SnapshotIds: [snap(1)], Tags: { a: "1" } }] };
const all = async ({ ec2 }: World, Name = "resource-type", Value = "*") => {
    const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name, Values: [Value] }] }));
    return Tags?.map(tag => `${tag.ResourceType} ${tag.ResourceId} ${tag.Key}=${tag.Value}`);
};

describe("tags", () => {
    it(
        "are put on images and snapshots, one value a key",
        inWorld({ seed }, async world => {
            await put(
                world,
                [ami(1), snap(1)],
                [
                    { Key: "a", Value: "2" },
                    { Key: "b", Value: "" },
                ],
            );
            assert.deepEqual(await all(world), [
                `image ${ami(1)} a=2`,
                `image ${ami(1)} b=`,
                `snapshot ${snap(1)} a=2`,
                `snapshot ${snap(1)} b=`,
            ]);
            assert.deepEqual(await all(world, "key", "b"), [`image ${ami(1)} b=`, `snapshot ${snap(1)} b=`]);
            assert.deepEqual(await all(world, "resource-id", ami(1)), [`image ${ami(1)} a=2`, `image ${ami(1)} b=`]);
        }),
    );

    it(
        "are taken off by key, by key and value, or all",
        inWorld(
            { seed: { images: [{ ImageId: ami(1), Tags: { a: "1", b: "2", c: "3", "aws:own": "x" } }] } },
            async world => {
                await drop(world, [ami(1)], [{ Key: "a" }, { Key: "b", Value: "other" }]);
                assert.deepEqual(await all(world), [
                    `image ${ami(1)} aws:own=x`,
                    `image ${ami(1)} b=2`,
                    `image ${ami(1)} c=3`,
                ]);
                await drop(world, [ami(1)], [{ Key: "b", Value: "2" }]);
                await drop(world, [ami(1)]);
                assert.deepEqual(await all(world), [`image ${ami(1)} aws:own=x`]);
            },
        ),
    );

    it(
        "are put on all resources or on none",
        inWorld({ seed }, async world => {
            assert.equal(
                (await refusal(put(world, [ami(1), snap(9)], [{ Key: "b", Value: "2" }]))).code,
                "InvalidSnapshot.NotFound",
            );
            assert.equal((await refusal(put(world, [ami(1), "x"], [{ Key: "b", Value: "2" }]))).code, "InvalidID");
            assert.equal(
                (await refusal(put(world, [ami(1)], [{ Key: "aws:b", Value: "2" }]))).code,
                "InvalidParameterValue",
            );
            const many = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
            assert.equal((await refusal(put(world, [ami(1)], many))).code, "TagLimitExceeded");
            assert.deepEqual(world.emulator.mutations(), []);
        }),
    );

    it(
        "can be put on what is in the Recycle Bin",
        inWorld({ seed: { ...seed, rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 1 }] } }, async world => {
            await world.ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            await put(world, [ami(1)], [{ Key: "b", Value: "2" }]);
            assert.deepEqual(await all(world, "key", "b"), [`image ${ami(1)} b=2`]);
        }),
    );
});
