import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ami, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";

describe("image builder image", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id, Tags: { CreatedBy: "EC2 Image Builder" } }] } });

    it("is deregistered, with a warning that its record stays behind, and the clean path", async () => {
        const { emulator, stack } = world;
        const report = join(stack.project.home, "report.jsonl");
        stack.program(ami("web", id));
        await stack.up();
        stack.program("");
        await stack.up({ env: { PULUMI_RETIRE_REPORT: report } });
        assert.deepEqual(emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assert.deepEqual(await rowIds(stack), []);

        const { plan } = JSON.parse(readFileSync(report, "utf8"));
        assert.deepEqual(
            plan.warnings.map((warning: { code: string }) => warning.code),
            ["made-by-image-builder"],
        );
        assert.match(plan.warnings[0].fact, /record stays behind.*imagebuilder:StartResourceStateUpdate/);
    });
});
