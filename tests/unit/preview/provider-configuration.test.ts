import assert from "node:assert/strict";
import type { Step } from "../../../provider/preview/digest";
import { configurationOf } from "../../../provider/preview/provider-configuration";
import { type Row, rowSchema } from "../../../provider/preview/row";
import { amiRow, changes, creates, deletes, newId, oldId, replaces, updateOf } from "./stacks";

const providerRow = (name: string, inputs: Row["inputs"], id = "1"): Row =>
    rowSchema.parse({
        urn: `urn:pulumi:prod::shop::pulumi:providers:pulumi-nodejs::${name}`,
        type: "pulumi:providers:pulumi-nodejs",
        id,
        inputs,
    });
const belongsTo = ({ urn, id }: Row) => ({ provider: `${urn}::${id}` });

const stored = { "aws:region": "eu-central-1", "aws:profile": "old" };
const now = { "aws:region": "us-east-1" };
const byDefault = providerRow("default", stored);
const explicit = providerRow("eu", stored);

/** What the delete of `web` receives, while these rows and steps are there besides. */
const received = (
    owner: Row,
    { rows = [], steps = [], runs = true }: { rows?: readonly Row[]; steps?: readonly Step[]; runs?: boolean } = {},
) => {
    const web = amiRow("web", oldId, belongsTo(owner));
    const update = updateOf([owner, web, ...rows], [...steps, deletes(web)]);
    return configurationOf(web, update, now, runs);
};

describe("the configuration that a delete receives", () => {
    it("is the stored one when the last row of the provider leaves", () => {
        assert.deepEqual(received(byDefault), stored);
        const gone = amiRow("job", newId, belongsTo(byDefault));
        assert.deepEqual(received(byDefault, { rows: [gone], steps: [deletes(gone)] }), stored);
        const pending = amiRow("job", newId, { ...belongsTo(byDefault), delete: true });
        assert.deepEqual(received(byDefault, { rows: [pending] }), stored);
    });

    it("is the stack's as soon as the program registers something of the default provider", () => {
        const stays = amiRow("job", newId, belongsTo(byDefault));
        assert.deepEqual(received(byDefault, { rows: [stays] }), now);
        assert.deepEqual(received(byDefault, { steps: [creates(stays)] }), now);
        assert.deepEqual(received(byDefault, { rows: [stays], steps: replaces(stays, { imageId: oldId }) }), now);
    });

    it("is the stored one of a provider that is merely called like the default one", () => {
        const named = providerRow("default-eu", stored);
        assert.deepEqual(received(named, { rows: [amiRow("job", newId, belongsTo(named))] }), stored);
        const versioned = providerRow("default_3_248_0", stored);
        assert.deepEqual(received(versioned, { rows: [amiRow("job", newId, belongsTo(versioned))] }), now);
    });

    it("is the stored one when what is registered belongs to another provider", () => {
        const stays = amiRow("job", newId, belongsTo(explicit));
        assert.deepEqual(received(byDefault, { rows: [explicit, stays], steps: [creates(stays)] }), stored);
    });

    it("is the stored one when the program does not run", () => {
        const stays = amiRow("job", newId, belongsTo(byDefault));
        assert.deepEqual(received(byDefault, { rows: [stays], runs: false }), stored);
    });

    describe("of a provider that the program makes itself", () => {
        const rows = [amiRow("job", newId, belongsTo(explicit))];

        it("is the one stored with it, never the stack's", () =>
            assert.deepEqual(received(explicit, { rows }), stored));

        it("is what this update tells it; what is secret in that, the state knows", () => {
            const steps = [changes(explicit, { "aws:region": "eu-west-1", "aws:profile": "[secret]" })];
            assert.deepEqual(received(explicit, { rows, steps }), { "aws:region": "eu-west-1", "aws:profile": "old" });
            assert.deepEqual(received(explicit, { steps }), stored, "nothing of it is registered");
        });
    });

    it("is that of the row's own instance, by URN and id", () => {
        const older = providerRow("default", { "aws:region": "ap-south-1" }, "0");
        const web = amiRow("web", oldId, belongsTo(byDefault));
        const update = updateOf([older, byDefault, web], [deletes(web)]);
        assert.deepEqual(configurationOf(web, update, now, true), stored);
    });

    it("is empty when the state lacks the provider", () =>
        assert.deepEqual(configurationOf(amiRow("web"), updateOf([], []), now, true), {}));

    it("holds texts, as the provider process gets them", () => {
        const values = providerRow("default", { "aws:endpoints": [{ ec2: "http://x" }], "aws:maxRetries": 5 });
        assert.deepEqual(received(values), { "aws:endpoints": '[{"ec2":"http://x"}]', "aws:maxRetries": "5" });
    });
});
