import assert from "node:assert/strict";
import { storedText } from "../../provider/adapters/protocol";
import { kinds } from "../../provider/kinds";
import { storedTexts } from "./stored-texts";
import { arnOf } from "./task-definition-world";
import { home, protocolWorld, row } from "./world";

const imageId = "ami-0a1b2c3d4e5f60001";

describe("the text stored with a row", () => {
    const world = protocolWorld({
        seed: { images: [{ ...home, ImageId: imageId }], taskDefinitions: [{ ...home, family: "web" }] },
    });

    it("is among those that are kept for ever", () => {
        for (const handler of Object.keys(kinds)) {
            assert.ok(
                storedTexts.some(({ text }) => text === storedText(handler)),
                `the text of ${handler} is not in stored-texts.ts`,
            );
        }
    });

    const objects: Readonly<Record<string, { readonly id: string; readonly args: object; readonly ends: string }>> = {
        "aws.Ami": { id: imageId, args: { imageId }, ends: "DeregisterImage" },
        "aws.TaskDefinition": {
            id: arnOf(1),
            args: { taskDefinitionArn: arnOf(1) },
            ends: "DeregisterTaskDefinition",
        },
    };
    for (const { since, kind, text } of storedTexts) {
        it(`of ${kind} since ${since} still creates, reads, and deletes`, async () => {
            const provider = await world.provider();
            const { id, args, ends } = objects[kind] ?? assert.fail(`no object of ${kind} to try it on`);
            const created = await provider.create({ ...args, __row: "web", __provider: text });
            assert.equal(created.id, id);
            assert.equal((await provider.read(id, created.properties)).id, id);
            await provider.delete(id, created.properties);
            assert.deepEqual(
                world.emulator.mutations().map(call => call.operation),
                [ends],
            );
        });
    }

    it("is the first thing that a changed version renews", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        const old = { ...properties, __provider: `${String(properties.__provider)} ` };
        assert.deepEqual(await provider.diff(imageId, old, row(imageId)), {
            changes: true,
            replaces: [],
            deleteBeforeReplace: false,
        });
        const updated = await provider.update(imageId, old, row(imageId));
        assert.equal(updated.__provider, storedText("ami"));
        assert.equal((await provider.diff(imageId, updated, row(imageId))).changes, false);
    });
});

describe("the version of a row", () => {
    const world = protocolWorld({ seed: { images: [{ ...home, ImageId: imageId }] } });

    const rows = {
        "of a newer package": {
            __version: 2,
            says: /written by a newer pulumi-retire \(protocol 2; this one knows 1\): install/,
        },
        "that is missing": { __version: undefined, says: /no version of this package's protocol/ },
        "that is no number": { __version: "1", says: /no version of this package's protocol \("1"\)/ },
    };
    for (const [which, { __version, says }] of Object.entries(rows)) {
        it(`${which} is refused before anything is sent`, async () => {
            const provider = await world.provider();
            const { properties } = await provider.create(row(imageId));
            const { __version: _, ...bare } = properties;
            const asked = world.emulator.requests().length;
            const changed = __version === undefined ? bare : { ...bare, __version };
            await assert.rejects(provider.delete(imageId, changed), { details: says });
            assert.equal(world.emulator.requests().length, asked);
        });
    }
});
