import assert from "node:assert/strict";
import {
    CreateAutoScalingGroupCommand,
    type CreateAutoScalingGroupCommandInput,
    CreateLaunchConfigurationCommand,
    DeleteAutoScalingGroupCommand,
    DeleteLaunchConfigurationCommand,
    DescribeAutoScalingGroupsCommand,
    type DescribeAutoScalingGroupsCommandInput,
    DescribeLaunchConfigurationsCommand,
    UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { ami, refusal, signed } from "./clients";
import { type Clouds, inClouds, template } from "./image-users";

const seed = {
    images: [{ ImageId: ami(1) }],
    launchTemplates: [
        { LaunchTemplateId: template(1), LaunchTemplateName: "web", versions: [{ ImageId: ami(1) }] },
        { LaunchTemplateId: template(2), LaunchTemplateName: "stale", versions: [{ ImageId: ami(9) }] },
    ],
    launchConfigurations: [{ LaunchConfigurationName: "old", ImageId: ami(1) }],
};
const web = { LaunchTemplateId: template(1), LaunchTemplateName: "web" };

const create = ({ autoScaling }: Clouds, input: Partial<CreateAutoScalingGroupCommandInput>) =>
    autoScaling.send(
        new CreateAutoScalingGroupCommand({
            AutoScalingGroupName: "group",
            MinSize: 0,
            MaxSize: 2,
            AvailabilityZones: ["us-east-1a"],
            ...input,
        }),
    );
const groups = async ({ autoScaling }: Clouds, input: DescribeAutoScalingGroupsCommandInput = {}) =>
    (await autoScaling.send(new DescribeAutoScalingGroupsCommand(input))).AutoScalingGroups ?? [];

describe("Auto Scaling groups", () => {
    it(
        "launch from a launch template, which is told with id and name",
        inClouds({ seed }, async clouds => {
            await create(clouds, { LaunchTemplate: { LaunchTemplateName: "web", Version: "$Latest" } });
            const [group] = await groups(clouds);
            assert.deepEqual(group?.LaunchTemplate, { ...web, Version: "$Latest" });
            assert.equal(group?.LaunchConfigurationName, undefined);
        }),
    );

    it(
        "launch from a mixed-instances policy with overrides",
        inClouds({ seed }, async clouds => {
            const policy = (template: object) => ({
                LaunchTemplate: {
                    LaunchTemplateSpecification: { ...template, Version: "1" },
                    Overrides: [
                        { InstanceType: "t3.micro", LaunchTemplateSpecification: { ...template, Version: "$Default" } },
                        { InstanceType: "t3.small", ImageId: ami(2) },
                    ],
                },
                InstancesDistribution: { OnDemandBaseCapacity: 1, SpotAllocationStrategy: "lowest-price" },
            });
            await create(clouds, { MixedInstancesPolicy: policy({ LaunchTemplateName: "web" }) });
            assert.deepEqual((await groups(clouds))[0]?.MixedInstancesPolicy, policy(web));
        }),
    );

    it(
        "change what they launch from, the new way replacing the old one",
        inClouds({ seed }, async clouds => {
            await create(clouds, { LaunchConfigurationName: "old" });
            const update = (input: object) =>
                clouds.autoScaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: "group", ...input }));
            await update({ MaxSize: 3 });
            assert.equal((await groups(clouds))[0]?.LaunchConfigurationName, "old");
            await update({ LaunchTemplate: { LaunchTemplateId: template(1), Version: "1" } });
            const [group] = await groups(clouds);
            assert.deepEqual(
                [group?.LaunchConfigurationName, group?.LaunchTemplate?.Version, group?.MaxSize],
                [undefined, "1", 3],
            );
        }),
    );

    const refused: [string, Partial<CreateAutoScalingGroupCommandInput>, RegExp][] = [
        ["nothing to launch from", {}, /must contain either LaunchTemplate/],
        ["two ways", { LaunchConfigurationName: "old", LaunchTemplate: web }, /must contain either LaunchTemplate/],
        ["an unknown launch configuration", { LaunchConfigurationName: "none" }, /configuration none not found/],
        ["an unknown template", { LaunchTemplate: { LaunchTemplateName: "none" } }, /fully-formed launch template/],
        [
            "a template of an image that is gone",
            { LaunchTemplate: { LaunchTemplateName: "stale" } },
            /image id '\[ami-[0-9]+9\]' does not exist/,
        ],
        ["sizes that do not fit", { LaunchConfigurationName: "old", DesiredCapacity: 5 }, /Desired capacity:5/],
        [
            "no place to launch in",
            { LaunchConfigurationName: "old", AvailabilityZones: [] },
            /At least one Availability Zone/,
        ],
    ];
    for (const [what, input, message] of refused) {
        it(
            `are refused with ${what}`,
            inClouds({ seed }, async clouds => {
                const answer = await refusal(create(clouds, input));
                assert.deepEqual([answer.code, answer.status], ["ValidationError", 400]);
                assert.match(answer.message, message);
            }),
        );
    }

    it(
        "are listed by names, those that do not exist left out, and by tags, in pages",
        inClouds(
            {
                pageSize: 2,
                seed: {
                    autoScalingGroups: ["a", "b", "c"].map(AutoScalingGroupName => ({
                        AutoScalingGroupName,
                        LaunchConfigurationName: "old",
                        Tags: [{ Key: "team", Value: AutoScalingGroupName }],
                    })),
                },
            },
            async clouds => {
                const names = async (input: DescribeAutoScalingGroupsCommandInput) =>
                    (await groups(clouds, input)).map(group => group.AutoScalingGroupName);
                assert.deepEqual(await names({ AutoScalingGroupNames: ["c", "z"] }), ["c"]);
                assert.deepEqual(await names({ Filters: [{ Name: "tag:team", Values: ["b"] }] }), ["b"]);
                const { NextToken } = await clouds.autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
                assert.deepEqual(await names({ NextToken }), ["c"]);
                assert.deepEqual(await names({ MaxRecords: 1 }), ["a"]);
                assert.equal((await refusal(names({ NextToken: "x" }))).code, "InvalidNextToken");
                assert.equal((await refusal(names({ MaxRecords: 101 }))).code, "ValidationError");
            },
        ),
    );

    it(
        "are deleted in a while, with instances only by force",
        inClouds(
            {
                seed: {
                    autoScalingGroups: [
                        { AutoScalingGroupName: "group", Instances: [{ InstanceId: "i-00000000000000001" }] },
                    ],
                },
            },
            async clouds => {
                const end = (ForceDelete?: boolean) =>
                    clouds.autoScaling.send(
                        new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: "group", ForceDelete }),
                    );
                assert.equal((await refusal(end())).code, "ResourceInUseFault");
                await end(true);
                assert.equal((await groups(clouds))[0]?.Status, "Delete in progress");
                assert.equal((await refusal(end(true))).code, "ScalingActivityInProgressFault");
                clouds.emulator.clock.advance({ minutes: 1 });
                assert.deepEqual(await groups(clouds), []);
                assert.match((await refusal(end())).message, /AutoScalingGroup name not found/);
            },
        ),
    );
});

describe("launch configurations", () => {
    it(
        "are made once, described, and deleted when no group has them",
        inClouds({ seed }, async clouds => {
            const { autoScaling } = clouds;
            const make = (LaunchConfigurationName: string, ImageId = ami(1)) =>
                autoScaling.send(
                    new CreateLaunchConfigurationCommand({
                        LaunchConfigurationName,
                        ImageId,
                        InstanceType: "t3.micro",
                        SecurityGroups: [],
                    }),
                );
            await make("new");
            assert.equal((await refusal(make("new"))).code, "AlreadyExistsFault");
            assert.match((await refusal(make("bad", ami(9)))).message, /^AMI ami-\w+ is invalid: The image id/);
            const described = async () =>
                ((await autoScaling.send(new DescribeLaunchConfigurationsCommand({}))).LaunchConfigurations ?? []).map(
                    row => [row.LaunchConfigurationName, row.ImageId],
                );
            assert.deepEqual(await described(), [
                ["new", ami(1)],
                ["old", ami(1)],
            ]);
            await create(clouds, { LaunchConfigurationName: "old" });
            const end = (LaunchConfigurationName: string) =>
                autoScaling.send(new DeleteLaunchConfigurationCommand({ LaunchConfigurationName }));
            assert.equal((await refusal(end("old"))).code, "ResourceInUseFault");
            await end("new");
            assert.deepEqual(await described(), [["old", ami(1)]]);
            assert.equal((await refusal(end("new"))).code, "ValidationError");
        }),
    );
});

describe("the wire of Auto Scaling", () => {
    it(
        "writes lists with member, in and out",
        inClouds({ seed: { autoScalingGroups: [{ AutoScalingGroupName: "a & b" }] } }, async ({ emulator }) => {
            const body = "Action=DescribeAutoScalingGroups&Version=2011-01-01&AutoScalingGroupNames.member.1=a+%26+b";
            const answer = await signed(emulator, "autoscaling", { body });
            assert.equal(answer.status, 200);
            assert.match(
                answer.body,
                /^<DescribeAutoScalingGroupsResponse xmlns="http:\/\/autoscaling\.amazonaws\.com\/doc\/2011-01-01\/"><DescribeAutoScalingGroupsResult><AutoScalingGroups><member><AutoScalingGroupName>a &#x26; b<\/AutoScalingGroupName>/,
            );
            const flat = await signed(emulator, "autoscaling", {
                body: "Action=DescribeAutoScalingGroups&AutoScalingGroupNames.1=a",
            });
            assert.match(flat.body, /<Code>ValidationError<\/Code>/);
        }),
    );

    it(
        "refuses in Auto Scaling's own words",
        inClouds({}, async clouds => {
            const { emulator } = clouds;
            emulator.deny("autoscaling:DescribeAutoScalingGroups");
            assert.deepEqual(await refusal(groups(clouds)), {
                code: "AccessDenied",
                status: 403,
                message:
                    "User: arn:aws:iam::000000000000:user/AKIATEST is not authorized to perform: autoscaling:DescribeAutoScalingGroups because no identity-based policy allows the autoscaling:DescribeAutoScalingGroups action",
            });
            emulator.allow("autoscaling:DescribeAutoScalingGroups");
            emulator.failNext("autoscaling:DescribeAutoScalingGroups", {
                code: "Throttling",
                message: "Rate exceeded",
            });
            assert.deepEqual(await refusal(groups(clouds)), {
                code: "Throttling",
                status: 400,
                message: "Rate exceeded",
            });
            const unknown = await signed(emulator, "autoscaling", { body: "Action=Shrink&Version=2011-01-01" });
            assert.match(
                unknown.body,
                /<Error><Type>Sender<\/Type><Code>InvalidAction<\/Code><Message>Could not find operation Shrink for version 2011-01-01<\/Message>/,
            );
        }),
    );
});
