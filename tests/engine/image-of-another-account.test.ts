import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const mine = "ami-0a1b2c3d4e5f60001";
const theirs = "ami-0a1b2c3d4e5f60002";
const owner = "222222222222";
const stranger = "333333333333";

describe("image of another account", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: mine },
                { ...home, ImageId: theirs, OwnerId: owner },
            ],
        },
    });
    const asStranger = { expectFailure: true, env: { AWS_ACCESS_KEY_ID: stranger } };
    const assertRefused = (output: string) =>
        assertToldOnce(
            output,
            `the credentials belong to account ${stranger}, and ${mine} was adopted in account ${home.account}`,
            "[wrong-account]",
            `remedy: use credentials of account ${home.account}`,
        );
    const assertNothingSent = () =>
        assert.deepEqual(
            world.emulator.requests().filter(request => request.mutating),
            [],
        );

    it("is not adopted, although it is shared with us", async () => {
        world.stack.program([ami("mine", mine), ami("theirs", theirs)].join("\n"));
        const { output } = await world.stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            `${theirs} belongs to account ${owner}, not to ${home.account}`,
            `leave it out of the program, or use credentials of account ${owner}`,
        );
        assertNothingSent();
        assert.deepEqual(await rowIds(world.stack), [mine]);
    });

    it("is not retired by an up with credentials of another account, which does not even see it", async () => {
        world.stack.program("");
        const { output } = await world.stack.up(asStranger);
        assertRefused(output);
        assertNothingSent();
        assert.deepEqual(await rowIds(world.stack), [mine]);
    });

    it("is not retired by a destroy with credentials of another account", async () => {
        const { output } = await world.stack.destroy(asStranger);
        assertRefused(output);
        assertNothingSent();
        assert.deepEqual(await rowIds(world.stack), [mine]);
    });

    it("is retired once the credentials are those of its account again", async () => {
        await world.stack.destroy();
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: mine } },
        ]);
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
