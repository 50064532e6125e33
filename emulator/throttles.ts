import type { Bucket, Caller } from "./service";

/** Token buckets, one per account, region and operation (or group of operations). They refill by real time: a client really waits for them. */
export class Throttles {
    readonly #levels = new Map<string, { tokens: number; at: number }>();

    /** Whether the call may pass. */
    take(action: string, { account, region }: Caller, bucket: Bucket, timeFactor: number): boolean {
        const key = `${account} ${region} ${bucket.shared ?? action}`;
        const now = performance.now();
        const level = this.#levels.get(key) ?? { tokens: bucket.burst, at: now };
        const refilled = level.tokens + ((now - level.at) / 1_000) * bucket.perSecond * timeFactor;
        const tokens = Math.min(bucket.burst, refilled);
        const passes = tokens >= 1;
        this.#levels.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
        return passes;
    }
}
