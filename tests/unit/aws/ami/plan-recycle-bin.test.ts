import assert from "node:assert/strict";
import type { AmiObservation } from "../../../../provider/aws/ami/observation";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { known, type Reversibility } from "../../../../provider/retirement";
import {
    data,
    deregister,
    effectOf,
    imageId,
    inDays,
    nothingSaid,
    otherImageId,
    plan,
    present,
    root,
    ruleOf,
    snapshotOf,
    summaryOf,
    unreadable,
} from "./worlds";

const required = { recycleBin: { required: true } };
const requiredFor = (minimumRetentionDays: number) => ({ recycleBin: { required: true, minimumRetentionDays } });
const deletes = { deleteAssociatedSnapshots: true };

describe("the Recycle Bin, when an image is deregistered", () => {
    const forecasts: readonly [
        title: string,
        seen: Partial<AmiObservation>,
        policy: AmiDeletionPolicy,
        expected: Reversibility,
    ][] = [
        ["no rule: for good", {}, {}, { is: "never" }],
        [
            "a rule of 30 days: restorable for 30 days",
            { imageRules: known([ruleOf(30)]) },
            {},
            { is: "until", at: inDays(30) },
        ],
        [
            "a rule for the image's tags",
            {
                image: present({ tags: { env: "prod" } }),
                imageRules: known([ruleOf(30, { tags: [{ key: "env", value: "prod" }] })]),
            },
            {},
            { is: "until", at: inDays(30) },
        ],
        [
            "a rule for other tags: for good",
            { imageRules: known([ruleOf(30, { tags: [{ key: "env", value: "prod" }] })]) },
            {},
            { is: "never" },
        ],
        [
            "rules that could not be read: not known",
            { imageRules: unreadable("denied") },
            {},
            { is: "unknown", because: "denied" },
        ],
        [
            "a snapshot goes that no rule keeps: the image in the bin is of no use",
            { imageRules: known([ruleOf(30)]) },
            deletes,
            { is: "never" },
        ],
        [
            "snapshots leave the bin first: until the earliest of them",
            {
                imageRules: known([ruleOf(30)]),
                snapshots: known([snapshotOf(root), snapshotOf(data, { tags: { team: "web" } })]),
                snapshotRules: known([
                    ruleOf(14, { tags: [{ key: "team", value: "web" }] }),
                    ruleOf(7, { excludeTags: [{ key: "team" }] }),
                ]),
            },
            deletes,
            { is: "until", at: inDays(7) },
        ],
        [
            "a shared snapshot stays, so no rule has to keep it",
            {
                imageRules: known([ruleOf(30)]),
                snapshots: known([snapshotOf(root, { usedBy: known([otherImageId]) })]),
            },
            deletes,
            { is: "until", at: inDays(30) },
        ],
    ];
    for (const [title, seen, policy, expected] of forecasts) {
        it(`tells: ${title}`, () => {
            assert.deepEqual(effectOf(plan(seen, policy), "image-deregistered").reversible, expected);
        });
    }

    it("says in a warning when it is not known whether the image can come back, and does not stop for it", () => {
        const { outcome, calls, warnings } = summaryOf(plan({ imageRules: unreadable() }));
        assert.deepEqual(
            { outcome, calls, warnings },
            { outcome: "retire", calls: [deregister], warnings: [`recovery-unknown ${imageId}`] },
        );
    });

    describe("required", () => {
        const rows: readonly [
            title: string,
            seen: Partial<AmiObservation>,
            policy: AmiDeletionPolicy,
            covered: boolean,
        ][] = [
            ["no rule at all", {}, required, false],
            ["a rule that matches", { imageRules: known([ruleOf(1)]) }, required, true],
            [
                "a rule that is still pending",
                { imageRules: known([ruleOf(30, { status: "pending" })]) },
                required,
                false,
            ],
            ["rules that could not be read", { imageRules: unreadable() }, required, false],
            ["exactly as long as asked for", { imageRules: known([ruleOf(7)]) }, requiredFor(7), true],
            ["a day too short", { imageRules: known([ruleOf(6)]) }, requiredFor(7), false],
            [
                "a snapshot goes that no rule keeps",
                { imageRules: known([ruleOf(30)]) },
                { ...required, ...deletes },
                false,
            ],
            [
                "a snapshot goes that is kept long enough",
                { imageRules: known([ruleOf(30)]), snapshotRules: known([ruleOf(7)]) },
                { ...requiredFor(7), ...deletes },
                true,
            ],
            [
                "a snapshot goes that is kept too short",
                { imageRules: known([ruleOf(30)]), snapshotRules: known([ruleOf(6)]) },
                { ...requiredFor(7), ...deletes },
                false,
            ],
            [
                "a snapshot goes, and the rules for snapshots could not be read",
                { imageRules: known([ruleOf(30)]), snapshotRules: unreadable() },
                { ...required, ...deletes },
                false,
            ],
            [
                "the snapshots stay, whatever the rules for snapshots",
                { imageRules: known([ruleOf(30)]), snapshotRules: unreadable() },
                required,
                true,
            ],
        ];
        for (const [title, seen, policy, covered] of rows) {
            it(`${title}: ${covered ? "goes" : "blocked, and force does not lift it"}`, () => {
                const forced: AmiDeletionPolicy = { ...policy, force: true, ignoreReferences: ["launch-permission"] };
                const { outcome, calls, blockers } = summaryOf(plan(seen, forced));
                assert.deepEqual(
                    { outcome, calls: calls.length, blockers },
                    covered
                        ? { outcome: "retire", calls: 1, blockers: [] }
                        : { outcome: "blocked", calls: 0, blockers: [`not-recoverable ${imageId}`] },
                );
            });
        }

        it("the refusal says how long it would be kept, and for how long it has to be", () => {
            const blocked = plan({ imageRules: known([ruleOf(6)]) }, requiredFor(7));
            assert.ok(blocked.outcome === "blocked");
            assert.match(blocked.blockers[0].fact, /\b6 days\b.*\b7\b/);
            assert.match(blocked.blockers[0].remedy, /rule/);
        });

        it("false asks for nothing", () => {
            const { outcome } = summaryOf(plan({}, { recycleBin: { required: false } }));
            assert.equal(outcome, "retire");
        });

        it("not recoverable is told once, not again as a warning", () => {
            assert.deepEqual(summaryOf(plan({ imageRules: unreadable() }, required)), {
                ...nothingSaid,
                outcome: "blocked",
                blockers: [`not-recoverable ${imageId}`],
            });
        });
    });
});
