import assert from "node:assert/strict";
import type { TaskDefinitionApi } from "../../../../provider/aws/task-definition/api";
import type { TaskDefinitionDeletionPolicy } from "../../../../provider/aws/task-definition/policy";
import { taskDefinitionRetirement } from "../../../../provider/aws/task-definition/retirement";
import { known, type User } from "../../../../provider/retirement";
import { Stage } from "../../execution/stage";
import { arn, arnOf, fakeApi, noUse, stateOf, summaryOf, targetOf } from "./worlds";

const { settle, confirm } = new Stage();
const paces = { rollback: settle, confirm, release: confirm };
const nobody = new Map();

const retirementOf = (
    api: Partial<TaskDefinitionApi>,
    { revision = 3, policy = {}, gone = new Map<string, readonly string[]>() } = {} as {
        readonly revision?: number;
        readonly policy?: TaskDefinitionDeletionPolicy;
        readonly gone?: Map<string, readonly string[]>;
    },
) =>
    taskDefinitionRetirement(
        fakeApi(api),
        stateOf({ arn: arnOf(revision), revision, deletionPolicy: policy }),
        { gone },
        paces,
    );

/** A family of which these revisions are ACTIVE, and a rule that starts its latest. */
const family = (...active: readonly number[]): Partial<TaskDefinitionApi> => ({
    describe: async nameOrArn => ({ definition: { taskDefinitionArn: nameOrArn, status: "ACTIVE" }, tags: {} }),
    list: async (_family, status) => (status === "ACTIVE" ? active.map(each => arnOf(each)) : []),
    use: async () => ({ ...noUse, ruleTargets: known([targetOf("web")]) }),
});

describe("the retirement of a revision", () => {
    it("says what its policy wishes, and deregisters where none is given", () => {
        assert.equal(retirementOf({}).action, "deregister");
        for (const action of ["deregister", "delete", "retain"] as const)
            assert.equal(retirementOf({}, { policy: { action } }).action, action);
    });

    it("asks nothing of a cloud when the revision is to stay", async () => {
        const account = async () => assert.fail("nobody should ask");
        assert.equal(
            summaryOf(await retirementOf({ account }, { policy: { action: "retain" } }).look(nobody)),
            "retain",
        );
    });
});

describe("the last ACTIVE revisions of a family that a rule starts by its bare name", () => {
    const looks = (gone: Map<string, readonly string[]>, ...each: readonly [revision: number, policy?: object][]) =>
        each.map(([revision, policy = {}]) => retirementOf(family(2, 3), { revision, policy, gone }));

    it("do not go one after the other: the second is the last", async () => {
        const [first, second] = looks(new Map(), [2], [3]);
        assert.equal(summaryOf((await first?.look(nobody)) ?? assert.fail()), "retire DeregisterTaskDefinition");
        assert.equal(summaryOf((await second?.look(nobody)) ?? assert.fail()), "blocked in-use");
        // Looking again, as a delete does when its look has grown old, does not turn the two around.
        assert.equal(summaryOf((await first?.look(nobody)) ?? assert.fail()), "retire DeregisterTaskDefinition");
    });

    it("do not go at the same moment either, as the engine hands them over", async () => {
        const plans = await Promise.all(looks(new Map(), [2], [3]).map(retirement => retirement.look(nobody)));
        assert.deepEqual(plans.map(summaryOf).sort(), ["blocked in-use", "retire DeregisterTaskDefinition"]);
    });

    it("are counted in the order in which they were decided on, also when the second goes by force", async () => {
        const [first, forced] = looks(new Map(), [2], [3, { force: true }]);
        for (const retirement of [first, forced, first]) {
            assert.equal(
                summaryOf((await retirement?.look(nobody)) ?? assert.fail()),
                "retire DeregisterTaskDefinition",
            );
        }
    });

    it("count as staying when they stay", async () => {
        const gone = new Map<string, readonly string[]>();
        const [kept, other] = looks(gone, [2, { action: "retain" }], [3]);
        await kept?.look(nobody);
        assert.equal(summaryOf((await other?.look(nobody)) ?? assert.fail()), "retire DeregisterTaskDefinition");
        assert.deepEqual([...gone.keys()], [arn]);
    });

    it("count as staying from when it turns out that they do", async () => {
        const gone = new Map<string, readonly string[]>();
        const [blocked] = looks(gone, [3]);
        await blocked?.look(nobody);
        assert.deepEqual([...gone.keys()], [arn]);
        const [again] = [retirementOf(family(3), { gone })];
        assert.equal(summaryOf((await again?.look(nobody)) ?? assert.fail()), "blocked in-use");
        assert.deepEqual([...gone.keys()], []);
    });

    it("leave another family's alone", async () => {
        const gone = new Map([[arnOf(9, "job"), []]]);
        const one = retirementOf(family(2, 3), { gone });
        assert.equal(summaryOf(await one.look(nobody)), "retire DeregisterTaskDefinition");
    });
});

describe("users of a revision of which the preview knows that they let go", () => {
    const service = { arn: "arn:service", name: "web", cluster: "main", runs: [arn], drains: [] };
    const used: Partial<TaskDefinitionApi> = {
        ...family(3),
        use: async () => ({
            ...noUse,
            services: known([service]),
            ruleTargets: known([targetOf(arn)]),
            schedulerTargets: known([targetOf("web", { kind: "scheduler-target", ids: ["default/x"] })]),
        }),
    };
    const asked: User[] = [];
    const look = (letsGo: (user: User) => boolean, policy: TaskDefinitionDeletionPolicy = {}) => {
        asked.length = 0;
        return retirementOf(used, { policy }).look(nobody, user => {
            asked.push(user);
            return letsGo(user);
        });
    };

    it("do not block; whoever does not let go does", async () => {
        assert.equal(summaryOf(await look(() => true)), "retire DeregisterTaskDefinition");
        assert.equal(summaryOf(await look(({ kind }) => kind === "rule-target")), "blocked in-use");
    });

    it("are services too when the revision is to be unused", async () => {
        const unused = { requireUnused: true };
        assert.equal(summaryOf(await look(() => true, unused)), "retire DeregisterTaskDefinition");
        assert.equal(summaryOf(await look(({ kind }) => kind !== "service", unused)), "blocked in-use");
    });

    it("are asked about by the ids that rows have, and by what else in a row may stand for the revision", async () => {
        await look(() => true);
        assert.deepEqual(
            asked.map(({ kind, ids, uses }) => [kind, ids, uses]),
            [
                ["rule-target", [targetOf(arn).arn, "nightly-t"], [{}]],
                [
                    "scheduler-target",
                    [targetOf(arn).arn, "default/x"],
                    [{ through: [arn.slice(0, arn.lastIndexOf(":")), "web"] }],
                ],
                ["service", ["arn:service"], [{}]],
            ],
        );
    });

    it("count for nothing in a delete, which sees for itself", async () => {
        assert.equal(summaryOf(await retirementOf(used).look(nobody)), "blocked in-use in-use");
    });
});
