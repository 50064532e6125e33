import assert from "node:assert/strict";
import { readingOf } from "../../../provider/aws/reading";
import { CallError } from "../../../provider/execution/errors";
import { known } from "../../../provider/retirement";

const refusing = (call: string, code: string, meaning: "denied" | "throttled", remedy?: string) => async () => {
    throw new CallError(call, code, meaning, "You may not", { remedy });
};

describe("a read that a decision rests on", () => {
    it("that answers is known, an empty answer too", async () => {
        assert.deepEqual(await readingOf(async () => []), known([]));
    });

    it("that was denied is unknown, and names the permission", async () => {
        const call = "ec2:DescribeSnapshots";
        assert.deepEqual(await readingOf(refusing(call, "UnauthorizedOperation", "denied", `allow ${call}`)), {
            is: "unknown",
            because: "ec2:DescribeSnapshots: You may not [UnauthorizedOperation]",
            remedy: "allow ec2:DescribeSnapshots",
            permission: "ec2:DescribeSnapshots",
        });
    });

    it("that was denied for another action that it takes is unknown, and names that one", async () => {
        const call = "ec2:ListImagesInRecycleBin";
        const remedy = "allow rbin:ListResources";
        const reading = await readingOf(refusing(call, "UnauthorizedOperation", "denied", remedy));
        assert.ok(reading.is === "unknown");
        assert.deepEqual([reading.permission, reading.remedy], ["rbin:ListResources", remedy]);
    });

    it("that was throttled to the end is unknown, and no permission would help", async () => {
        const reading = await readingOf(refusing("rbin:ListRules", "ThrottlingException", "throttled"));
        assert.ok(reading.is === "unknown");
        assert.equal(reading.permission, undefined);
    });

    it("of the caller's identity needs no permission: its denial is one of the credentials", async () => {
        const reading = await readingOf(refusing("sts:GetCallerIdentity", "ExpiredToken", "denied", "log in again"));
        assert.ok(reading.is === "unknown");
        assert.deepEqual([reading.permission, reading.remedy], [undefined, "log in again"]);
    });

    it("that fails by our own mistake stays an error", async () => {
        await assert.rejects(
            readingOf(async () => {
                throw new TypeError("x is not a function");
            }),
            TypeError,
        );
    });
});
