import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const call = (operation: string, input = {}) => ({ service: "ec2", operation, input: { ImageId: id, ...input } });

describe("protection with cooldown", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: { images: [{ ...home, ImageId: id, DeregistrationProtection: "enabled-with-cooldown" }] },
    });
    /** Everything that was asked of EC2 besides looking, probes too. */
    const asked = () =>
        world.emulator
            .requests()
            .filter(({ operation }) => !/^(Get|List|Describe)/.test(operation))
            .map(({ service, operation, input }) => ({ service, operation, input }));

    before(async () => {
        const deletionPolicy = { disableDeregistrationProtection: true };
        world.stack.program(ami("web", id, { deletionPolicy }));
        await world.stack.up();
        world.stack.program("");
    });

    it("lifts the protection, and fails with the time at which the image can go", async () => {
        const { output } = await world.stack.up({ expectFailure: true });
        assert.deepEqual(asked(), [
            call("DeregisterImage", { DryRun: true }),
            call("DisableImageDeregistrationProtection"),
        ]);
        assertToldOnce(output, "deferred until 2026-11-23 12:01 UTC", "after that the next run finishes");
        assert.deepEqual(await rowIds(world.stack), [id]);
    });

    it("sends nothing before that time, which lifting again would put off", async () => {
        world.emulator.clock.advance({ hours: 23, minutes: 59 });
        const { output } = await world.stack.up({ expectFailure: true });
        assert.equal(asked().length, 2);
        assertToldOnce(output, "deferred until 2026-11-23 12:01 UTC", "after that the next run finishes");
        assert.deepEqual(await rowIds(world.stack), [id]);
    });

    it("deregisters the image after it", async () => {
        world.emulator.clock.advance({ minutes: 1 });
        await world.stack.up();
        assert.deepEqual(asked().slice(2), [call("DeregisterImage")]);
        assert.deepEqual(world.emulator.mutations(), [
            call("DisableImageDeregistrationProtection"),
            call("DeregisterImage"),
        ]);
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
