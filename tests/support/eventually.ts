import { setTimeout as pause } from "node:timers/promises";

/** Asks again until `check` answers something truthy, and hands that over. For conditions that nothing announces. */
export async function eventually<T>(
    check: () => T | Promise<T>,
    {
        withinMs = 30_000,
        everyMs = 50,
        what = "the condition",
    }: { withinMs?: number; everyMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
    const deadline = Date.now() + withinMs;
    for (;;) {
        const answer = await check();
        if (answer) return answer;
        if (Date.now() >= deadline) throw new Error(`${what} did not come about within ${withinMs} ms`);
        await pause(everyMs);
    }
}
