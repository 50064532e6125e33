import assert from "node:assert/strict";
import { revisionOf } from "../../../../provider/aws/task-definition/arn";
import type { TargetFacts } from "../../../../provider/aws/task-definition/use/facts";
import {
    passingUsers,
    rollbackTargets,
    serviceUsers,
    targetUsers,
} from "../../../../provider/aws/task-definition/use/users";
import { known, type Reading } from "../../../../provider/retirement";
import { arn, arnOf, targetOf } from "./worlds";

const revision = revisionOf(arn);
const bare = revision.arnWithoutRevision;
const dark = { is: "unknown", because: "ecs:X was denied", permission: "ecs:X" } as const;

const users = (targets: readonly TargetFacts[], isLast: Reading<boolean> = known(false)) =>
    targetUsers(
        revision,
        {
            ruleTargets: known(targets.filter(({ kind }) => kind === "rule-target")),
            schedulerTargets: known(targets.filter(({ kind }) => kind === "scheduler-target")),
        },
        isLast,
    );
const told = (...args: Parameters<typeof users>) =>
    users(...args).flatMap(reading => reading.users.map(({ fact, launches, uses }) => ({ fact, launches, uses })));

describe("what starts tasks by itself", () => {
    for (const name of [arn, "web:3"]) {
        it(`uses the revision that it names as ${name}, last or not`, () => {
            for (const isLast of [true, false]) {
                assert.deepEqual(told([targetOf(name)], known(isLast)), [
                    { fact: "EventBridge rule nightly starts web:3", launches: true, uses: [{}] },
                ]);
            }
        });
    }

    for (const name of [bare, "web"]) {
        it(`uses the last ACTIVE revision of the family that it names as ${name}, and no other`, () => {
            const fact = "EventBridge rule nightly starts the latest revision of web, and web:3 is its last ACTIVE one";
            assert.deepEqual(told([targetOf(name)], known(true)), [
                { fact, launches: true, uses: [{ through: [bare, "web"] }] },
            ]);
            assert.deepEqual(told([targetOf(name)], known(false)), []);
        });
    }

    for (const name of [
        arnOf(33),
        arnOf(30),
        arnOf(3, "web-3"),
        "web:33",
        "web:30",
        "we:3",
        "web3",
        "WEB",
        "",
        arn.replace("111111111111", "222222222222"),
        arn.replace("eu-central-1", "us-east-1"),
    ]) {
        it(`does not use it when it names ${name || "nothing"}`, () =>
            assert.deepEqual(told([targetOf(name)], known(true)), []));
    }

    it("and is disabled starts nothing, and is told so", () => {
        const [user] = told([targetOf(arn, { isEnabled: false })]);
        assert.deepEqual(
            [user?.launches, user?.fact],
            [false, "EventBridge rule nightly starts web:3, and is disabled"],
        );
    });

    it("is found in a stack by its ARN and by the ids of its rows", () => {
        const schedule = { kind: "scheduler-target", arn: "arn:s", name: "default/x", ids: ["default/x"] } as const;
        const readings = users([targetOf(arn), targetOf(arn, schedule)]);
        assert.deepEqual(
            readings.map(({ kinds, users: found }) => [
                kinds,
                found.map(({ kind, subject, ids }) => [kind, subject, ids]),
            ]),
            [
                [["rule-target"], [["rule-target", targetOf(arn).arn, [targetOf(arn).arn, "nightly-t"]]]],
                [["scheduler-target"], [["scheduler-target", "arn:s", ["arn:s", "default/x"]]]],
            ],
        );
        assert.match(readings[1]?.users[0]?.fact ?? "", /^schedule default\/x starts web:3$/);
    });

    it("by the bare family is unknown while nobody knows whether the revision is the last", () => {
        const [rules, schedules] = users([targetOf("web"), targetOf(arn)], dark);
        assert.deepEqual([rules?.unknown, rules?.users.length, schedules?.unknown], [dark, 1, undefined]);
        assert.equal(users([targetOf("web", { isEnabled: false })], dark)[0]?.unknown, undefined, "it is disabled");
        assert.equal(users([targetOf(arn)], dark)[0]?.unknown, undefined, "nothing names the family");
    });

    it("and could not be looked at is unknown by its own kind", () => {
        const readings = targetUsers(revision, { ruleTargets: known([]), schedulerTargets: dark }, known(true));
        assert.deepEqual(
            readings.map(({ kinds, unknown }) => [kinds, unknown]),
            [
                [["rule-target"], undefined],
                [["scheduler-target"], dark],
            ],
        );
    });
});

describe("services", () => {
    const service = { arn: "arn:service", name: "shop", cluster: "main", runs: [arnOf(2), arn], drains: [arnOf(1)] };

    it("that run the revision are named with their cluster", () => {
        const { users: found } = serviceUsers(revision, { services: known([service]) });
        assert.deepEqual(found, [
            {
                kind: "service",
                subject: "arn:service",
                fact: "service shop of cluster main runs web:3, and cannot be redeployed or rolled back to it afterwards",
                launches: true,
                ids: ["arn:service"],
                uses: [{}],
            },
        ]);
    });

    it("that run another or only drain from it are none", () => {
        const others = [
            { ...service, runs: [arnOf(2), arnOf(33)] },
            { ...service, runs: [], drains: [arn] },
        ];
        assert.deepEqual(serviceUsers(revision, { services: known(others) }).users, []);
        assert.deepEqual(serviceUsers(revision, { services: dark }), { kinds: ["service"], users: [], unknown: dark });
    });

    it("that drain from it are told, and do not count", () => {
        const drains = passingUsers(revision, { services: known([{ ...service, drains: [arn] }]) }, known([]));
        const found = drains.flatMap(reading => reading.users);
        assert.deepEqual(
            found.map(({ fact, launches }) => [fact, launches]),
            [["a deployment of service shop of cluster main is draining from web:3", false]],
        );
    });
});

describe("standalone tasks", () => {
    const tasks = (count: number, taskDefinition = arn) =>
        Array.from({ length: count }, (_, index) => ({
            arn: `arn:task/main/t${index}`,
            cluster: "main",
            taskDefinition,
        }));
    const fact = (count: number) =>
        passingUsers(revision, { services: known([]) }, known([...tasks(count), ...tasks(3, arnOf(33))])).flatMap(
            reading => reading.users.map(user => user.fact),
        );

    it("are told once for all, the first five by name", () => {
        assert.deepEqual(fact(0), []);
        assert.deepEqual(fact(1), ["1 standalone task runs web:3 (t0 in main), and will go on"]);
        assert.deepEqual(fact(2), ["2 standalone tasks run web:3 (t0 in main, t1 in main), and will go on"]);
        assert.match(fact(7)[0] ?? "", /^7 standalone tasks .* t4 in main and 2 more\), and will go on$/);
    });
});

describe("deployments that could be rolled back", () => {
    const rollout = { service: "arn:service", name: "shop", cluster: "main", goesBackTo: [arnOf(2), arn] };
    it("to the revision are named; to another, or unknown, they are that", () => {
        assert.deepEqual(
            rollbackTargets(revision, { rollouts: known([rollout, { ...rollout, goesBackTo: [arnOf(33)] }]) }),
            {
                is: "known",
                value: [
                    {
                        service: "arn:service",
                        fact: "a deployment of service shop of cluster main is in progress and could be rolled back to web:3",
                    },
                ],
            },
        );
        assert.deepEqual(rollbackTargets(revision, { rollouts: dark }), dark);
    });
});
