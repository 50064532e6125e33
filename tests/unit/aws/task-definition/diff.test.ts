import assert from "node:assert/strict";
import { taskDefinition } from "../../../../provider/aws/task-definition/provider";
import type { TaskDefinitionInputs, TaskDefinitionState } from "../../../../provider/aws/task-definition/state";
import { unknownValue } from "../../../../provider/execution/checked";
import type { Context } from "../../../../provider/execution/kind";
import { Stage } from "../../execution/stage";
import { arn, arnOf, stateOf } from "./worlds";

const container = { name: "app", image: "app:1" };
const inputs: TaskDefinitionInputs = { family: "web", containerDefinitions: [container] };
/** The row of a revision that was adopted: its state has a family, and its arguments have none. */
const { containerDefinitions: _, ...adopted } = stateOf({ taskDefinitionArn: arn });

const secret = (...names: readonly string[]) => ({
    containerDefinitions: [{ ...container, environment: names.map(name => ({ name, value: "1" })) }],
});

describe("a changed row of a task definition", () => {
    const rows: Readonly<
        Record<
            string,
            readonly [
                state: Partial<TaskDefinitionState>,
                next: Partial<TaskDefinitionInputs>,
                changes: boolean,
                replaces: string[],
            ]
        >
    > = {
        nothing: [{}, {}, false, []],
        tags: [{ tags: { a: "1" } }, { tags: { a: "2" } }, true, []],
        "no tags any more": [{ tags: { a: "1" } }, {}, true, []],
        "tags in another order": [{ tags: { a: "1", b: "2" } }, { tags: { b: "2", a: "1" } }, false, []],
        "a policy": [{}, { deletionPolicy: { action: "delete" } }, true, []],
        "a timeout": [{}, { timeouts: { delete: "1m" } }, true, []],
        "a profile": [{}, { profile: "work" }, true, []],
        "an endpoint": [{}, { endpoint: "http://127.0.0.1:1" }, true, []],
        "the region that it is in": [{}, { region: "eu-central-1" }, false, []],
        "another region": [{}, { region: "us-east-1" }, true, ["region"]],
        "another image": [
            {},
            { containerDefinitions: [{ ...container, image: "app:2" }] },
            true,
            ["containerDefinitions"],
        ],
        "another family": [{}, { family: "web2" }, true, ["family"]],
        "a role": [{}, { taskRoleArn: "arn:r" }, true, ["taskRoleArn"]],
        "no role any more": [{ taskRoleArn: "arn:r" }, {}, true, ["taskRoleArn"]],
        "a size": [{ cpu: "256" }, { cpu: "512" }, true, ["cpu"]],
        "what means the same, as JSON text": [{}, { containerDefinitions: JSON.stringify([container]) }, true, []],
        "what ECS fills in": [{}, { containerDefinitions: [{ ...container, essential: true }] }, true, []],
        "variables in another order": [secret("a", "b"), secret("b", "a"), true, []],
        "a size with a unit": [{ cpu: "1024" }, { cpu: "1 vCPU" }, true, []],
        "an image that the preview does not know": [
            {},
            { containerDefinitions: [{ ...container, image: unknownValue }] },
            true,
            ["containerDefinitions"],
        ],
        "containers that the preview does not know": [
            {},
            { containerDefinitions: unknownValue },
            true,
            ["containerDefinitions"],
        ],
        "drift to INACTIVE: only a new revision mends it": [{ status: "INACTIVE" }, {}, true, ["status"]],
        "drift to DELETE_IN_PROGRESS": [{ status: "DELETE_IN_PROGRESS" }, {}, true, ["status"]],
    };
    for (const [what, [state, next, changes, replaces]] of Object.entries(rows)) {
        it(`${what}: ${replaces.length > 0 ? "replaces" : changes ? "updates" : "changes nothing"}`, () => {
            assert.deepEqual(taskDefinition.diff(stateOf(state), { ...inputs, ...next }), { changes, replaces });
        });
    }

    it("that adopted its revision has no difference of its own", () => {
        assert.deepEqual(taskDefinition.diff(adopted as TaskDefinitionState, { taskDefinitionArn: arn }), {
            changes: false,
            replaces: [],
        });
    });

    it("that adopted its revision is told of drift each time, and not replaced by the same one", () => {
        const drifted = { ...adopted, status: "INACTIVE" } as TaskDefinitionState;
        assert.deepEqual(taskDefinition.diff(drifted, { taskDefinitionArn: arn }), { changes: true, replaces: [] });
    });

    it("that adopts another, an unknown one, or registers its own from now on is replaced", () => {
        const replacesBy = (next: TaskDefinitionInputs) =>
            taskDefinition.diff(adopted as TaskDefinitionState, next).replaces;
        assert.deepEqual(replacesBy({ taskDefinitionArn: arnOf(4) }), ["taskDefinitionArn"]);
        assert.deepEqual(replacesBy({ taskDefinitionArn: unknownValue }), ["taskDefinitionArn"]);
        assert.deepEqual(replacesBy(inputs), ["taskDefinitionArn"]);
    });

    it("that registered a revision and names that same one from now on keeps it", () => {
        const { replaces } = taskDefinition.diff(stateOf(), { taskDefinitionArn: arn });
        assert.deepEqual(replaces, []);
    });
});

describe("a state that was edited by hand to name two revisions", () => {
    const context: Context = {
        configuration: { get: () => undefined },
        environment: {},
        surroundings: new Stage().surroundings,
        gone: new Map(),
    };
    it("is neither retired nor updated", async () => {
        const state = stateOf({ arn: arnOf(4) });
        await assert.rejects(taskDefinition.retirement(arn, state, context), { code: "invalid-state" });
        await assert.rejects(taskDefinition.update(arn, state, inputs, context), { code: "invalid-state" });
    });
    it("and one that is whole waits within its own bounds", async () => {
        const bounds = async (timeouts: object) => {
            const { waits, confirm, release } = await taskDefinition.retirement(arn, stateOf({ timeouts }), context);
            return [waits.rollback?.deadlineMs, confirm.deadlineMs, release?.deadlineMs];
        };
        assert.deepEqual(await bounds({}), [1_800_000, 300_000, 60_000]);
        assert.deepEqual(await bounds({ delete: "1m", confirm: "1h", release: "5s" }), [60_000, 3_600_000, 5_000]);
    });
});
