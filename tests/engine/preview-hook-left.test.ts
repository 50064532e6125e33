import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hookedProgram } from "./preview-hook";
import { ami, home, rowIds, scenario } from "./scenario";

const ids = ["ami-0a1b2c3d4e5f60001", "ami-0a1b2c3d4e5f60002"];
const rows = ids.map(id => ami(id, id));

describe("preview hook left", () => {
    const world = scenario({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } });

    beforeEach(async () => {
        world.stack.program(hookedProgram(rows));
        await world.stack.up();
    });

    it("fails a preview that deletes a row when the program no longer calls it", async () => {
        world.stack.program("");
        const { output } = await world.stack.preview({ expectFailure: true });
        assert.match(output, /pulumi-retire:preview.* was not registered/);
    });

    it("is gone after an update without it on any resource; then the call may go, and a plain destroy works", async () => {
        world.stack.program([hookedProgram([]), ...rows].join("\n"));
        await world.stack.up();
        world.stack.program(rows[0] ?? "");
        await world.stack.up();
        assert.deepEqual(await rowIds(world.stack), [ids[0]]);
        await world.stack.destroy();
        assert.equal(world.emulator.mutations().length, ids.length);
    });
});

describe("preview hook left, without the program", () => {
    const world = scenario({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } });

    it("is gone when resourceHooks are taken out of the state", async () => {
        world.stack.program(hookedProgram(rows));
        await world.stack.up();
        world.stack.bareProgram('throw new Error("this program is broken");');
        const { stdout } = await world.stack.run(["stack", "export"]);
        const state = JSON.parse(stdout) as { deployment: { resources: { resourceHooks?: unknown }[] } };
        for (const row of state.deployment.resources) delete row.resourceHooks;
        const file = join(world.stack.project.root, "state.json");
        writeFileSync(file, JSON.stringify(state));
        await world.stack.run(["stack", "import", "--file", file]);
        await world.stack.destroy();
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
