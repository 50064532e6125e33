import assert from "node:assert/strict";
import type { AmiObservation, ObservedSnapshot } from "../../../../provider/aws/ami/observation";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { known, type Reading, type Reversibility } from "../../../../provider/retirement";
import {
    absent,
    binnedOf,
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
const isDeregistered = `image-deregistered ${imageId}`;
const faces: readonly [title: string, seen: Partial<AmiObservation>, reversible: Reversibility][] = [
    ["absent", { image: absent }, { is: "never" }],
    ["in the Recycle Bin", { image: absent, bin: inBin }, { is: "until", at: inDays(29) }],
    ["still shown as deregistered", { image: present({ state: "deregistered" }) }, { is: "never" }],
    [
        "still shown as deregistered, and in the bin already",
        { image: present({ state: "deregistered" }), bin: inBin },
        { is: "until", at: inDays(29) },
    ],
    [
        "in the bin or not: that could not be read",
        { image: absent, bin: unreadable("ec2:ListImagesInRecycleBin was denied") },
        { is: "unknown", because: "ec2:ListImagesInRecycleBin was denied" },
    ],
];

describe("an image that is gone when its row is removed", () => {
    for (const [title, face, reversible] of faces) {
        describe(title, () => {
            const warnings = reversible.is === "unknown" ? [`recovery-unknown ${imageId}`] : [];

            it(`its deregistration can be taken back: ${reversible.is}`, () => {
                for (const policy of [{}, deletes]) {
                    const planned = plan({ ...face, snapshots: known([]) }, policy);
                    assert.deepEqual(effectOf(planned, "image-deregistered").reversible, reversible);
                }
            });

            it("is already retired when it left nothing behind", () => {
                for (const policy of [{}, deletes]) {
                    assert.deepEqual(summaryOf(plan({ ...face, snapshots: known([]) }, policy)), {
                        ...nothingSaid,
                        outcome: "already-retired",
                        effects: [isDeregistered],
                        warnings,
                    });
                }
            });

            it("leaves its snapshots alone when the policy does not delete them, and says so", () => {
                assert.deepEqual(summaryOf(plan(face)), {
                    ...nothingSaid,
                    outcome: "already-retired",
                    effects: [isDeregistered, `snapshot-kept ${root}`],
                    warnings,
                });
            });

            it("has its leftover snapshots deleted one by one when the policy does", () => {
                const snapshots = known([snapshotOf(root), snapshotOf(data)]);
                const seen = { ...face, snapshots, snapshotRules: known([ruleOf(30)]) };
                const planned = plan(seen, deletes, { snapshotIds: [root, data] });
                assert.deepEqual(summaryOf(planned), {
                    ...nothingSaid,
                    outcome: "already-retired",
                    calls: [deleteSnapshot(root), deleteSnapshot(data)],
                    effects: [isDeregistered, `snapshot-deleted ${root}`, `snapshot-deleted ${data}`],
                    warnings,
                });
            });
        });
    }

    describe("whose leftovers they are", () => {
        const planned = (snapshots: readonly ObservedSnapshot[], snapshotIds: readonly string[] = [root]) =>
            summaryOf(plan({ image: absent, snapshots: known(snapshots) }, deletes, { snapshotIds }));

        it("one that the state does not name is left alone, whoever observed it", () => {
            const { calls, effects } = planned([snapshotOf(root), snapshotOf(data)]);
            assert.deepEqual(
                { calls, effects },
                { calls: [deleteSnapshot(root)], effects: [isDeregistered, `snapshot-deleted ${root}`] },
            );
        });

        it("one that EC2 named as left is planned, although the state does not name it", () => {
            const { calls } = planned([snapshotOf(root), snapshotOf(data, { isNamedByAnswer: true })]);
            assert.deepEqual(calls, [deleteSnapshot(root), deleteSnapshot(data)]);
            assert.deepEqual(planned([snapshotOf(data, { isNamedByAnswer: true })], []).calls, [deleteSnapshot(data)]);
        });

        it("one that EC2 named as left stays for all the reasons for which others stay", () => {
            for (const why of [
                { ownerId: otherAccount },
                { usedBy: known([otherImageId]) },
                { lock: known({}) },
                { tags: { "aws:backup:source-resource": "vol-1" } },
            ]) {
                const { calls, effects } = planned([snapshotOf(data, { isNamedByAnswer: true, ...why })], []);
                assert.deepEqual({ calls, effects }, { calls: [], effects: [isDeregistered, `snapshot-kept ${data}`] });
            }
        });

        it("one that is older than the image, by the state's record, is warned of", () => {
            const older = snapshotOf(root, { startTime: "2025-06-01T00:00:00.000Z" });
            const { calls, warnings } = planned([older, snapshotOf(data)], [root, data]);
            assert.deepEqual(
                { calls, warnings },
                {
                    calls: [deleteSnapshot(root), deleteSnapshot(data)],
                    warnings: [`snapshot-older-than-image ${root}`],
                },
            );
            const creationDate = "2025-05-01T00:00:00.000Z";
            const seen = { image: absent, snapshots: known([older]) };
            assert.deepEqual(summaryOf(plan(seen, deletes, { creationDate })).warnings, []);
        });
    });

    describe("each leftover snapshot is looked at again", () => {
        const kept: readonly [why: string, members: Partial<ObservedSnapshot>, told: RegExp][] = [
            ["it belongs to another account", { ownerId: otherAccount }, new RegExp(otherAccount)],
            ["another image stands on it by now", { usedBy: known([otherImageId]) }, new RegExp(otherImageId)],
            ["it is locked", { lock: known({ until: inDays(9) }) }, /locked until/],
            [
                "it carries only the tag of AWS Backup",
                { tags: { "aws:backup:source-resource": "vol-1" } },
                /AWS Backup/,
            ],
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
                    effects: [isDeregistered, `snapshot-kept ${root}`, `snapshot-deleted ${data}`],
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
            assert.deepEqual(effectOf(planned, "image-deregistered").reversible, { is: "never" });
        });

        it("can come back for as long as the bin keeps all of it", () => {
            const short = plan({ ...seen, snapshotRules: known([ruleOf(3)]) }, deletes);
            assert.deepEqual(effectOf(short, "image-deregistered").reversible, { is: "until", at: inDays(3) });
            const long = plan({ ...seen, snapshotRules: known([ruleOf(300)]) }, deletes);
            assert.deepEqual(effectOf(long, "image-deregistered").reversible, { is: "until", at: inDays(29) });
        });

        it("can come back until it leaves the bin when they stay", () => {
            assert.deepEqual(effectOf(plan(seen), "image-deregistered").reversible, { is: "until", at: inDays(29) });
        });
    });

    describe("an image in the bin, and its snapshots with it", () => {
        const wayBack = (
            binned: Reading<ReadonlyMap<string, string>>,
            policy: AmiDeletionPolicy = {},
            live: readonly ObservedSnapshot[] = [],
        ) => {
            const bin = known(binnedOf({ snapshots: binned }));
            const seen = { image: absent, bin, snapshots: known(live), snapshotRules: known([ruleOf(5)]) };
            return effectOf(plan(seen, policy, { snapshotIds: [root, data] }), "image-deregistered").reversible;
        };
        const leaving = (...days: readonly number[]) =>
            known(new Map([root, data].flatMap((id, index) => (days[index] ? [[id, inDays(days[index])]] : []))));

        it("can come back until the first of them leaves", () => {
            assert.deepEqual(wayBack(leaving(40, 50)), { is: "until", at: inDays(29) });
            assert.deepEqual(wayBack(leaving(40, 12)), { is: "until", at: inDays(12) });
            assert.deepEqual(wayBack(leaving(3, 12)), { is: "until", at: inDays(3) });
        });

        it("cannot come back when one that the state names is neither live nor in the bin", () => {
            for (const policy of [{}, deletes]) {
                assert.deepEqual(wayBack(leaving(12), policy), { is: "never" });
                assert.deepEqual(wayBack(known(new Map()), policy, [snapshotOf(data)]), { is: "never" });
            }
        });

        it("may come back or not when the bin's snapshots could not be read and one of its own is not live", () => {
            const reversible = wayBack(unreadable("ec2:ListSnapshotsInRecycleBin was denied"), {}, [snapshotOf(root)]);
            assert.ok(reversible.is === "unknown");
            assert.match(reversible.because, /ec2:ListSnapshotsInRecycleBin was denied/);
        });

        it("a live one counts by what becomes of it: kept it never leaves, deleted it goes by the rules", () => {
            const live = [snapshotOf(root)];
            assert.deepEqual(wayBack(leaving(0, 12), {}, live), { is: "until", at: inDays(12) });
            assert.deepEqual(wayBack(leaving(0, 12), deletes, live), { is: "until", at: inDays(5) });
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

describe("the way back of an image in the Recycle Bin", () => {
    const wayBack = (seen: Partial<AmiObservation>, snapshotIds: readonly string[] = [root]) =>
        effectOf(plan({ image: absent, snapshots: known([]), ...seen }, {}, { snapshotIds }), "image-deregistered")
            .reversible;
    const binnedWith = (snapshots: Reading<ReadonlyMap<string, string>>) => known(binnedOf({ snapshots }));

    it("ends with a snapshot that only the bin knows of", () =>
        assert.deepEqual(wayBack({ bin: binnedWith(known(new Map([[data, inDays(3)]]))) }, []), {
            is: "until",
            at: inDays(3),
        }));

    it("is not known when the bin's snapshots could not be read and the state names none that is there", () => {
        for (const ids of [[], [root]]) assert.equal(wayBack({ bin: binnedWith(unreadable()) }, ids).is, "unknown");
    });

    it("is known when all that the state names are there, whatever the bin holds", () => {
        const seen = { bin: binnedWith(unreadable()), snapshots: known([snapshotOf(root)]) };
        assert.deepEqual(wayBack(seen), { is: "until", at: inDays(29) });
    });

    it("is not known when the living snapshots could not be read", () =>
        assert.equal(wayBack({ bin: inBin, snapshots: unreadable() }).is, "unknown"));
});
