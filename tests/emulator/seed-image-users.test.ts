import assert from "node:assert/strict";
import {
    DeleteSnapshotCommand,
    DescribeImageAttributeCommand,
    DescribeLockedSnapshotsCommand,
} from "@aws-sdk/client-ec2";
import { seedFrom } from "../../emulator/seed-file";
import { ami, inWorld, refusal, snap } from "./clients";
import { fleet, instance, recipeArn, spotFleet, template } from "./image-users";

const choice = { LaunchTemplateId: template(1), Version: "$Latest" };
const seed = {
    images: [
        {
            ImageId: ami(1),
            LaunchPermissions: [
                { UserId: "111122223333" },
                { Group: "all" as const },
                { OrganizationArn: "arn:aws:organizations::444455556666:organization/o-1" },
                { OrganizationalUnitArn: "arn:aws:organizations::444455556666:ou/o-1/ou-1" },
            ],
        },
    ],
    snapshots: [
        { SnapshotId: snap(1), Lock: { LockMode: "governance" as const, LockExpiresOn: "2026-02-01T00:00:00Z" } },
    ],
    instances: [{ InstanceId: instance(1), ImageId: ami(1), State: "stopped" as const }],
    launchTemplates: [
        { LaunchTemplateId: template(1), versions: [{ ImageId: ami(1) }, { ImageId: "resolve:ssm:/golden" }] },
    ],
    fleets: [{ FleetId: fleet(1), LaunchTemplateConfigs: [{ LaunchTemplateSpecification: choice }] }],
    spotFleetRequests: [
        {
            SpotFleetRequestId: spotFleet(1),
            SpotFleetRequestConfig: { LaunchSpecifications: [{ ImageId: ami(1) }] },
        },
    ],
    usageReports: [{ ImageId: ami(1) }],
    autoScalingGroups: [
        { AutoScalingGroupName: "plain", LaunchTemplate: choice },
        {
            AutoScalingGroupName: "mixed",
            MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: choice, Overrides: [] } },
        },
    ],
    launchConfigurations: [{ LaunchConfigurationName: "old", ImageId: ami(1) }],
    parameters: [{ Name: "/golden", Value: ami(1) }],
    imageRecipes: [{ name: "base", parentImage: ami(1) }],
    containerRecipes: [{ name: "box", instanceConfiguration: { image: ami(1) } }],
    imagePipelines: [{ name: "nightly", imageRecipeArn: recipeArn("image", "base") }],
};

describe("a seed of what uses images", () => {
    it(
        "is taken from JSON as it is from TypeScript, and seen by a look",
        inWorld({ seed: seedFrom(JSON.parse(JSON.stringify(seed)), "the seed") }, async ({ emulator }) => {
            // The image's own snapshot is the second one.
            const expected = { ...seed, snapshots: [1, 2], rules: [] };
            const counts = Object.entries(emulator.look())
                .filter(([kind]) => kind in expected)
                .map(([kind, rows]) => [kind, rows.length]);
            assert.deepEqual(
                Object.fromEntries(counts),
                Object.fromEntries(Object.entries(expected).map(([kind, rows]) => [kind, rows.length])),
            );
        }),
    );

    it(
        "shares images and locks snapshots",
        inWorld({ seed, now: "2026-01-01T00:00:00Z" }, async ({ ec2, emulator }) => {
            const read = new DescribeImageAttributeCommand({ ImageId: ami(1), Attribute: "launchPermission" });
            assert.deepEqual((await ec2.send(read)).LaunchPermissions, seed.images[0]?.LaunchPermissions);
            const { Snapshots } = await ec2.send(new DescribeLockedSnapshotsCommand({}));
            assert.deepEqual(
                Snapshots?.map(row => [row.LockState, row.LockDuration, row.LockExpiresOn?.toISOString()]),
                [["governance", 31, "2026-02-01T00:00:00.000Z"]],
            );
            const end = () => ec2.send(new DeleteSnapshotCommand({ SnapshotId: snap(1) }));
            assert.equal((await refusal(end())).code, "OperationNotPermitted");
            emulator.clock.advance({ days: 31 });
            await end();
        }),
    );

    const wrong: [string, unknown, RegExp][] = [
        ["instances", { InstanceId: "i-1", ImageId: ami(1) }, /instances\.0\.InstanceId: must be "i-".*not "i-1"/],
        ["instances", { InstanceId: instance(1), ImageId: ami(1), State: "gone" }, /instances\.0\.State/],
        ["launchTemplates", { LaunchTemplateId: template(1), versions: [] }, /launchTemplates\.0\.versions/],
        [
            "launchTemplates",
            { LaunchTemplateId: template(1), versions: [{ ImageId: "web" }] },
            /launchTemplates\.0\.versions\.0\.ImageId: must be "ami-".*"resolve:ssm:".*not "web"/,
        ],
        ["fleets", { FleetId: "fleet-1" }, /fleets\.0\.FleetId: must be "fleet-" and a UUID, not "fleet-1"/],
        ["spotFleetRequests", { SpotFleetRequestId: spotFleet(1) }, /spotFleetRequests\.0\.SpotFleetRequestConfig/],
        [
            "autoScalingGroups",
            { AutoScalingGroupName: "a", LaunchTemplate: { Version: "1" } },
            /autoScalingGroups\.0\.LaunchTemplate: must name a launch template/,
        ],
        [
            "autoScalingGroups",
            { AutoScalingGroupName: "a", LaunchTemplate: { LaunchTemplateId: template(1), Version: "newest" } },
            /autoScalingGroups\.0\.LaunchTemplate\.Version: must be a number, \$Latest or \$Default, not "newest"/,
        ],
        ["launchConfigurations", { LaunchConfigurationName: "a" }, /launchConfigurations\.0\.ImageId/],
        ["parameters", { Name: "/a" }, /parameters\.0\.Value/],
        [
            "imageRecipes",
            { name: "a", parentImage: ami(1), version: "1" },
            /imageRecipes\.0\.version: must be a version/,
        ],
        ["imagePipelines", { name: "a", imageRecipeArn: "base" }, /imagePipelines\.0\.imageRecipeArn: must be the ARN/],
        ["usageReports", { ImageId: ami(1), Entries: [{}] }, /usageReports\.0\.Entries\.0\.AccountId/],
        ["images", { ImageId: ami(1), LaunchPermissions: [{}] }, /LaunchPermissions\.0: must have exactly one member/],
        ["snapshots", { SnapshotId: snap(1), Lock: { LockMode: "open" } }, /snapshots\.0\.Lock\.LockMode/],
    ];
    for (const [kind, object, message] of wrong) {
        it(`is refused by member: ${message.source.slice(0, 60)}`, () => {
            assert.throws(() => seedFrom({ [kind]: [object] }, "the seed"), message);
        });
    }
});
