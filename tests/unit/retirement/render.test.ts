import assert from "node:assert/strict";
import {
    type Effect,
    type RetirementPlan,
    type Reversibility,
    renderDone,
    renderInstant,
    renderPlan,
    renderVerdict,
} from "../../../provider/retirement";

const effect = (fact: string, reversible: Reversibility): Effect => ({ code: "x", subject: "ami-1", fact, reversible });
const blocker = (code: string) => ({ code, subject: "ami-1", fact: `the fact of ${code}`, remedy: `lift ${code}` });
const call = { service: "ec2", operation: "DeregisterImage", input: { ImageId: "ami-1" } };
const told = { effects: [], warnings: [] };

describe("a plan as text", () => {
    const verdicts: readonly [plan: RetirementPlan, verdict: string][] = [
        [{ outcome: "retire", calls: [call], ...told }, "will be retired"],
        [{ outcome: "retain", because: "so", ...told }, "kept"],
        [{ outcome: "already-retired", because: "so", calls: [], ...told }, "already retired"],
        [{ outcome: "defer", because: "so", calls: [], ...told }, "deferred"],
        [
            { outcome: "defer", because: "so", calls: [], until: "2026-11-29T18:04:59.999Z", ...told },
            "deferred until 2026-11-29 18:05 UTC",
        ],
        [{ outcome: "blocked", blockers: [blocker("a")], warnings: [] }, "blocked: 1 reason"],
        [{ outcome: "blocked", blockers: [blocker("a"), blocker("b")], warnings: [] }, "blocked: 2 reasons"],
        [{ outcome: "unknown", blockers: [blocker("a")], warnings: [] }, "unknown: 1 reason"],
    ];
    for (const [plan, verdict] of verdicts) {
        it(`puts the verdict first: ${verdict}`, () => {
            assert.equal(renderVerdict(plan), verdict);
            assert.equal(renderPlan("EC2 AMI ami-1", plan).split("\n")[0], `EC2 AMI ami-1: ${verdict}`);
        });
    }

    it("tells each effect with its way back", () => {
        const plan: RetirementPlan = {
            outcome: "retire",
            calls: [call],
            effects: [
                effect("ami-1 is deregistered", { is: "until", at: "2026-12-01T00:00:00.000Z" }),
                effect("snap-1 is deleted", { is: "never" }),
                effect("snap-2 is deleted", { is: "unknown", because: "rbin:ListRules was denied" }),
                effect("snap-3 stays", { is: "always" }),
            ],
            warnings: [{ code: "w", subject: "ami-1", fact: "it looks like a backup" }],
        };
        assert.deepEqual(renderPlan("EC2 AMI ami-1", plan).split("\n").slice(1), [
            "  - ami-1 is deregistered, restorable until 2026-12-01 00:00 UTC",
            "  - snap-1 is deleted, for good",
            "  - snap-2 is deleted, and whether it can be restored is not known: rbin:ListRules was denied",
            "  - snap-3 stays",
            "  warning: it looks like a backup",
        ]);
    });

    it("tells every blocker with its code and remedy, and the warnings after them", () => {
        const warnings = [{ code: "w", subject: "ami-1", fact: "something else" }];
        const plan: RetirementPlan = { outcome: "blocked", blockers: [blocker("a"), blocker("b")], warnings };
        assert.deepEqual(renderPlan("EC2 AMI ami-1", plan).split("\n").slice(1), [
            "  - the fact of a [a]",
            "    remedy: lift a",
            "  - the fact of b [b]",
            "    remedy: lift b",
            "  warning: something else",
        ]);
    });

    it("tells why something is kept, deferred or retired already", () => {
        const plan: RetirementPlan = { outcome: "retain", because: "its owner said so", ...told };
        assert.match(renderPlan("EC2 AMI ami-1", plan), /its owner said so/);
    });

    describe("what was done, on one line", () => {
        const seen = [
            effect("ami-1 is deregistered", { is: "until", at: "2026-12-01T00:00:00.000Z" }),
            effect("snap-1 stays", { is: "always" }),
        ];
        const line = "ami-1 is deregistered, restorable until 2026-12-01 00:00 UTC; snap-1 stays";

        it("tells the effects that were seen, not those that were planned", () => {
            const effects = [effect("snap-1 is deleted", { is: "never" })];
            const plan: RetirementPlan = { outcome: "retire", calls: [call], effects, warnings: [] };
            assert.equal(renderDone(plan, seen), line);
            assert.equal(renderDone(plan, []), "");
        });

        it("tells first why nothing had to be done", () => {
            const gone: RetirementPlan = { outcome: "already-retired", because: "it is gone", calls: [], ...told };
            assert.equal(renderDone(gone, seen), `it is gone; ${line}`);
            const kept: RetirementPlan = { outcome: "retain", because: "its owner said so", ...told };
            assert.equal(renderDone(kept, []), "its owner said so");
        });

        it("tells the warnings of the plan after everything else, each as one", () => {
            const warnings = ["it looks like a backup", "web launches it"].map(fact => ({
                code: "w",
                subject: "x",
                fact,
            }));
            const plan: RetirementPlan = { outcome: "retire", calls: [call], effects: [], warnings };
            const warned = "warning: it looks like a backup; warning: web launches it";
            assert.equal(renderDone(plan, seen), `${line}; ${warned}`);
            assert.equal(renderDone(plan, []), warned);
            const kept: RetirementPlan = { outcome: "retain", because: "its owner said so", effects: [], warnings };
            assert.equal(renderDone(kept, []), `its owner said so; ${warned}`);
        });

        it("does not tell why it was deferred at first", () => {
            const deferred: RetirementPlan = { outcome: "defer", because: "ami-1 is pending", calls: [], ...told };
            assert.equal(renderDone(deferred, seen), line);
        });
    });

    it("writes moments to the minute, in UTC", () => {
        assert.equal(renderInstant("2026-01-02T03:04:05.678Z"), "2026-01-02 03:04 UTC");
    });
});
