import assert from "node:assert/strict";
import type { AmiObservation, ObservedSnapshot } from "../../../../provider/aws/ami/observation";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { known } from "../../../../provider/retirement";
import {
    absent,
    data,
    deleteSnapshot,
    effectOf,
    imageId,
    inBin,
    inDays,
    nothingSaid,
    otherAccount,
    otherImageId,
    plan,
    present,
    root,
    ruleOf,
    snapshotOf,
    summaryOf,
    unreadable,
} from "./worlds";

const deletes = { deleteAssociatedSnapshots: true };
const faces: readonly [title: string, seen: Partial<AmiObservation>, effects: readonly string[]][] = [
    ["absent", { image: absent }, []],
    ["in the Recycle Bin", { image: absent, bin: inBin }, [`image-in-recycle-bin ${imageId}`]],
    ["still shown as deregistered", { image: present({ state: "deregistered" }) }, []],
    [
        "still shown as deregistered, and in the bin already",
        { image: present({ state: "deregistered" }), bin: inBin },
        [`image-in-recycle-bin ${imageId}`],
    ],
];

describe("an image that is gone when its row is removed", () => {
    for (const [title, face, effects] of faces) {
        describe(title, () => {
            it("is already retired when it left nothing behind", () => {
                for (const policy of [{}, deletes]) {
                    assert.deepEqual(summaryOf(plan({ ...face, snapshots: known([]) }, policy)), {
                        ...nothingSaid,
                        outcome: "already-retired",
                        effects,
                    });
                }
            });

            it("leaves its snapshots alone when the policy does not delete them, and says so", () => {
                assert.deepEqual(summaryOf(plan(face)), {
                    ...nothingSaid,
                    outcome: "already-retired",
                    effects: [...effects, `snapshot-kept ${root}`],
                });
            });

            it("has its leftover snapshots deleted one by one when the policy does", () => {
                const snapshots = known([snapshotOf(root), snapshotOf(data)]);
                const planned = plan({ ...face, snapshots }, deletes, { snapshotIds: [root, data] });
                assert.deepEqual(summaryOf(planned), {
                    ...nothingSaid,
                    outcome: "already-retired",
                    calls: [deleteSnapshot(root), deleteSnapshot(data)],
                    effects: [...effects, `snapshot-deleted ${root}`, `snapshot-deleted ${data}`],
                });
            });
        });
    }

    describe("each leftover snapshot is looked at again", () => {
        const kept: readonly [why: string, members: Partial<ObservedSnapshot>, told: RegExp][] = [
            ["it belongs to another account", { ownerId: otherAccount }, new RegExp(otherAccount)],
            ["another image stands on it by now", { usedBy: known([otherImageId]) }, new RegExp(otherImageId)],
            ["it is locked", { lock: known({ until: inDays(9) }) }, /locked until/],
            ["it is in AWS Backup", { tags: { "aws:backup:source-resource": "vol-1" } }, /AWS Backup/],
        ];
        for (const [why, members, told] of kept) {
            it(`${why}: it stays, the others go, and force changes nothing`, () => {
                const snapshots = known([snapshotOf(root, members), snapshotOf(data)]);
                const policy = { ...deletes, force: true };
                const planned = plan({ image: absent, snapshots }, policy, { snapshotIds: [root, data] });
                assert.deepEqual(summaryOf(planned), {
                    ...nothingSaid,
                    outcome: "already-retired",
                    calls: [deleteSnapshot(data)],
                    effects: [`snapshot-kept ${root}`, `snapshot-deleted ${data}`],
                });
                assert.match(effectOf(planned, "snapshot-kept", root).fact, told);
            });
        }

        it("who uses it is not known: nothing is deleted, and the row stays", () => {
            const snapshots = known([snapshotOf(root, { usedBy: unreadable() }), snapshotOf(data)]);
            const { outcome, calls, blockers } = summaryOf(plan({ image: absent, snapshots }, deletes));
            assert.deepEqual(
                { outcome, calls, blockers },
                { outcome: "unknown", calls: [], blockers: [`unreadable ${root}`] },
            );
        });

        it("they could not be read: the row stays when they are to go, a warning when they stay", () => {
            const seen = { image: absent, snapshots: unreadable() };
            assert.equal(summaryOf(plan(seen, deletes)).outcome, "unknown");
            const kept = summaryOf(plan(seen));
            assert.deepEqual([kept.outcome, kept.warnings], ["already-retired", [`snapshots-unreadable ${imageId}`]]);
        });
    });

    describe("an image in the bin whose snapshots are to go", () => {
        const seen: Partial<AmiObservation> = { image: absent, bin: inBin };

        it("cannot come back any more when no rule keeps them", () => {
            const planned = plan(seen, deletes);
            assert.deepEqual(effectOf(planned, "image-in-recycle-bin").reversible, { is: "never" });
        });

        it("can come back for as long as the bin keeps all of it", () => {
            const short = plan({ ...seen, snapshotRules: known([ruleOf(3)]) }, deletes);
            assert.deepEqual(effectOf(short, "image-in-recycle-bin").reversible, { is: "until", at: inDays(3) });
            const long = plan({ ...seen, snapshotRules: known([ruleOf(300)]) }, deletes);
            assert.deepEqual(effectOf(long, "image-in-recycle-bin").reversible, { is: "until", at: inDays(29) });
        });

        it("can come back until it leaves the bin when they stay", () => {
            assert.deepEqual(effectOf(plan(seen), "image-in-recycle-bin").reversible, { is: "until", at: inDays(29) });
        });
    });

    describe("required, with leftovers to delete", () => {
        const required: AmiDeletionPolicy = { ...deletes, recycleBin: { required: true }, force: true };
        const rows: readonly [
            title: string,
            seen: Partial<AmiObservation>,
            policy: AmiDeletionPolicy,
            goes: boolean,
        ][] = [
            ["in the bin, and no rule keeps its snapshot", { bin: inBin }, required, false],
            [
                "in the bin, and a rule keeps its snapshot",
                { bin: inBin, snapshotRules: known([ruleOf(5)]) },
                required,
                true,
            ],
            [
                "in the bin, and its snapshot is kept shorter than asked for",
                { bin: inBin, snapshotRules: known([ruleOf(5)]) },
                { ...required, recycleBin: { required: true, minimumRetentionDays: 6 } },
                false,
            ],
            [
                "in the bin, and the rules could not be read",
                { bin: inBin, snapshotRules: unreadable() },
                required,
                false,
            ],
            [
                "in the bin or not: that could not be read",
                { bin: unreadable(), snapshotRules: known([ruleOf(5)]) },
                required,
                false,
            ],
            ["gone for good, and no rule keeps its snapshot", {}, required, false],
            ["gone for good, and a rule keeps its snapshot", { snapshotRules: known([ruleOf(5)]) }, required, true],
        ];
        for (const [title, seen, policy, goes] of rows) {
            it(`${title}: ${goes ? "it goes" : "blocked, and force does not lift it"}`, () => {
                const { outcome, calls, blockers } = summaryOf(plan({ image: absent, ...seen }, policy));
                assert.deepEqual(
                    { outcome, calls, blockers },
                    goes
                        ? { outcome: "already-retired", calls: [deleteSnapshot(root)], blockers: [] }
                        : { outcome: "blocked", calls: [], blockers: [`not-recoverable ${imageId}`] },
                );
            });
        }

        it("nothing is left to lose when no snapshot goes: the row leaves", () => {
            for (const bin of [inBin, known(undefined), unreadable()]) {
                const seen = { image: absent, bin, snapshots: known([]) };
                assert.equal(summaryOf(plan(seen, required)).outcome, "already-retired");
                const stays = { ...seen, snapshots: known([snapshotOf(root, { usedBy: known([otherImageId]) })]) };
                assert.equal(summaryOf(plan(stays, required)).outcome, "already-retired");
            }
        });
    });

    it("whether it is in the bin could not be read: told, and the row leaves", () => {
        const { outcome, warnings } = summaryOf(plan({ image: absent, bin: unreadable() }));
        assert.deepEqual(
            { outcome, warnings },
            { outcome: "already-retired", warnings: [`recovery-unknown ${imageId}`] },
        );
    });
});
