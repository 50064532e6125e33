import assert from "node:assert/strict";
import { taskDefinition } from "../../../../provider/aws/task-definition/provider";
import { unknownValue } from "../../../../provider/execution/checked";
import type { Context } from "../../../../provider/execution/kind";
import { Stage } from "../../execution/stage";
import { arn } from "./worlds";

const context: Context = {
    configuration: { get: key => (key === "aws:region" ? "eu-central-1" : undefined) },
    environment: {},
    surroundings: new Stage().surroundings,
    gone: new Map(),
};
const check = (inputs: object) =>
    taskDefinition.check({ inputs: inputs as Readonly<Record<string, unknown>>, isNew: true }, context);

const container = { name: "app", image: "app:1" };
const whole = { family: "web", containerDefinitions: [container] };
const withContainer = (members: object) => ({
    ...whole,
    containerDefinitions: [container, { ...container, ...members }],
});
const fargate = { ...whole, requiresCompatibilities: ["FARGATE"] };

describe("the arguments of a task definition", () => {
    const good: Readonly<Record<string, object>> = {
        "a list of containers": whole,
        "JSON text of one": { ...whole, containerDefinitions: JSON.stringify([container]) },
        "numbers where ECS takes text": { ...fargate, cpu: 256, memory: 512 },
        "sizes with units": { ...fargate, cpu: ".25 vCPU", memory: "0.5 GB" },
        "a family of all that ECS takes": { ...whole, family: "aZ0_-" },
        "a family of 255 characters": { ...whole, family: "a".repeat(255) },
        "a revision": { taskDefinitionArn: arn },
        "a revision, and its region": { taskDefinitionArn: arn, region: "eu-central-1" },
        "every policy field": {
            ...whole,
            deletionPolicy: {
                action: "delete",
                force: true,
                requireUnused: true,
                keepRollbackTarget: false,
                ignoreReferences: ["rule-target", "scheduler-target"],
            },
        },
        "every timeout": { ...whole, timeouts: { delete: "1h", release: "1m", confirm: "30s" } },
        tags: { ...whole, tags: { team: "a" } },
        "a family that a preview does not know": { ...whole, family: unknownValue },
        "containers that a preview does not know": { ...whole, containerDefinitions: unknownValue },
        "a container that a preview does not know": { ...whole, containerDefinitions: [unknownValue] },
        "an image that a preview does not know": withContainer({ image: unknownValue }),
        "a variable that a preview does not know": withContainer({ environment: [{ name: "a", value: unknownValue }] }),
        "a size that a preview does not know": { ...fargate, cpu: "300", memory: unknownValue },
        "an ARN that a preview does not know": { taskDefinitionArn: unknownValue },
        "a region that a preview does not know": { taskDefinitionArn: arn, region: unknownValue },
        "a policy that a preview does not know": { ...whole, deletionPolicy: unknownValue },
    };
    for (const [what, inputs] of Object.entries(good)) {
        it(`may hold ${what}`, async () => assert.deepEqual(await check(inputs), []));
    }

    const bad: Readonly<Record<string, readonly [inputs: object, property: string, reason: RegExp]>> = {
        "a family with a dot": [
            { ...whole, family: "web.a" },
            "family",
            /family is "web\.a": must be 1 to 255 letters/,
        ],
        "an empty family": [{ ...whole, family: "" }, "family", /family is ""/],
        "a family that is too long": [{ ...whole, family: "a".repeat(256) }, "family", /must be 1 to 255/],
        "a family with a revision": [{ ...whole, family: "web:3" }, "family", /family is "web:3"/],
        "no family": [{ containerDefinitions: [container] }, "family", /family is missing/],
        "no containers": [{ family: "web" }, "containerDefinitions", /containerDefinitions is missing/],
        "an empty list": [{ ...whole, containerDefinitions: [] }, "containerDefinitions", /at least one container/],
        "text of an empty list": [
            { ...whole, containerDefinitions: "[]" },
            "containerDefinitions",
            /at least one container/,
        ],
        "text that is no JSON": [
            { ...whole, containerDefinitions: "[{name: 1}]" },
            "containerDefinitions",
            /^containerDefinitions is text, and not valid JSON: give a list/,
        ],
        "text that is no list": [
            { ...whole, containerDefinitions: JSON.stringify({ containerDefinitions: [container] }) },
            "containerDefinitions",
            /^containerDefinitions is JSON text that is not a list/,
        ],
        "a field that no container has": [
            withContainer({ enviroment: [] }),
            "containerDefinitions",
            /^containerDefinitions\.1 has no field "enviroment"/,
        ],
        "such a field in JSON text": [
            { ...whole, containerDefinitions: JSON.stringify([{ ...container, Image: "x" }]) },
            "containerDefinitions",
            /^containerDefinitions\.0 has no field "Image"/,
        ],
        "such a field deep inside": [
            withContainer({ portMappings: [{ containerPort: 80 }, { port: 80 }] }),
            "containerDefinitions",
            /^containerDefinitions\.1\.portMappings\.1 has no field "port"/,
        ],
        "a field of the wrong type": [
            withContainer({ memory: "512" }),
            "containerDefinitions",
            /containerDefinitions\.1\.memory is "512"/,
        ],
        "such a field beside what a preview does not know": [
            withContainer({ image: unknownValue, memory: "512" }),
            "containerDefinitions",
            /containerDefinitions\.1\.memory is "512"/,
        ],
        "a container without an image": [
            { ...whole, containerDefinitions: [{ name: "app" }] },
            "containerDefinitions",
            /containerDefinitions\.0\.image is missing/,
        ],
        "a field that nothing has": [{ ...whole, famly: "x" }, "", /the resource has no field "famly"/],
        "a network of another world": [{ ...whole, networkMode: "awsVpc" }, "networkMode", /networkMode is "awsVpc"/],
        "a size that Fargate lacks": [
            { ...fargate, cpu: "300", memory: "512" },
            "cpu",
            /cpu is "300": Fargate takes 256/,
        ],
        "a pair that Fargate lacks": [
            { ...fargate, cpu: 256, memory: 4096 },
            "memory",
            /with cpu "256" Fargate takes 512, 1024, 2048/,
        ],
        "no size for Fargate": [fargate, "cpu", /cpu is missing/],
        "an ARN without a revision": [
            { taskDefinitionArn: arn.slice(0, arn.lastIndexOf(":")) },
            "taskDefinitionArn",
            /must be a full ARN with the revision/,
        ],
        "a short name for an ARN": [
            { taskDefinitionArn: "web:3" },
            "taskDefinitionArn",
            /taskDefinitionArn is "web:3"/,
        ],
        "an ARN beside a family": [
            { taskDefinitionArn: arn, family: "web" },
            "family",
            /stands beside taskDefinitionArn/,
        ],
        "an ARN beside containers": [
            { taskDefinitionArn: arn, containerDefinitions: unknownValue },
            "containerDefinitions",
            /stands beside taskDefinitionArn/,
        ],
        "an ARN beside tags": [{ taskDefinitionArn: arn, tags: {} }, "tags", /stands beside taskDefinitionArn/],
        "another region than the ARN's": [
            { taskDefinitionArn: arn, region: "us-east-1" },
            "region",
            /region is "us-east-1", and taskDefinitionArn is in eu-central-1/,
        ],
        "an action of another kind": [
            { ...whole, deletionPolicy: { action: "disable" } },
            "deletionPolicy",
            /deletionPolicy\.action is "disable"/,
        ],
        "a policy field of another kind": [
            { ...whole, deletionPolicy: { recycleBin: {} } },
            "deletionPolicy",
            /deletionPolicy has no field "recycleBin"/,
        ],
        "a kind of users that never blocks": [
            { ...whole, deletionPolicy: { ignoreReferences: ["service"] } },
            "deletionPolicy",
            /deletionPolicy\.ignoreReferences\.0 is "service"/,
        ],
        "a timeout of another kind": [
            { ...whole, timeouts: { settle: "1m" } },
            "timeouts",
            /timeouts has no field "settle"/,
        ],
    };
    for (const [what, [inputs, property, reason]] of Object.entries(bad)) {
        it(`may not hold ${what}: the property is named`, async () => {
            const [failure, ...more] = await check(inputs);
            assert.equal(failure?.property, property);
            assert.match(failure.reason, reason);
            assert.deepEqual(more, []);
        });
    }

    it("name the revision that is wanted only when they adopt it", () => {
        assert.equal(taskDefinition.idOf({ taskDefinitionArn: arn }), arn);
        assert.equal(taskDefinition.idOf({ taskDefinitionArn: unknownValue }), unknownValue, "not known yet");
        for (const inputs of [{ taskDefinitionArn: 7 }, whole]) assert.equal(taskDefinition.idOf(inputs), undefined);
    });
});
