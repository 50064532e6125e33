import assert from "node:assert/strict";
import {
    DeregisterImageCommand,
    DescribeImageAttributeCommand,
    DescribeImagesCommand,
    DescribeInstancesCommand,
    DisableImageCommand,
    RunInstancesCommand,
    type RunInstancesCommandInput,
    TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";
import { instance, template } from "./image-users";

const run = ({ ec2 }: Pick<World, "ec2">, input: Partial<RunInstancesCommandInput>) =>
    ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ...input }));
const states = async ({ ec2 }: World) =>
    ((await ec2.send(new DescribeInstancesCommand({}))).Reservations ?? []).flatMap(reservation =>
        (reservation.Instances ?? []).map(row => `${row.ImageId} ${row.State?.Name}`),
    );
const at = "2026-01-01T00:00:00Z";

describe("instances", () => {
    it(
        "run, shut down, are terminated and are forgotten after an hour",
        inWorld({ seed: { images: [{ ImageId: ami(1) }] }, now: at }, async world => {
            const { Instances = [] } = await run(world, { ImageId: ami(1), InstanceType: "t3.micro" });
            assert.deepEqual(await states(world), [`${ami(1)} pending`]);
            world.emulator.clock.advance({ seconds: 10 });
            assert.deepEqual(await states(world), [`${ami(1)} running`]);
            const InstanceIds = Instances.map(row => row.InstanceId ?? "");
            const { TerminatingInstances } = await world.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
            assert.deepEqual(
                TerminatingInstances?.map(row => [row.PreviousState?.Name, row.CurrentState?.Name]),
                [["running", "shutting-down"]],
            );
            world.emulator.clock.advance({ seconds: 10 });
            assert.deepEqual(await states(world), [`${ami(1)} terminated`]);
            world.emulator.clock.advance({ hours: 1 });
            assert.deepEqual(await states(world), []);
            const again = world.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
            assert.equal((await refusal(again)).code, "InvalidInstanceID.NotFound");
        }),
    );

    it(
        "run from a launch template, at its default version unless another is named, and from an alias",
        inWorld(
            {
                seed: {
                    images: [{ ImageId: ami(1) }, { ImageId: ami(2) }],
                    launchTemplates: [
                        {
                            LaunchTemplateId: template(1),
                            versions: [{ ImageId: ami(1) }, { ImageId: "resolve:ssm:golden" }],
                        },
                    ],
                    parameters: [{ Name: "golden", Value: ami(2) }],
                },
            },
            async world => {
                const LaunchTemplate = { LaunchTemplateId: template(1) };
                const imageOf = async (input: Partial<RunInstancesCommandInput>) =>
                    (await run(world, input)).Instances?.[0]?.ImageId;
                assert.equal(await imageOf({ LaunchTemplate }), ami(1));
                assert.equal(await imageOf({ LaunchTemplate: { ...LaunchTemplate, Version: "$Latest" } }), ami(2));
                assert.equal(await imageOf({ ImageId: "resolve:ssm:golden" }), ami(2));
                assert.equal(await imageOf({ LaunchTemplate, ImageId: ami(2) }), ami(2));
            },
        ),
    );

    it(
        "do not run from an image that is disabled, pending, in the bin, gone, unknown or not shared",
        inWorld(
            {
                seed: {
                    images: [
                        { ImageId: ami(1) },
                        { ImageId: ami(2), State: "pending" },
                        { ImageId: ami(3), account: "111122223333" },
                        { ImageId: ami(4) },
                    ],
                    rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 1 }],
                },
                now: at,
            },
            async world => {
                await world.ec2.send(new DisableImageCommand({ ImageId: ami(1) }));
                await world.ec2.send(new DeregisterImageCommand({ ImageId: ami(4) }));
                const codeOf = async (ImageId: string) => (await refusal(run(world, { ImageId }))).code;
                assert.equal(await codeOf(ami(1)), "InvalidAMIID.Unavailable");
                assert.equal(await codeOf(ami(2)), "InvalidAMIID.Unavailable");
                assert.equal(await codeOf(ami(3)), "InvalidAMIID.NotFound");
                assert.equal(await codeOf(ami(4)), "InvalidAMIID.Unavailable");
                world.emulator.clock.advance({ days: 1 });
                assert.equal(await codeOf(ami(4)), "InvalidAMIID.NotFound");
                assert.equal(await codeOf(ami(9)), "InvalidAMIID.NotFound");
                assert.equal(await codeOf("ami-x"), "InvalidAMIID.Malformed");
                assert.equal(await codeOf("resolve:ssm:none"), "InvalidParameterValue");
                assert.equal((await refusal(run(world, {}))).code, "MissingParameter");
                assert.deepEqual(await states(world), []);
            },
        ),
    );

    it(
        "are described by id, by filter and in pages",
        inWorld(
            {
                pageSize: 2,
                seed: {
                    instances: [1, 2, 3].map(n => ({
                        InstanceId: instance(n),
                        ImageId: ami(n),
                        Tags: { n: String(n) },
                    })),
                },
            },
            async ({ ec2 }) => {
                const found = async (input: object) =>
                    ((await ec2.send(new DescribeInstancesCommand(input))).Reservations ?? []).flatMap(reservation =>
                        (reservation.Instances ?? []).map(row => row.InstanceId),
                    );
                assert.deepEqual(await found({ InstanceIds: [instance(2)] }), [instance(2)]);
                assert.deepEqual(await found({ Filters: [{ Name: "image-id", Values: [ami(3)] }] }), [instance(3)]);
                assert.deepEqual(await found({ Filters: [{ Name: "tag:n", Values: ["1"] }] }), [instance(1)]);
                const { NextToken } = await ec2.send(new DescribeInstancesCommand({}));
                assert.deepEqual(await found({ NextToken }), [instance(3)]);
                assert.equal((await refusal(found({ MaxResults: 4 }))).code, "InvalidParameterValue");
                assert.equal((await refusal(found({ InstanceIds: ["i-x"] }))).code, "InvalidInstanceID.Malformed");
            },
        ),
    );

    it(
        "tell their image's owner, and nobody else, a day later that it was launched",
        inWorld({ seed: { images: [{ ImageId: ami(1), Public: true }] }, now: at }, async world => {
            const other = { ec2: world.as({ accessKeyId: "111122223333" }) };
            const launched = async ({ ec2 }: Pick<World, "ec2">) =>
                (await ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)] }))).Images?.[0]?.LastLaunchedTime;
            await run(other, { ImageId: ami(1) });
            assert.equal(await launched(world), undefined);
            world.emulator.clock.advance({ hours: 24 });
            await run(other, { ImageId: ami(1) });
            assert.equal(await launched(world), "2026-01-01T00:00:00.000Z");
            assert.equal(await launched(other), undefined);
            const read = new DescribeImageAttributeCommand({ ImageId: ami(1), Attribute: "lastLaunchedTime" });
            assert.equal((await world.ec2.send(read)).LastLaunchedTime?.Value, "2026-01-01T00:00:00.000Z");
        }),
    );
});
