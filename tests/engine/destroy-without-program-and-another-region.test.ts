import assert from "node:assert/strict";
import { ami, amiType, home, rowIds, scenario } from "./scenario";

const stays = "ami-0a1b2c3d4e5f60001";
const leaves = "ami-0a1b2c3d4e5f60002";
const elsewhere = { ...home, region: "eu-west-1" };
const deregister = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

describe("destroy without program and another region", () => {
    // The same ids live in the other region as well: whoever asks there finds something to deregister.
    const world = scenario({
        seed: { images: [home, elsewhere].flatMap(place => [stays, leaves].map(ImageId => ({ ...place, ImageId }))) },
    });
    const shell = { AWS_REGION: elsewhere.region, AWS_DEFAULT_REGION: elsewhere.region };

    it("records the configured region when it adopts", async () => {
        world.stack.program([ami("stays", stays), ami("leaves", leaves)].join("\n"));
        await world.stack.up();
        const rows = await world.stack.rows(amiType);
        assert.deepEqual(
            rows.map(row => row.outputs?.region),
            [home.region, home.region],
        );
    });

    it("neither replaces nor moves anything when another region is configured, and deregisters where it adopted", async () => {
        await world.stack.config("aws:region", elsewhere.region);
        world.stack.program(ami("stays", stays));
        const { output } = await world.stack.up({ env: shell });
        assert.doesNotMatch(output, /replac/);
        assert.deepEqual(world.emulator.mutations(), [deregister(leaves)]);
    });

    it("destroys by the recorded region when the program no longer runs", async () => {
        world.stack.bareProgram('throw new Error("this program is broken");');
        await world.stack.destroy({ env: shell });
        assert.deepEqual(world.emulator.mutations(), [deregister(leaves), deregister(stays)]);
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("has sent every request, reads too, to the recorded region", () => {
        assert.deepEqual([...new Set(world.emulator.requests().map(request => request.region))], [home.region]);
        const there = world.emulator.look(elsewhere);
        assert.deepEqual(
            there.images.map(image => [image.ImageId, image.where]),
            [
                [stays, "live"],
                [leaves, "live"],
            ],
        );
        assert.equal(world.emulator.look(home).images.length, 0);
    });
});
