import assert from "node:assert/strict";
import {
    CreateServiceCommand,
    CreateTaskSetCommand,
    DeleteTaskSetCommand,
    DescribeTaskSetsCommand,
    DescribeTasksCommand,
    type ECSClient,
    ListTagsForResourceCommand,
    ListTasksCommand,
    RunTaskCommand,
    StopTaskCommand,
    TagResourceCommand,
    UntagResourceCommand,
    UpdateServicePrimaryTaskSetCommand,
} from "@aws-sdk/client-ecs";
import { refusal } from "./clients";
import { cluster, describeService, inRunners, makeService, serviceArn, taskDefinition } from "./task-runners";

const seed = {
    taskDefinitions: [{ family: "web" }, { family: "web" }, { family: "job" }],
    clusters: [{ clusterName: "default" }],
};
const listed = async (ecs: ECSClient, input: object = {}) =>
    (await ecs.send(new ListTasksCommand(input))).taskArns ?? [];
const described = async (ecs: ECSClient, task: string) =>
    (await ecs.send(new DescribeTasksCommand({ tasks: [task] }))).tasks?.[0];

describe("ECS tasks", () => {
    it(
        "start, run, stop in emulated time, and are shown for an hour after",
        inRunners({ seed }, async ({ ecs, emulator }) => {
            const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: "job", count: 2 }));
            assert.deepEqual(
                tasks.map(task => [task.lastStatus, task.taskDefinitionArn, task.group]),
                Array(2).fill(["PENDING", taskDefinition("job:1"), "family:job"]),
            );
            const arn = tasks[0]?.taskArn ?? "";
            emulator.clock.advance({ seconds: 10 });
            assert.equal((await described(ecs, arn))?.lastStatus, "RUNNING");
            await ecs.send(new StopTaskCommand({ task: arn, reason: "enough" }));
            const stopping = await described(ecs, arn);
            assert.deepEqual([stopping?.lastStatus, stopping?.desiredStatus], ["STOPPING", "STOPPED"]);
            emulator.clock.advance({ seconds: 10 });
            const stopped = await described(ecs, arn);
            assert.deepEqual([stopped?.lastStatus, stopped?.stoppedReason], ["STOPPED", "enough"]);
            assert.deepEqual(await listed(ecs), [tasks[1]?.taskArn]);
            assert.deepEqual(await listed(ecs, { desiredStatus: "STOPPED" }), [arn]);
            emulator.clock.advance({ hours: 1 });
            const { failures } = await ecs.send(new DescribeTasksCommand({ tasks: [arn] }));
            assert.deepEqual(failures, [{ arn, reason: "MISSING" }]);
        }),
    );

    it(
        "of services are listed with their service's group, beside those on their own, by family and service",
        inRunners({ seed, deploymentMs: 0 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: "web:2" }));
            const all = await listed(ecs, { family: "web" });
            assert.equal(all.length, 3);
            assert.deepEqual(await listed(ecs, { family: "job" }), []);
            const ofService = await listed(ecs, { serviceName: "web" });
            assert.deepEqual([...ofService, tasks[0]?.taskArn].sort(), [...all].sort());
            const one = await described(ecs, ofService[0] ?? "");
            assert.deepEqual(
                [one?.group, one?.taskDefinitionArn, one?.lastStatus],
                ["service:web", taskDefinition("web:1"), "RUNNING"],
            );
            assert.equal(one?.startedBy, (await describeService(ecs))?.deployments?.[0]?.id);
            const before = emulator.mutations().length;
            await ecs.send(new StopTaskCommand({ task: ofService[0] ?? "" }));
            assert.deepEqual(await listed(ecs, { serviceName: "web" }), ofService);
            assert.equal(emulator.mutations().length, before);
        }),
    );

    it(
        "need a cluster and a task definition that are there",
        inRunners({ seed }, async ({ ecs }) => {
            const run = async (input: object) =>
                refusal(ecs.send(new RunTaskCommand({ taskDefinition: "web", ...input })));
            assert.equal((await run({ cluster: "none" })).code, "ClusterNotFoundException");
            assert.equal((await run({ taskDefinition: "none" })).message, "TaskDefinition not found.");
            assert.equal(
                (await refusal(ecs.send(new StopTaskCommand({ task: "none" })))).code,
                "InvalidParameterException",
            );
        }),
    );
});

describe("ECS task sets", () => {
    it(
        "are what a service with an EXTERNAL controller runs: one is primary, the others are deleted",
        inRunners({ seed }, async ({ ecs, emulator }) => {
            const names = { cluster: "default", service: "web" };
            await ecs.send(
                new CreateServiceCommand({
                    serviceName: "web",
                    desiredCount: 2,
                    deploymentController: { type: "EXTERNAL" },
                }),
            );
            const make = async (name: string) =>
                (await ecs.send(new CreateTaskSetCommand({ ...names, taskDefinition: name }))).taskSet?.taskSetArn ??
                "";
            const first = await make("web:1");
            const second = await make("web:2");
            const primary = (set: string) =>
                ecs.send(new UpdateServicePrimaryTaskSetCommand({ ...names, primaryTaskSet: set }));
            const sets = async () => {
                const { taskSets = [] } = await ecs.send(new DescribeTaskSetsCommand(names));
                return taskSets.map(set => [set.status, set.taskDefinition?.replace(/.*\//, "")]);
            };
            await primary(first);
            await primary(second);
            assert.deepEqual(await sets(), [
                ["ACTIVE", "web:1"],
                ["PRIMARY", "web:2"],
            ]);
            assert.equal((await describeService(ecs))?.taskDefinition, taskDefinition("web:2"));
            const remove = (taskSet: string) => ecs.send(new DeleteTaskSetCommand({ ...names, taskSet }));
            assert.equal((await refusal(remove(second))).code, "InvalidParameterException");
            await remove(first);
            assert.deepEqual((await sets())[0], ["DRAINING", "web:1"]);
            emulator.clock.advance({ minutes: 5 });
            assert.deepEqual(await sets(), [["PRIMARY", "web:2"]]);
            assert.equal((await refusal(remove(first))).code, "TaskSetNotFoundException");
        }),
    );
});

describe("ECS tags", () => {
    it(
        "are put on and taken off task definitions, services, clusters and tasks",
        inRunners({ seed, deploymentMs: 0 }, async ({ ecs }) => {
            await makeService(ecs);
            const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: "job" }));
            const arns = [taskDefinition("web:1"), serviceArn("web"), cluster(), tasks[0]?.taskArn ?? ""];
            for (const resourceArn of arns) {
                const tags = [
                    { key: "a", value: "1" },
                    { key: "b", value: "2" },
                ];
                await ecs.send(new TagResourceCommand({ resourceArn, tags }));
                await ecs.send(new TagResourceCommand({ resourceArn, tags: [{ key: "a", value: "3" }] }));
                await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: ["b"] }));
                const left = await ecs.send(new ListTagsForResourceCommand({ resourceArn }));
                assert.deepEqual(left.tags, [{ key: "a", value: "3" }], resourceArn);
            }
            const tag = (resourceArn: string, key = "a") =>
                ecs.send(new TagResourceCommand({ resourceArn, tags: [{ key, value: "1" }] }));
            assert.equal((await refusal(tag(taskDefinition("web:9")))).code, "ClientException");
            assert.equal((await refusal(tag(taskDefinition("web")))).code, "ClientException");
            assert.equal((await refusal(tag(cluster(), "aws:x"))).code, "InvalidParameterException");
        }),
    );
});
