import assert from "node:assert/strict";
import { ami, amiType, assertToldOnce, home, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";

describe("failed delete after replace then destroy", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });

    it("leaves two rows of one id when the delete of the replaced row fails", async () => {
        const { emulator, stack } = world;
        stack.program(ami("web", id));
        await stack.up();
        const [row] = await stack.rows(amiType);
        // Any delete fails on overrides that cannot be read, also one that would send nothing.
        const { output } = await stack.up({
            expectFailure: true,
            args: ["--replace", row?.urn ?? ""],
            env: { PULUMI_RETIRE_OVERRIDES: "{" },
        });
        assertToldOnce(output, "PULUMI_RETIRE_OVERRIDES: it is not valid JSON");
        const rows = await stack.rows(amiType);
        assert.deepEqual(rows.map(({ urn, id, delete: isReplaced }) => [urn, id, isReplaced === true]).sort(), [
            [row?.urn, id, false],
            [row?.urn, id, true],
        ]);
        assert.deepEqual(emulator.mutations(), []);
    });

    it("deregisters the image exactly once, and both rows go", async () => {
        const { emulator, stack } = world;
        await stack.destroy();
        assert.deepEqual(
            emulator.requests("ec2:DeregisterImage").map(({ input, tookEffect }) => [input, tookEffect]),
            [[{ ImageId: id }, true]],
        );
        assert.deepEqual(await stack.rows(amiType), []);
    });
});
