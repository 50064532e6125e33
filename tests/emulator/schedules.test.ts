import assert from "node:assert/strict";
import {
    CreateScheduleCommand,
    DeleteScheduleCommand,
    GetScheduleCommand,
    ListScheduleGroupsCommand,
    ListSchedulesCommand,
    type SchedulerClient,
    UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { refusal, signed } from "./clients";
import { cluster, inRunners, now, taskDefinition } from "./task-runners";

const Target = {
    Arn: cluster(),
    RoleArn: "arn:aws:iam::000000000000:role/scheduler",
    EcsParameters: { TaskDefinitionArn: taskDefinition("web"), LaunchType: "FARGATE" as const },
};
const nightly = {
    Name: "nightly",
    ScheduleExpression: "cron(0 2 * * ? *)",
    FlexibleTimeWindow: { Mode: "OFF" as const },
    Target,
};
const create = (scheduler: SchedulerClient, change: object = {}) =>
    scheduler.send(new CreateScheduleCommand({ ...nightly, ...change }));
const get = (scheduler: SchedulerClient, Name: string, GroupName?: string) =>
    scheduler.send(new GetScheduleCommand({ Name, GroupName }));

describe("EventBridge schedules", () => {
    it(
        "are made once, got with their target, replaced and deleted",
        inRunners({}, async ({ scheduler, emulator }) => {
            const { ScheduleArn } = await create(scheduler);
            assert.equal(ScheduleArn, "arn:aws:scheduler:us-east-1:000000000000:schedule/default/nightly");
            const again = await refusal(create(scheduler));
            assert.deepEqual([again.code, again.status], ["ConflictException", 409]);
            const got = await get(scheduler, "nightly");
            assert.deepEqual(got.Target?.EcsParameters, Target.EcsParameters);
            assert.deepEqual([got.State, got.GroupName, got.CreationDate], ["ENABLED", "default", new Date(now)]);
            await scheduler.send(
                new UpdateScheduleCommand({ ...nightly, State: "DISABLED", ScheduleExpression: "rate(1 day)" }),
            );
            const updated = await get(scheduler, "nightly");
            assert.deepEqual([updated.State, updated.ScheduleExpression], ["DISABLED", "rate(1 day)"]);
            await scheduler.send(new DeleteScheduleCommand({ Name: "nightly" }));
            assert.deepEqual(await refusal(get(scheduler, "nightly")), {
                code: "ResourceNotFoundException",
                status: 404,
                message: "Schedule nightly does not exist.",
            });
            assert.deepEqual(
                emulator.mutations().map(call => [call.operation, call.input.Name]),
                [
                    ["CreateSchedule", "nightly"],
                    ["UpdateSchedule", "nightly"],
                    ["DeleteSchedule", "nightly"],
                ],
            );
        }),
    );

    it(
        "are listed over all groups without what they run, by group, prefix and state, in pages",
        inRunners(
            { pageSize: 2, seed: { schedules: ["a", "b"].map(Name => ({ Name, GroupName: "team", Target })) } },
            async ({ scheduler, emulator }) => {
                await create(scheduler);
                // The client drops what a list does not tell: the wire shows it.
                const wire = await signed(emulator, "scheduler", {
                    method: "GET",
                    path: "/schedules?NamePrefix=nightly",
                });
                assert.deepEqual(JSON.parse(wire.body).Schedules[0].Target, { Arn: cluster() });
                const first = await scheduler.send(new ListSchedulesCommand({}));
                assert.deepEqual(
                    first.Schedules?.map(row => [row.GroupName, row.Name, row.Target]),
                    [
                        ["default", "nightly", { Arn: cluster() }],
                        ["team", "a", { Arn: cluster() }],
                    ],
                );
                const rest = await scheduler.send(new ListSchedulesCommand({ NextToken: first.NextToken }));
                assert.deepEqual([rest.Schedules?.map(row => row.Name), rest.NextToken], [["b"], undefined]);
                const names = async (input: object) =>
                    (await scheduler.send(new ListSchedulesCommand(input))).Schedules?.map(row => row.Name);
                assert.deepEqual(await names({ GroupName: "team", NamePrefix: "b" }), ["b"]);
                assert.deepEqual(await names({ State: "DISABLED" }), []);
                assert.deepEqual(await names({ MaxResults: 1 }), ["nightly"]);
                assert.equal((await refusal(names({ GroupName: "none" }))).code, "ResourceNotFoundException");
                assert.equal((await get(scheduler, "a", "team")).Name, "a");
                assert.equal((await refusal(get(scheduler, "a"))).code, "ResourceNotFoundException");
                const { ScheduleGroups } = await scheduler.send(new ListScheduleGroupsCommand({}));
                assert.deepEqual(
                    ScheduleGroups?.map(group => group.Name),
                    ["default", "team"],
                );
            },
        ),
    );

    it(
        "are denied and throttled in the words of their service, and unknown paths are unknown operations",
        inRunners({}, async ({ scheduler, emulator }) => {
            emulator.deny("scheduler:ListSchedules");
            const denied = await refusal(scheduler.send(new ListSchedulesCommand({})));
            assert.deepEqual([denied.code, denied.status], ["AccessDeniedException", 403]);
            emulator.failNext("scheduler:GetSchedule", { code: "ThrottlingException" });
            assert.equal((await refusal(get(scheduler, "x"))).status, 429);
            const wrong = await refusal(create(scheduler, { Target: { ...Target, Arn: "x" } }));
            assert.deepEqual([wrong.code, wrong.status], ["ValidationException", 400]);
            const unknown = await signed(emulator, "scheduler", { method: "GET", path: "/tags/x" });
            assert.deepEqual(
                [unknown.status, unknown.headers.get("x-amzn-errortype")],
                [404, "UnknownOperationException"],
            );
        }),
    );
});
