import assert from "node:assert/strict";
import { ami, home, rowIds, scenario } from "./scenario";

const [a, b, c] = ["ami-0a1b2c3d4e5f6000a", "ami-0a1b2c3d4e5f6000b", "ami-0a1b2c3d4e5f6000c"] as const;
const deregister = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

/** The id is an output of a resource that is not ours: nobody knows it before that has been created. */
const wantedByChoice = (id: string) => `
    class Choice extends pulumi.dynamic.Resource {
        constructor(name, chosen) {
            const create = async news => ({ id: "choice", outs: { imageId: news.chosen } });
            super({ create }, name, { chosen, imageId: undefined });
        }
    }
    new aws.Ami("web", { imageId: new Choice("choice", ${JSON.stringify(id)}).imageId });`;

describe("image id changed", () => {
    const world = scenario({ seed: { images: [a, b, c].map(ImageId => ({ ...home, ImageId })) } });
    const sentSince = (start: number) => world.emulator.requests().slice(start);
    const asksAbout = (id: string) => (request: { input: object }) => JSON.stringify(request.input).includes(id);

    before(async () => {
        world.stack.program(ami("web", a));
        await world.stack.up();
    });

    it("previews a replacement, new image first, and asks the cloud nothing for it", async () => {
        const start = world.emulator.requests().length;
        world.stack.program(ami("web", b));
        const { output } = await world.stack.preview();
        assert.match(output, /web create replacement .*web replace .*web delete original /s);
        assert.deepEqual(sentSince(start), []);
    });

    it("is done with adopting the new image before it looks at the old one, which it deregisters", async () => {
        const start = world.emulator.requests().length;
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), [deregister(a)]);
        assert.deepEqual(await rowIds(world.stack), [b]);
        const sent = sentSince(start);
        const adoptions = sent.slice(0, sent.findIndex(asksAbout(a)));
        assert.ok(adoptions.some(asksAbout(b)), "the new image was looked at first");
        assert.deepEqual(sent.slice(adoptions.length).filter(asksAbout(b)), []);
    });

    it("previews an id that only the update will know as a replacement, and then goes by the id", async () => {
        world.stack.program(wantedByChoice(c));
        const { output } = await world.stack.up({ preview: true });
        const [preview = ""] = output.split("\nUpdating (");
        assert.match(preview, /web create replacement .*web replace .*web delete original /s);
        assert.deepEqual(world.emulator.mutations(), [deregister(a), deregister(b)]);
        assert.deepEqual(await rowIds(world.stack), [c]);
    });
});
