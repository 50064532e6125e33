import assert from "node:assert/strict";
import {
    CancelSpotFleetRequestsCommand,
    CreateFleetCommand,
    type CreateFleetCommandInput,
    DeleteFleetsCommand,
    DescribeFleetsCommand,
    DescribeSpotFleetRequestsCommand,
    RequestSpotFleetCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";
import { fleet, spotFleet, template } from "./image-users";

const seed = {
    images: [{ ImageId: ami(1) }],
    launchTemplates: [{ LaunchTemplateId: template(1), versions: [{ ImageId: ami(1) }] }],
};
const config = (Version = "$Latest") => ({
    LaunchTemplateSpecification: { LaunchTemplateId: template(1), Version },
    Overrides: [{ InstanceType: "t3.micro" as const, ImageId: ami(2), WeightedCapacity: 1.5 }],
});
const create = ({ ec2 }: World, input: Partial<CreateFleetCommandInput> = {}) =>
    ec2.send(
        new CreateFleetCommand({
            LaunchTemplateConfigs: [config()],
            TargetCapacitySpecification: { TotalTargetCapacity: 2 },
            ...input,
        }),
    );
const described = async ({ ec2 }: World, FleetIds?: string[]) =>
    (await ec2.send(new DescribeFleetsCommand({ FleetIds }))).Fleets ?? [];

describe("fleets", () => {
    it(
        "keep their configurations, and end with their instances or without",
        inWorld({ seed }, async world => {
            const [first, second] = [await create(world), await create(world, { Type: "request" })];
            const made = await described(world, [first.FleetId ?? ""]);
            assert.deepEqual(made[0]?.LaunchTemplateConfigs, [config()]);
            assert.deepEqual([made[0]?.FleetState, made[0]?.Type], ["active", "maintain"]);
            const end = (id: string | undefined, TerminateInstances: boolean) =>
                world.ec2.send(new DeleteFleetsCommand({ FleetIds: [id ?? ""], TerminateInstances }));
            assert.deepEqual((await end(first.FleetId, true)).SuccessfulFleetDeletions, [
                { FleetId: first.FleetId, PreviousFleetState: "active", CurrentFleetState: "deleted_terminating" },
            ]);
            await end(second.FleetId, false);
            const states = async () => (await described(world)).map(row => row.FleetState).sort();
            assert.deepEqual(await states(), ["deleted_running", "deleted_terminating"]);
            world.emulator.clock.advance({ minutes: 2 });
            assert.deepEqual(await states(), ["deleted", "deleted_running"]);
            const twice = await end(first.FleetId, true);
            assert.deepEqual(
                twice.UnsuccessfulFleetDeletions?.map(row => row.Error?.Code),
                ["fleetNotInDeletableState"],
            );
            const unknown = await end(fleet(9), true);
            assert.deepEqual(
                unknown.UnsuccessfulFleetDeletions?.map(row => row.Error?.Code),
                ["fleetIdDoesNotExist"],
            );
        }),
    );

    it(
        "of type instant launch at once, and are described by id only",
        inWorld({ seed }, async world => {
            const { FleetId, Instances } = await create(world, {
                Type: "instant",
                LaunchTemplateConfigs: [{ LaunchTemplateSpecification: config().LaunchTemplateSpecification }],
            });
            assert.equal(Instances?.[0]?.InstanceIds?.length, 2);
            assert.equal(world.emulator.look().instances.length, 2);
            assert.deepEqual(await described(world), []);
            assert.equal((await described(world, [FleetId ?? ""])).length, 1);
        }),
    );

    it(
        "are refused without a template, version or id that exists",
        inWorld({ seed }, async world => {
            const codeOf = async (call: Promise<unknown>) => (await refusal(call)).code;
            assert.equal(
                await codeOf(create(world, { LaunchTemplateConfigs: [config("9")] })),
                "InvalidLaunchTemplateId.VersionNotFound",
            );
            assert.equal(await codeOf(create(world, { LaunchTemplateConfigs: [{}] })), "MissingParameter");
            assert.equal(await codeOf(described(world, [fleet(9)])), "InvalidFleetId.NotFound");
            assert.equal(await codeOf(described(world, ["fleet-x"])), "InvalidFleetId.Malformed");
            assert.equal(await codeOf(create(world, { DryRun: true })), "DryRunOperation");
            assert.deepEqual(world.emulator.look().fleets, []);
        }),
    );

    it(
        "are found by state, in pages",
        inWorld(
            {
                pageSize: 1,
                seed: {
                    fleets: [
                        { FleetId: fleet(1) },
                        { FleetId: fleet(2), FleetState: "deleted_running" },
                        { FleetId: fleet(3), FleetState: "deleted" },
                    ],
                },
            },
            async ({ ec2 }) => {
                const Filters = [{ Name: "fleet-state", Values: ["active", "deleted_running"] }];
                const first = await ec2.send(new DescribeFleetsCommand({ Filters }));
                const { NextToken } = first;
                const second = await ec2.send(new DescribeFleetsCommand({ Filters, NextToken }));
                assert.deepEqual(
                    [first, second].map(page => page.Fleets?.[0]?.FleetId),
                    [fleet(1), fleet(2)],
                );
                assert.equal(second.NextToken, undefined);
            },
        ),
    );
});

describe("Spot Fleet requests", () => {
    it(
        "keep their launch specifications and templates, and are cancelled",
        inWorld({ seed }, async ({ ec2, emulator }) => {
            const request = (SpotFleetRequestConfig: object) =>
                ec2.send(
                    new RequestSpotFleetCommand({
                        SpotFleetRequestConfig: {
                            IamFleetRole: "arn:aws:iam::000000000000:role/fleet",
                            TargetCapacity: 1,
                            ...SpotFleetRequestConfig,
                        },
                    }),
                );
            const { SpotFleetRequestId = "" } = await request({ LaunchSpecifications: [{ ImageId: ami(1) }] });
            await request({ LaunchTemplateConfigs: [config("1")] });
            const described = async () =>
                (await ec2.send(new DescribeSpotFleetRequestsCommand({}))).SpotFleetRequestConfigs ?? [];
            const configs = (await described()).map(row => row.SpotFleetRequestConfig);
            assert.deepEqual(
                configs.flatMap(row => row?.LaunchSpecifications ?? []).map(row => row.ImageId),
                [ami(1)],
            );
            assert.deepEqual(
                configs.flatMap(row => row?.LaunchTemplateConfigs ?? []).map(row => row.LaunchTemplateSpecification),
                [{ LaunchTemplateId: template(1), Version: "1" }],
            );
            const cancelled = await ec2.send(
                new CancelSpotFleetRequestsCommand({
                    SpotFleetRequestIds: [SpotFleetRequestId, spotFleet(9)],
                    TerminateInstances: true,
                }),
            );
            assert.deepEqual(
                cancelled.SuccessfulFleetRequests?.map(row => row.CurrentSpotFleetRequestState),
                ["cancelled_terminating"],
            );
            assert.deepEqual(
                cancelled.UnsuccessfulFleetRequests?.map(row => row.Error?.Code),
                ["fleetRequestIdDoesNotExist"],
            );
            emulator.clock.advance({ minutes: 2 });
            assert.deepEqual((await described()).map(row => row.SpotFleetRequestState).sort(), ["active", "cancelled"]);
            assert.equal((await refusal(request({}))).code, "MissingParameter");
        }),
    );
});
