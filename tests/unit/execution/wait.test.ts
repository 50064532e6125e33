import assert from "node:assert/strict";
import { RetirementError } from "../../../provider/execution/errors";
import { Wait, type Waiter, waitFor } from "../../../provider/execution/wait";
import { Stage } from "./stage";

const pace = {
    what: "the image to settle",
    bound: "timeouts.settle",
    firstMs: 1_000,
    everyMs: 4_000,
    deadlineMs: 20_000,
};
const waiter: Waiter<string> = { ...pace, pending: ["pending", "hidden"], target: ["available"] };

/** Answers each state in turn, and the last one from then on. */
const turns =
    (...states: readonly string[]) =>
    async () =>
        states.length === 1 ? String(states[0]) : String((states as string[]).shift());

describe("waiting", () => {
    it("pauses twice as long each time, up to the longest pause, and gives up before the deadline", async () => {
        const stage = new Stage();
        const wait = new Wait(pace, stage.surroundings);
        while (await wait.pause());
        assert.deepEqual(stage.sleeps, [1_000, 2_000, 4_000, 4_000, 4_000, 4_000]);
        assert.equal(wait.told, "waited 19 s for the image to settle (timeouts.settle)");
    });

    it("half of each pause is chance, so that ten that were throttled together do not come back together", async () => {
        const stage = new Stage();
        const wait = new Wait(pace, stage.surroundings);
        for (const jitter of [0, 0.5, 0]) {
            stage.jitter = jitter;
            await wait.pause();
        }
        assert.deepEqual(stage.sleeps, [500, 1_500, 2_000]);
    });

    it("the deadline counts what passed between the pauses too", async () => {
        const stage = new Stage();
        const wait = new Wait(pace, stage.surroundings);
        stage.nowMs += 19_500;
        assert.equal(await wait.pause(), false);
        assert.deepEqual(stage.sleeps, []);
    });

    it("ends with the engine", async () => {
        const stage = new Stage();
        stage.engineGoneOnce(() => stage.nowMs > 2_000);
        const wait = new Wait(pace, stage.surroundings);
        assert.equal(await wait.pause(), true);
        await assert.rejects(wait.pause(), { code: "engine-gone" });
    });
});

describe("waiting for a state", () => {
    it("ends without a pause when the state is there", async () => {
        const stage = new Stage();
        assert.equal(await waitFor(waiter, "ami-1", turns("available"), stage.surroundings), "available");
        assert.deepEqual(stage.sleeps, []);
    });

    it("looks again while a listed state is pending", async () => {
        const stage = new Stage();
        await waitFor(waiter, "ami-1", turns("hidden", "pending", "available"), stage.surroundings);
        assert.deepEqual(stage.sleeps, [1_000, 2_000]);
    });

    it("fails at once on a state that is not listed, and names it", async () => {
        const stage = new Stage();
        await assert.rejects(
            waitFor(waiter, "ami-1", turns("pending", "failed"), stage.surroundings),
            (error: unknown) => {
                assert.ok(RetirementError.is(error) && error.code === "call-failed");
                assert.match(error.message, /ami-1 is failed/);
                return true;
            },
        );
        assert.deepEqual(stage.sleeps, [1_000]);
    });

    it("fails by the deadline, and says what it still is", async () => {
        const stage = new Stage();
        await assert.rejects(waitFor(waiter, "ami-1", turns("pending"), stage.surroundings), (error: unknown) => {
            assert.ok(RetirementError.is(error) && error.code === "not-confirmed");
            assert.match(
                error.message,
                /waited 19 s for the image to settle \(timeouts\.settle\): ami-1 is still pending/,
            );
            return true;
        });
    });
});
