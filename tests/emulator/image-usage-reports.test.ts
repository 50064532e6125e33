import assert from "node:assert/strict";
import {
    CreateImageUsageReportCommand,
    type CreateImageUsageReportCommandInput,
    DeleteImageUsageReportCommand,
    DescribeImageUsageReportEntriesCommand,
    DescribeImageUsageReportsCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";
import { instance, template } from "./image-users";

const [other, third] = ["111122223333", "444455556666"];
const seed = {
    images: [{ ImageId: ami(1), LaunchPermissions: [{ UserId: other }, { UserId: third }] }],
    instances: [
        { InstanceId: instance(1), ImageId: ami(1) },
        { InstanceId: instance(2), ImageId: ami(1), account: other },
        { InstanceId: instance(3), ImageId: ami(1), account: other },
    ],
    launchTemplates: [{ LaunchTemplateId: template(1), versions: [{ ImageId: ami(1) }], account: third }],
};
const types = [{ ResourceType: "ec2:Instance" }, { ResourceType: "ec2:LaunchTemplate" }];
const create = ({ ec2 }: Pick<World, "ec2">, input: Partial<CreateImageUsageReportCommandInput> = {}) =>
    ec2.send(new CreateImageUsageReportCommand({ ImageId: ami(1), ResourceTypes: types, ...input }));
const states = async ({ ec2 }: World) =>
    ((await ec2.send(new DescribeImageUsageReportsCommand({ ImageIds: [ami(1)] }))).ImageUsageReports ?? []).map(
        report => report.State,
    );
const entries = async ({ ec2 }: World) =>
    (
        (await ec2.send(new DescribeImageUsageReportEntriesCommand({ ImageIds: [ami(1)] }))).ImageUsageReportEntries ??
        []
    ).map(entry => [entry.AccountId, entry.ResourceType, entry.UsageCount]);

describe("image usage reports", () => {
    it(
        "are made in the background, count what other accounts use, and are deleted after thirty days",
        inWorld({ seed, now: "2026-01-01T00:00:00Z" }, async world => {
            await create(world);
            assert.deepEqual(await states(world), ["pending"]);
            assert.deepEqual(await entries(world), []);
            assert.equal((await refusal(create(world, { ClientToken: "again" }))).code, "ResourceLimitExceeded");
            world.emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(await states(world), ["available"]);
            assert.deepEqual(await entries(world), [
                [other, "ec2:Instance", 2],
                [third, "ec2:LaunchTemplate", 1],
            ]);
            world.emulator.clock.advance({ days: 30 });
            assert.deepEqual(await states(world), []);
        }),
    );

    it(
        "can be about some accounts only, and can be deleted",
        inWorld({ seed }, async world => {
            const { ReportId } = await create(world, { AccountIds: [third] });
            world.emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(await entries(world), [[third, "ec2:LaunchTemplate", 1]]);
            assert.equal((await world.ec2.send(new DeleteImageUsageReportCommand({ ReportId }))).Return, true);
            assert.deepEqual(await states(world), []);
            const again = world.ec2.send(new DeleteImageUsageReportCommand({ ReportId }));
            assert.equal((await refusal(again)).code, "InvalidImageUsageReportId.NotFound");
        }),
    );

    it(
        "are the owner's alone",
        inWorld({ seed }, async world => {
            const asOther = { ec2: world.as({ accessKeyId: other }) };
            assert.equal((await refusal(create(asOther))).code, "AuthFailure");
            const codeOf = async (input: object) => (await refusal(create(world, input))).code;
            assert.equal(await codeOf({ ResourceTypes: [{ ResourceType: "x" }] }), "InvalidParameterValue");
            assert.equal(await codeOf({ ImageId: ami(9) }), "InvalidAMIID.NotFound");
        }),
    );

    it(
        "can be seeded with what others do, ready or failed",
        inWorld(
            {
                seed: {
                    usageReports: [
                        {
                            ImageId: ami(1),
                            Entries: [{ AccountId: other, ResourceType: "ec2:Instance", UsageCount: 7 }],
                        },
                        { ImageId: ami(2), State: "error", StateReason: "too large" },
                    ],
                },
            },
            async world => {
                assert.deepEqual(await entries(world), [[other, "ec2:Instance", 7]]);
                const failed = await world.ec2.send(
                    new DescribeImageUsageReportsCommand({ Filters: [{ Name: "state", Values: ["error"] }] }),
                );
                assert.deepEqual(
                    failed.ImageUsageReports?.map(report => [report.ImageId, report.StateReason]),
                    [[ami(2), "too large"]],
                );
            },
        ),
    );
});
