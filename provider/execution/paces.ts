import { durationMs } from "./duration";
import type { Pace } from "./wait";

/** For what every kind waits for in the same way. */
export const confirmPace: Pace = {
    what: "the removal to be confirmed",
    bound: "timeouts.confirm",
    firstMs: 500,
    everyMs: 10_000,
    deadlineMs: 5 * 60_000,
};

export const releasePace: Pace = {
    what: "its users to let go",
    bound: "timeouts.release",
    firstMs: 1_000,
    everyMs: 5_000,
    deadlineMs: 60_000,
};

/** The pace with the deadline that the row's `timeouts` wish for. */
export const paceWithin = (pace: Pace, wished: string | undefined): Pace =>
    wished === undefined ? pace : { ...pace, deadlineMs: durationMs(wished) };
