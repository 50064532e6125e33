import assert from "node:assert/strict";
import { join } from "node:path";
import { ami, home, rowIds, scenario } from "./scenario";

const stays = "ami-0a1b2c3d4e5f60001";
const leaves = "ami-0a1b2c3d4e5f60002";
const deregister = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

describe("main in a sub-directory", () => {
    const world = scenario(
        { seed: { images: [stays, leaves].map(ImageId => ({ ...home, ImageId })) } },
        { main: "infra" },
    );

    it("finds the package from the program's directory: to adopt, to deregister what leaves, to destroy", async () => {
        const { emulator, stack } = world;
        assert.equal(stack.project.programDirectory, join(stack.project.directory, "infra"));
        stack.program([ami("stays", stays), ami("leaves", leaves)].join("\n"));
        await stack.up();
        assert.deepEqual(emulator.mutations(), []);

        stack.program(ami("stays", stays));
        await stack.up();
        assert.deepEqual(emulator.mutations(), [deregister(leaves)]);

        await stack.destroy();
        assert.deepEqual(emulator.mutations(), [deregister(leaves), deregister(stays)]);
        assert.deepEqual(await rowIds(stack), []);
    });
});
