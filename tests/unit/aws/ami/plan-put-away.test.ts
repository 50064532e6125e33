import assert from "node:assert/strict";
import type { ObservedImage } from "../../../../provider/aws/ami/observation";
import { known } from "../../../../provider/retirement";
import {
    absent,
    imageId,
    nothingSaid,
    otherAccount,
    plan,
    present,
    ruleOf,
    summaryOf,
    unreadable,
    usedBy,
} from "./worlds";

const disable = ["ec2:DisableImage", { ImageId: imageId }] as const;
// `now` of these worlds is 12:00:00.
const deprecate = [
    "ec2:EnableImageDeprecation",
    { ImageId: imageId, DeprecateAt: "2026-11-22T12:01:00.000Z" },
] as const;

describe("putting an image away instead of deregistering it", () => {
    it("disable sends DisableImage alone, and says that it can be undone", () => {
        const planned = plan({}, { action: "disable" });
        assert.deepEqual(summaryOf(planned), {
            ...nothingSaid,
            outcome: "retire",
            calls: [disable],
            effects: [`image-disabled ${imageId}`],
        });
        assert.ok(planned.outcome === "retire");
        assert.deepEqual(planned.effects[0]?.reversible, { is: "always" });
    });

    it("deprecate asks for the next full minute, since EC2 takes no past time", () => {
        assert.deepEqual(summaryOf(plan({}, { action: "deprecate" })), {
            ...nothingSaid,
            outcome: "retire",
            calls: [deprecate],
            effects: [`image-deprecated ${imageId}`],
        });
    });

    const rows: readonly [
        action: "disable" | "deprecate",
        seen: string,
        members: Partial<ObservedImage>,
        outcome: string,
        calls: readonly unknown[],
        blockers: readonly string[],
    ][] = [
        ["disable", "disabled already", { state: "disabled" }, "already-retired", [], []],
        ["deprecate", "deprecated already", { deprecationTime: "2026-03-01T00:00:00.000Z" }, "already-retired", [], []],
        [
            "deprecate",
            "to be deprecated within this minute",
            { deprecationTime: "2026-11-22T12:01:00.000Z" },
            "already-retired",
            [],
            [],
        ],
        [
            "deprecate",
            "to be deprecated next year",
            { deprecationTime: "2027-11-22T12:00:00.000Z" },
            "retire",
            [deprecate],
            [],
        ],
        ["disable", "pending", { state: "pending", sourceImageId: "ami-0000000a" }, "defer", [], []],
        ["deprecate", "transient", { state: "transient" }, "defer", [], []],
        ["disable", "failed", { state: "failed" }, "blocked", [], [`not-available ${imageId}`]],
        ["deprecate", "disabled", { state: "disabled" }, "blocked", [], [`not-available ${imageId}`]],
        [
            "disable",
            "in a state of next year",
            { state: "a-word-of-next-year" },
            "blocked",
            [],
            [`not-available ${imageId}`],
        ],
        ["disable", "another account's", { ownerId: otherAccount }, "blocked", [], [`not-owner ${imageId}`]],
        [
            "deprecate",
            "AWS Backup's",
            { ownerAlias: "aws-backup-vault" },
            "blocked",
            [],
            [`managed-by-aws-backup ${imageId}`],
        ],
        [
            "disable",
            "protected from deregistration",
            { deregistrationProtection: "enabled-with-cooldown" },
            "retire",
            [disable],
            [],
        ],
    ];
    for (const [action, seen, members, outcome, calls, blockers] of rows) {
        it(`${action}, when the image is ${seen}: ${outcome}`, () => {
            const summary = summaryOf(plan({ image: present(members) }, { action, force: true }));
            assert.deepEqual(
                { outcome: summary.outcome, calls: summary.calls, blockers: summary.blockers },
                { outcome, calls, blockers },
            );
        });
    }

    it("waits for an image that is being made, instead of failing", () => {
        const deferred = plan({ image: present({ state: "pending" }) }, { action: "deprecate" });
        assert.ok(deferred.outcome === "defer");
        assert.equal(deferred.wait, "settle");
    });

    for (const action of ["disable", "deprecate"] as const) {
        it(`${action} never deletes a snapshot and never asks the Recycle Bin, even by a policy that says so`, () => {
            const policy = {
                action,
                deleteAssociatedSnapshots: true,
                recycleBin: { required: true },
                disableDeregistrationProtection: true,
            };
            const living = plan({ imageRules: unreadable(), snapshotRules: unreadable() }, policy);
            assert.deepEqual(summaryOf(living).calls, [action === "disable" ? disable : deprecate]);
            const gone = plan({ image: absent, imageRules: known([ruleOf(7)]) }, policy);
            assert.deepEqual(
                [gone.outcome, summaryOf(gone).calls],
                ["already-retired", []],
                "the snapshots of an image that somebody else removed",
            );
        });
    }

    it("an image that can only be deregistered is told together with who uses it", () => {
        const refused = plan(
            { image: present({ state: "failed" }), users: [usedBy("ec2-fleet", {})] },
            { action: "disable" },
        );
        assert.deepEqual(
            summaryOf(refused)
                .blockers.map(line => line.split(" ")[0])
                .sort(),
            ["in-use", "not-available"],
        );
    });
});
