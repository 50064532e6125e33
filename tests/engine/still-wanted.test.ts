import assert from "node:assert/strict";
import { ami, amiType, assertToldOnce, home, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const deleteFirst = { deleteBeforeReplace: true };
const inComponent = (options: string) => `
    class Site extends pulumi.ComponentResource {
        constructor(name) { super("retire-test:index:Site", name); }
    }
    new aws.Ami("moved", { imageId: "${id}" }, { parent: new Site("site"), ${options} });`;

/** What renamed-row shows of a plain rename and move, here of every way to lose a row and not its image. */
describe("still wanted", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });
    const rows = () => world.stack.rows(amiType);

    const assertLives = async (output: string, name: string) => {
        assertToldOnce(output, `${id} is still wanted by the program ("${name}")`);
        assert.deepEqual(
            (await rows()).map(row => [row.urn.split("::").at(-1), row.id, row.delete === true]),
            [[name, id, false]],
        );
        assert.deepEqual(world.emulator.requests("ec2:DeregisterImage"), []);
        assert.deepEqual(world.emulator.mutations(), []);
    };
    const adoptions = () => world.emulator.requests("ec2:DescribeImages").length;
    const taint = async () =>
        world.stack.run(["state", "taint", (await rows())[0]?.urn ?? "", "--yes", "--non-interactive"]);
    const replace = async () => world.stack.up({ args: ["--replace", (await rows())[0]?.urn ?? ""] });

    before(async () => {
        world.stack.program(ami("web", id));
        await world.stack.up();
    });

    for (const options of [undefined, deleteFirst]) {
        const how = options === undefined ? "" : ", deleted before it is replaced";
        it(`leaves the image alone when its row is tainted${how}`, async () => {
            world.stack.program(ami("web", id, {}, options));
            await world.stack.up();
            await taint();
            const before = adoptions();
            const { output } = await world.stack.up();
            assert.equal(adoptions(), before + 1);
            await assertLives(output, "web");
        });

        it(`leaves it alone when its row is replaced on demand${how}`, async () => {
            const before = adoptions();
            const { output } = await replace();
            assert.equal(adoptions(), before + 1);
            await assertLives(output, "web");
        });
    }

    it("leaves it alone when its row is renamed, and was to be deleted before it is replaced", async () => {
        world.stack.program(ami("renamed", id, {}, deleteFirst));
        await assertLives((await world.stack.up()).output, "renamed");
    });

    it("leaves it alone when its row moves into a component, and was to be deleted before it is replaced", async () => {
        world.stack.program(inComponent("deleteBeforeReplace: true"));
        await assertLives((await world.stack.up()).output, "moved");
    });

    it("deregisters it once nobody wants it", async () => {
        world.stack.program("");
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assert.deepEqual(await rows(), []);
    });
});
