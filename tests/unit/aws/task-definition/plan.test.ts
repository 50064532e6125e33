import assert from "node:assert/strict";
import * as fc from "fast-check";
import { nothing, type TaskDefinitionObservation } from "../../../../provider/aws/task-definition/observation";
import { planTaskDefinitionRetirement } from "../../../../provider/aws/task-definition/plan";
import type { TaskDefinitionDeletionPolicy } from "../../../../provider/aws/task-definition/policy";
import { callsOf, known, type RetirementPlan } from "../../../../provider/retirement";
import type { ObservedUser } from "../../../../provider/retirement/users";

const account = "111111111111";
const arn = `arn:aws:ecs:us-east-1:${account}:task-definition/web:3`;
const present = (status: string) => ({ is: "present", value: { arn, status } }) as const;
const dark = { is: "unknown", because: "ecs:X was denied", permission: "ecs:X" } as const;
const plan = (seen: Partial<TaskDefinitionObservation>, policy: TaskDefinitionDeletionPolicy = {}): RetirementPlan =>
    planTaskDefinitionRetirement(
        { arn, accountId: account },
        { account: known(account), revision: present("ACTIVE"), ...nothing, ...seen },
        policy,
    );
const summaryOf = (made: RetirementPlan): string => {
    const told = "blockers" in made ? made.blockers.map(({ code }) => code) : callsOf(made).map(call => call.operation);
    return [made.outcome, ...told].join(" ");
};
const user = (kind: string, launches = true): ObservedUser => ({
    kind,
    subject: kind,
    fact: `${kind} starts it`,
    launches,
    ids: [kind],
    uses: [{}],
});
const usedBy = (kind: string) => ({ users: [{ kinds: [kind], users: [user(kind)] }] });
const running = { services: { kinds: ["service"], users: [user("service")] } };
const rollback = { rollbacks: known([{ service: "s", fact: "a deployment is in progress" }]) };
const unread = { users: [{ kinds: ["rule-target"], users: [], unknown: dark }] };

describe("a revision whose row goes", () => {
    const both = "retire DeregisterTaskDefinition DeleteTaskDefinitions";
    const rows: readonly (readonly [
        what: string,
        seen: Partial<TaskDefinitionObservation>,
        policy: TaskDefinitionDeletionPolicy,
        says: string,
    ])[] = [
        ["is ACTIVE", {}, {}, "retire DeregisterTaskDefinition"],
        ["is ACTIVE, and is to be deleted", {}, { action: "delete" }, both],
        ["is to stay", {}, { action: "retain" }, "retain"],
        ["is INACTIVE", { revision: present("INACTIVE") }, {}, "already-retired"],
        [
            "is INACTIVE, to be deleted",
            { revision: present("INACTIVE") },
            { action: "delete" },
            "retire DeleteTaskDefinitions",
        ],
        ["is being deleted", { revision: present("DELETE_IN_PROGRESS") }, { action: "delete" }, "already-retired"],
        ["is not there", { revision: { is: "absent", evidence: "in no list" } }, {}, "already-retired"],
        ["has a status of times to come", { revision: present("FROZEN") }, {}, "unknown unreadable"],
        ["cannot be read", { revision: dark }, { force: true }, "unknown unreadable"],
        ["is seen by another account", { account: known("2") }, { force: true }, "blocked wrong-account"],
        ["is seen by nobody knows whom", { account: dark }, { force: true }, "unknown unreadable"],
        ["is started by a rule", usedBy("rule-target"), {}, "blocked in-use"],
        ["is started by a schedule", usedBy("scheduler-target"), {}, "blocked in-use"],
        [
            "is started by a rule that is ignored",
            usedBy("rule-target"),
            { ignoreReferences: ["rule-target"] },
            "retire DeregisterTaskDefinition",
        ],
        [
            "is started by another kind than is ignored",
            usedBy("rule-target"),
            { ignoreReferences: ["scheduler-target"] },
            "blocked in-use",
        ],
        ["is started by a rule, by force", usedBy("rule-target"), { force: true }, "retire DeregisterTaskDefinition"],
        [
            "is INACTIVE and named by a rule, which is broken already",
            { ...usedBy("rule-target"), revision: present("INACTIVE") },
            { action: "delete" },
            "retire DeleteTaskDefinitions",
        ],
        ["is perhaps started by a rule", unread, {}, "unknown unreadable"],
        [
            "is perhaps started by a rule that is ignored",
            unread,
            { ignoreReferences: ["rule-target"] },
            "retire DeregisterTaskDefinition",
        ],
        ["is run by a service", running, {}, "retire DeregisterTaskDefinition"],
        ["is run by a service, and was to be unused", running, { requireUnused: true }, "blocked in-use"],
        [
            "is run by a service, and force lifts no such condition",
            running,
            { requireUnused: true, force: true },
            "blocked in-use",
        ],
        [
            "is run by nobody knows which service",
            { services: { kinds: ["service"], users: [], unknown: dark } },
            {},
            "retire DeregisterTaskDefinition",
        ],
        [
            "was to be unused, and nobody knows",
            { services: { kinds: ["service"], users: [], unknown: dark } },
            { requireUnused: true, force: true },
            "unknown unreadable",
        ],
        ["could be rolled back to", rollback, {}, "defer"],
        [
            "could be rolled back to, which nobody wants",
            rollback,
            { keepRollbackTarget: false },
            "retire DeregisterTaskDefinition",
        ],
        ["could perhaps be rolled back to", { rollbacks: dark }, { force: true }, "unknown unreadable"],
        [
            "could perhaps be rolled back to, which nobody wants",
            { rollbacks: dark },
            { keepRollbackTarget: false },
            "retire DeregisterTaskDefinition",
        ],
    ];
    for (const [what, seen, policy, says] of rows) it(what, () => assert.equal(summaryOf(plan(seen, policy)), says));

    it("is told with whoever goes on, and with what could not be looked at of them", () => {
        const codes = (made: RetirementPlan) => made.warnings.map(({ code }) => code);
        assert.deepEqual(codes(plan(running)), ["used", "usable-for-a-while", "no-way-back"]);
        const others = [{ kinds: ["task"], users: [], unknown: dark }];
        assert.deepEqual(codes(plan({ others })), ["not-looked-at", "usable-for-a-while", "no-way-back"]);
        assert.deepEqual(codes(plan(rollback, { keepRollbackTarget: false }))[0], "rollback-target");
    });

    it("is waited for by name while a deployment could be rolled back to it", () => {
        const made = plan(rollback);
        assert.equal(made.outcome === "defer" && made.wait, "rollback");
    });

    it("is the only one that a call ever names, and is never deleted while it is ACTIVE", () => {
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
        const worlds = fc.record(
            {
                account: fc.constantFrom(known(account), known("2"), dark),
                revision: fc.constantFrom(present("ACTIVE"), present("INACTIVE"), present("DELETE_IN_PROGRESS"), dark),
                users: fc.constantFrom(usedBy("rule-target").users, unread.users, []),
                services: fc.constantFrom(running.services, nothing.services),
                rollbacks: fc.constantFrom(rollback.rollbacks, dark, known([])),
            },
            { requiredKeys: [] },
        );
        fc.assert(
            fc.property(worlds, policies, (seen, policy) => {
                const made = plan(seen, policy);
                const calls = callsOf(made);
                for (const { input } of calls)
                    assert.deepEqual([input.taskDefinition ?? input.taskDefinitions].flat(), [arn]);
                const operations = calls.map(({ operation }) => operation);
                const status = (seen.revision ?? present("ACTIVE")) as { value?: { status: string } };
                if (status.value?.status === "ACTIVE" && operations.includes("DeleteTaskDefinitions")) {
                    assert.equal(operations[0], "DeregisterTaskDefinition");
                }
                if (seen.account !== undefined && seen.account !== known(account) && calls.length > 0) {
                    assert.equal(seen.account.is === "known" && seen.account.value, account);
                }
                if (made.outcome === "blocked" || made.outcome === "unknown") assert.deepEqual(calls, []);
            }),
            { numRuns: 2_000 },
        );
    });
});
