import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";

describe("adopted again after a failed delete", () => {
    const world = scenario({
        seed: { images: [{ ...home, ImageId: id, DeregistrationProtection: "enabled-without-cooldown" }] },
    });

    it("changes nothing, and asks the cloud nothing, once the refused row is back in the program", async () => {
        const { emulator, stack } = world;
        stack.program(ami("web", id));
        await stack.up();
        stack.program("");
        const refused = await stack.up({ expectFailure: true });
        assertToldOnce(refused.output, `EC2 AMI ${id}: blocked: 1 reason`);
        assert.deepEqual(await rowIds(stack), [id]);

        const start = emulator.requests().length;
        stack.program(ami("web", id));
        const { output } = await stack.up({ args: ["--expect-no-changes"] });
        assert.match(output, /Resources:\n {4}2 unchanged\n/);
        assert.doesNotMatch(output, /pending operations/);
        assert.deepEqual(emulator.requests().slice(start), []);
        assert.deepEqual(emulator.mutations(), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });
});
