import assert from "node:assert/strict";
import { callsOf, known } from "../../../../provider/retirement";
import { deregister, imageId, inDays, lift, nothingSaid, now, plan, present, probe, root, summaryOf } from "./worlds";

const withProtection = (deregistrationProtection: string) => ({ image: present({ deregistrationProtection }) });
const optedIn = { disableDeregistrationProtection: true };
const effects = [`image-deregistered ${imageId}`, `snapshot-kept ${root}`];
const effectsWithLift = [`protection-lifted ${imageId}`, `image-deregistered ${imageId}`, `snapshot-kept ${root}`];

describe("deregistration protection", () => {
    for (const word of ["enabled-without-cooldown", "enabled-with-cooldown"]) {
        it(`${word} blocks, names its own field as the remedy, and force does not lift it`, () => {
            const blocked = plan(withProtection(word), { force: true });
            assert.deepEqual(summaryOf(blocked), {
                ...nothingSaid,
                outcome: "blocked",
                blockers: [`deregistration-protected ${imageId}`],
            });
            assert.ok(blocked.outcome === "blocked");
            assert.match(blocked.blockers[0].fact, new RegExp(word));
            assert.match(blocked.blockers[0].remedy, /disableDeregistrationProtection/);
        });
    }

    it("opted in: the permission is probed, the protection lifted, the image deregistered, in this order", () => {
        assert.deepEqual(summaryOf(plan(withProtection("enabled-without-cooldown"), optedIn)), {
            ...nothingSaid,
            outcome: "retire",
            calls: [probe, lift, deregister],
            effects: effectsWithLift,
        });
    });

    it("the lifting carries its undo, which puts the protection back as it was", () => {
        const planned = plan(withProtection("enabled-without-cooldown"), optedIn);
        assert.ok(planned.outcome === "retire");
        assert.deepEqual(
            planned.calls.map(call => call.undo),
            [
                undefined,
                {
                    service: "ec2",
                    operation: "EnableImageDeregistrationProtection",
                    input: { ImageId: imageId, WithCooldown: false },
                },
                undefined,
            ],
        );
    });

    for (const word of ["enabled-without-cooldown", "enabled-with-cooldown"]) {
        it(`${word}: the question is marked as one that changes nothing, and no other call is`, () => {
            const planned = plan(withProtection(word), optedIn);
            const marked = callsOf(planned).map(call => [call.input.DryRun, call.probe]);
            assert.deepEqual(marked[0], [true, true]);
            for (const mark of marked.slice(1)) assert.deepEqual(mark, [undefined, undefined]);
        });
    }

    it("opted in, with a cooldown: is lifted, and the deregistration deferred for 24 hours", () => {
        const deferred = plan(withProtection("enabled-with-cooldown"), optedIn);
        assert.deepEqual(summaryOf(deferred), {
            ...nothingSaid,
            outcome: "defer",
            calls: [probe, lift],
            effects: effectsWithLift,
        });
        assert.ok(deferred.outcome === "defer");
        assert.equal(deferred.until, inDays(1));
        assert.match(deferred.because, /in force until 2026-11-23 12:00 UTC; after that the next run finishes$/);
        assert.equal(deferred.wait, undefined, "nobody waits a day");
        assert.ok(
            deferred.calls.every(call => call.undo === undefined),
            "what a cooldown has begun is not taken back",
        );
    });

    for (const policy of [{}, optedIn]) {
        it(`in cooldown, is never lifted again: deferred until its end (${JSON.stringify(policy)})`, () => {
            const ends = new Date(now.getTime() + 5 * 3_600_000).toISOString();
            const deferred = plan(withProtection(`disabled after ${ends}`), policy);
            assert.deepEqual(summaryOf(deferred), { ...nothingSaid, outcome: "defer", effects });
            assert.ok(deferred.outcome === "defer");
            assert.equal(deferred.until, ends);
        });
    }

    for (const [title, ends] of [
        ["a second ago", new Date(now.getTime() - 1_000).toISOString()],
        ["just now", now.toISOString()],
    ]) {
        it(`a cooldown that ended ${title} stops nothing`, () => {
            assert.deepEqual(summaryOf(plan(withProtection(`disabled after ${ends}`))), {
                ...nothingSaid,
                outcome: "retire",
                calls: [deregister],
                effects,
            });
        });
    }

    for (const word of [
        "enabled-by-organization",
        "",
        "DISABLED",
        "disabled after tomorrow",
        "disabled-with-love",
        "constructor",
        "toString",
        "__proto__",
        "hasOwnProperty",
    ]) {
        it(`"${word}", which nobody knows, blocks, with or without the opt-in`, () => {
            for (const policy of [{}, optedIn]) {
                assert.deepEqual(summaryOf(plan(withProtection(word), policy)), {
                    ...nothingSaid,
                    outcome: "blocked",
                    blockers: [`deregistration-protected ${imageId}`],
                });
            }
        });
    }

    it("is not lifted for a deregistration that something else forbids", () => {
        const required = { ...optedIn, recycleBin: { required: true } };
        const seen = { ...withProtection("enabled-without-cooldown"), imageRules: known([]) };
        assert.deepEqual(summaryOf(plan(seen, required)), {
            ...nothingSaid,
            outcome: "blocked",
            blockers: [`not-recoverable ${imageId}`],
        });
    });
});
