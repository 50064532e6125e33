import type { EmulatorClock, Instant } from "./contract";

/** Real time moved on by hand, or, when it was set, time that stands still but for what is advanced. */
export class Clock implements EmulatorClock {
    readonly #standsAt: number | undefined;
    #advanced = 0;

    constructor(standsAt?: Instant) {
        this.#standsAt = standsAt === undefined ? undefined : Date.parse(standsAt);
        if (Number.isNaN(this.#standsAt)) {
            throw new Error(`now must be an ISO 8601 instant, not ${JSON.stringify(standsAt)}`);
        }
    }

    now(): Date {
        return new Date((this.#standsAt ?? Date.now()) + this.#advanced);
    }

    advance(by: Parameters<EmulatorClock["advance"]>[0]): void {
        const seconds = (by.days ?? 0) * 86_400 + (by.hours ?? 0) * 3_600 + (by.minutes ?? 0) * 60 + (by.seconds ?? 0);
        if (!(seconds >= 0)) {
            throw new Error(`time goes forward only, not by ${JSON.stringify(by)}`);
        }
        this.#advanced += seconds * 1_000;
    }
}
