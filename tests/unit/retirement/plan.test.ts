import assert from "node:assert/strict";
import { callsOf, leavesState, refusal, unreadable } from "../../../provider/retirement";

const reason = (code: string) => ({ code, subject: "ami-1", fact: "so it is", remedy: "change it" });
const warning = { code: "w", subject: "ami-1", fact: "by the way" };

describe("a refusal", () => {
    it("is none without a reason", () => assert.equal(refusal([], [], [warning]), undefined));

    it("is unknown when all that is wrong is that we could not look", () => {
        assert.deepEqual(refusal([], [reason("u")], [warning]), {
            outcome: "unknown",
            blockers: [reason("u")],
            warnings: [warning],
        });
    });

    it("is blocked as soon as one reason is certain, and gives them all", () => {
        assert.deepEqual(refusal([reason("b")], [reason("u")]), {
            outcome: "blocked",
            blockers: [reason("b"), reason("u")],
            warnings: [],
        });
    });

    it("has no calls", () => {
        const refused = refusal([reason("b")], []);
        assert.ok(refused !== undefined);
        assert.deepEqual(callsOf(refused), []);
    });
});

describe("a row leaves Pulumi's state", () => {
    it("only when its object is retired, retired already, or meant to be kept", () => {
        const leaving = Object.entries(leavesState).flatMap(([outcome, leaves]) => (leaves ? [outcome] : []));
        assert.deepEqual(leaving.sort(), ["already-retired", "retain", "retire"]);
    });
});

describe("what could not be read", () => {
    it("asks for what would help where that is known, whatever its reader proposes", () => {
        const reading = { is: "unknown", because: "denied", remedy: "allow ec2:DescribeImages" } as const;
        assert.equal(unreadable("ami-1", "the image", reading, "do that").remedy, "allow ec2:DescribeImages");
    });

    it("else asks to run again, or for what its reader proposes", () => {
        const reading = { is: "unknown", because: "throttled" } as const;
        assert.match(unreadable("ami-1", "the image", reading).remedy, /again/);
        assert.equal(unreadable("ami-1", "the image", reading, "do that").remedy, "do that");
    });
});
