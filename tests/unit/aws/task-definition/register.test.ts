import assert from "node:assert/strict";
import type { RegisterTaskDefinitionCommandInput, TaskDefinition } from "@aws-sdk/client-ecs";
import { definitionOf } from "../../../../provider/aws/task-definition/definition";
import { registerRevision } from "../../../../provider/aws/task-definition/register";
import type { CallError, Meaning } from "../../../../provider/execution/errors";
import { Stage } from "../../execution/stage";
import { arnOf, failed, fakeApi } from "./worlds";

const register = "ecs:RegisterTaskDefinition";
const container = { name: "app", image: "app:1", healthCheck: { command: ["CMD", "true"] } };
const definition = definitionOf({ family: "web", containerDefinitions: [container], cpu: ".5 vCPU" });

/** As ECS answers the same definition. */
const filledIn = {
    family: "web",
    cpu: "512",
    volumes: [],
    compatibilities: ["EC2"],
    containerDefinitions: [
        {
            ...container,
            cpu: 0,
            essential: true,
            environment: [],
            healthCheck: { ...container.healthCheck, interval: 30, timeout: 5, retries: 3 },
        },
    ],
} as TaskDefinition;

/** What becomes of each attempt in turn; after that they succeed. */
type Attempt = { readonly fails?: CallError; readonly makes?: boolean; readonly others?: readonly TaskDefinition[] };

const family = (...attempts: readonly Attempt[]) => {
    const stage = new Stage();
    const made: TaskDefinition[] = [{ ...filledIn, taskDefinitionArn: arnOf(1), revision: 1 }];
    const inputs: RegisterTaskDefinitionCommandInput[] = [];
    const add = (revision: TaskDefinition): TaskDefinition => {
        const next = { ...revision, taskDefinitionArn: arnOf(made.length + 1), status: "ACTIVE" as const };
        made.push(next);
        return next;
    };
    const api = fakeApi({
        list: async (_family, status) => {
            assert.equal(status, "ACTIVE");
            return made.map(({ taskDefinitionArn = "" }) => taskDefinitionArn);
        },
        describe: async nameOrArn => {
            const found = made.find(({ taskDefinitionArn }) => taskDefinitionArn === nameOrArn);
            return found === undefined ? undefined : { definition: found, tags: {} };
        },
        register: async input => {
            const { fails, makes = fails === undefined, others = [] } = attempts[inputs.length] ?? {};
            inputs.push(input);
            others.forEach(add);
            const revision = makes ? add(filledIn) : undefined;
            if (fails !== undefined) throw fails;
            return revision ?? assert.fail();
        },
    });
    const run = (tags = {}) => registerRevision(api, definition, tags, stage.confirm, stage.surroundings);
    return { stage, inputs, made, run };
};

const of = (meaning: Meaning) => failed(register, `Code.${meaning}`, meaning);

describe("the registration of a revision", () => {
    it("is sent once, as it was given, and tags only where there are some", async () => {
        const { inputs, run } = family();
        assert.equal((await run()).taskDefinitionArn, arnOf(2));
        await run({ team: "a" });
        assert.deepEqual(inputs, [definition, { ...definition, tags: [{ key: "team", value: "a" }] }]);
    });

    it("is sent again while others register the family, without asking whose revisions have come", async () => {
        // Nothing took effect: an equal revision that came meanwhile is another's.
        const { inputs, run } = family({ fails: of("throttled"), others: [filledIn] }, { fails: of("throttled") });
        assert.equal((await run()).taskDefinitionArn, arnOf(3));
        assert.equal(inputs.length, 3);
    });

    it("whose answer was lost is found by what it says, and not sent again", async () => {
        const { inputs, run } = family({ fails: of("transient"), makes: true });
        assert.equal((await run()).taskDefinitionArn, arnOf(2));
        assert.equal(inputs.length, 1);
    });

    it("that was lost before it took effect is sent again: neither an old revision nor another's is taken for it", async () => {
        const others = [
            { ...filledIn, cpu: "1024" },
            { ...filledIn, memberOfTimesToCome: true, containerDefinitions: [{ name: "b", image: "b:1", novelty: 1 }] },
            {},
        ] as TaskDefinition[];
        const { inputs, run } = family({ fails: of("transient"), others });
        assert.equal((await run()).taskDefinitionArn, arnOf(5));
        assert.equal(inputs.length, 2);
    });

    it("ends with what ECS said when that will not pass", async () => {
        for (const meaning of ["refused", "denied", "unexpected", "absent", "not-yet"] as const) {
            const { inputs, run } = family({ fails: of(meaning) });
            await assert.rejects(run(), { code: `Code.${meaning}` });
            assert.equal(inputs.length, 1, meaning);
        }
    });

    it("ends with what ECS said when its time is over", async () => {
        const { stage, run } = family(...Array(500).fill({ fails: of("throttled") }));
        await assert.rejects(run(), { code: "Code.throttled" });
        assert.ok(stage.nowMs > stage.confirm.deadlineMs - stage.confirm.everyMs, `${stage.nowMs}`);
    });

    it("sends nothing when the engine is gone", async () => {
        const { stage, inputs, run } = family({ fails: of("throttled") });
        stage.engineGoneOnce(() => inputs.length > 0);
        await assert.rejects(run(), { code: "engine-gone" });
        assert.equal(inputs.length, 1);
    });
});
