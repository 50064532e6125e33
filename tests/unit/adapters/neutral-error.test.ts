import assert from "node:assert/strict";
import { neutral } from "../../../provider/adapters/neutral-error";
import { CallError, RetirementError } from "../../../provider/execution/errors";

const codeOf = (error: Error): unknown => (error as { code?: unknown }).code;

describe("the error that the dynamic provider throws", () => {
    it("has the whole message, once: neither its text nor its stack repeats it", () => {
        const error = neutral(new RetirementError("blocked", "EC2 AMI ami-1: blocked\n  - because"));
        assert.equal(error.message, "EC2 AMI ami-1: blocked\n  - because");
        assert.ok(!`${error}: ${error.stack}`.includes("ami-1"));
        assert.ok(!`${error}: ${error.stack}`.includes("\n"), "one line on the stack's row");
    });

    it("is a fresh Error without foreign members: others hang the SDK's answer", () => {
        const thrown = new RetirementError("blocked", "no", [
            { code: "b", subject: "ami-1", fact: "so it is", remedy: "change it" },
        ]);
        const error = neutral(thrown);
        assert.notEqual(error, thrown);
        assert.equal(Object.getPrototypeOf(error), Error.prototype);
        assert.deepEqual(Object.keys(error), ["code"]);
    });

    const grpc: readonly [code: RetirementError["code"], grpc: number | undefined][] = [
        ["blocked", 9],
        ["deferred", 9],
        ["invalid-state", 9],
        ["unknown", 14],
        ["engine-gone", 14],
        ["call-failed", undefined],
        ["not-confirmed", undefined],
    ];
    for (const [code, expected] of grpc) {
        it(`${code} carries gRPC code ${expected ?? "of no kind"}`, () => {
            const error = neutral(new RetirementError(code, "no"));
            assert.equal(codeOf(error), expected);
            assert.equal("code" in error, expected !== undefined);
        });
    }

    it("knows the errors of another copy of this package by their brand", () => {
        const foreign = Object.assign(new Error("from another copy"), {
            [Symbol.for("pulumi-retire.RetirementError")]: true,
            code: "blocked",
        });
        const error = neutral(foreign);
        assert.deepEqual([error.message, codeOf(error)], ["from another copy", 9]);
    });

    it("tells the call and the cloud's code when a call failed", () => {
        const error = neutral(new CallError("ec2:DescribeImages", "AuthFailure", "denied", "You may not"));
        assert.equal(error.message, "ec2:DescribeImages: You may not [AuthFailure]");
    });

    for (const [title, thrown, told] of [
        ["an error of ours, with its trace", new TypeError("x is not a function"), /x is not a function[\s\S]*at /],
        ["a text", "oops", /oops/],
        ["undefined", undefined, /undefined/],
        ["null", null, /null/],
    ] as const) {
        it(`turns ${title} into an Error that asks to be reported`, () => {
            const error = neutral(thrown);
            assert.ok(error instanceof Error);
            assert.match(error.message, /please report this/);
            assert.match(error.message, told);
            assert.equal("code" in error, false);
        });
    }
});
