import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const retained = "ami-0a1b2c3d4e5f60001";
const host = "ami-0a1b2c3d4e5f60002";
const guest = "ami-0a1b2c3d4e5f60003";
const guarded = "ami-0a1b2c3d4e5f60004";
const deregister = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

const guardedRow = ami("guarded", guarded, {}, { protect: true });

describe("retainOnDelete, protect, deletedWith", () => {
    const world = scenario({
        seed: { images: [retained, host, guest, guarded].map(ImageId => ({ ...home, ImageId })) },
    });
    const sentAbout = (ids: readonly string[]) =>
        world.emulator.requests().filter(({ input }) => ids.some(id => JSON.stringify(input).includes(id))).length;

    before(async () => {
        world.stack.program(
            [
                ami("retained", retained, {}, { retainOnDelete: true }),
                `const host = ${ami("host", host)}`,
                `new aws.Ami("guest", { imageId: "${guest}" }, { deletedWith: host });`,
                guardedRow,
            ].join("\n"),
        );
        await world.stack.up();
    });

    it("asks EC2 nothing about what the engine itself keeps, and drops those rows", async () => {
        const before = sentAbout([retained, guest]);
        assert.equal(before, 2, "each was looked at when it was adopted");
        world.stack.program(guardedRow);
        await world.stack.up();
        assert.equal(sentAbout([retained, guest]), before);
        assert.deepEqual(world.emulator.mutations(), [deregister(host)]);
        assert.deepEqual(await rowIds(world.stack), [guarded]);
    });

    it("sends nothing at all for a protected row that left the program: the update fails and the row stays", async () => {
        const start = world.emulator.requests().length;
        world.stack.program("");
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(output, "because it is protected");
        assert.equal(world.emulator.requests().length, start);
        assert.deepEqual(await rowIds(world.stack), [guarded]);
    });
});
