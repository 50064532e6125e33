import assert from "node:assert/strict";
import { sentOf } from "../../../../provider/aws/ami/sent";
import { CallError } from "../../../../provider/execution/errors";

const input = { ImageId: "ami-1" };

describe("the body of an answer that says 200", () => {
    for (const operation of ["DeregisterImage", "DisableImage", "EnableImageDeprecation"] as const) {
        it(`${operation} with return false is a refusal`, () => {
            assert.throws(
                () => sentOf(operation, input, { Return: false }),
                (error: unknown) =>
                    CallError.is(error) && error.meaning === "refused" && error.call === `ec2:${operation}`,
            );
        });
    }

    for (const Return of [true, undefined, "disabled", "enabled-without-cooldown"]) {
        it(`return ${JSON.stringify(Return)} is success`, () => {
            assert.deepEqual(sentOf("DisableImageDeregistrationProtection", input, { Return }), { fates: new Map() });
        });
    }

    it("tells which snapshots went along: only success is gone, only skipped is kept, and anything else is left", () => {
        const { fates } = sentOf("DeregisterImage", input, {
            Return: true,
            DeleteSnapshotResults: [
                { SnapshotId: "snap-1", ReturnCode: "success" },
                { SnapshotId: "snap-2", ReturnCode: "skipped" },
                { SnapshotId: "snap-3", ReturnCode: "missing-permissions" },
                { SnapshotId: "snap-4", ReturnCode: "internal-error" },
                { SnapshotId: "snap-5", ReturnCode: "client-error" },
                { SnapshotId: "snap-6", ReturnCode: "a-word-of-next-year" },
                { SnapshotId: "snap-7" },
                { ReturnCode: "success" },
            ],
        });
        assert.deepEqual(
            [...(fates ?? [])].map(([id, fate]) => [id, fate.is]),
            [
                ["snap-1", "gone"],
                ["snap-2", "kept"],
                ["snap-3", "left"],
                ["snap-4", "left"],
                ["snap-5", "left"],
                ["snap-6", "left"],
                ["snap-7", "left"],
            ],
        );
        assert.deepEqual(fates?.get("snap-2"), { is: "kept", because: "another image" });
        assert.deepEqual(fates?.get("snap-3"), { is: "left", because: "missing-permissions" });
        assert.deepEqual(fates?.get("snap-7"), { is: "left", because: "no return code" });
    });

    it("of DeleteSnapshot means that this snapshot is gone", () => {
        const { fates } = sentOf("DeleteSnapshot", { SnapshotId: "snap-1" }, {});
        assert.deepEqual([...(fates ?? [])], [["snap-1", { is: "gone" }]]);
    });

    it("has a request id that is worth keeping", () => {
        assert.equal(sentOf("DeregisterImage", input, { $metadata: { requestId: "req-7" } }).requestId, "req-7");
    });
});
