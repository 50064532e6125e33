import type { AwsCloud } from "./client";

interface Running<Facts> {
    readonly startedMs: number;
    readonly facts: Promise<Facts>;
}

/** Short enough that a plan which rests on it is still fresh when it is carried out. */
const sharedForMs = 2_000;

/** One scan of an account and region serves all objects that retire at the same time. */
export const sharedScan = <Facts>(scan: (cloud: AwsCloud) => Promise<Facts>): ((cloud: AwsCloud) => Promise<Facts>) => {
    const scans = new WeakMap<AwsCloud, Running<Facts>>();
    return cloud => {
        const running = scans.get(cloud);
        if (running !== undefined && performance.now() - running.startedMs < sharedForMs) return running.facts;
        const started = { startedMs: performance.now(), facts: scan(cloud) };
        scans.set(cloud, started);
        return started.facts;
    };
};
