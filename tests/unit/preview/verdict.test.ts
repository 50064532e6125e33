import assert from "node:assert/strict";
import type { PreviewedRow } from "../../../provider/preview/result";
import { isIrreversible, verdictOf } from "../../../provider/preview/verdict";
import type { Effect } from "../../../provider/retirement";
import { previewedRow } from "./previewed";
import { groupType, urnOf } from "./stacks";

const effect = (reversible: Effect["reversible"]): Effect => ({
    code: "image-deregistered",
    subject: "ami-1",
    fact: "ami-1 is deregistered",
    reversible,
});
const always = effect({ is: "always" });
const never = effect({ is: "never" });
const unknown = effect({ is: "unknown", because: "denied" });
const until = (at: string) => effect({ is: "until", at });
const change = (name: string, how: "changed" | "deleted") => ({
    urn: urnOf(groupType, name),
    change: how,
    fact: `${name} uses it`,
});
const blocker = { code: "in-use", subject: "ami-1", fact: "in use", remedy: "move it" };
const denied = (permission: string) => ({ ...blocker, code: "unreadable", permission });

const cases: readonly (readonly [Partial<PreviewedRow>, string])[] = [
    [{}, "will deregister"],
    [{ effects: [always] }, "will deregister"],
    [{ effects: [always, never, until("2026-11-29T18:04:00.000Z")] }, "will deregister, for good"],
    [{ effects: [unknown, never] }, "will deregister, for good"],
    [
        { effects: [until("2026-11-29T18:04:00.000Z"), unknown] },
        "will deregister, and whether it can be restored is not known",
    ],
    [
        { effects: [until("2026-12-29T00:00:00.000Z"), until("2026-11-29T18:04:00.000Z"), always] },
        "will deregister, restorable until 2026-11-29",
    ],
    [
        { once: [change("web", "changed"), change("job", "deleted")], effects: [never] },
        "will deregister, once aws:autoscaling/group:Group web has changed, once aws:autoscaling/group:Group job has been deleted, for good",
    ],
    [
        { once: [change("web", "changed"), { ...change("web", "changed"), fact: "in another way" }] },
        "will deregister, once aws:autoscaling/group:Group web has changed",
    ],
    [
        { outcome: "conditional", conditions: ["web still uses it", "it rains"], effects: [never] },
        "conditional: will deregister unless web still uses it; or unless it rains",
    ],
    [{ outcome: "defer", because: "it is pending" }, "deferred: it is pending"],
    [
        { outcome: "defer", because: "a cooldown", until: "2026-11-23T12:00:01.000Z" },
        "deferred until 2026-11-23 12:01 UTC",
    ],
    [{ outcome: "retain", because: "its owner said so" }, "kept: its owner said so"],
    [{ outcome: "retain" }, "kept"],
    [{ outcome: "already-retired", because: "gone" }, "already retired"],
    [
        { outcome: "already-retired", calls: [{ service: "ec2", operation: "DeleteSnapshot", input: {} }] },
        "already retired, but for leftovers",
    ],
    [{ outcome: "blocked", blockers: [blocker] }, "blocked: 1 reason"],
    [{ outcome: "blocked", blockers: [blocker, denied("ec2:A")] }, "blocked: 2 reasons"],
    [
        { outcome: "unknown", blockers: [denied("ec2:A"), denied("ec2:B"), denied("ec2:A")] },
        "unknown: may not call ec2:A, ec2:B",
    ],
    [{ outcome: "unknown", blockers: [denied("ec2:A"), blocker] }, "unknown: 2 reasons"],
    [{ outcome: "unknown", blockers: [blocker] }, "unknown: 1 reason"],
];

describe("a verdict", () => {
    for (const [members, verdict] of cases)
        it(verdict, () => assert.equal(verdictOf(previewedRow(members), "deregister"), verdict));

    it("speaks of what the policy wishes", () =>
        assert.equal(verdictOf(previewedRow(), "deprecate"), "will deprecate"));

    it("of a danger stands above every other, in capital letters", () => {
        for (const [members] of cases) {
            const row = previewedRow({ ...members, danger: ['"web"', '"job"'] });
            assert.equal(verdictOf(row, "deregister"), 'DANGER: WILL DEREGISTER WHAT "web", "job" STILL WANTS');
        }
    });
});

describe("what cannot be taken back", () => {
    it("is what is lost for good, and what is not known not to be", () => {
        assert.equal(isIrreversible([always, until("2026-11-29T18:04:00.000Z")]), false);
        assert.equal(isIrreversible([]), false);
        assert.equal(isIrreversible([always, never]), true);
        assert.equal(isIrreversible([unknown, always]), true);
    });
});
