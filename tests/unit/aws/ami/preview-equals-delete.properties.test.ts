import assert from "node:assert/strict";
import fc from "fast-check";
import { RetirementError } from "../../../../provider/execution/errors";
import { callsOf, leavesState, type RetirementPlan } from "../../../../provider/retirement";
import { compared, cutShort, isRefused, sentTo } from "./compared-calls";
import { type Deleted, deleteRow, preview, settle } from "./preview-and-delete";
import { type Case, cases } from "./random-worlds";
import type { Received, SimulatedEc2 } from "./simulated-ec2";
import { least, sortsOf } from "./sorts-of-cases";

/** How many worlds, and which: both are printed, and a run with the same two finds the same. */
const worlds = Number(process.env.PREVIEW_WORLDS || 2_000);
const seed = Number(process.env.PREVIEW_SEED || Math.floor(Math.random() * 2 ** 31));

const minuteMs = 60_000;

const warnsOf = (plan: RetirementPlan, subject: unknown, ...codes: readonly string[]): boolean =>
    plan.warnings.some(warning => codes.includes(warning.code) && warning.subject === subject);

/** How the preview warns of what EC2 may keep. */
const mayKeep = ["lock-unreadable", "maybe-managed-by-aws-backup"] as const;

/** What EC2 does not tell before it refuses: the preview could only warn, or the caller lacks the permission to act. */
const isForeseen = ({ world }: Case, plans: readonly RetirementPlan[], { operation, input, answer }: Received) =>
    answer === "denied"
        ? world.forbidden.some(each => each === operation)
        : plans.some(plan => warnsOf(plan, input.SnapshotId ?? input.ImageId, "marketplace-product", ...mayKeep));

/** The plan that the preview has by now, and the one that it has once what that one waits for has settled. */
const saidOf = async (one: Case, first: RetirementPlan, { settledSeenMs }: SimulatedEc2) => {
    const waits = first.outcome === "defer" && first.wait === "settle";
    const settles = one.world.images.find(image => image.settles !== undefined)?.settles;
    const isInTime = settles !== undefined && settles.afterMs <= settle.deadlineMs - settle.everyMs;
    if (waits) assert.equal(settledSeenMs !== undefined, isInTime, "it is waited for, within its bound");
    if (!waits || settledSeenMs === undefined) return [first];
    const later = await preview(one, settledSeenMs);
    assert.ok(!RetirementError.is(later));
    return [first, later];
};

const deepFreeze = (value: unknown): void => {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
};

const check = async (one: Case): Promise<readonly string[]> => {
    deepFreeze(one);
    const first = await preview(one);
    const done = await deleteRow(one);
    if (RetirementError.is(first)) {
        assert.deepEqual([done.ec2.received, done.failure?.code], [[], first.code]);
        return [first.code];
    }
    const plans = await saidOf(one, first, done.ec2);
    const last = plans.at(-1) ?? first;
    const startMs = Date.parse(one.world.now);
    const atMs = startMs + (plans.length > 1 ? (done.ec2.settledSeenMs ?? 0) : 0);

    const sent = sentTo(done.ec2);
    const refused = sent.filter(isRefused);
    for (const call of refused) assert.ok(isForeseen(one, plans, call), `nobody foresaw ${JSON.stringify(call)}`);

    const planned = callsOf(last);
    const isInOrder = last.outcome !== "already-retired";
    const said = (isInOrder ? cutShort(planned, sent) : planned).map(call => compared(call, atMs));
    const got = sent.map(call => compared(call, call.atMs));
    assert.deepEqual(got.slice(0, said.length), said, "what the preview said is what was sent");
    const extra = sent.slice(said.length);
    checkExtra(one, last, done.ec2, extra);
    if (refused.length === 0 && done.ec2.left.size === 0)
        assert.equal(done.failure === undefined, leavesState[last.outcome], done.failure?.message);
    if (done.failure === undefined && extra.length === 0) checkEffects(last, done);
    return sortsOf(one, plans, refused, extra);
};

/** The one thing that is sent and was not said: a snapshot that EC2 was to take along and left, by its own call, once. */
const checkExtra = ({ world }: Case, plan: RetirementPlan, ec2: SimulatedEc2, extra: readonly Received[]): void => {
    const ids = extra.map(({ input }) => String(input.SnapshotId));
    assert.equal(new Set(ids).size, ids.length);
    for (const { operation, input } of extra) {
        assert.equal(operation, "DeleteSnapshot");
        const id = String(input.SnapshotId);
        assert.ok(ec2.left.has(id), `${id} was not left`);
        assert.ok(
            warnsOf(plan, id, ...mayKeep) || world.forbidden.includes("DeleteSnapshot"),
            `${id} could have been foreseen`,
        );
    }
};

/** What has become of the world is what the preview said would, save for snapshots of which it said that EC2 may keep them. */
const checkEffects = (plan: RetirementPlan, { ec2 }: Deleted): void => {
    const { images, snapshots } = ec2.world;
    for (const { code, subject, reversible } of "effects" in plan ? plan.effects : []) {
        const image = images.find(({ imageId }) => imageId === subject);
        const snapshot = snapshots.find(({ id }) => id === subject);
        const isThere: Readonly<Record<string, boolean>> = {
            "image-deregistered": image === undefined || image.bin !== undefined || image.state === "deregistered",
            "image-disabled": image?.state === "disabled",
            "image-deprecated": image?.deprecationTime !== undefined,
            "protection-lifted": image?.deregistrationProtection !== "enabled-without-cooldown",
            "snapshot-deleted": snapshot === undefined || snapshot.leaves !== undefined,
            "snapshot-kept": snapshot !== undefined && snapshot.leaves === undefined,
            "files-kept": true,
        };
        const isLeft = code === "snapshot-deleted" && ec2.left.has(subject) && warnsOf(plan, subject, ...mayKeep);
        assert.equal(isLeft || isThere[code], true, `${code} ${subject}`);
        if (isLeft || reversible.is !== "until") continue;
        const leaves = image?.bin?.leaves ?? snapshot?.leaves ?? "";
        assert.ok(Date.parse(leaves) >= Date.parse(reversible.at), `${subject} is in the bin until ${leaves}`);
    }
};

const thousands = Math.floor(worlds / 1_000);
const patienceMs = Math.max(1, thousands) * minuteMs;

describe("what the preview says of an AMI", () => {
    it("is what the delete then sends, call by call, in whatever world and by whatever policy", async function () {
        // A slow machine takes its time, and finding the smallest counterexample takes more.
        this.timeout(2 * patienceMs);
        process.stdout.write(`      ${worlds} worlds, seed ${seed} (PREVIEW_WORLDS, PREVIEW_SEED)\n`);
        const counts = new Map<string, number>();
        await fc.assert(
            fc.asyncProperty(cases, async one => {
                for (const name of await check(one)) counts.set(name, (counts.get(name) ?? 0) + 1);
            }),
            { numRuns: worlds, seed, interruptAfterTimeLimit: patienceMs, markInterruptAsFailure: true },
        );
        const tooFew = Object.entries(least).filter(([name, each]) => (counts.get(name) ?? 0) < each * thousands);
        assert.deepEqual(tooFew, [], `the worlds are not as varied as they should be: ${JSON.stringify([...counts])}`);
    });
});
