import assert from "node:assert/strict";
import type { AmiObservation } from "../../../../provider/aws/ami/observation";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { known } from "../../../../provider/retirement";
import {
    absent,
    account,
    data,
    deregister,
    effectOf,
    imageId,
    inBin,
    inDays,
    nothingSaid,
    otherAccount,
    plan,
    present,
    root,
    ruleOf,
    snapshotOf,
    summaryOf,
    unreadable,
} from "./worlds";

const everythingLifted: AmiDeletionPolicy = {
    force: true,
    disableDeregistrationProtection: true,
    ignoreReferences: ["auto-scaling-group", "launch-permission"],
};

describe("planning the retirement of an AMI", () => {
    it("deregisters an available image of ours, and says that its snapshot stays", () => {
        assert.deepEqual(summaryOf(plan()), {
            ...nothingSaid,
            outcome: "retire",
            calls: [deregister],
            effects: [`image-deregistered ${imageId}`, `snapshot-kept ${root}`],
        });
    });

    for (const state of ["available", "disabled", "failed", "error", "invalid", "a-word-of-next-year"]) {
        it(`deregisters an image that is ${state}`, () => {
            const { outcome, calls } = summaryOf(plan({ image: present({ state }) }));
            assert.deepEqual({ outcome, calls }, { outcome: "retire", calls: [deregister] });
        });
    }

    describe("the caller's account", () => {
        const cases: readonly [title: string, seen: Partial<AmiObservation>, outcome: string, blocker: string][] = [
            ["another one than recorded blocks", { account: known(otherAccount) }, "blocked", "wrong-account"],
            ["one that cannot be read leaves it unknown", { account: unreadable() }, "unknown", "unreadable"],
            [
                "another one blocks the leftovers of a gone image too",
                { account: known(otherAccount), image: absent },
                "blocked",
                "wrong-account",
            ],
        ];
        for (const [title, seen, outcome, blocker] of cases) {
            it(`${title}, whatever the policy lifts`, () => {
                for (const policy of [{}, { ...everythingLifted, deleteAssociatedSnapshots: true }]) {
                    assert.deepEqual(summaryOf(plan(seen, policy)), {
                        ...nothingSaid,
                        outcome,
                        blockers: [`${blocker} ${imageId}`],
                    });
                }
            });
        }

        it("names both accounts and the one whose credentials are needed", () => {
            const blocked = plan({ account: known(otherAccount) });
            assert.ok(blocked.outcome === "blocked");
            assert.match(blocked.blockers[0].fact, new RegExp(`${otherAccount}.*${account}`));
            assert.match(blocked.blockers[0].remedy, new RegExp(account));
        });
    });

    describe("an image that could not be looked at", () => {
        it("is unknown, never absent, and nothing lifts that", () => {
            const seen = { image: unreadable("ec2:DescribeImages was answered with RequestLimitExceeded") };
            for (const policy of [{}, everythingLifted]) {
                assert.deepEqual(summaryOf(plan(seen, policy)), {
                    ...nothingSaid,
                    outcome: "unknown",
                    blockers: [`unreadable ${imageId}`],
                });
            }
        });

        it("tells the answer, and what would help where that is known", () => {
            const seen = plan({
                image: { is: "unknown", because: "ec2:DescribeImages was denied", remedy: "allow ec2:DescribeImages" },
            });
            assert.ok(seen.outcome === "unknown");
            assert.match(seen.blockers[0].fact, /ec2:DescribeImages was denied/);
            assert.equal(seen.blockers[0].remedy, "allow ec2:DescribeImages");
        });
    });

    describe("whose image it is", () => {
        it("another account's blocks, and the launch permission is what to cancel", () => {
            const blocked = plan({ image: present({ ownerId: otherAccount }) }, everythingLifted);
            assert.deepEqual(summaryOf(blocked), {
                ...nothingSaid,
                outcome: "blocked",
                blockers: [`not-owner ${imageId}`],
            });
            assert.ok(blocked.outcome === "blocked");
            assert.match(blocked.blockers[0].fact, new RegExp(otherAccount));
            assert.match(blocked.blockers[0].remedy, /CancelImageLaunchPermission/);
        });

        it("AWS Backup's own (the owner alias says so) blocks", () => {
            const blocked = plan({ image: present({ ownerAlias: "aws-backup-vault" }) }, everythingLifted);
            assert.deepEqual(summaryOf(blocked), {
                ...nothingSaid,
                outcome: "blocked",
                blockers: [`managed-by-aws-backup ${imageId}`],
            });
            assert.ok(blocked.outcome === "blocked");
            assert.match(blocked.blockers[0].remedy, /recovery point/);
        });

        const signs = [
            ["a name that begins with AwsBackup", { name: "AwsBackup_i-0abc_2026" }],
            ["the tag aws:backup:source-resource", { tags: { "aws:backup:source-resource": "i-0abc" } }],
        ] as const;
        for (const [sign, members] of signs) {
            it(`${sign} alone only warns: a restored copy keeps it`, () => {
                const { outcome, calls, warnings } = summaryOf(plan({ image: present(members) }));
                assert.deepEqual(
                    { outcome, calls, warnings },
                    { outcome: "retire", calls: [deregister], warnings: [`maybe-managed-by-aws-backup ${imageId}`] },
                );
            });
        }

        it("another owner alias means nothing", () => {
            const { outcome, warnings } = summaryOf(plan({ image: present({ ownerAlias: "self" }) }));
            assert.deepEqual({ outcome, warnings }, { outcome: "retire", warnings: [] });
        });
    });

    describe("an image that has not settled", () => {
        const copied = { sourceImageId: "ami-0000000a" };
        const made = { sourceInstanceId: "i-0000000a" };
        const waiting = {
            outcome: "defer",
            calls: [],
            effects: [`image-deregistered ${imageId}`, `snapshot-kept ${root}`],
            warnings: [`recovery-unknown ${imageId}`],
            blockers: [],
        };

        it("a pending copy is deregistered: that is how EC2 stops one", () => {
            const { outcome, calls } = summaryOf(plan({ image: present({ state: "pending", ...copied }) }));
            assert.deepEqual({ outcome, calls }, { outcome: "retire", calls: [deregister] });
        });

        const waits = [
            ["pending, made from an instance", { state: "pending", ...made }],
            ["pending, made from an instance that came of another image", { state: "pending", ...made, ...copied }],
            ["pending, made in another way", { state: "pending" }],
            ["transient", { state: "transient" }],
            ["transient, even a copy", { state: "transient", ...copied }],
        ] as const;
        for (const [title, members] of waits) {
            it(`${title}: is waited for, with nothing sent`, () => {
                const deferred = plan({ image: present(members) });
                assert.deepEqual(summaryOf(deferred), waiting);
                assert.ok(deferred.outcome === "defer");
                assert.equal(deferred.wait, "settle");
                assert.equal(deferred.until, undefined);
            });
        }

        it("a blocker comes before any waiting", () => {
            const { outcome } = summaryOf(
                plan({ image: present({ state: "pending", ownerId: otherAccount, ...made }) }),
            );
            assert.equal(outcome, "blocked");
        });

        it("its protection is not lifted before it has settled", () => {
            const protection = { deregistrationProtection: "enabled-without-cooldown" };
            const image = present({ state: "pending", ...made, ...protection });
            const { outcome, calls } = summaryOf(plan({ image }, { disableDeregistrationProtection: true }));
            assert.deepEqual({ outcome, calls }, { outcome: "defer", calls: [] });
        });
    });

    describe("an image that is neither available nor disabled", () => {
        const rules = { imageRules: known([ruleOf(30)]) };
        const copy = { sourceImageId: "ami-0000000a" };

        for (const state of ["pending", "failed", "error", "invalid", "a-word-of-next-year"]) {
            it(`${state}: nobody knows whether the bin takes it, whatever its rules`, () => {
                const planned = plan({ ...rules, image: present({ state, ...copy }) });
                assert.deepEqual(summaryOf(planned).warnings, [`recovery-unknown ${imageId}`]);
                const { reversible } = effectOf(planned, "image-deregistered");
                assert.ok(reversible.is === "unknown");
                assert.match(reversible.because, new RegExp(`${imageId} is ${state}, and whether the Recycle Bin`));
                const required = plan(
                    { ...rules, image: present({ state, ...copy }) },
                    { recycleBin: { required: true } },
                );
                assert.deepEqual(summaryOf(required), {
                    ...nothingSaid,
                    outcome: "blocked",
                    blockers: [`not-recoverable ${imageId}`],
                });
            });
        }

        it("a disabled one goes to the bin like an available one", () => {
            const planned = plan(
                { ...rules, image: present({ state: "disabled" }) },
                { recycleBin: { required: true } },
            );
            assert.deepEqual(effectOf(planned, "image-deregistered").reversible, { is: "until", at: inDays(30) });
        });
    });

    describe("an instance-store-backed image", () => {
        const stored = { rootDeviceType: "instance-store", imageLocation: "bucket/web.manifest.xml", snapshotIds: [] };
        const seen = { image: present(stored), snapshots: known([]), imageRules: known([ruleOf(30)]) };

        it("is deregistered for good, whatever the bin's rules, and its files stay", () => {
            const planned = plan(seen);
            assert.deepEqual(summaryOf(planned), {
                ...nothingSaid,
                outcome: "retire",
                calls: [deregister],
                effects: [`image-deregistered ${imageId}`, `files-kept ${imageId}`],
            });
            assert.ok(planned.outcome === "retire");
            assert.deepEqual(planned.effects[0]?.reversible, { is: "never" });
            assert.match(planned.effects[1]?.fact ?? "", /S3.*bucket\/web\.manifest\.xml/);
        });

        it("is not deregistered when it has to be recoverable", () => {
            assert.deepEqual(summaryOf(plan(seen, { recycleBin: { required: true } })), {
                ...nothingSaid,
                outcome: "blocked",
                blockers: [`not-recoverable ${imageId}`],
            });
        });
    });

    describe("all reasons at once", () => {
        const policy: AmiDeletionPolicy = { deleteAssociatedSnapshots: true, recycleBin: { required: true } };
        const image = present({
            ownerId: otherAccount,
            ownerAlias: "aws-backup-vault",
            deregistrationProtection: "enabled-without-cooldown",
        });

        it("four blockers of four rules stand in one refusal", () => {
            assert.deepEqual(summaryOf(plan({ image }, policy)).blockers, [
                `not-owner ${imageId}`,
                `managed-by-aws-backup ${imageId}`,
                `deregistration-protected ${imageId}`,
                `not-recoverable ${imageId}`,
            ]);
        });

        it("with them what could not be read: blocked, since some of it is certain", () => {
            const snapshots = known([
                snapshotOf(root, { usedBy: unreadable() }),
                snapshotOf(data, { usedBy: unreadable() }),
            ]);
            const { outcome, blockers } = summaryOf(plan({ image, snapshots }, policy));
            assert.equal(outcome, "blocked");
            assert.deepEqual(blockers.slice(4), [`unreadable ${root}`, `unreadable ${data}`]);
        });

        it("each has a fact and a remedy", () => {
            const blocked = plan({ image, snapshots: unreadable() }, policy);
            assert.ok(blocked.outcome === "blocked");
            for (const { code, fact, remedy } of blocked.blockers) {
                assert.ok(fact.length > 10 && remedy.length > 10, code);
            }
        });

        it("warnings are told along with a refusal", () => {
            const seen = { image: present({ ownerId: otherAccount, name: "AwsBackup_x" }), imageRules: unreadable() };
            assert.deepEqual(summaryOf(plan(seen)).warnings, [
                `maybe-managed-by-aws-backup ${imageId}`,
                `recovery-unknown ${imageId}`,
            ]);
        });
    });

    describe("action retain", () => {
        const worst: Partial<AmiObservation> = { account: unreadable(), image: unreadable(), bin: inBin };
        for (const seen of [{}, worst, { image: absent }, { image: present({ ownerId: otherAccount }) }]) {
            it(`sends nothing and lets the row go, whatever is seen: ${JSON.stringify(seen).slice(0, 60)}`, () => {
                const kept = plan(seen, { action: "retain", deleteAssociatedSnapshots: true, force: true });
                assert.deepEqual(summaryOf(kept), { ...nothingSaid, outcome: "retain" });
            });
        }
    });
});
