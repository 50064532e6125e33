import assert from "node:assert/strict";
import { durationMs } from "../../../provider/execution/duration";

describe("a duration", () => {
    const rows: readonly [string, number][] = [
        ["30s", 30_000],
        ["10m", 600_000],
        ["2h", 7_200_000],
        ["1h30m", 5_400_000],
        ["1h0m5s", 3_605_000],
        ["90s", 90_000],
        ["0s", 0],
    ];
    for (const [text, ms] of rows) {
        it(`${text} is ${ms} ms`, () => assert.equal(durationMs(text), ms));
    }
});
