import assert from "node:assert/strict";
import type { DescribedRevision, TaskDefinitionApi } from "../../../../provider/aws/task-definition/api";
import { revisionOf } from "../../../../provider/aws/task-definition/arn";
import { observeRevision, observeTaskDefinition } from "../../../../provider/aws/task-definition/observe";
import { readTaskDefinition } from "../../../../provider/aws/task-definition/read";
import { known } from "../../../../provider/retirement";
import { account, arn, arnOf, denied, failed, fakeApi, noUse, stateOf, targetOf } from "./worlds";

const described = (status: string): DescribedRevision =>
    ({ definition: { taskDefinitionArn: arn, status }, tags: {} }) as DescribedRevision;
/** Lists as ECS has them, one a status. */
const lists =
    (has: Readonly<Record<string, readonly string[]>>): TaskDefinitionApi["list"] =>
    async (family, status) => {
        assert.equal(family, "web", "the family's own name");
        return has[status] ?? [];
    };
const cannotDescribe = async () => undefined;
const see = (api: Partial<TaskDefinitionApi>) => observeRevision(fakeApi(api), revisionOf(arn));

describe("a revision", () => {
    for (const status of ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS", "FROZEN"]) {
        it(`that ECS describes as ${status} is that, and no list is asked for`, async () => {
            const seen = await see({ describe: async () => described(status) });
            assert.deepEqual(seen, { is: "present", value: { arn, status } });
        });
    }

    for (const status of ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"]) {
        it(`that ECS does not describe is ${status} when that list has it`, async () => {
            const seen = await see({ describe: cannotDescribe, list: lists({ [status]: [arnOf(2), arn] }) });
            assert.deepEqual(seen, { is: "present", value: { arn, status } });
        });
    }

    it("is gone when ECS does not describe it and no list has it, whatever else is there", async () => {
        const list = lists({ ACTIVE: [arnOf(30), arnOf(33)], INACTIVE: [arnOf(2)] });
        const seen = await see({ describe: cannotDescribe, list });
        assert.equal(seen.is, "absent");
        assert.match(seen.is === "absent" ? seen.evidence : "", /web:3/);
    });

    const failures = {
        denied: denied("ecs:X"),
        throttled: failed("ecs:X", "ThrottlingException", "throttled"),
        "cut off": failed("ecs:X", "ECONNRESET", "transient"),
        unexpected: failed("ecs:X", "ClientException", "unexpected"),
    };
    for (const [how, error] of Object.entries(failures)) {
        const fail = async () => {
            throw error;
        };
        it(`is unknown when its description is ${how}`, async () => {
            assert.equal((await see({ describe: fail })).is, "unknown");
        });
        for (const which of ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"]) {
            it(`is unknown when the list of ${which} ones is ${how}`, async () => {
                const list: TaskDefinitionApi["list"] = async (_, status) => (status === which ? fail() : []);
                assert.equal((await see({ describe: cannotDescribe, list })).is, "unknown");
            });
        }
        it(`keeps its row in a refresh when that is ${how}`, async () => {
            await assert.rejects(readTaskDefinition(fakeApi({ describe: fail }), stateOf()), { code: "unknown" });
        });
    }

    it("is not hidden by a mistake of ours", async () => {
        const describe = async () => {
            throw new TypeError("a mistake");
        };
        await assert.rejects(see({ describe }), TypeError);
    });
});

describe("a refresh", () => {
    it("keeps the row of a revision that drifted, with its status", async () => {
        const api = fakeApi({ describe: cannotDescribe, list: lists({ INACTIVE: [arn] }) });
        assert.deepEqual(await readTaskDefinition(api, stateOf()), stateOf({ status: "INACTIVE" }));
    });
    it("drops the row of one that is gone", async () => {
        assert.equal(
            await readTaskDefinition(fakeApi({ describe: cannotDescribe, list: lists({}) }), stateOf()),
            undefined,
        );
    });
    it("sees nothing with another account's eyes", async () => {
        const api = fakeApi({ account: async () => "222222222222" });
        await assert.rejects(readTaskDefinition(api, stateOf()), { code: "blocked" });
    });
});

describe("what a decision rests on", () => {
    const observe = async (api: Partial<TaskDefinitionApi>, going: readonly string[] = []) =>
        (await observeTaskDefinition(fakeApi({ describe: async () => described("ACTIVE"), ...api }), { arn }))(
            new Set(going),
        );
    const byFamily = async () => ({ ...noUse, ruleTargets: known([targetOf("web")]) });
    const usersOf = ({ users }: Awaited<ReturnType<typeof observe>>) => users.flatMap(reading => reading.users);

    it("is not asked for when the revision is gone, being deleted, or not to be seen", async () => {
        const use = async () => assert.fail("nobody should ask");
        for (const api of [
            { describe: cannotDescribe, list: lists({}) },
            { describe: async () => described("DELETE_IN_PROGRESS") },
            {
                describe: async () => {
                    throw denied("ecs:DescribeTaskDefinition");
                },
            },
        ]) {
            const seen = await observe({ ...api, use });
            assert.deepEqual([seen.users, seen.services.users, seen.rollbacks], [[], [], known([])]);
        }
    });

    it("takes other ACTIVE revisions into account, but for those that go", async () => {
        const list = lists({ ACTIVE: [arnOf(2), arn, arnOf(4)] });
        assert.deepEqual(usersOf(await observe({ use: byFamily, list })), []);
        assert.deepEqual(usersOf(await observe({ use: byFamily, list }, [arnOf(2)])), []);
        assert.equal(usersOf(await observe({ use: byFamily, list }, [arnOf(2), arnOf(4)])).length, 1);
    });

    it("is the last ACTIVE revision also when the list does not show it yet", async () => {
        assert.equal(usersOf(await observe({ use: byFamily, list: lists({}) })).length, 1);
    });

    it("lists the family only when something names it bare", async () => {
        const use = async () => ({ ...noUse, ruleTargets: known([targetOf("web2"), targetOf(arn)]) });
        assert.equal(usersOf(await observe({ use })).length, 1);
    });

    it("is unknown for the kind whose target names the bare family when the list is denied", async () => {
        const list = async () => {
            throw denied("ecs:ListTaskDefinitions");
        };
        const { users } = await observe({ use: byFamily, list });
        assert.deepEqual(
            users.map(({ kinds, unknown }) => [kinds, unknown?.permission]),
            [
                [["rule-target"], "ecs:ListTaskDefinitions"],
                [["scheduler-target"], undefined],
            ],
        );
    });

    it("holds the caller's account, or why nobody knows it", async () => {
        assert.deepEqual((await observe({})).account, known(account));
        const nobody = async () => {
            throw denied("sts:GetCallerIdentity");
        };
        assert.equal((await observe({ account: nobody })).account.is, "unknown");
    });

    it("asks for tasks in the clusters that are known, and in none when they are not", async () => {
        const asked: (readonly string[])[] = [];
        const standaloneTasks: TaskDefinitionApi["standaloneTasks"] = async (clusters, family) => {
            asked.push([...clusters, family]);
            return [];
        };
        await observe({ use: async () => ({ ...noUse, clusters: known(["c1", "c2"]) }), standaloneTasks });
        assert.deepEqual(asked, [["c1", "c2", "web"]]);
        const dark = { is: "unknown", because: "denied" } as const;
        const { others } = await observe({ use: async () => ({ ...noUse, clusters: dark }), standaloneTasks });
        assert.equal(asked.length, 1);
        assert.ok(others.some(({ kinds, unknown }) => kinds.includes("task") && unknown !== undefined));
    });
});
