import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const call = "autoscaling:DescribeAutoScalingGroups";

/** One case on the engine; tests/protocol/denied-look-ups has them all. */
describe("denied look up", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });

    it("keeps the image and the row, and names the permission", async () => {
        const { emulator, stack } = world;
        stack.program(ami("web", id));
        await stack.up();
        emulator.deny(call);
        stack.program("");
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `EC2 AMI ${id}: unknown: 1 reason`,
            `who uses ${id} (auto-scaling-group) could not be read: ${call}: `,
            `remedy: allow ${call}`,
        );
        assert.deepEqual(emulator.requests("ec2:DeregisterImage"), []);
        assert.deepEqual(emulator.mutations(), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });

    it("finishes in the next run, once it may look", async () => {
        const { emulator, stack } = world;
        emulator.allow(call);
        await stack.up();
        assert.deepEqual(emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assert.deepEqual(await rowIds(stack), []);
    });
});
