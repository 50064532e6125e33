import assert from "node:assert/strict";
import { ami, amiType, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const slow = "ami-0a1b2c3d4e5f60002";

describe("cli killed between create and delete", () => {
    const world = scenario({ seed: { images: [id, slow].map(ImageId => ({ ...home, ImageId })) } });
    /** Deletes come last: while a row that waits for the new one is being created, the old one is still there. */
    const renamed = `
        const row = new aws.Ami("new", { imageId: "${id}" });
        new aws.Ami("slow", { imageId: "${slow}" }, { dependsOn: [row] });`;
    const names = async () => (await world.stack.rows(amiType)).map(row => row.urn.split("::").at(-1)).sort();

    it("leaves two rows of one image when the engine dies after the new one's create", async () => {
        const { emulator, stack } = world;
        stack.program(ami("old", id));
        await stack.up();
        const adopted = emulator.requests("ec2:DescribeImages").length;

        stack.program(renamed);
        const ofNew = emulator.hold("ec2:DescribeImages");
        const up = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
        await emulator.arrived("ec2:DescribeImages", { times: adopted + 1, withinMs: 60_000 });
        ofNew.release();
        const ofSlow = emulator.hold("ec2:DescribeImages");
        await emulator.arrived("ec2:DescribeImages", { times: adopted + 2, withinMs: 60_000 });
        up.kill("SIGKILL");
        await up.exited;
        ofSlow.release();
        await stack.cancel();
        assert.deepEqual(await names(), ["new", "old"]);
        assert.deepEqual(await rowIds(stack), [id, id]);
    });

    it("leaves the image alone when the next run deletes the old row", async () => {
        const { emulator, stack } = world;
        const { output } = await stack.up();
        assertToldOnce(output, `${id} is still wanted by the program ("new")`);
        assert.deepEqual(await names(), ["new", "slow"]);
        assert.deepEqual(emulator.requests("ec2:DeregisterImage"), []);
        assert.deepEqual(emulator.mutations(), []);
    });
});
