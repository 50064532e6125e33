import assert from "node:assert/strict";
import fc from "fast-check";
import { taskDefinitionRetirement } from "../../../../provider/aws/task-definition/retirement";
import { RetirementError } from "../../../../provider/execution/errors";
import { executeRetirement } from "../../../../provider/execution/execute";
import { confirmPace, releasePace } from "../../../../provider/execution/paces";
import { callsOf, leavesState, type RetirementPlan } from "../../../../provider/retirement";
import { type Case, cases } from "./random-worlds";
import { SimulatedEcs } from "./simulated-ecs";
import { arn, stateOf } from "./worlds";

/** How many worlds, and which: a run with the same two finds the same. */
const worlds = Number(process.env.PREVIEW_WORLDS || 500);
const seed = Number(process.env.PREVIEW_SEED || Math.floor(Math.random() * 2 ** 31));

const rollback = {
    what: "a deployment to end",
    bound: "timeouts.delete",
    firstMs: 2_000,
    everyMs: 15_000,
    deadlineMs: 1_800_000,
};

const stageOf = ({ world, policy, jitter }: Case) => {
    const ecs = new SimulatedEcs(world);
    const surroundings = {
        clock: {
            elapsedMs: () => ecs.elapsedMs,
            sleep: async (ms: number) => {
                ecs.elapsedMs += ms;
            },
            random: () => jitter,
        },
        engine: { assertAlive: async () => {} },
        tell: () => {},
    };
    const paces = { rollback, confirm: confirmPace, release: releasePace };
    const retirement = taskDefinitionRetirement(ecs, stateOf({ deletionPolicy: policy }), { gone: new Map() }, paces);
    return { ecs, surroundings, retirement };
};

const preview = async (one: Case, afterMs = 0): Promise<RetirementPlan> => {
    const { ecs, retirement } = stageOf(one);
    ecs.elapsedMs = afterMs;
    const plan = await retirement.look(new Map());
    assert.deepEqual([ecs.received, ecs.world], [[], one.world], "a preview changes nothing");
    return plan;
};

const deleteRow = async (one: Case) => {
    const { ecs, surroundings, retirement } = stageOf(one);
    try {
        await executeRetirement(retirement, surroundings);
        return { ecs, failure: undefined };
    } catch (error) {
        if (RetirementError.is(error)) return { ecs, failure: error };
        throw error;
    }
};

/** What the preview says once what the first one waits for is over, which must be seen within the bound and not after. */
const saidInTheEnd = async (one: Case, first: RetirementPlan, { endSeenMs }: SimulatedEcs): Promise<RetirementPlan> => {
    if (first.outcome !== "defer") return first;
    const { endsMs } = one.world.rollout ?? assert.fail("nothing is waited for");
    if (endsMs <= rollback.deadlineMs - rollback.everyMs) assert.notEqual(endSeenMs, undefined, "given up too early");
    if (endsMs > rollback.deadlineMs) assert.equal(endSeenMs, undefined, "waited too long");
    return endSeenMs === undefined ? first : preview(one, endSeenMs);
};

const check = async (one: Case): Promise<string> => {
    const first = await preview(one);
    const { ecs, failure } = await deleteRow(one);
    const plan = await saidInTheEnd(one, first, ecs);

    const bare = ({ service, operation, input }: (typeof ecs.received)[number]) => ({ service, operation, input });
    const refused = ecs.received.filter(({ answer }) => answer === "denied");
    const planned = callsOf(plan);
    const cut =
        refused.length === 0 ? planned.length : planned.findIndex(call => call.operation === refused[0]?.operation);
    const done = ecs.received.filter(({ isDone }) => isDone).map(bare);
    const said = planned.slice(0, cut);
    // Only a list shows such a revision: without it nobody sees that it has become INACTIVE, and the row stays.
    const isUnseen = one.world.faults.list !== undefined && !one.world.describesInactive && failure?.code === "unknown";
    const isCut = isUnseen && done.length < said.length;
    assert.deepEqual(done, isCut ? said.slice(0, done.length) : said, "what was said took effect, once, in its order");
    assert.ok(refused.every(({ operation }) => one.world.forbidden.some(each => each === operation)));
    assert.equal(refused.length <= 1, true, "a denied call is not sent again");
    assert.ok(ecs.received.length <= 2 * planned.length, "nothing is sent more often than one lost answer explains");

    if (isUnseen) return "unseen";
    assert.equal(failure === undefined, leavesState[plan.outcome] && refused.length === 0, failure?.message);
    if (failure === undefined && plan.outcome === "retire") {
        const ends = one.policy.action === "delete" ? "DELETE_IN_PROGRESS" : "INACTIVE";
        assert.equal(ecs.world.revisions[arn], ends);
    }
    const { [arn]: _, ...others } = ecs.world.revisions;
    const { [arn]: __, ...othersBefore } = one.world.revisions;
    assert.deepEqual(others, othersBefore, "no other revision is touched");
    return first === plan ? plan.outcome : `waited, ${plan.outcome}`;
};

describe("what the preview says of a task definition", () => {
    it("is what the delete then sends, call by call, in whatever world and by whatever policy", async function () {
        this.timeout(60_000);
        const counts = new Map<string, number>();
        await fc.assert(
            fc.asyncProperty(cases, async one => {
                const sort = await check(one);
                counts.set(sort, (counts.get(sort) ?? 0) + 1);
            }),
            { numRuns: worlds, seed },
        );
        for (const sort of ["retire", "already-retired", "retain", "blocked", "unknown", "defer", "waited, retire"]) {
            assert.ok(
                (counts.get(sort) ?? 0) > 0,
                `no world came to "${sort}": ${JSON.stringify([...counts])}, seed ${seed}`,
            );
        }
    });
});
