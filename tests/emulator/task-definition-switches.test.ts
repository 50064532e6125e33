import assert from "node:assert/strict";
import { ListTaskDefinitionsCommand } from "@aws-sdk/client-ecs";
import { refusal, signed } from "./clients";
import {
    deleteDefinitions,
    deregister,
    describeDefinition,
    inRunners,
    register,
    statusOf,
    taskDefinition,
} from "./task-runners";

const seed = { taskDefinitions: [{ family: "web" }, { family: "web" }] };

describe("the switches for ECS", () => {
    it(
        "fail the next registration as ECS does when several register at once",
        inRunners({}, async ({ ecs, emulator }) => {
            const message = "Too many concurrent attempts to create a new revision of the specified family.";
            emulator.failNext("ecs:RegisterTaskDefinition", { code: "ClientException", message });
            assert.deepEqual(await refusal(register(ecs)), { code: "ClientException", status: 400, message });
            assert.equal((await register(ecs)).taskDefinition?.revision, 1);
            assert.equal(emulator.mutations().length, 1);
        }),
    );

    it(
        "deny an operation by its name, with nothing changed",
        inRunners({ seed }, async ({ ecs, emulator }) => {
            emulator.deny("ecs:DeregisterTaskDefinition");
            const denied = await refusal(deregister(ecs, "web:1"));
            assert.deepEqual([denied.code, denied.status], ["AccessDeniedException", 400]);
            assert.match(denied.message, /not authorized to perform: ecs:DeregisterTaskDefinition/);
            assert.equal(await statusOf(ecs, "web:1"), "ACTIVE");
        }),
    );

    it(
        "throttle registering and deregistering together, and deleting by itself",
        inRunners({ seed, throttle: { timeFactor: 0.001 } }, async ({ ecs }) => {
            for (let i = 0; i < 19; i += 1) {
                await register(ecs, { family: "other" });
            }
            await deregister(ecs, "web:1");
            const throttled = { code: "ThrottlingException", status: 400, message: "Rate exceeded" };
            assert.deepEqual(await refusal(deregister(ecs, "web:2")), throttled);
            assert.deepEqual(await refusal(register(ecs)), throttled);
            for (let i = 0; i < 5; i += 1) {
                await deleteDefinitions(ecs, "web:1");
            }
            assert.deepEqual(await refusal(deleteDefinitions(ecs, "web:1")), throttled);
            assert.equal(await statusOf(ecs, "web:1"), "DELETE_IN_PROGRESS");
        }),
    );

    it(
        "let a change be seen only after the lag",
        inRunners({ seed, lagMs: 5_000 }, async ({ ecs, emulator }) => {
            await deregister(ecs, "web:2");
            assert.equal(await statusOf(ecs, "web:2"), "ACTIVE");
            assert.equal((await describeDefinition(ecs, "web")).taskDefinition?.revision, 2);
            // What changes the world sees it as it is.
            assert.equal((await deleteDefinitions(ecs, "web:2")).failures?.length, 0);
            emulator.clock.advance({ seconds: 5 });
            assert.equal(await statusOf(ecs, "web:2"), "DELETE_IN_PROGRESS");
            assert.equal((await describeDefinition(ecs, "web")).taskDefinition?.revision, 1);
        }),
    );

    it(
        "lose the answer of a registration that took effect",
        inRunners({}, async ({ ecs, emulator }) => {
            emulator.failNext("ecs:RegisterTaskDefinition", { reset: "after" });
            await assert.rejects(register(ecs));
            assert.equal(await statusOf(ecs, "web:1"), "ACTIVE");
        }),
    );

    it(
        "keep accounts and regions apart, numbers too; an ARN of another place is nothing here",
        inRunners({ seed }, async ({ ecs, as }) => {
            const others = [as({ region: "eu-west-1" }), as({ accessKeyId: "111122223333" })];
            for (const other of others) {
                const { taskDefinitionArns } = await other.send(new ListTaskDefinitionsCommand({}));
                assert.deepEqual(taskDefinitionArns, []);
                assert.equal((await refusal(describeDefinition(other, "web:1"))).code, "ClientException");
                const { message } = await refusal(deregister(other, taskDefinition("web:1")));
                assert.equal(message, "The specified task definition does not exist.");
                const { failures } = await deleteDefinitions(other, taskDefinition("web:1"));
                assert.match(failures?.[0]?.reason ?? "", /^The specified task definition does not exist\./);
                assert.equal((await register(other)).taskDefinition?.revision, 1);
            }
            assert.equal(await statusOf(ecs, "web:1"), "ACTIVE");
            assert.equal((await register(ecs)).taskDefinition?.revision, 3);
        }),
    );

    it(
        "show the wire as it is: JSON 1.1, times in seconds, errors by type",
        inRunners({ seed }, async ({ emulator }) => {
            const call = (operation: string, body: string) =>
                signed(emulator, "ecs", {
                    body,
                    headers: {
                        "content-type": "application/x-amz-json-1.1",
                        "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
                    },
                });
            const answer = await call("DescribeTaskDefinition", '{"taskDefinition":"web:1"}');
            assert.equal(
                JSON.parse(answer.body).taskDefinition.registeredAt,
                Date.parse("2026-01-01T00:00:00Z") / 1000,
            );
            assert.ok(!("tags" in JSON.parse(answer.body)));
            const unknown = await call("RegisterDaemonTaskDefinition", "{}");
            assert.deepEqual([unknown.status, JSON.parse(unknown.body).__type], [400, "UnknownOperationException"]);
            const missing = await call("DescribeTaskDefinition", "{}");
            assert.equal(JSON.parse(missing.body).__type, "InvalidParameterException");
        }),
    );
});
