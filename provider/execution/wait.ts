import { RetirementError } from "./errors";
import type { Surroundings } from "./surroundings";

/** How often to look, and for how long. A row of data: each kind lists its own. */
export interface Pace {
    /** What is waited for, as the end of the sentence "waited … for". */
    readonly what: string;
    /** The argument that sets the deadline, such as `timeouts.settle`. */
    readonly bound: string;
    /** First pause; each next one is twice as long, up to `everyMs`. */
    readonly firstMs: number;
    readonly everyMs: number;
    /** When to give up, counted from the start of the waiting. */
    readonly deadlineMs: number;
}

/** Waiting that was begun: keeps the pauses and the deadline of a `Pace`. */
export class Wait {
    private readonly startedMs: number;
    private pauses = 0;
    constructor(
        private readonly pace: Pace,
        private readonly surroundings: Surroundings,
    ) {
        this.startedMs = surroundings.clock.elapsedMs();
    }

    get waitedMs(): number {
        return this.surroundings.clock.elapsedMs() - this.startedMs;
    }

    /** Sleeps until it is time to look again; answers false, at once, when the deadline leaves no time for it. */
    async pause(): Promise<boolean> {
        const { pace, surroundings } = this;
        const longest = Math.min(pace.everyMs, pace.firstMs * 2 ** this.pauses++);
        // Half of it is jitter, so that ten deletes that were throttled together do not come back together.
        const pauseMs = longest / 2 + (longest / 2) * surroundings.clock.random();
        if (this.waitedMs + pauseMs > pace.deadlineMs) return false;
        await surroundings.clock.sleep(pauseMs);
        await surroundings.engine.assertAlive();
        return true;
    }

    /** `waited 300 s for the image to settle (timeouts.settle)` */
    get told(): string {
        return `waited ${Math.round(this.waitedMs / 1000)} s for ${this.pace.what} (${this.pace.bound})`;
    }
}

/** A wait for one thing to reach a state. States are listed: one that is neither pending nor target is an error. */
export interface Waiter<State extends string> extends Pace {
    readonly pending: readonly State[];
    readonly target: readonly State[];
}

export const waitFor = async <State extends string>(
    waiter: Waiter<State>,
    subject: string,
    status: () => Promise<State>,
    surroundings: Surroundings,
): Promise<State> => {
    const wait = new Wait(waiter, surroundings);
    for (;;) {
        const state = await status();
        if (waiter.target.includes(state)) return state;
        if (!waiter.pending.includes(state)) {
            throw new RetirementError("call-failed", `waiting for ${waiter.what}: ${subject} is ${state}`);
        }
        if (!(await wait.pause())) {
            throw new RetirementError("not-confirmed", `${wait.told}: ${subject} is still ${state}`);
        }
    }
};
