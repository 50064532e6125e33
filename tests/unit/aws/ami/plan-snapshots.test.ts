import assert from "node:assert/strict";
import type { ObservedSnapshot } from "../../../../provider/aws/ami/observation";
import { known } from "../../../../provider/retirement";
import {
    absent,
    data,
    deregister,
    deregisterWithSnapshots,
    effectOf,
    imageId,
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
const of = (...snapshots: readonly ObservedSnapshot[]) => ({ snapshots: known(snapshots) });

describe("the snapshots behind an image that is deregistered", () => {
    it("without deleteAssociatedSnapshots all stay, each is named, and EC2 is not asked to delete any", () => {
        assert.deepEqual(summaryOf(plan(of(snapshotOf(root), snapshotOf(data)))), {
            ...nothingSaid,
            outcome: "retire",
            calls: [deregister],
            effects: [`image-deregistered ${imageId}`, `snapshot-kept ${root}`, `snapshot-kept ${data}`],
        });
    });

    it("with it they go by the same call, and without a rule for good", () => {
        const planned = plan(of(snapshotOf(root), snapshotOf(data)), deletes);
        assert.deepEqual(summaryOf(planned), {
            ...nothingSaid,
            outcome: "retire",
            calls: [deregisterWithSnapshots],
            effects: [`image-deregistered ${imageId}`, `snapshot-deleted ${root}`, `snapshot-deleted ${data}`],
        });
        assert.deepEqual(effectOf(planned, "snapshot-deleted", root).reversible, { is: "never" });
    });

    const kept: readonly [why: string, members: Partial<ObservedSnapshot>, told: RegExp][] = [
        ["another image stands on it", { usedBy: known([otherImageId]) }, new RegExp(otherImageId)],
        ["it is locked", { lock: known({}) }, /locked/],
        ["it is locked until a moment", { lock: known({ until: inDays(9) }) }, /locked until 2026-12-01/],
        ["it belongs to another account", { ownerId: otherAccount }, new RegExp(otherAccount)],
    ];
    for (const [why, members, told] of kept) {
        it(`one stays when ${why}, and that is said; the others go`, () => {
            const planned = plan(of(snapshotOf(root, members), snapshotOf(data)), deletes);
            assert.deepEqual(summaryOf(planned).effects.slice(1), [
                `snapshot-kept ${root}`,
                `snapshot-deleted ${data}`,
            ]);
            const effect = effectOf(planned, "snapshot-kept", root);
            assert.match(effect.fact, told);
            assert.match(effect.fact, /goes on costing/);
        });
    }

    it("one that only carries the tag of AWS Backup is forecast as deleted, with a warning: a restored copy keeps the tag", () => {
        const tagged = snapshotOf(root, { tags: { "aws:backup:source-resource": "vol-1" } });
        const { outcome, effects, warnings } = summaryOf(plan(of(tagged, snapshotOf(data)), deletes));
        assert.deepEqual(
            { outcome, effects, warnings },
            {
                outcome: "retire",
                effects: [`image-deregistered ${imageId}`, `snapshot-deleted ${root}`, `snapshot-deleted ${data}`],
                warnings: [`maybe-managed-by-aws-backup ${root}`],
            },
        );
        assert.deepEqual(summaryOf(plan(of(tagged))).warnings, [], "kept anyway");
    });

    it("one that only carries the tag of AWS Backup is not counted on to stay when the image must be recoverable", () => {
        const tagged = snapshotOf(root, { tags: { "aws:backup:source-resource": "vol-1" } });
        const seen = { ...of(tagged), imageRules: known([ruleOf(30)]) };
        const { outcome, blockers } = summaryOf(plan(seen, { ...deletes, recycleBin: { required: true } }));
        assert.deepEqual({ outcome, blockers }, { outcome: "blocked", blockers: [`not-recoverable ${imageId}`] });
    });

    it("one that is older than the image is said so: it may be somebody's backup", () => {
        const image = present({ creationDate: "2026-01-15T08:00:00.000Z" });
        const behind = of(
            snapshotOf(root, { startTime: "2026-01-15T07:59:30.000Z" }),
            snapshotOf(data, { startTime: "2025-06-01T00:00:00.000Z" }),
        );
        const { outcome, warnings } = summaryOf(plan({ image, ...behind }, deletes));
        assert.deepEqual({ outcome, warnings }, { outcome: "retire", warnings: [`snapshot-older-than-image ${data}`] });
        assert.deepEqual(summaryOf(plan({ image, ...behind })).warnings, [], "kept anyway");
    });

    describe("what could not be read", () => {
        it("the snapshots: unknown when they are to go, a warning when they stay", () => {
            const seen = { snapshots: unreadable() };
            assert.deepEqual(summaryOf(plan(seen, deletes)), {
                ...nothingSaid,
                outcome: "unknown",
                blockers: [`unreadable ${imageId}`],
            });
            assert.deepEqual(summaryOf(plan(seen)), {
                ...nothingSaid,
                outcome: "retire",
                calls: [deregister],
                effects: [`image-deregistered ${imageId}`],
                warnings: [`snapshots-unreadable ${imageId}`],
            });
        });

        it("whether other images use one that is to go: unknown, for each such snapshot, and what lifts it is said", () => {
            const users = { usedBy: unreadable("ec2:DescribeImages was denied") };
            const unknown = plan(of(snapshotOf(root, users), snapshotOf(data, users)), { ...deletes, force: true });
            assert.deepEqual(summaryOf(unknown), {
                ...nothingSaid,
                outcome: "unknown",
                blockers: [`unreadable ${root}`, `unreadable ${data}`],
            });
            assert.ok(unknown.outcome === "unknown");
            assert.match(unknown.blockers[0].remedy, /deleteAssociatedSnapshots to false/);
        });

        it("who uses one that stays does not matter", () => {
            const { outcome } = summaryOf(plan(of(snapshotOf(root, { usedBy: unreadable() }))));
            assert.equal(outcome, "retire");
        });

        it("whether one is locked: only a warning, since EC2 keeps a locked one", () => {
            const { outcome, calls, warnings } = summaryOf(plan(of(snapshotOf(root, { lock: unreadable() })), deletes));
            assert.deepEqual(
                { outcome, calls, warnings },
                { outcome: "retire", calls: [deregisterWithSnapshots], warnings: [`lock-unreadable ${root}`] },
            );
        });

        it("the rules for snapshots: each deleted one's way back is unknown, never promised", () => {
            const planned = plan({ snapshotRules: unreadable("rbin:ListRules was denied") }, deletes);
            assert.equal(effectOf(planned, "snapshot-deleted", root).reversible.is, "unknown");
            assert.equal(effectOf(planned, "image-deregistered").reversible.is, "never", "no rule keeps the image");
        });
    });

    it("each deleted snapshot's way back goes by its own tags, not by the image's", () => {
        const seen = {
            image: present({ tags: { team: "web" } }),
            ...of(snapshotOf(root, { tags: { team: "web" } }), snapshotOf(data)),
            snapshotRules: known([ruleOf(14, { tags: [{ key: "team", value: "web" }] })]),
        };
        const planned = plan(seen, deletes);
        assert.deepEqual(effectOf(planned, "snapshot-deleted", root).reversible, { is: "until", at: inDays(14) });
        assert.deepEqual(effectOf(planned, "snapshot-deleted", data).reversible, { is: "never" });
    });
});

describe("a snapshot that an image in the Recycle Bin cannot come back without", () => {
    const needed = snapshotOf(root, { neededInBin: [otherImageId] });
    const policy = { deleteAssociatedSnapshots: true };

    it("stays, and the others go by calls of their own: EC2 would take it along with the image", () => {
        const planned = plan({ snapshots: known([needed, snapshotOf(data)]) }, policy);
        assert.deepEqual(summaryOf(planned).calls, [
            ["ec2:DeregisterImage", { ImageId: imageId }],
            ["ec2:DeleteSnapshot", { SnapshotId: data }],
        ]);
        assert.deepEqual(summaryOf(planned).effects.slice(1), [`snapshot-kept ${root}`, `snapshot-deleted ${data}`]);
    });

    it("stays when its own image is gone, too", () => {
        const planned = plan({ image: absent, snapshots: known([needed]) }, policy);
        assert.deepEqual(summaryOf(planned).calls, []);
    });
});
