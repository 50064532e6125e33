import assert from "node:assert/strict";
import { observeAmi } from "../../../../provider/aws/ami/observe";
import { planAmiRetirement } from "../../../../provider/aws/ami/plan";
import { sentOf } from "../../../../provider/aws/ami/sent";
import { executeRetirement } from "../../../../provider/execution/execute";
import { renderDone } from "../../../../provider/retirement";
import { Stage } from "../../execution/stage";
import { fakeApi } from "./api";
import { account, data, imageId, imageOf, now, root, stateOf } from "./worlds";

/**
 * A whole run of an image with two snapshots that are to go: the real look, plan, reading of answers and execution, on a
 * cloud that answers DeregisterImage with these codes.
 */
const run = async (codes: Readonly<Record<string, string>>, snapshotIds: readonly string[] = [root, data]) => {
    const policy = { deleteAssociatedSnapshots: true };
    const state = stateOf({ snapshotIds, deletionPolicy: policy });
    const stage = new Stage();
    let isThere = true;
    const snapshots = new Set([root, data]);
    const api = fakeApi({
        describeImage: async () => (isThere ? imageOf({ snapshotIds: [root, data] }) : undefined),
        describeSnapshots: async (ids: readonly string[]) =>
            ids
                .filter(id => snapshots.has(id))
                .map(SnapshotId => ({
                    SnapshotId,
                    OwnerId: account,
                    StartTime: new Date("2026-01-15T08:00:00.000Z"),
                })),
    });
    const done = await executeRetirement(
        {
            ...stage.retirement,
            look: async knowledge =>
                planAmiRetirement(state, await observeAmi(api, state, policy, knowledge, new Map()), policy, now),
            send: async ({ operation, input }) => {
                if (operation === "DeleteSnapshot") {
                    snapshots.delete(String(input.SnapshotId));
                    return sentOf("DeleteSnapshot", input, {});
                }
                assert.equal(operation, "DeregisterImage");
                isThere = false;
                for (const [id, code] of Object.entries(codes)) if (code === "success") snapshots.delete(id);
                const DeleteSnapshotResults = Object.entries(codes).map(([SnapshotId, ReturnCode]) => ({
                    SnapshotId,
                    ReturnCode,
                }));
                return sentOf("DeregisterImage", input, { Return: true, DeleteSnapshotResults });
            },
        },
        stage.surroundings,
    );
    return {
        calls: done.calls.map(({ operation, input }) => [operation, input.SnapshotId ?? input.ImageId]),
        planned: "effects" in done.plan ? done.plan.effects.map(({ code, subject }) => `${code} ${subject}`) : [],
        told: done.effects.map(({ code, subject }) => `${code} ${subject}`).sort(),
        line: renderDone(done.plan, done.effects),
        left: [...snapshots],
    };
};

describe("what a run tells of the snapshots that EC2 was to take along", () => {
    it("all of them went: they are told as deleted", async () => {
        const { calls, told, left } = await run({ [root]: "success", [data]: "success" });
        assert.deepEqual(calls, [["DeregisterImage", imageId]]);
        assert.deepEqual(left, []);
        assert.deepEqual(told, [
            `image-deregistered ${imageId}`,
            `snapshot-deleted ${root}`,
            `snapshot-deleted ${data}`,
        ]);
    });

    it("EC2 skipped one, of which nobody knew another user: it is told as kept, not as deleted, and left alone", async () => {
        const { calls, planned, told, line, left } = await run({ [root]: "success", [data]: "skipped" });
        assert.deepEqual(calls, [["DeregisterImage", imageId]]);
        assert.deepEqual(left, [data]);
        assert.ok(planned.includes(`snapshot-deleted ${data}`), "it was forecast as deleted");
        assert.deepEqual(told, [`image-deregistered ${imageId}`, `snapshot-deleted ${root}`, `snapshot-kept ${data}`]);
        assert.match(line, new RegExp(`${data} stays and goes on costing: shared with another image`));
        assert.doesNotMatch(line, new RegExp(`${data} is deleted`));
    });

    for (const code of ["missing-permissions", "internal-error", "client-error", "a-word-of-next-year"]) {
        it(`${code}: it is deleted by its own call, once, although the state does not name it`, async () => {
            for (const snapshotIds of [[root, data], [root], []]) {
                const { calls, told, left } = await run({ [root]: "success", [data]: code }, snapshotIds);
                assert.deepEqual(calls, [
                    ["DeregisterImage", imageId],
                    ["DeleteSnapshot", data],
                ]);
                assert.deepEqual(left, []);
                assert.ok(told.includes(`snapshot-deleted ${data}`));
            }
        });
    }
});
