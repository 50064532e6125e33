import assert from "node:assert/strict";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { amiReferenceKinds } from "../../../../provider/aws/ami/policy";
import { known } from "../../../../provider/retirement";
import type { UserReading } from "../../../../provider/retirement/users";
import {
    deregister,
    imageId,
    otherAccount,
    plan,
    present,
    root,
    snapshotOf,
    summaryOf,
    unreadable,
    usedBy,
} from "./worlds";

const used = (users: readonly UserReading[], policy: AmiDeletionPolicy = {}) => summaryOf(plan({ users }, policy));
const open = (kinds: readonly string[], because = "x:Describe was denied"): UserReading => ({
    kinds,
    users: [],
    unknown: unreadable(because),
});
const everybody = amiReferenceKinds.map(kind => usedBy(kind, {}));

const letGo: Readonly<Record<string, string>> = {
    "auto-scaling-group": "move it to another image",
    "ec2-fleet": "move it to another image",
    "spot-fleet": "move it to another image",
    "launch-template": "make another version the template's latest and default",
    "ssm-parameter": "let the parameter lead to another image",
    "image-builder-recipe": "disable the pipeline, or give it another recipe",
    "launch-permission": "take the launch permission back (ec2:ModifyImageAttribute)",
};

describe("an image that somebody uses", () => {
    for (const kind of amiReferenceKinds) {
        describe(kind, () => {
            it("blocks, and the refusal names the user, the kind and what lifts it", () => {
                const blocked = plan({ users: [usedBy(kind, { fact: "web launches it", subject: "web" })] });
                assert.ok(blocked.outcome === "blocked");
                assert.deepEqual(blocked.blockers, [
                    {
                        code: "in-use",
                        subject: "web",
                        fact: `${imageId} is in use (${kind}): web launches it`,
                        remedy: `${letGo[kind]}, or add "${kind}" to deletionPolicy.ignoreReferences`,
                        user: { kind, ids: ["web"], uses: [{}] },
                    },
                ]);
            });

            it("does not block once it is known to let go: told as a warning, with who it is", () => {
                const uses = [{ through: ["lt-1", "web-template"], version: "$Latest" }] as const;
                const user = { subject: "web", fact: "web launches it", ids: ["arn:web", "web"], uses } as const;
                const retired = plan({ users: [usedBy(kind, { ...user, letsGo: true })] });
                assert.deepEqual([retired.outcome, summaryOf(retired).calls], ["retire", [deregister]]);
                assert.deepEqual(retired.warnings, [
                    {
                        code: "lets-go",
                        subject: "web",
                        fact: "web launches it",
                        user: { kind, ids: user.ids, uses },
                    },
                ]);
            });

            it("that lets go takes no other user along, and no question that nobody answered", () => {
                const one = { letsGo: true, subject: "one" } as const;
                const two = used([usedBy(kind, one, { subject: "two" })]);
                assert.deepEqual(two.blockers, ["in-use two"]);
                assert.deepEqual(two.warnings, ["lets-go one"]);
                assert.equal(used([{ ...usedBy(kind, one), unknown: unreadable() }]).outcome, "unknown");
            });

            it("that would not break, or is lifted, is told as that, also when it lets go", () => {
                const users = [usedBy(kind, { letsGo: true, launches: false })];
                assert.deepEqual(used(users).warnings, [`used a ${kind}`]);
                const lifted = used([usedBy(kind, { letsGo: true })], { ignoreReferences: [kind] });
                assert.deepEqual(lifted.warnings, [`in-use-ignored a ${kind}`]);
            });

            it("is lifted by its own name, and by force: told as a warning", () => {
                for (const policy of [{ ignoreReferences: [kind] }, { force: true }]) {
                    const { outcome, calls, warnings } = used([usedBy(kind, {})], policy);
                    assert.deepEqual(
                        { outcome, calls, warnings },
                        { outcome: "retire", calls: [deregister], warnings: [`in-use-ignored a ${kind}`] },
                    );
                }
            });

            it("is not lifted by the names of all other kinds", () => {
                const others = amiReferenceKinds.filter(other => other !== kind);
                const { outcome, blockers } = used(everybody, { ignoreReferences: others });
                assert.deepEqual({ outcome, blockers }, { outcome: "blocked", blockers: [`in-use a ${kind}`] });
            });

            it("could not be looked at: unknown, lifted by its own name and by force, and then told", () => {
                const readings = [open([kind])];
                assert.deepEqual(used(readings), {
                    outcome: "unknown",
                    calls: [],
                    effects: [],
                    warnings: [],
                    blockers: [`unreadable ${imageId}`],
                });
                const others = amiReferenceKinds.filter(other => other !== kind);
                assert.equal(used(readings, { ignoreReferences: others }).outcome, "unknown");
                for (const policy of [{ ignoreReferences: [kind] }, { force: true }]) {
                    const { outcome, calls, warnings } = used(readings, policy);
                    assert.deepEqual(
                        { outcome, calls, warnings },
                        { outcome: "retire", calls: [deregister], warnings: [`not-looked-at ${imageId}`] },
                    );
                }
            });
        });
    }

    it("all users are told at once, together with every other reason", () => {
        const image = present({ ownerId: otherAccount, deregistrationProtection: "enabled-without-cooldown" });
        const policy: AmiDeletionPolicy = { recycleBin: { required: true }, deleteAssociatedSnapshots: true };
        const snapshots = known([snapshotOf(root, { usedBy: unreadable() })]);
        const users = [...everybody, open(["spot-fleet"])];
        const { outcome, blockers } = summaryOf(plan({ image, snapshots, users }, policy));
        assert.equal(outcome, "blocked");
        assert.deepEqual(blockers, [
            `not-owner ${imageId}`,
            `deregistration-protected ${imageId}`,
            `not-recoverable ${imageId}`,
            ...amiReferenceKinds.map(kind => `in-use a ${kind}`),
            `unreadable ${root}`,
            `unreadable ${imageId}`,
        ]);
    });

    it("certain users block although others could not be looked at, and both are told", () => {
        const { outcome, blockers } = used([{ ...usedBy("ec2-fleet", {}), unknown: unreadable() }]);
        assert.deepEqual(
            { outcome, blockers },
            { outcome: "blocked", blockers: ["in-use a ec2-fleet", `unreadable ${imageId}`] },
        );
    });

    it("a question about several kinds stays open as long as one of them is not lifted, and its remedy names just that", () => {
        const users = [open(["ec2-fleet", "spot-fleet"])];
        const blocked = plan({ users }, { ignoreReferences: ["ec2-fleet"] });
        assert.ok(blocked.outcome === "unknown");
        assert.match(blocked.blockers[0].fact, /\(spot-fleet\) could not be read: x:Describe was denied$/);
        assert.equal(
            blocked.blockers[0].remedy,
            'run it again, or add "spot-fleet" to deletionPolicy.ignoreReferences',
        );
        assert.equal(used(users, { ignoreReferences: ["ec2-fleet", "spot-fleet"] }).outcome, "retire");
    });

    it("what would help to look is the remedy, where that is known", () => {
        const unknown = { ...unreadable(), remedy: "allow x:Describe" };
        const blocked = plan({ users: [{ kinds: ["ec2-fleet"], users: [], unknown }] });
        assert.ok(blocked.outcome === "unknown");
        assert.equal(blocked.blockers[0].remedy, "allow x:Describe");
    });

    it("the permission that would let us look is told by itself, where that is known", () => {
        const unknown = { ...unreadable(), remedy: "allow x:Describe", permission: "x:Describe" };
        for (const [reading, permission] of [
            [unknown, "x:Describe"],
            [unreadable(), undefined],
        ] as const) {
            for (const seen of [
                { users: [{ kinds: ["ec2-fleet"], users: [], unknown: reading }] },
                { account: reading },
                { image: reading },
            ]) {
                const blocked = plan(seen);
                assert.ok(blocked.outcome === "unknown");
                assert.equal(blocked.blockers[0].permission, permission);
                assert.equal("permission" in blocked.blockers[0], permission !== undefined, "it survives JSON");
            }
        }
    });

    it("users who would not break never block, whatever their kind: told as warnings", () => {
        const users = [
            usedBy("launch-template", { launches: false, subject: "lt-1" }),
            { kinds: [], users: usedBy("instance", { launches: false, subject: "i-1" }).users },
        ];
        for (const policy of [{}, { force: true }]) {
            const { outcome, calls, warnings } = used(users, policy);
            assert.deepEqual(
                { outcome, calls, warnings },
                { outcome: "retire", calls: [deregister], warnings: ["used lt-1", "used i-1"] },
            );
        }
    });

    it("a question that finds only what never blocks may stay open without a word", () => {
        const { outcome, warnings } = used([open([])]);
        assert.deepEqual({ outcome, warnings }, { outcome: "retire", warnings: [] });
    });

    it("the same question with the same denial is told once, refused or lifted", () => {
        const users = [open(["ec2-fleet"]), open(["ec2-fleet"])];
        assert.deepEqual(used(users).blockers, [`unreadable ${imageId}`]);
        assert.deepEqual(used(users, { force: true }).warnings, [`not-looked-at ${imageId}`]);
        assert.equal(used([open(["ec2-fleet"], "one"), open(["ec2-fleet"], "another")]).blockers.length, 2);
    });

    it("keeps an image from being disabled too, with the same two ways to lift it", () => {
        const { outcome, blockers } = used(everybody, { action: "disable" });
        assert.deepEqual([outcome, blockers.length], ["blocked", amiReferenceKinds.length]);
        assert.equal(used([open(["ec2-fleet"])], { action: "disable" }).outcome, "unknown");
        assert.equal(used(everybody, { action: "disable", force: true }).outcome, "retire");
        assert.equal(used(everybody, { action: "retain" }).outcome, "retain");
    });
});

describe("an image that is disabled already, and that somebody names", () => {
    const image = present({ state: "disabled" });
    const readings: readonly [title: string, users: readonly UserReading[]][] = [
        ["users", everybody],
        ["kinds that could not be looked at", amiReferenceKinds.map(kind => open([kind]))],
    ];
    for (const [title, users] of readings) {
        it(`is retired already for disable, without a word of its ${title}`, () => {
            const { outcome, calls, blockers, warnings } = summaryOf(plan({ image, users }, { action: "disable" }));
            assert.deepEqual(
                { outcome, calls, blockers, warnings },
                { outcome: "already-retired", calls: [], blockers: [], warnings: [] },
            );
        });

        it(`is not deregistered or deprecated because of its ${title}`, () => {
            for (const policy of [{}, { action: "deregister" }, { action: "deprecate" }] as const) {
                const { outcome, calls } = summaryOf(plan({ image, users }, policy));
                assert.deepEqual(calls, []);
                assert.ok(outcome === "blocked" || outcome === "unknown", outcome);
            }
        });
    }

    it("still is another account's", () => {
        const others = present({ state: "disabled", ownerId: otherAccount });
        const { blockers } = summaryOf(plan({ image: others, users: everybody }, { action: "disable" }));
        assert.deepEqual(blockers, [`not-owner ${imageId}`]);
    });
});

describe("force and ignoreReferences lift the use and nothing else", () => {
    const all: AmiDeletionPolicy = { force: true, ignoreReferences: [...amiReferenceKinds] };
    const rows: readonly [
        title: string,
        seen: Parameters<typeof plan>[0],
        policy: AmiDeletionPolicy,
        blocker: string,
    ][] = [
        ["another owner", { image: present({ ownerId: otherAccount }) }, {}, `not-owner ${imageId}`],
        ["another account", { account: known(otherAccount) }, {}, `wrong-account ${imageId}`],
        ["an account that was not read", { account: unreadable() }, {}, `unreadable ${imageId}`],
        ["AWS Backup", { image: present({ ownerAlias: "aws-backup-vault" }) }, {}, `managed-by-aws-backup ${imageId}`],
        ["an image that was not read", { image: unreadable() }, {}, `unreadable ${imageId}`],
        [
            "protection",
            { image: present({ deregistrationProtection: "enabled-with-cooldown" }) },
            {},
            `deregistration-protected ${imageId}`,
        ],
        ["the bin that is required", {}, { recycleBin: { required: true } }, `not-recoverable ${imageId}`],
        [
            "an unknown on which that rests",
            { imageRules: unreadable() },
            { recycleBin: { required: true } },
            `not-recoverable ${imageId}`,
        ],
        [
            "who uses a snapshot that is to go",
            { snapshots: known([snapshotOf(root, { usedBy: unreadable() })]) },
            { deleteAssociatedSnapshots: true },
            `unreadable ${root}`,
        ],
    ];
    for (const [title, seen, policy, blocker] of rows) {
        it(`not ${title}`, () => {
            const { calls, blockers } = summaryOf(plan({ ...seen, users: everybody }, { ...policy, ...all }));
            assert.deepEqual({ calls, blockers }, { calls: [], blockers: [blocker] });
        });
    }
});

describe("one denial that leaves several kinds in the dark", () => {
    const because = "ec2:DescribeLaunchTemplateVersions: no [UnauthorizedOperation]";
    const kinds = ["auto-scaling-group", "ec2-fleet", "spot-fleet", "launch-template"] as const;

    it("is told once, with all of them, and the remedy names those that are not lifted", () => {
        const [blocker, ...others] = refusalOf(
            kinds.map(kind => open([kind], because)),
            { ignoreReferences: ["ec2-fleet"] },
        );
        assert.deepEqual(others, []);
        assert.match(blocker?.fact ?? "", /\(auto-scaling-group, spot-fleet, launch-template\)/);
    });

    const refusalOf = (users: readonly UserReading[], policy: AmiDeletionPolicy) => {
        const refused = plan({ users }, policy);
        assert.equal(refused.outcome, "unknown");
        return "blockers" in refused ? refused.blockers : [];
    };
});
