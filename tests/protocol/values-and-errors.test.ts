import assert from "node:assert/strict";
import { join } from "node:path";
import type { RpcError } from "./dynamic-provider";
import { home, protocolWorld, row } from "./world";

const imageId = "ami-0a1b2c3d4e5f60001";

/** A kind of the test's own behind the real adapter: each of its methods does what the SDK does not survive. */
const adapter = JSON.stringify(join(__dirname, "../../dist/provider/adapters/dynamic"));
const awkward = (members: string) =>
    `exports.handler = () => new (require(${adapter}).DynamicProvider)(async () => ({ name: "test.Awkward", idOf: () => undefined, ${members} }));`;
const awkwardRow = (members: string) => ({ __row: "awkward", __version: 1, __provider: awkward(members) });

describe("what the dynamic protocol does to values and errors", () => {
    const world = protocolWorld({ seed: { images: [{ ...home, ImageId: imageId }] } });

    for (const thrown of [
        '"a text"',
        "undefined",
        "null",
        "{ metadata: 1 }",
        'Object.assign(new Error("odd"), { metadata: { a: 1 } })',
    ]) {
        it(`throw ${thrown} is answered, and not left hanging`, async () => {
            const provider = await world.provider();
            const members = `retirement: async () => { throw ${thrown}; }`;
            await assert.rejects(provider.delete("x", awkwardRow(members)), {
                details: /pulumi-retire failed in a way that it does not know/,
            });
        });
    }

    it("undefined, dates and NaN in a new state do not lose the resource", async () => {
        const provider = await world.provider();
        const members =
            "create: async () => ({ id: 'x', state: { a: undefined, b: { c: undefined }, d: [undefined], e: new Date(0), f: NaN, g: 1 } })";
        const { id, properties } = await provider.create(awkwardRow(members));
        assert.equal(id, "x");
        const { __provider, __row, __version, ...state } = properties;
        assert.deepEqual(state, { b: {}, d: [null], e: "1970-01-01T00:00:00.000Z", f: null, g: 1 });
    });

    it("a refusal carries FAILED_PRECONDITION and its whole text, and the process prints one neutral line", async () => {
        world.emulator.put({
            images: [
                { ...home, ImageId: "ami-0a1b2c3d4e5f60009", DeregistrationProtection: "enabled-without-cooldown" },
            ],
        });
        const provider = await world.provider();
        const { properties } = await provider.create(row("ami-0a1b2c3d4e5f60009"));
        const error = await provider.delete("ami-0a1b2c3d4e5f60009", properties).then(
            () => assert.fail("was to be refused"),
            (reason: RpcError) => reason,
        );
        assert.equal(error.code, 9);
        assert.match(error.details, /deregistration protection of ami-0a1b2c3d4e5f60009 is "enabled-without-cooldown"/);
        assert.match(error.details, /remedy: set deletionPolicy.disableDeregistrationProtection/);
        assert.doesNotMatch(provider.output, /deregistration protection/);
        assert.doesNotMatch(provider.output, /\n\s+at /);
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("a read by id alone says what to do instead", async () => {
        const provider = await world.provider();
        await assert.rejects(provider.read(imageId, { __provider: row(imageId).__provider }), {
            details: /declare new aws\.Ami\(…\) with ami-0a1b2c3d4e5f60001 instead, which adopts it/,
        });
    });

    it("unknown values of a preview pass, at any depth", async () => {
        const provider = await world.provider();
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        for (const args of [
            { imageId: unknown },
            { region: unknown },
            { deletionPolicy: unknown },
            { deletionPolicy: { deleteAssociatedSnapshots: unknown, recycleBin: unknown } },
            {
                deletionPolicy: {
                    recycleBin: { required: true, minimumRetentionDays: unknown },
                    ignoreReferences: [unknown],
                },
            },
            { timeouts: { settle: unknown }, restoreFromRecycleBin: unknown },
        ]) {
            const { failures } = await provider.check({}, row(imageId, args));
            assert.deepEqual(failures, [], JSON.stringify(args));
        }
    });

    it("an unknown image id shows as a replacement, never as no change", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        const unknown = row("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        assert.deepEqual(await provider.diff(imageId, properties, unknown), {
            changes: true,
            replaces: ["imageId"],
            deleteBeforeReplace: false,
        });
    });
});
