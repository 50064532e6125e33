import assert from "node:assert/strict";
import type { AwsCloud } from "../../../provider/aws/client";
import { sharedScan } from "../../../provider/aws/shared-scan";

describe("a scan that is shared", () => {
    const [one, other] = [{} as AwsCloud, {} as AwsCloud];
    const now = performance.now;
    let atMs = 0;
    beforeEach(() => {
        atMs = 1_000_000;
        performance.now = () => atMs;
    });
    afterEach(() => {
        performance.now = now;
    });

    /** Counts the scans; each answer is the number of its own. */
    const counted = () => {
        let scans = 0;
        return sharedScan(async () => ++scans);
    };

    it("serves all who ask at the same time, and soon afterwards", async () => {
        const scan = counted();
        assert.deepEqual(await Promise.all([scan(one), scan(one), scan(one)]), [1, 1, 1]);
        atMs += 1_999;
        assert.equal(await scan(one), 1);
    });

    it("is made anew once it is two seconds old, counted from its beginning", async () => {
        const scan = counted();
        await scan(one);
        atMs += 1_500;
        await scan(one);
        atMs += 500;
        assert.equal(await scan(one), 2);
    });

    it("is one for each cloud, and for each thing that is scanned", async () => {
        const [scan, another] = [counted(), counted()];
        assert.deepEqual([await scan(one), await scan(other), await another(one)], [1, 2, 1]);
        assert.equal(await scan(one), 1);
    });
});
