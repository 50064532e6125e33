import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const call = (operation: string, input = {}) => ({ service: "ec2", operation, input: { ImageId: id, ...input } });

describe("protected", () => {
    const world = scenario({
        seed: { images: [{ ...home, ImageId: id, DeregistrationProtection: "enabled-without-cooldown" }] },
    });

    it("refuses to deregister it, and tells the remedy once", async () => {
        world.stack.program(ami("web", id));
        await world.stack.up();
        world.stack.program("");
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `EC2 AMI ${id}: blocked: 1 reason`,
            `deregistration protection of ${id} is "enabled-without-cooldown"`,
            "remedy: set deletionPolicy.disableDeregistrationProtection to true",
        );
    });

    it("sends nothing for it, not even a probe, and keeps the row", async () => {
        assert.deepEqual(
            world.emulator.requests().filter(request => request.mutating || request.operation === "DeregisterImage"),
            [],
        );
        assert.deepEqual(await rowIds(world.stack), [id]);
    });

    it("lifts the protection once the policy of the row that was put back says so", async () => {
        world.stack.program(ami("web", id, { deletionPolicy: { disableDeregistrationProtection: true } }));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), []);
        world.stack.program("");
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), [
            call("DisableImageDeregistrationProtection"),
            call("DeregisterImage"),
        ]);
        assert.deepEqual(await rowIds(world.stack), []);
    });

    it("asks whether it may deregister before it lifts anything", () => {
        const acting = ["DeregisterImage", "DisableImageDeregistrationProtection"];
        const sent = world.emulator.requests().filter(request => acting.includes(request.operation));
        assert.deepEqual(
            sent.map(({ service, operation, input }) => ({ service, operation, input })),
            [
                call("DeregisterImage", { DryRun: true }),
                call("DisableImageDeregistrationProtection"),
                call("DeregisterImage"),
            ],
        );
        assert.equal(sent[0]?.mutating, false);
        assert.equal(sent[0]?.errorCode, "DryRunOperation");
    });
});
