import assert from "node:assert/strict";
import * as fc from "fast-check";
import { nothing, type TaskDefinitionObservation } from "../../../../provider/aws/task-definition/observation";
import { planTaskDefinitionRetirement } from "../../../../provider/aws/task-definition/plan";
import type { TaskDefinitionDeletionPolicy } from "../../../../provider/aws/task-definition/policy";
import { callsOf, known } from "../../../../provider/retirement";
import type { ObservedUser, UserReading } from "../../../../provider/retirement/users";
import { account, arn, summaryOf } from "./worlds";

/*
 * What stands in the way, and the only fields that lift it. Every other field, alone and all of them together, lifts
 * nothing of it.
 */

const dark = { is: "unknown", because: "ecs:X was denied", permission: "ecs:X" } as const;
const user = (kind: string): ObservedUser => ({
    kind,
    subject: kind,
    fact: `${kind} is there`,
    launches: true,
    ids: [kind],
    uses: [{}],
});
const found = (kind: string): UserReading => ({ kinds: [kind], users: [user(kind)] });
const unread = (kind: string): UserReading => ({ kinds: [kind], users: [], unknown: dark });
const rollback = known([{ service: "s", fact: "a deployment is in progress" }]);
const present = (status: string) => ({ is: "present", value: { arn, status } }) as const;

const plan = (seen: Partial<TaskDefinitionObservation>, policy: TaskDefinitionDeletionPolicy) =>
    planTaskDefinitionRetirement(
        { arn, accountId: account },
        { account: known(account), revision: present("ACTIVE"), ...nothing, ...seen },
        policy,
    );

/** Fields that lift something, each as the most careless would set it. */
const fields = {
    force: { force: true },
    rules: { ignoreReferences: ["rule-target"] },
    schedules: { ignoreReferences: ["scheduler-target"] },
    both: { ignoreReferences: ["rule-target", "scheduler-target"] },
    rollback: { keepRollbackTarget: false },
    unused: { requireUnused: false },
} as const satisfies Record<string, TaskDefinitionDeletionPolicy>;
type Field = keyof typeof fields;
const allFields = Object.keys(fields) as Field[];

interface Obstacle {
    readonly seen: Partial<TaskDefinitionObservation>;
    /** What the policy says besides. */
    readonly policy?: TaskDefinitionDeletionPolicy;
    readonly says: string;
    readonly liftedBy: readonly Field[];
}

const obstacles: Readonly<Record<string, Obstacle>> = {
    "a rule": { seen: { users: [found("rule-target")] }, says: "blocked in-use", liftedBy: ["force", "rules", "both"] },
    "a schedule": {
        seen: { users: [found("scheduler-target")] },
        says: "blocked in-use",
        liftedBy: ["force", "schedules", "both"],
    },
    "a rule and a schedule": {
        seen: { users: [found("rule-target"), found("scheduler-target")] },
        says: "blocked in-use",
        liftedBy: ["force", "both"],
    },
    "rules in the dark": {
        seen: { users: [unread("rule-target")] },
        says: "unknown unreadable",
        liftedBy: ["force", "rules", "both"],
    },
    "schedules in the dark": {
        seen: { users: [unread("scheduler-target")] },
        says: "unknown unreadable",
        liftedBy: ["force", "schedules", "both"],
    },
    "a service that is not to be": {
        seen: { services: found("service") },
        policy: { requireUnused: true },
        says: "blocked in-use",
        liftedBy: ["unused"],
    },
    "services in the dark of which none is to be": {
        seen: { services: unread("service") },
        policy: { requireUnused: true },
        says: "unknown unreadable",
        liftedBy: ["unused"],
    },
    "a deployment that could be rolled back": { seen: { rollbacks: rollback }, says: "defer", liftedBy: ["rollback"] },
    "deployments in the dark": { seen: { rollbacks: dark }, says: "unknown unreadable", liftedBy: ["rollback"] },
    "another account": { seen: { account: known("222222222222") }, says: "blocked wrong-account", liftedBy: [] },
    "an account in the dark": { seen: { account: dark }, says: "unknown unreadable", liftedBy: [] },
    "a revision in the dark": { seen: { revision: dark }, says: "unknown unreadable", liftedBy: [] },
    "a status of times to come": { seen: { revision: present("FROZEN") }, says: "unknown unreadable", liftedBy: [] },
};

for (const [what, { seen, policy, says, liftedBy }] of Object.entries(obstacles)) {
    describe(`what stands in the way: ${what}`, () => {
        const made = (...names: readonly Field[]) => {
            const chosen = Object.assign({}, policy, ...names.map(name => fields[name]));
            return summaryOf(plan(seen, chosen)).replace(/( in-use)+/, " in-use");
        };
        it("does, when nothing lifts it", () => assert.equal(made(), says));
        for (const field of allFields) {
            const lifts = liftedBy.includes(field);
            it(`is ${lifts ? "" : "not "}lifted by ${JSON.stringify(fields[field])}`, () => {
                assert.equal(made(field), lifts ? "retire DeregisterTaskDefinition" : says);
            });
        }
        it("is not lifted by all the others together", () => {
            const others = allFields.filter(field => !liftedBy.includes(field) && field !== "both");
            assert.equal(made(...others).split(" ")[0], says.split(" ")[0]);
        });
    });
}

describe("what stands in the way of a revision that is INACTIVE already and is to be deleted", () => {
    const inactive = { revision: present("INACTIVE") };
    it("is no rule, since that is broken already; the rest is as ever", () => {
        const made = (seen: Partial<TaskDefinitionObservation>, policy: TaskDefinitionDeletionPolicy = {}) =>
            summaryOf(plan({ ...inactive, ...seen }, { action: "delete", ...policy }));
        assert.equal(
            made({ users: [found("rule-target"), unread("scheduler-target")] }),
            "retire DeleteTaskDefinitions",
        );
        assert.equal(made({ services: found("service") }), "retire DeleteTaskDefinitions");
        assert.equal(made({ services: found("service") }, { requireUnused: true }), "blocked in-use");
        assert.equal(made({ rollbacks: rollback }), "defer");
        assert.equal(made({ rollbacks: dark }), "unknown unreadable");
    });
    it("is told without what concerns an ACTIVE one only", () => {
        assert.deepEqual(plan(inactive, { action: "delete" }).warnings, []);
    });
});

describe("all that stands in the way", () => {
    it("is told at once, each with a remedy, and the known before the unknown", () => {
        const made = plan(
            {
                users: [found("rule-target"), found("scheduler-target")],
                services: found("service"),
                rollbacks: dark,
            },
            { requireUnused: true },
        );
        const told = "blockers" in made ? made.blockers : [];
        assert.deepEqual(told.map(({ subject, code }) => [subject, code]).slice(0, 3), [
            ["rule-target", "in-use"],
            ["scheduler-target", "in-use"],
            ["service", "in-use"],
        ]);
        assert.ok(told.every(({ fact, remedy }) => fact !== "" && remedy !== ""));
    });

    const remedies: Readonly<Record<string, readonly [seen: Partial<TaskDefinitionObservation>, remedy: RegExp]>> = {
        "a rule": [{ users: [found("rule-target")] }, /add "rule-target" to deletionPolicy\.ignoreReferences/],
        "a service": [
            { services: found("service") },
            /^deploy another revision, or set deletionPolicy\.requireUnused to false$/,
        ],
        "services in the dark": [{ services: unread("service") }, /requireUnused to false$/],
        "deployments in the dark": [{ rollbacks: dark }, /keepRollbackTarget to false/],
    };
    for (const [what, [seen, remedy]] of Object.entries(remedies)) {
        it(`has a remedy that helps: ${what}`, () => {
            const made = plan(seen, { requireUnused: true });
            const [blocker] = "blockers" in made ? made.blockers : [];
            assert.match(blocker?.remedy ?? "", remedy);
            if (what.startsWith("service")) assert.doesNotMatch(blocker?.remedy ?? "", /ignoreReferences|force/);
        });
    }
});

describe("whatever is seen and whatever is wished", () => {
    const reading = (kind: string) => fc.constantFrom(found(kind), unread(kind), { kinds: [kind], users: [] });
    const seen = fc.record({
        account: fc.constantFrom(known(account), known(account), known("222222222222"), dark),
        revision: fc.constantFrom(
            ...["ACTIVE", "ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS", "FROZEN"].map(present),
            dark,
            { is: "absent" as const, evidence: "in no list" },
        ),
        users: fc.tuple(reading("rule-target"), reading("scheduler-target")),
        services: reading("service"),
        others: fc.tuple(reading("task")),
        rollbacks: fc.constantFrom(rollback, dark, known([])),
    });
    const policies = fc.record(
        {
            action: fc.constantFrom("deregister" as const, "delete" as const, "retain" as const),
            force: fc.boolean(),
            requireUnused: fc.boolean(),
            keepRollbackTarget: fc.boolean(),
            ignoreReferences: fc.subarray(["rule-target" as const, "scheduler-target" as const]),
        },
        { requiredKeys: [] },
    );
    const always = (check: (seen: TaskDefinitionObservation, policy: TaskDefinitionDeletionPolicy) => void) =>
        fc.assert(fc.property(seen, policies, check), { numRuns: 2_000 });

    it("only the exact ARN is named, in the two calls that retire a revision, in their order", () => {
        always((world, policy) => {
            const calls = callsOf(plan(world, policy));
            const names = calls.map(({ operation }) => operation).join(" ");
            assert.match(names, /^(DeregisterTaskDefinition)? ?(DeleteTaskDefinitions)?$/);
            for (const { service, input } of calls) {
                assert.equal(service, "ecs");
                assert.ok(["taskDefinition", "taskDefinitions"].includes(Object.keys(input).join()));
                assert.deepEqual([input.taskDefinition ?? input.taskDefinitions].flat(), [arn]);
            }
        });
    });

    it("nothing is deleted while it is ACTIVE, deregistered twice, or touched without having been seen", () => {
        always((world, policy) => {
            const operations = callsOf(plan(world, policy)).map(({ operation }) => operation);
            if (operations.length === 0) return;
            assert.ok(world.revision.is === "present" && world.account.is === "known");
            assert.equal(world.account.value, account);
            const isActive = world.revision.value.status === "ACTIVE";
            assert.equal(operations[0], isActive ? "DeregisterTaskDefinition" : "DeleteTaskDefinitions");
            assert.equal(operations.includes("DeleteTaskDefinitions"), policy.action === "delete");
        });
    });

    it("only a plan that goes through has calls, and each of the others has its reason", () => {
        always((world, policy) => {
            const made = plan(world, policy);
            assert.equal(callsOf(made).length > 0, made.outcome === "retire");
            if ("blockers" in made) assert.ok(made.blockers.every(({ fact, remedy }) => fact && remedy));
            if ("because" in made) assert.notEqual(made.because, "");
        });
    });

    it("force changes nothing but for what ignoreReferences can name", () => {
        always((world, policy) => {
            const ignoring = { ...policy, ignoreReferences: ["rule-target", "scheduler-target"] as const };
            assert.equal(summaryOf(plan(world, { ...policy, force: true })), summaryOf(plan(world, ignoring)));
        });
    });
});
