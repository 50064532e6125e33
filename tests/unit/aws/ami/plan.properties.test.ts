import assert from "node:assert/strict";
import fc from "fast-check";
import { isAmiOperation } from "../../../../provider/aws/ami/errors";
import { planAmiRetirement } from "../../../../provider/aws/ami/plan";
import { type AmiDeletionPolicy, amiReferenceKinds } from "../../../../provider/aws/ami/policy";
import { callsOf, known, leavesState, type PlannedCall, type RetirementPlan } from "../../../../provider/retirement";
import { account, imageId, inDays, now, policies, type World, worlds } from "./worlds";

/** Holds for every world and every policy. */
const always = (claim: (plan: RetirementPlan, world: World, policy: AmiDeletionPolicy) => void): void => {
    fc.assert(
        fc.property(worlds, policies, (world, policy) =>
            claim(planAmiRetirement(world.state, world.seen, policy, now), world, policy),
        ),
        { numRuns: 500 },
    );
};

const isDryRun = (call: PlannedCall): boolean => call.input.DryRun === true;
const living = ({ seen }: World) =>
    seen.image.is === "present" && seen.image.value.state !== "deregistered" ? seen.image.value : undefined;
const isGone = ({ seen }: World): boolean => seen.image.is !== "unknown" && !living({ seen } as World);
const isNeededInBin = ({ seen: { snapshots } }: World): boolean =>
    snapshots.is === "known" && snapshots.value.some(({ neededInBin }) => neededInBin.length > 0);
const forced = (policy: AmiDeletionPolicy): AmiDeletionPolicy => ({
    ...policy,
    force: true,
    ignoreReferences: [...amiReferenceKinds],
});
const deepFreeze = <T>(value: T): T => {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
    return value;
};

describe("every plan for an AMI, in whatever world and by whatever policy", () => {
    it("the random worlds reach every outcome (or the properties below would say little)", () => {
        const outcomes = new Set(
            fc
                .sample(fc.tuple(worlds, policies), { numRuns: 3_000, seed: 42 })
                .map(([{ state, seen }, policy]) => planAmiRetirement(state, seen, policy, now).outcome),
        );
        assert.deepEqual([...outcomes].sort(), Object.keys(leavesState).sort());
    });

    it("touches only an image that it saw present, owned and wanted gone, under the right account", () => {
        always((plan, world, policy) => {
            const image = living(world);
            for (const call of callsOf(plan)) {
                assert.deepEqual(world.seen.account, known(world.state.accountId));
                assert.notEqual(policy.action, "retain");
                if (call.operation === "DeleteSnapshot") continue;
                assert.equal(image?.ownerId, world.state.accountId);
                assert.notEqual(image?.ownerAlias, "aws-backup-vault");
                assert.equal(call.input.ImageId, world.state.imageId);
            }
        });
    });

    it("deletes a snapshot by its own call only when the image is gone (or one in the bin needs another of them), it is named, and nothing holds it", () => {
        always((plan, world, policy) => {
            for (const { operation, input } of callsOf(plan)) {
                if (operation !== "DeleteSnapshot") continue;
                assert.ok(isGone(world) || isNeededInBin(world));
                assert.ok(
                    policy.deleteAssociatedSnapshots === true && (policy.action ?? "deregister") === "deregister",
                );
                assert.ok(world.seen.snapshots.is === "known");
                const snapshot = world.seen.snapshots.value.find(one => one.id === input.SnapshotId);
                const isNamed = world.state.snapshotIds.includes(String(input.SnapshotId));
                assert.ok(!isGone(world) || snapshot?.isNamedByAnswer === true || isNamed);
                assert.deepEqual(snapshot?.neededInBin, []);
                assert.equal(snapshot?.ownerId, account);
                assert.deepEqual(snapshot?.usedBy, known([]));
                assert.ok(snapshot.lock.is === "unknown" || snapshot.lock.value === undefined);
                assert.ok(!("aws:backup:source-resource" in snapshot.tags));
            }
        });
    });

    it("asks EC2 to delete snapshots along only when the policy says so", () => {
        always((plan, _world, policy) => {
            const along = callsOf(plan).some(({ input }) => input.DeleteAssociatedSnapshots !== undefined);
            if (along) assert.equal(policy.deleteAssociatedSnapshots, true);
        });
    });

    it("deregisters a protected image only after lifting, on the policy's own word, and after asking whether it may", () => {
        always((plan, world, policy) => {
            const calls = callsOf(plan);
            const lifting = calls.findIndex(call => call.operation === "DisableImageDeregistrationProtection");
            if (lifting >= 0) {
                assert.equal(policy.disableDeregistrationProtection, true);
                assert.ok(calls.slice(0, lifting).some(isDryRun));
            }
            const real = calls.findIndex(call => call.operation === "DeregisterImage" && !isDryRun(call));
            if (real < 0) return;
            const protection = living(world)?.deregistrationProtection ?? "";
            const ended = /^disabled(?: after (.+))?$/.exec(protection);
            const isFree = ended !== null && (ended[1] === undefined || Date.parse(ended[1]) <= now.getTime());
            assert.ok(isFree || (protection === "enabled-without-cooldown" && lifting >= 0 && lifting < real));
        });
    });

    it("force never turns another owner, another account, AWS Backup or an image that could not be read into a call", () => {
        always((_plan, world, policy) => {
            const { account: caller, image } = world.seen;
            const forbidden =
                caller.is === "unknown" ||
                caller.value !== world.state.accountId ||
                image.is === "unknown" ||
                (image.is === "present" &&
                    image.value.state !== "deregistered" &&
                    (image.value.ownerId !== world.state.accountId || image.value.ownerAlias === "aws-backup-vault"));
            if (!forbidden || policy.action === "retain") return;
            const plan = planAmiRetirement(world.state, world.seen, forced(policy), now);
            assert.deepEqual(callsOf(plan), []);
            assert.equal(leavesState[plan.outcome], false);
        });
    });

    it("force and ignoreReferences, in any combination, lift the use and nothing else", () => {
        const lifts = fc.record({
            force: fc.boolean(),
            ignoreReferences: fc.subarray([...amiReferenceKinds]),
        });
        fc.assert(
            fc.property(worlds, policies, lifts, ({ state, seen }, policy, lift) => {
                const { force: _force, ignoreReferences: _ignored, ...bare } = policy;
                const nobody = planAmiRetirement(state, { ...seen, users: [] }, bare, now);
                const lifted = planAmiRetirement(state, seen, { ...bare, ...lift }, now);
                if (leavesState[lifted.outcome]) {
                    // At most what would become of it if nobody used it.
                    assert.deepEqual(callsOf(lifted), callsOf(nobody));
                    assert.equal(lifted.outcome, nobody.outcome);
                } else if (lifted.outcome !== "defer") assert.deepEqual(callsOf(lifted), []);
                if (lift.force) {
                    assert.equal(lifted.outcome, nobody.outcome);
                    assert.deepEqual(callsOf(lifted), callsOf(nobody));
                }
                if (nobody.outcome === "blocked" || nobody.outcome === "unknown") {
                    assert.ok(lifted.outcome === "blocked" || lifted.outcome === "unknown");
                    if ((policy.action ?? "deregister") !== "deregister") return;
                    // Whatever stood in the way without any user still does, in the same words.
                    for (const blocker of nobody.blockers) {
                        assert.ok(lifted.blockers.some(other => other.fact === blocker.fact));
                    }
                }
            }),
            { numRuns: 1_000 },
        );
    });

    it("blocks on exactly the users who would break and whose kind is not lifted", () => {
        always((plan, { seen }, policy) => {
            const told = "blockers" in plan ? plan.blockers.filter(({ code }) => code === "in-use") : [];
            if (policy.force === true) assert.deepEqual(told, []);
            for (const { kinds } of seen.users) {
                if (!kinds.some(kind => (policy.ignoreReferences as readonly string[] | undefined)?.includes(kind)))
                    continue;
                for (const kind of kinds) assert.ok(!told.some(({ fact }) => fact.includes(`in use (${kind})`)));
            }
            if (!callsOf(plan).some(({ operation }) => operation === "DeregisterImage") || policy.force === true)
                return;
            const ignored: readonly string[] = policy.ignoreReferences ?? [];
            for (const { kinds, users, unknown } of seen.users) {
                for (const { kind, launches } of users) assert.ok(!launches || ignored.includes(kind));
                if (unknown !== undefined) for (const kind of kinds) assert.ok(ignored.includes(kind));
            }
        });
    });

    it("force never turns the condition that the image must be recoverable into a call", () => {
        always((_plan, world, policy) => {
            const minimumRetentionDays = policy.recycleBin?.minimumRetentionDays ?? 1;
            const asked = forced({ ...policy, recycleBin: { required: true, minimumRetentionDays } });
            const plan = planAmiRetirement(world.state, world.seen, asked, now);
            if (callsOf(plan).some(call => call.operation === "DeregisterImage" && !isDryRun(call))) {
                const effect =
                    "effects" in plan ? plan.effects.find(one => one.code === "image-deregistered") : undefined;
                assert.ok(effect?.reversible.is === "until");
                assert.ok(effect.reversible.at >= inDays(minimumRetentionDays));
            }
            for (const { operation, input } of callsOf(plan)) {
                if (operation !== "DeleteSnapshot" || !("effects" in plan)) continue;
                const effect = plan.effects.find(one => one.subject === input.SnapshotId);
                assert.ok(effect?.reversible.is === "until");
                assert.ok(effect.reversible.at >= inDays(minimumRetentionDays));
            }
        });
    });

    it("promises a way back of an image only when a rule that is available, or the bin, stands behind it", () => {
        always((plan, world) => {
            if (!("effects" in plan)) return;
            const effect = plan.effects.find(one => one.code === "image-deregistered");
            if (effect?.reversible.is !== "until") return;
            const { imageRules, bin } = world.seen;
            if (isGone(world)) {
                assert.ok(bin.is === "known" && bin.value !== undefined);
                assert.ok(effect.reversible.at <= bin.value.leaves);
                const { snapshots: live } = world.seen;
                if (live.is === "unknown") return;
                for (const id of world.state.snapshotIds) {
                    if (live.value.some(snapshot => snapshot.id === id)) continue;
                    const { snapshots } = bin.value;
                    assert.ok(snapshots.is === "known");
                    assert.ok(effect.reversible.at <= (snapshots.value.get(id) ?? ""), id);
                }
                return;
            }
            assert.ok(imageRules.is === "known");
            const longest = Math.max(
                ...imageRules.value.filter(rule => rule.status === "available").map(rule => rule.days),
            );
            assert.ok(effect.reversible.at <= inDays(longest));
        });
    });

    it("has no calls when it is blocked or unknown, and then gives at least one reason with a remedy", () => {
        always(plan => {
            if (plan.outcome !== "blocked" && plan.outcome !== "unknown") return;
            assert.ok(!("calls" in plan) && !("effects" in plan));
            assert.ok(plan.blockers.length > 0);
            for (const { fact, remedy } of plan.blockers) assert.ok(fact !== "" && remedy !== "");
        });
    });

    it("says of a gone image, and of one that goes, exactly once what becomes of it, and names each snapshot once", () => {
        always((plan, world, policy) => {
            if (!("effects" in plan) || (policy.action ?? "deregister") !== "deregister") return;
            const codes = plan.effects.map(effect => `${effect.code} ${effect.subject}`);
            assert.equal(codes.filter(code => code === `image-deregistered ${imageId}`).length, 1);
            assert.equal(
                new Set(plan.effects.map(effect => `${effect.code.split("-")[0]} ${effect.subject}`)).size,
                codes.length,
            );
            assert.ok(!codes.some(code => code.startsWith("image-in-recycle-bin")));
            if (isGone(world)) assert.equal(codes[0], `image-deregistered ${imageId}`);
        });
    });

    it("marks as a question exactly the calls that are a DryRun", () => {
        always(plan => {
            for (const call of callsOf(plan)) assert.equal(call.probe === true, isDryRun(call));
        });
    });

    it("calls, and calls that undo, name only ids that the state names, that EC2 named or that the image stands on", () => {
        always((plan, world) => {
            const { snapshots } = world.seen;
            const left =
                snapshots.is === "known" ? snapshots.value.filter(one => one.isNamedByAnswer).map(one => one.id) : [];
            const behind = living(world)?.snapshotIds ?? left;
            const named = new Set([imageId, ...world.state.snapshotIds, ...behind]);
            const ids = JSON.stringify(callsOf(plan)).match(/\b(?:ami|snap|i|vol)-[0-9a-f]+/g) ?? [];
            for (const id of ids) assert.ok(named.has(id), id);
        });
    });

    it("names only operations of EC2 whose refusals have a meaning, undos among them", () => {
        always(plan => {
            for (const call of callsOf(plan)) {
                for (const { service, operation } of call.undo === undefined ? [call] : [call, call.undo]) {
                    assert.equal(service, "ec2");
                    assert.ok(isAmiOperation(operation), operation);
                }
            }
        });
    });

    it("survives JSON unchanged", () => {
        always(plan => assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan));
    });

    it("leaves its inputs as they were, and is the same for the same inputs", () => {
        always((plan, world, policy) => {
            const copy = deepFreeze(structuredClone({ ...world, policy }));
            assert.deepEqual(planAmiRetirement(copy.state, copy.seen, copy.policy, now), plan);
        });
    });
});
