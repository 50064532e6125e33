import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const disabled = "ami-0a1b2c3d4e5f60001";
const deprecated = "ami-0a1b2c3d4e5f60002";
const retained = "ami-0a1b2c3d4e5f60003";
const program = (...actions: readonly (readonly [string, string])[]) =>
    actions.map(([action, id]) => ami(action, id, { deletionPolicy: { action } })).join("\n");
const call = (operation: string, input: object) => ({ service: "ec2", operation, input });

describe("put away", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: { images: [disabled, deprecated, retained].map(ImageId => ({ ...home, ImageId })) },
    });
    const images = () =>
        Object.fromEntries(
            world.emulator.look(home).images.map(one => [one.ImageId, [one.where, one.State, one.DeprecationTime]]),
        );

    it("disables, deprecates or retains, each as its row said, and deregisters nothing", async () => {
        world.stack.program(program(["disable", disabled], ["deprecate", deprecated], ["retain", retained]));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), []);
        world.stack.program("");
        const { output } = await world.stack.up();
        assert.deepEqual(
            [...world.emulator.mutations()].sort((one, other) => (one.operation < other.operation ? -1 : 1)),
            [
                call("DisableImage", { ImageId: disabled }),
                // EC2 takes no time that is past, and minutes only.
                call("EnableImageDeprecation", { ImageId: deprecated, DeprecateAt: new Date("2026-11-22T12:01:00Z") }),
            ],
        );
        assertToldOnce(
            output,
            `${disabled}) is disabled: nobody can launch from it, and its launch permissions are lost`,
            `${deprecated}) is deprecated: hidden from others, and still launchable by id`,
            `${retained} stays as it is`,
        );
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("leaves all three where they are", () => {
        assert.deepEqual(images(), {
            [disabled]: ["live", "disabled", undefined],
            [deprecated]: ["live", "available", "2026-11-22T12:01:00.000Z"],
            [retained]: ["live", "available", undefined],
        });
    });

    it("brings back what it put away when the row is there again", async () => {
        world.emulator.clock.advance({ hours: 1 });
        world.stack.program(program(["disable", disabled], ["deprecate", deprecated], ["retain", retained]));
        await world.stack.up();
        assert.deepEqual(
            [...world.emulator.mutations().slice(2)].sort((one, other) => (one.operation < other.operation ? -1 : 1)),
            [call("DisableImageDeprecation", { ImageId: deprecated }), call("EnableImage", { ImageId: disabled })],
        );
        assert.deepEqual(
            images(),
            Object.fromEntries([disabled, deprecated, retained].map(id => [id, ["live", "available", undefined]])),
        );
    });
});
