import assert from "node:assert/strict";
import { ami } from "../../../../provider/aws/ami/provider";
import type { AmiInputs, AmiState } from "../../../../provider/aws/ami/state";
import { unknownValue } from "../../../../provider/execution/checked";
import type { Context } from "../../../../provider/execution/kind";
import { Stage } from "../../execution/stage";
import { imageId, otherImageId, stateOf } from "./worlds";

const context: Context = {
    configuration: { get: () => undefined },
    environment: {},
    surroundings: new Stage().surroundings,
    gone: new Map(),
};

describe("the id that a row asks for", () => {
    it("is its imageId, when that is known and a text", () => {
        assert.equal(ami.idOf({ imageId }), imageId);
        assert.equal(ami.idOf({ imageId: unknownValue }), unknownValue, "not known yet");
        for (const inputs of [{ imageId: 7 }, {}]) assert.equal(ami.idOf(inputs), undefined);
    });
});

describe("a changed row of an AMI", () => {
    const policy = { recycleBin: { required: true, minimumRetentionDays: 7 }, force: false };
    const rows: readonly [
        title: string,
        state: Partial<AmiState>,
        inputs: Partial<AmiInputs>,
        changes: boolean,
        replaces: string[],
    ][] = [
        ["nothing", {}, {}, false, []],
        ["another image", {}, { imageId: otherImageId }, true, ["imageId"]],
        ["another region", {}, { region: "us-east-1" }, true, ["region"]],
        ["the region that it is in", {}, { region: "eu-central-1" }, false, []],
        ["a policy", {}, { deletionPolicy: policy }, true, []],
        [
            "the same policy with its keys in another order",
            { deletionPolicy: policy },
            { deletionPolicy: { force: false, recycleBin: { minimumRetentionDays: 7, required: true } } },
            false,
            [],
        ],
        ["no policy any more", { deletionPolicy: policy }, {}, true, []],
        ["a profile", {}, { profile: "work" }, true, []],
        ["an endpoint", {}, { endpoint: "http://127.0.0.1:4566" }, true, []],
        ["a timeout", {}, { timeouts: { settle: "1m" } }, true, []],
        ["drift that arguments do not mend", { state: "disabled" }, {}, false, []],
        [
            "an image in the bin that is to be restored",
            { state: "in-recycle-bin", restoreFromRecycleBin: true },
            { restoreFromRecycleBin: true },
            true,
            [],
        ],
        [
            "an image in the bin that is not to be restored: each update says so",
            { state: "in-recycle-bin" },
            {},
            true,
            [],
        ],
        ["an image that left snapshots behind: each update says so", { state: "deregistered" }, {}, true, []],
        [
            "an image that its own policy disabled",
            { state: "disabled", deletionPolicy: { action: "disable" } },
            { deletionPolicy: { action: "disable" } },
            true,
            [],
        ],
    ];
    for (const [title, state, inputs, changes, replaces] of rows) {
        it(`${title}: ${replaces.length > 0 ? "replaces" : changes ? "updates" : "changes nothing"}`, () => {
            assert.deepEqual(ami.diff(stateOf(state), { imageId, ...inputs }), { changes, replaces });
        });
    }
});

describe("a state that was edited by hand to name two images", () => {
    it("is neither retired nor updated", async () => {
        const state = stateOf({ imageId: otherImageId });
        await assert.rejects(ami.retirement(imageId, state, context), { code: "invalid-state" });
        await assert.rejects(ami.update(imageId, state, { imageId }, context), { code: "invalid-state" });
    });
});

describe("an update that changes the policy only", () => {
    it("asks the cloud nothing, takes the new policy and keeps what was recorded", async () => {
        const state = stateOf({ deletionPolicy: { force: true }, endpoints: { ec2: "http://127.0.0.1:1" } });
        const next = await ami.update(imageId, state, { imageId, deletionPolicy: { action: "retain" } }, context);
        assert.deepEqual(next, { ...state, deletionPolicy: { action: "retain" } });
    });

    it("forgets what the arguments no longer say", async () => {
        const state = stateOf({ deletionPolicy: { force: true }, timeouts: { settle: "1m" } });
        assert.deepEqual(await ami.update(imageId, state, { imageId }, context), stateOf());
    });

    it("stays in its region, whatever the stack's configuration says by now", async () => {
        const elsewhere: Context = {
            ...context,
            configuration: { get: key => (key === "aws:region" ? "us-east-1" : undefined) },
        };
        const next = await ami.update(imageId, stateOf(), { imageId, deletionPolicy: { force: true } }, elsewhere);
        assert.equal(next.region, "eu-central-1");
    });
});

describe("the retirement of a row whose policy is retain", () => {
    it("looks at nothing: not a single question is sent", async () => {
        const retirement = await ami.retirement(imageId, stateOf({ deletionPolicy: { action: "retain" } }), context);
        assert.equal((await retirement.look(new Map())).outcome, "retain");
        assert.equal(retirement.subject, `EC2 AMI ${imageId}`);
    });

    it("keeps the documented bounds of its waits, or those of the row", async () => {
        const bounds = async (state: AmiState) => {
            const { waits, confirm } = await ami.retirement(imageId, state, context);
            return [waits.settle?.deadlineMs, confirm.deadlineMs];
        };
        assert.deepEqual(await bounds(stateOf()), [600_000, 300_000]);
        assert.deepEqual(await bounds(stateOf({ timeouts: { settle: "30s", confirm: "1h" } })), [30_000, 3_600_000]);
    });
});
