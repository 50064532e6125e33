import type { AwsCloud } from "../client";
import { scanLaunches } from "./api";
import type { LaunchFacts } from "./facts";

interface Scan {
    readonly startedMs: number;
    readonly facts: Promise<LaunchFacts>;
}

/** Short enough that a plan which rests on it is still fresh when it is carried out. */
const sharedForMs = 2_000;

const scans = new WeakMap<AwsCloud, Scan>();

/** One scan of an account and region serves all images that retire at the same time. */
export const sharedLaunchScan = (cloud: AwsCloud): Promise<LaunchFacts> => {
    const running = scans.get(cloud);
    if (running !== undefined && performance.now() - running.startedMs < sharedForMs) return running.facts;
    const scan = { startedMs: performance.now(), facts: scanLaunches(cloud) };
    scans.set(cloud, scan);
    return scan.facts;
};
