import assert from "node:assert/strict";
import { ami, amiType, assertToldOnce, home, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const inComponent = (name: string) => `
    class Site extends pulumi.ComponentResource {
        constructor(name) { super("retire-test:index:Site", name); }
    }
    new aws.Ami("${name}", { imageId: "${id}" }, { parent: new Site("site") });`;
const stillWantedBy = (name: string) => `${id} is still wanted by the program ("${name}")`;

describe("renamed row", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });
    const rows = async () =>
        (await world.stack.rows(amiType)).map(row => row.urn.split("::").slice(2).join(" ")).sort();
    const urnOf = async (name: string) =>
        (await world.stack.rows(amiType)).find(row => row.urn.endsWith(`::${name}`))?.urn ?? "";
    const own = (name: string) => `${amiType} ${name}`;
    const ofSite = (name: string) => `retire-test:index:Site$${amiType} ${name}`;

    before(async () => {
        world.stack.program(ami("old", id));
        await world.stack.up();
    });

    it("leaves the image alone when the row is renamed, and says which row wants it", async () => {
        world.stack.program(ami("new", id));
        const { output } = await world.stack.up();
        assertToldOnce(output, stillWantedBy("new"));
        assert.deepEqual(await rows(), [own("new")]);
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("leaves it alone when the row moves into a component", async () => {
        world.stack.program(inComponent("new"));
        const { output } = await world.stack.up();
        assertToldOnce(output, stillWantedBy("new"));
        assert.deepEqual(await rows(), [ofSite("new")]);
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("leaves it alone when the row is replaced on demand, beside another row that names it", async () => {
        world.stack.program([inComponent("new"), ami("twin", id)].join("\n"));
        const { output } = await world.stack.up({ args: ["--replace", await urnOf("new")] });
        assertToldOnce(output, `${id} is still wanted by the program`);
        assert.deepEqual(await rows(), [own("twin"), ofSite("new")]);
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("leaves it alone when one of its rows goes", async () => {
        world.stack.program([ami("twin", id), ami("third", id)].join("\n"));
        const { output } = await world.stack.up();
        assertToldOnce(output, `${id} is still wanted by the program`);
        assert.deepEqual(await rows(), [own("third"), own("twin")]);
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("deregisters it exactly once when the last two rows go together", async () => {
        await world.stack.destroy();
        assert.deepEqual(
            world.emulator.requests("ec2:DeregisterImage").map(({ input, tookEffect }) => [input, tookEffect]),
            [[{ ImageId: id }, true]],
        );
        assert.deepEqual(await rows(), []);
    });
});
