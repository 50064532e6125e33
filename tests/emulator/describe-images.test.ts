import assert from "node:assert/strict";
import { DescribeImagesCommand, type DescribeImagesCommandInput, paginateDescribeImages } from "@aws-sdk/client-ec2";
import { variantAnswers } from "../../emulator";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const found = async (ec2: World["ec2"], input: DescribeImagesCommandInput = {}): Promise<(string | undefined)[]> => {
    const { Images } = await ec2.send(new DescribeImagesCommand(input));
    return (Images ?? []).map(({ ImageId }) => ImageId);
};
const filtered = (ec2: World["ec2"], Name: string, ...Values: string[]) => found(ec2, { Filters: [{ Name, Values }] });

describe("DescribeImages", () => {
    it(
        "answers every member of the image with its type",
        inWorld(
            {
                now: "2026-01-01T00:00:00Z",
                seed: {
                    images: [
                        {
                            ImageId: ami(1),
                            Name: 'a <b> & "c"',
                            Tags: { a: "1" },
                            SnapshotIds: [snap(1)],
                            SourceInstanceId: "i-00000000000000001",
                            StateReason: { Code: "c", Message: "m" },
                            ProductCodes: [{ ProductCodeId: "p", ProductCodeType: "marketplace" }],
                        },
                    ],
                },
            },
            async ({ ec2 }) => {
                const [image] = (await ec2.send(new DescribeImagesCommand({}))).Images ?? [];
                assert.equal(image?.Name, 'a <b> & "c"');
                assert.equal(image?.State, "available");
                assert.equal(image?.OwnerId, "000000000000");
                assert.equal(image?.Public, false);
                assert.equal(image?.EnaSupport, true);
                assert.equal(image?.CreationDate, "2026-01-01T00:00:00.000Z");
                assert.equal(image?.DeregistrationProtection, "disabled");
                assert.deepEqual(image?.Tags, [{ Key: "a", Value: "1" }]);
                assert.deepEqual(image?.StateReason, { Code: "c", Message: "m" });
                assert.deepEqual(image?.ProductCodes, [{ ProductCodeId: "p", ProductCodeType: "marketplace" }]);
                assert.deepEqual(image?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId, snap(1));
                assert.equal(image?.BlockDeviceMappings?.[0]?.Ebs?.VolumeSize, 8);
            },
        ),
    );

    const filters: [string, string[], number[]][] = [
        ["image-id", [ami(1), ami(2)], [1, 2]],
        ["name", ["web-*"], [1, 2]],
        ["name", ["web-?"], [1]],
        ["name", ["WEB-1"], []],
        ["name", ["d.+"], []],
        ["owner-id", ["111122223333"], [3]],
        ["state", ["pending"], [2]],
        ["tag:team", ["a", "b"], [1, 2]],
        ["tag-key", ["te*"], [1, 2]],
        ["block-device-mapping.snapshot-id", [snap(9)], [1, 2]],
        ["block-device-mapping.volume-size", ["8"], [1, 2, 3]],
        ["is-public", ["true"], [3]],
        ["root-device-type", ["instance-store"], [4]],
        ["source-image-id", [ami(8)], [4]],
        ["owner-alias", ["amazon"], [3]],
    ];
    for (const [name, values, expected] of filters) {
        it(
            `filters by ${name}=${values.join(",")}`,
            inWorld(
                {
                    seed: {
                        images: [
                            { ImageId: ami(1), Name: "web-1", Tags: { team: "a" }, SnapshotIds: [snap(9)] },
                            {
                                ImageId: ami(2),
                                Name: "web-22",
                                State: "pending",
                                Tags: { team: "b" },
                                SnapshotIds: [snap(9)],
                            },
                            { ImageId: ami(3), OwnerId: "111122223333", ImageOwnerAlias: "amazon", Public: true },
                            { ImageId: ami(4), Name: "db", RootDeviceType: "instance-store", SourceImageId: ami(8) },
                        ],
                    },
                },
                async ({ ec2 }) => assert.deepEqual(await filtered(ec2, name, ...values), expected.map(ami)),
            ),
        );
    }

    it(
        "wants every filter to hold, and refuses one that it does not have",
        inWorld(
            {
                seed: {
                    images: [
                        { ImageId: ami(1), Tags: { a: "1", b: "2" } },
                        { ImageId: ami(2), Tags: { a: "1" } },
                    ],
                },
            },
            async ({ ec2 }) => {
                const both = [
                    { Name: "tag:a", Values: ["1"] },
                    { Name: "tag:b", Values: ["2"] },
                ];
                assert.deepEqual(await found(ec2, { Filters: both }), [ami(1)]);
                assert.equal((await refusal(filtered(ec2, "colour", "red"))).code, "InvalidParameterValue");
                assert.equal((await refusal(filtered(ec2, "constructor", "x"))).code, "InvalidParameterValue");
                const many = Array.from({ length: 201 }, (_, n) => ami(n));
                assert.equal((await refusal(filtered(ec2, "image-id", ...many))).code, "FilterLimitExceeded");
                assert.deepEqual(await filtered(ec2, "image-id", ...many.slice(0, 200)), [ami(1), ami(2)]);
            },
        ),
    );

    it(
        "shows pages of the emulator's size, through to the end and each image once",
        inWorld({ pageSize: 2, seed: { images: [1, 2, 3, 4, 5].map(n => ({ ImageId: ami(n) })) } }, async ({ ec2 }) => {
            const pages: number[] = [];
            const ids: (string | undefined)[] = [];
            for await (const { Images } of paginateDescribeImages({ client: ec2 }, { MaxResults: 100 })) {
                pages.push(Images?.length ?? 0);
                ids.push(...(Images ?? []).map(({ ImageId }) => ImageId));
            }
            assert.deepEqual(pages, [2, 2, 1]);
            assert.deepEqual(ids, [1, 2, 3, 4, 5].map(ami));
            assert.equal((await refusal(found(ec2, { NextToken: "x" }))).code, "InvalidPaginationToken");
            assert.equal((await refusal(found(ec2, { MaxResults: 1001 }))).code, "InvalidParameterValue");
            assert.deepEqual(await found(ec2, { MaxResults: 1 }), [ami(1)]);
        }),
    );

    it(
        "shows an account its own images, public ones and those that are shared with it",
        inWorld(
            {
                seed: {
                    images: [
                        { ImageId: ami(1) },
                        { ImageId: ami(2), Public: true },
                        { ImageId: ami(3), LaunchPermissions: [{ UserId: "111122223333" }] },
                        { ImageId: ami(4), region: "eu-west-1" },
                    ],
                },
            },
            async ({ ec2, as }) => {
                const other = as({ accessKeyId: "111122223333" });
                assert.deepEqual(await found(ec2), [1, 2, 3].map(ami));
                assert.deepEqual(await found(other), [2, 3].map(ami));
                assert.deepEqual(await found(other, { ExecutableUsers: ["self"] }), [ami(3)]);
                assert.deepEqual(await found(other, { ExecutableUsers: ["all"] }), [ami(2)]);
                assert.deepEqual(await found(other, { Owners: ["self"] }), []);
                assert.deepEqual(await found(other, { Owners: ["000000000000"] }), [2, 3].map(ami));
                assert.deepEqual(await found(as({ region: "eu-west-1" })), [ami(4)]);
                assert.deepEqual(await refusal(found(other, { ImageIds: [ami(1), ami(9), ami(3)] })), {
                    code: "InvalidAMIID.NotFound",
                    status: 400,
                    message: `The image ids '[${ami(1)}, ${ami(9)}]' do not exist`,
                });
                assert.equal((await refusal(found(ec2, { ImageIds: ["x"] }))).code, "InvalidAMIID.Malformed");
            },
        ),
    );

    for (const answer of variantAnswers.disabledWithoutIncludeDisabled) {
        it(
            `a disabled image without IncludeDisabled: ${answer}`,
            inWorld(
                {
                    variants: { disabledWithoutIncludeDisabled: answer },
                    seed: { images: [{ ImageId: ami(1), State: "disabled" }] },
                },
                async ({ ec2 }) => {
                    assert.deepEqual(await found(ec2, { ImageIds: [ami(1)] }), answer === "hidden" ? [] : [ami(1)]);
                    assert.deepEqual(await found(ec2), []);
                    assert.deepEqual(await found(ec2, { IncludeDisabled: true }), [ami(1)]);
                    assert.deepEqual(await refusal(filtered(ec2, "state", "disabled")), {
                        code: "InvalidParameter",
                        status: 400,
                        message:
                            "When filtering by the 'disabled' state, 'IncludeDisabled' must be set to 'true' in the request.",
                    });
                },
            ),
        );
    }

    it(
        "hides a deprecated image from others who do not ask for it",
        inWorld(
            {
                now: "2026-01-02T00:00:00Z",
                seed: { images: [{ ImageId: ami(1), Public: true, DeprecationTime: "2026-01-01T00:00:00.000Z" }] },
            },
            async ({ ec2, as }) => {
                const other = as({ accessKeyId: "111122223333" });
                assert.deepEqual(await found(ec2), [ami(1)]);
                assert.deepEqual(await found(other), []);
                assert.deepEqual(await found(other, { IncludeDeprecated: true }), [ami(1)]);
                assert.deepEqual(await found(other, { ImageIds: [ami(1)] }), [ami(1)]);
            },
        ),
    );
});
