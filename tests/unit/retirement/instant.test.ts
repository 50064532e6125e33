import assert from "node:assert/strict";
import { daysAfter, daysBetween, earliest } from "../../../provider/retirement";

describe("instants", () => {
    it("days are of 24 hours, whatever the calendar", () => {
        assert.equal(daysAfter(new Date("2028-02-28T23:30:00.000Z"), 2), "2028-03-01T23:30:00.000Z");
        assert.equal(daysBetween(new Date("2026-11-22T00:00:00Z"), new Date("2026-11-23T12:00:00Z")), 1.5);
        assert.equal(daysBetween(new Date("2026-11-23T00:00:00Z"), new Date("2026-11-22T00:00:00Z")), -1);
    });

    it("the earliest is found by time, not by its letters", () => {
        const inUtc = "2026-11-22T12:00:00.000Z";
        const before = "2026-11-22T13:30:00+02:00";
        assert.equal(earliest(inUtc, before), before);
        assert.equal(earliest(inUtc), inUtc);
    });
});
