/** Everything of the outside that execution needs besides the cloud, so that tests can stand in for it. */
export interface Surroundings {
    readonly clock: Clock;
    readonly engine: Engine;
    /** One line for the user: shown on the stack's row. */
    tell(line: string): void;
}

/** Our own waits go by this clock; instants that a cloud states go by the cloud's `Date` header. */
export interface Clock {
    /** Milliseconds that only ever grow. */
    elapsedMs(): number;
    sleep(ms: number): Promise<void>;
    /** A number from 0 (inclusive) to 1: the jitter of pauses. */
    random(): number;
}

/** The engine that started this process. A killed one leaves the process behind, which must then send nothing more. */
export interface Engine {
    /** Rejects with a `RetirementError` of code `engine-gone` when the engine does not answer. */
    assertAlive(): Promise<void>;
}

export const systemClock: Clock = {
    elapsedMs: () => performance.now(),
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
    random: Math.random,
};
