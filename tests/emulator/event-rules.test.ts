import assert from "node:assert/strict";
import {
    DeleteRuleCommand,
    DescribeRuleCommand,
    DisableRuleCommand,
    EnableRuleCommand,
    type EventBridgeClient,
    ListEventBusesCommand,
    ListRuleNamesByTargetCommand,
    ListRulesCommand,
    ListTargetsByRuleCommand,
    PutRuleCommand,
    PutTargetsCommand,
    RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { refusal } from "./clients";
import { cluster, inRunners, taskDefinition } from "./task-runners";

const target = {
    Id: "run",
    Arn: cluster(),
    RoleArn: "arn:aws:iam::000000000000:role/events",
    EcsParameters: { TaskDefinitionArn: taskDefinition("web:1"), TaskCount: 1 },
};
const hourly = (events: EventBridgeClient, Name = "hourly") =>
    events.send(new PutRuleCommand({ Name, ScheduleExpression: "rate(1 hour)" }));
const byTarget = async (events: EventBridgeClient, TargetArn: string, EventBusName?: string) =>
    (await events.send(new ListRuleNamesByTargetCommand({ TargetArn, EventBusName }))).RuleNames;

describe("EventBridge rules", () => {
    it(
        "are made, described, switched, and keep their targets when put again",
        inRunners({}, async ({ events }) => {
            const { RuleArn } = await hourly(events);
            await events.send(new PutTargetsCommand({ Rule: "hourly", Targets: [target] }));
            await hourly(events);
            const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: "hourly" }));
            assert.deepEqual(Targets, [target]);
            await events.send(new DisableRuleCommand({ Name: "hourly" }));
            const { $metadata, ...rule } = await events.send(new DescribeRuleCommand({ Name: "hourly" }));
            assert.deepEqual(rule, {
                Name: "hourly",
                Arn: RuleArn,
                EventBusName: "default",
                State: "DISABLED",
                ScheduleExpression: "rate(1 hour)",
                CreatedBy: "000000000000",
            });
            assert.equal(RuleArn, "arn:aws:events:us-east-1:000000000000:rule/hourly");
            await events.send(new EnableRuleCommand({ Name: "hourly" }));
            const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: "hour" }));
            assert.deepEqual(
                Rules?.map(({ Name, State }) => [Name, State]),
                [["hourly", "ENABLED"]],
            );
        }),
    );

    it(
        "are found by their targets' own ARN, of an ECS target the cluster's, on one bus at a time",
        inRunners({ seed: { eventBuses: [{ Name: "orders" }] } }, async ({ events }) => {
            await hourly(events);
            await events.send(new PutTargetsCommand({ Rule: "hourly", Targets: [target] }));
            const onBus = { EventBusName: "orders" };
            await events.send(new PutRuleCommand({ ...onBus, Name: "placed", EventPattern: '{"source":["shop"]}' }));
            await events.send(new PutTargetsCommand({ ...onBus, Rule: "placed", Targets: [target] }));
            const { EventBuses } = await events.send(new ListEventBusesCommand({}));
            assert.deepEqual(
                EventBuses?.map(bus => bus.Name),
                ["default", "orders"],
            );
            assert.deepEqual(await byTarget(events, cluster()), ["hourly"]);
            assert.deepEqual(await byTarget(events, cluster(), "orders"), ["placed"]);
            assert.deepEqual(await byTarget(events, EventBuses?.[1]?.Arn ?? "", "orders"), []);
            assert.deepEqual(await byTarget(events, cluster(), EventBuses?.[1]?.Arn), ["placed"]);
            assert.deepEqual(await byTarget(events, taskDefinition("web:1")), []);
            assert.deepEqual(await byTarget(events, cluster("other")), []);
            assert.deepEqual(await refusal(byTarget(events, cluster(), "none")), {
                code: "ResourceNotFoundException",
                status: 400,
                message: "Event bus none does not exist.",
            });
        }),
    );

    it(
        "are deleted when they have no targets, also when they are not there",
        inRunners({}, async ({ events, emulator }) => {
            await hourly(events);
            await events.send(new PutTargetsCommand({ Rule: "hourly", Targets: [target] }));
            const remove = () => events.send(new DeleteRuleCommand({ Name: "hourly" }));
            assert.equal((await refusal(remove())).message, "Rule can't be deleted since it has targets.");
            await events.send(new RemoveTargetsCommand({ Rule: "hourly", Ids: ["run"] }));
            await remove();
            await remove();
            assert.equal(emulator.mutations().filter(call => call.operation === "DeleteRule").length, 1);
            const described = events.send(new DescribeRuleCommand({ Name: "hourly" }));
            assert.equal((await refusal(described)).message, "Rule hourly does not exist on EventBus default.");
        }),
    );

    it(
        "need a pattern or a schedule, and a role for a target on ECS",
        inRunners({}, async ({ events }) => {
            const bare = events.send(new PutRuleCommand({ Name: "bare" }));
            assert.equal((await refusal(bare)).code, "ValidationException");
            await hourly(events);
            const put = events.send(
                new PutTargetsCommand({ Rule: "hourly", Targets: [{ ...target, RoleArn: undefined }] }),
            );
            assert.match((await refusal(put)).message, /^RoleArn is required for target/);
        }),
    );

    it(
        "are listed in pages, denied and failed like everything else",
        inRunners({ pageSize: 2 }, async ({ events, emulator }) => {
            for (const name of ["a", "b", "c"]) {
                await hourly(events, name);
                await events.send(new PutTargetsCommand({ Rule: name, Targets: [target] }));
            }
            const first = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: cluster() }));
            assert.deepEqual(first.RuleNames, ["a", "b"]);
            const { NextToken } = first;
            const rest = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: cluster(), NextToken }));
            assert.deepEqual([rest.RuleNames, rest.NextToken], [["c"], undefined]);
            emulator.deny("events:ListRuleNamesByTarget");
            const denied = await refusal(byTarget(events, cluster()));
            assert.deepEqual([denied.code, denied.status], ["AccessDeniedException", 400]);
            assert.match(denied.message, /not authorized to perform: events:ListRuleNamesByTarget/);
            emulator.failNext("events:ListRules", { code: "InternalException" });
            assert.equal((await refusal(events.send(new ListRulesCommand({})))).status, 500);
        }),
    );
});
