import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario, timesTold } from "./scenario";

const refused = "ami-0a1b2c3d4e5f60001";
const unheardOf = "ami-0a1b2c3d4e5f60002";
const notAllowed = "ami-0a1b2c3d4e5f60003";
const ids = [refused, unheardOf, notAllowed];

describe("protected and then refused", () => {
    const world = scenario({
        seed: {
            images: ids.map(ImageId => ({ ...home, ImageId, DeregistrationProtection: "enabled-without-cooldown" })),
        },
    });
    const sentFor = (id: string) =>
        world.emulator
            .mutations()
            .filter(call => call.input.ImageId === id)
            .map(({ operation, input: { ImageId, ...input } }) => ({ operation, input }));
    const protection = () =>
        Object.fromEntries(world.emulator.look(home).images.map(one => [one.ImageId, one.DeregistrationProtection]));

    before(async () => {
        const deletionPolicy = { disableDeregistrationProtection: true };
        world.stack.program(ids.map(id => ami(id, id, { deletionPolicy })).join("\n"));
        await world.stack.up();
    });

    it("fails with EC2's own reasons, and says that the protection is back", async () => {
        const fail = (ImageId: string, code: string, DryRun: boolean) =>
            world.emulator.failNext("ec2:DeregisterImage", {
                code,
                message: `no to ${ImageId}`,
                when: { ImageId, DryRun },
            });
        fail(refused, "OperationNotPermitted", false);
        fail(unheardOf, "ImageUnderLegalHold", false);
        fail(notAllowed, "UnauthorizedOperation", true);
        world.stack.program("");
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `failed: ec2:DeregisterImage ImageId=${refused}: no to ${refused} [OperationNotPermitted]`,
            `failed: ec2:DeregisterImage ImageId=${unheardOf}: no to ${unheardOf} [ImageUnderLegalHold]`,
            `asked beforehand: ec2:DeregisterImage ImageId=${notAllowed} DryRun=true: no to ${notAllowed} [UnauthorizedOperation]`,
            "remedy: allow ec2:DeregisterImage",
        );
        assert.equal(timesTold(output, "put back: ec2:EnableImageDeregistrationProtection"), 2);
    });

    it("protects them as before", () => {
        const lifted = { operation: "DisableImageDeregistrationProtection", input: {} };
        const putBack = { operation: "EnableImageDeregistrationProtection", input: { WithCooldown: false } };
        assert.deepEqual(sentFor(refused), [lifted, putBack]);
        assert.deepEqual(sentFor(unheardOf), [lifted, putBack]);
        assert.deepEqual(protection(), Object.fromEntries(ids.map(id => [id, "enabled-without-cooldown"])));
    });

    it("lifts nothing when the probe says that it may not deregister", () => {
        assert.deepEqual(sentFor(notAllowed), []);
    });

    it("keeps the rows, and the next run finishes", async () => {
        assert.deepEqual(await rowIds(world.stack), ids);
        await world.stack.up();
        for (const id of ids) {
            assert.deepEqual(sentFor(id).slice(-2), [
                { operation: "DisableImageDeregistrationProtection", input: {} },
                { operation: "DeregisterImage", input: {} },
            ]);
        }
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
