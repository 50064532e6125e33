import assert from "node:assert/strict";
import { hookedProgram, warningsOf } from "./preview-hook";
import { ami, home, scenario } from "./scenario";

const ids = ["ami-0a1b2c3d4e5f60001", "ami-0a1b2c3d4e5f60002"];

describe("preview hook with a silent cloud", () => {
    const world = scenario({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } });
    const timeoutSeconds = 2;

    before(async () => {
        world.stack.program(
            hookedProgram(
                ids.map(id => ami(id, id)),
                { timeoutSeconds },
            ),
        );
        await world.stack.up();
    });

    it("gives up after its bound, says so, fails nothing, and does not hold up the end of the preview", async () => {
        world.emulator.failNext("ec2:DescribeImages", { delayMs: 100_000, times: 1_000 });
        world.stack.program(hookedProgram([], { timeoutSeconds }));
        // The last of the attempts would expire after three minutes.
        const { stdout } = await world.stack.preview({ args: ["--json"], limitMs: 90_000 });
        const warnings = warningsOf(stdout);
        assert.deepEqual(
            ids.map(id => warnings.get(id)),
            ids.map(id => `${id}: could not be judged within ${timeoutSeconds} s`),
        );
        assert.ok(world.emulator.requests("ec2:DescribeImages").length >= ids.length);
    });
});
