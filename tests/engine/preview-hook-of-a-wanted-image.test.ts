import assert from "node:assert/strict";
import { hookedProgram, warningsOf } from "./preview-hook";
import { ami, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const other = "ami-0a1b2c3d4e5f60002";
const inComponent = `
    class Site extends pulumi.ComponentResource {
        constructor(name) { super("retire-test:index:Site", name); }
    }
    new aws.Ami("web", { imageId: "${id}" }, { parent: new Site("site"), hooks });`;

describe("preview hook of a wanted image", () => {
    const world = scenario({ seed: { images: [id, other].map(ImageId => ({ ...home, ImageId })) } });
    const warned = async (program: string): Promise<string> => {
        world.stack.program(program);
        const { stdout } = await world.stack.preview({ args: ["--json"] });
        return warningsOf(stdout).get("web") ?? "no warning";
    };

    before(async () => {
        world.stack.program(hookedProgram([ami("web", id)]));
        await world.stack.up();
    });

    it("says that only the row goes when it is renamed", async () => {
        const text = await warned(hookedProgram([ami("renamed", id)]));
        assert.match(text, new RegExp(`^${id}: kept: ${id} is still wanted by the program \\("renamed"\\)`));
        assert.match(text, /whether --target leaves out who wants it/);
    });

    it("says the same when it moves into a component and keeps its name", async () => {
        const text = await warned(`${hookedProgram([])}\n${inComponent}`);
        assert.match(text, new RegExp(`^${id}: kept: ${id} is still wanted by the program \\("web"\\)`));
    });

    it("does not decide while the image of another row is not known yet", async () => {
        const first = ami("first", other).replace("new", "const first = new");
        const next = `new aws.Ami("next", { imageId: first.id }, { hooks });`;
        const text = await warned([hookedProgram([]), first, next].join("\n"));
        const unless = '"next", whose object is not known yet, turns out to want it';
        assert.ok(text.startsWith(`${id}: conditional: will deregister unless ${unless}\n`), text);
    });

    it("is right about the rename", async () => {
        world.stack.program(hookedProgram([ami("renamed", id)]));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), []);
        assert.deepEqual(await rowIds(world.stack), [id]);
    });
});
