import assert from "node:assert/strict";
import { DeleteServiceCommand, RunTaskCommand, StopTaskCommand, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { variantAnswers } from "../../emulator";
import { refusal } from "./clients";
import {
    deleteDefinitions,
    deregister,
    describeDefinition,
    describeService,
    inRunners,
    makeService,
    moveService,
    now,
    register,
    statusOf,
    taskDefinition,
} from "./task-runners";

const two = { taskDefinitions: [{ family: "web" }, { family: "web" }], clusters: [{ clusterName: "default" }] };
const gone = { code: "ClientException", status: 400, message: "Unable to describe task definition." };

describe("deregistering a task definition", () => {
    it(
        "makes it INACTIVE, without saying when",
        inRunners({ seed: two }, async ({ ecs, emulator }) => {
            const { taskDefinition: answered } = await deregister(ecs, taskDefinition("web:1"));
            assert.deepEqual([answered?.status, answered?.deregisteredAt], ["INACTIVE", undefined]);
            assert.equal(await statusOf(ecs, "web:1"), "INACTIVE");
            assert.equal(await statusOf(ecs, "web:2"), "ACTIVE");
            assert.deepEqual(emulator.mutations(), [
                {
                    service: "ecs",
                    operation: "DeregisterTaskDefinition",
                    input: { taskDefinition: taskDefinition("web:1") },
                },
            ]);
        }),
    );

    for (const answer of variantAnswers.deregisterInactive) {
        it(
            `twice changes nothing the second time: ${answer}`,
            inRunners({ seed: two, variants: { deregisterInactive: answer } }, async ({ ecs, emulator }) => {
                await deregister(ecs, "web:1");
                const again = deregister(ecs, "web:1");
                if (answer === "success") {
                    assert.equal((await again).taskDefinition?.status, "INACTIVE");
                } else {
                    assert.equal((await refusal(again)).code, answer);
                }
                assert.equal(emulator.mutations().length, 1);
            }),
        );
    }

    it(
        "needs a revision that is there and is not being deleted",
        inRunners({ seed: two }, async ({ ecs }) => {
            const message = async (name: string) => (await refusal(deregister(ecs, name))).message;
            assert.equal(await message("web"), "Revision is missing.");
            assert.equal(await message("web:3"), "The specified task definition does not exist.");
            const elsewhere = taskDefinition("web:1").replace("000000000000", "111122223333");
            assert.equal(await message(elsewhere), "The specified task definition does not exist.");
            await deregister(ecs, "web:1");
            await deleteDefinitions(ecs, "web:1");
            assert.match(await message("web:1"), /in the process of being deleted/);
        }),
    );

    it(
        "leaves what runs it running and scaling; after ten minutes it cannot be put to use",
        inRunners({ seed: two, deploymentMs: 0 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            await deregister(ecs, "web:1");
            emulator.clock.advance({ minutes: 9, seconds: 59 });
            await ecs.send(new RunTaskCommand({ taskDefinition: "web:1" }));
            await moveService(ecs, "web:2");
            await moveService(ecs, "web:1");
            emulator.clock.advance({ seconds: 1 });
            const inactive = (code: string) => ({ code, status: 400, message: "TaskDefinition is inactive" });
            const run = ecs.send(new RunTaskCommand({ taskDefinition: "web:1" }));
            assert.deepEqual(await refusal(run), inactive("InvalidParameterException"));
            assert.deepEqual(await refusal(moveService(ecs, "web:1")), inactive("ClientException"));
            const made = makeService(ecs, { serviceName: "other", taskDefinition: "web:1" });
            assert.deepEqual(await refusal(made), inactive("ClientException"));
            const forced = ecs.send(new UpdateServiceCommand({ service: "web", forceNewDeployment: true }));
            assert.deepEqual(await refusal(forced), inactive("ClientException"));
            await ecs.send(new UpdateServiceCommand({ service: "web", desiredCount: 5 }));
            const service = await describeService(ecs);
            assert.deepEqual([service?.runningCount, service?.taskDefinition], [5, taskDefinition("web:1")]);
            assert.equal((await refusal(moveService(ecs, "web:9"))).message, "TaskDefinition not found.");
        }),
    );

    for (const answer of variantAnswers.describeInactive) {
        it(
            `an INACTIVE one that nothing refers to is described: ${answer}`,
            inRunners({ seed: two, deploymentMs: 0, variants: { describeInactive: answer } }, async ({ ecs }) => {
                await makeService(ecs, { taskDefinition: "web:1" });
                await deregister(ecs, "web:1");
                assert.equal(await statusOf(ecs, "web:1"), "INACTIVE");
                await moveService(ecs, "web:2");
                if (answer === "always") {
                    assert.equal(await statusOf(ecs, "web:1"), "INACTIVE");
                } else {
                    assert.deepEqual(await refusal(describeDefinition(ecs, "web:1")), gone);
                }
            }),
        );
    }
});

describe("deleting task definitions", () => {
    it(
        "answers 200 whatever becomes of each, in the documented words",
        inRunners({ seed: two }, async ({ ecs }) => {
            await deregister(ecs, "web:1");
            const { taskDefinitions, failures } = await deleteDefinitions(ecs, "web:2", "web:1", "web:9", "web", "a b");
            assert.deepEqual(
                taskDefinitions?.map(row => [row.revision, row.status, row.deregisteredAt, row.deleteRequestedAt]),
                [[1, "DELETE_IN_PROGRESS", new Date(now), new Date(now)]],
            );
            const invalid =
                "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.";
            assert.deepEqual(failures, [
                {
                    arn: "web:2",
                    reason: "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
                },
                {
                    arn: "web:9",
                    reason: "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
                },
                { arn: "web", reason: invalid },
                { arn: "a b", reason: invalid },
            ]);
        }),
    );

    it(
        "takes one to ten",
        inRunners({ seed: two }, async ({ ecs }) => {
            const eleven = Array.from({ length: 11 }, (_, i) => `web:${i + 1}`);
            assert.equal((await refusal(deleteDefinitions(ecs, ...eleven))).code, "InvalidParameterException");
            assert.equal((await refusal(deleteDefinitions(ecs))).code, "InvalidParameterException");
        }),
    );

    for (const answer of variantAnswers.deleteTwice) {
        it(
            `twice: ${answer}`,
            inRunners({ seed: two, variants: { deleteTwice: answer } }, async ({ ecs, emulator }) => {
                await deregister(ecs, "web:1");
                await deleteDefinitions(ecs, "web:1");
                const { taskDefinitions, failures } = await deleteDefinitions(ecs, "web:1");
                assert.deepEqual([taskDefinitions?.length, failures?.length], answer === "success" ? [1, 0] : [0, 1]);
                assert.equal(emulator.mutations().length, 2);
            }),
        );
    }

    it(
        "lasts while a task refers to it, and an hour more",
        inRunners({ seed: two }, async ({ ecs, emulator }) => {
            const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: "web:1" }));
            await deregister(ecs, "web:1");
            await deleteDefinitions(ecs, "web:1");
            emulator.clock.advance({ days: 3 });
            assert.equal(await statusOf(ecs, "web:1"), "DELETE_IN_PROGRESS");
            await ecs.send(new StopTaskCommand({ task: tasks[0]?.taskArn }));
            emulator.clock.advance({ minutes: 60 });
            assert.equal(await statusOf(ecs, "web:1"), "DELETE_IN_PROGRESS");
            emulator.clock.advance({ seconds: 10 });
            assert.deepEqual(await refusal(describeDefinition(ecs, "web:1")), gone);
            assert.deepEqual(
                emulator.look().taskDefinitions.map(row => row.revision),
                [2],
            );
        }),
    );

    it(
        "lasts while a deployment refers to it, and a day more; it cannot be used, but scales",
        inRunners({ seed: two, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await deregister(ecs, "web:1");
            await deleteDefinitions(ecs, "web:1");
            emulator.clock.advance({ days: 3 });
            await ecs.send(new UpdateServiceCommand({ service: "web", desiredCount: 3 }));
            assert.equal((await refusal(moveService(ecs, "web:1"))).message, "TaskDefinition is inactive");
            await moveService(ecs, "web:2");
            emulator.clock.advance({ hours: 24 });
            assert.equal(await statusOf(ecs, "web:1"), "DELETE_IN_PROGRESS");
            emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(await refusal(describeDefinition(ecs, "web:1")), gone);
        }),
    );

    it(
        "lasts until a deleted service has drained, also when another one takes its name",
        inRunners({ seed: two, deploymentMs: 0 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            await ecs.send(new DeleteServiceCommand({ service: "web", force: true }));
            await deregister(ecs, "web:1");
            await deleteDefinitions(ecs, "web:1");
            emulator.clock.advance({ minutes: 5 });
            await makeService(ecs, { taskDefinition: "web:2" });
            emulator.clock.advance({ hours: 23, minutes: 59 });
            assert.equal(await statusOf(ecs, "web:1"), "DELETE_IN_PROGRESS");
            emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(await refusal(describeDefinition(ecs, "web:1")), gone);
        }),
    );

    it(
        "does not mind that the same revision is registered again: it is another one",
        inRunners({ seed: two }, async ({ ecs }) => {
            await deregister(ecs, "web:2");
            await deleteDefinitions(ecs, "web:2");
            assert.equal((await register(ecs)).taskDefinition?.revision, 3);
        }),
    );
});
