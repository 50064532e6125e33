import assert from "node:assert/strict";
import { DescribeImageReferencesCommand, type DescribeImageReferencesCommandInput } from "@aws-sdk/client-ec2";
import type { Seed } from "../../emulator";
import { ami, inWorld, query, refusal, type World } from "./clients";
import { account, instance, recipeArn, template } from "./image-users";

const arn = (kind: string, id: string): string => `arn:aws:ec2:us-east-1:${account}:${kind}/${id}`;
const references = async ({ ec2 }: Pick<World, "ec2">, input: Partial<DescribeImageReferencesCommandInput>) =>
    (await ec2.send(new DescribeImageReferencesCommand({ ImageIds: [ami(1)], ...input }))).ImageReferences ?? [];
const arns = async (world: Pick<World, "ec2">, input: Partial<DescribeImageReferencesCommandInput>) =>
    (await references(world, input)).map(reference => reference.Arn);
const all = { IncludeAllResourceTypes: true };

const oneOfEach: Seed = {
    images: [{ ImageId: ami(1) }],
    instances: [{ InstanceId: instance(1), ImageId: ami(1) }],
    launchTemplates: [{ LaunchTemplateId: template(1), versions: [{ ImageId: ami(1) }] }],
    parameters: [{ Name: "/golden", Value: ami(1) }],
    imageRecipes: [{ name: "base", parentImage: ami(1) }],
    containerRecipes: [{ name: "box", instanceConfiguration: { image: ami(1) } }],
};

/** So many versions on another image, the oldest one on ours. */
const deep = (versions: number) => ({
    launchTemplates: [
        {
            LaunchTemplateId: template(1),
            versions: Array.from({ length: versions }, (_, i) => ({ ImageId: i === 0 ? ami(1) : ami(2) })),
        },
    ],
});

describe("DescribeImageReferences", () => {
    it(
        "names each user by its ARN, a launch template without the version",
        inWorld({ seed: oneOfEach }, async world =>
            assert.deepEqual(
                (await references(world, all)).map(({ ImageId, ResourceType, Arn }) => [ImageId, ResourceType, Arn]),
                [
                    [ami(1), "ec2:Instance", arn("instance", instance(1))],
                    [ami(1), "ec2:LaunchTemplate", arn("launch-template", template(1))],
                    [ami(1), "imagebuilder:ContainerRecipe", recipeArn("container", "box")],
                    [ami(1), "imagebuilder:ImageRecipe", recipeArn("image", "base")],
                    [ami(1), "ssm:Parameter", `arn:aws:ssm:us-east-1:${account}:parameter/golden`],
                ],
            ),
        ),
    );

    for (const [versions, depth, found] of [
        [10, undefined, 1],
        [11, undefined, 0],
        [11, "11", 1],
        [3, "2", 0],
    ] as const) {
        it(
            `looks at ${depth ?? "ten"} versions of a template, of ${versions}`,
            inWorld({ seed: deep(versions) }, async world => {
                const options = depth && [{ OptionName: "version-depth" as const, OptionValues: [depth] }];
                const ResourceTypes = [
                    { ResourceType: "ec2:LaunchTemplate" as const, ...(options && { ResourceTypeOptions: options }) },
                ];
                assert.equal((await arns(world, { ResourceTypes })).length, found);
                // Options of a named type override the defaults of all types.
                assert.equal((await arns(world, { ...all, ResourceTypes })).length, found);
            }),
        );
    }

    it(
        "counts terminated instances unless states are asked for",
        inWorld(
            {
                seed: {
                    instances: [
                        { InstanceId: instance(1), ImageId: ami(1) },
                        { InstanceId: instance(2), ImageId: ami(1), State: "terminated" },
                        { InstanceId: instance(3), ImageId: ami(1), State: "stopped" },
                    ],
                },
            },
            async world => {
                const inStates = (...OptionValues: string[]) =>
                    arns(world, {
                        ResourceTypes: [
                            {
                                ResourceType: "ec2:Instance",
                                ResourceTypeOptions: [{ OptionName: "state-name", OptionValues }],
                            },
                        ],
                    });
                assert.equal((await arns(world, all)).length, 3);
                assert.deepEqual(await inStates("running", "stopped"), [
                    arn("instance", instance(1)),
                    arn("instance", instance(3)),
                ]);
                assert.deepEqual(await inStates("pending"), []);
            },
        ),
    );

    it(
        "does not see launch configurations, groups, fleets, an alias, text parameters or other accounts",
        inWorld(
            {
                seed: {
                    launchConfigurations: [{ LaunchConfigurationName: "lc", ImageId: ami(1) }],
                    launchTemplates: [
                        { LaunchTemplateId: template(1), versions: [{ ImageId: "resolve:ssm:/golden" }] },
                        {
                            LaunchTemplateId: template(2),
                            versions: [{ ImageId: ami(1) }],
                            account: "111122223333",
                        },
                    ],
                    parameters: [{ Name: "/golden", Value: ami(1), DataType: "text" }],
                },
            },
            async world => {
                assert.deepEqual(await arns(world, all), []);
                const other = { ec2: world.as({ accessKeyId: "111122223333" }) };
                assert.equal((await arns(other, all)).length, 1);
            },
        ),
    );

    it(
        "is paged",
        inWorld(
            {
                pageSize: 2,
                seed: { instances: [1, 2, 3].map(n => ({ InstanceId: instance(n), ImageId: ami(1) })) },
            },
            async ({ ec2 }) => {
                const input = { ImageIds: [ami(1)], ...all, MaxResults: 5 };
                const first = await ec2.send(new DescribeImageReferencesCommand(input));
                assert.equal(first.ImageReferences?.length, 2);
                const { NextToken } = first;
                const second = await ec2.send(new DescribeImageReferencesCommand({ ...input, NextToken }));
                assert.deepEqual(
                    second.ImageReferences?.map(reference => reference.Arn),
                    [arn("instance", instance(3))],
                );
                assert.equal(second.NextToken, undefined);
            },
        ),
    );

    for (const action of [
        "ec2:DescribeInstances",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribeLaunchTemplateVersions",
        "ssm:DescribeParameters",
        "ssm:GetParameters",
        "imagebuilder:ListImageRecipes",
        "imagebuilder:ListContainerRecipes",
        "imagebuilder:GetContainerRecipe",
    ]) {
        it(
            `needs ${action} on the caller's behalf`,
            inWorld({ seed: oneOfEach }, async world => {
                world.emulator.deny(action, { accessKeyId: "AKIATEST" });
                const { code, message, status } = await refusal(references(world, all));
                assert.deepEqual([code, status], ["UnauthorizedOperation", 403]);
                assert.match(message, new RegExp(`not authorized to perform: ${action} `));
                world.emulator.allow(action);
                assert.equal((await references(world, all)).length, 5);
            }),
        );
    }

    it(
        "needs only what the types that are asked for need",
        inWorld({ seed: oneOfEach }, async world => {
            world.emulator.deny("ssm:GetParameters");
            assert.equal((await references(world, { ResourceTypes: [{ ResourceType: "ec2:Instance" }] })).length, 1);
        }),
    );

    const refused: [string, Partial<DescribeImageReferencesCommandInput>, string][] = [
        ["no types", {}, "MissingParameter"],
        ["eleven images", { ...all, ImageIds: Array.from({ length: 11 }, (_, n) => ami(n)) }, "InvalidParameterValue"],
        ["a malformed id", { ...all, ImageIds: ["ami-x"] }, "InvalidAMIID.Malformed"],
        ["pages of fewer than five", { ...all, MaxResults: 4 }, "InvalidParameterValue"],
        ["an unknown type", { ResourceTypes: [{ ResourceType: "s3:Bucket" as never }] }, "InvalidParameterValue"],
        [
            "an option of another type",
            {
                ResourceTypes: [
                    {
                        ResourceType: "ec2:Instance",
                        ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["1"] }],
                    },
                ],
            },
            "InvalidParameterCombination",
        ],
        [
            "a depth of nothing",
            {
                ResourceTypes: [
                    {
                        ResourceType: "ec2:LaunchTemplate",
                        ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["0"] }],
                    },
                ],
            },
            "InvalidParameterValue",
        ],
        ["a token of its own making", { ...all, NextToken: "x" }, "InvalidPaginationToken"],
        ["a dry run", { ...all, DryRun: true }, "DryRunOperation"],
    ];
    for (const [what, input, code] of refused) {
        it(
            `answers ${what} with ${code}`,
            inWorld({}, async world => assert.equal((await refusal(references(world, input))).code, code)),
        );
    }

    it(
        "answers in the names of the API model",
        inWorld({ seed: { parameters: [{ Name: "golden", Value: ami(1) }] } }, async ({ emulator }) => {
            const { body } = await query(emulator, {
                Action: "DescribeImageReferences",
                "ImageId.1": ami(1),
                "ResourceType.1.ResourceType": "ssm:Parameter",
            });
            assert.match(
                body,
                new RegExp(
                    `<imageReferenceSet><item><imageId>${ami(1)}</imageId><resourceType>ssm:Parameter</resourceType>` +
                        `<arn>arn:aws:ssm:us-east-1:${account}:parameter/golden</arn></item></imageReferenceSet>`,
                ),
            );
        }),
    );
});
