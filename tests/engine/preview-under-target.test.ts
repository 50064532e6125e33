import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../emulator";
import { applied, outcomesOf, previewed, previewOf } from "./preview-fidelity";
import { ami, amiType, home, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const first = "ami-0a1b2c3d4e5f60002";
const last = "ami-0a1b2c3d4e5f60003";
const stranger = "222222222222";

describe("preview under --target, and of another configuration", () => {
    const seed = { images: [id, first, last].map(ImageId => ({ ...home, ImageId })) };
    const world = scenario({ seed });
    const configureKeys = async (account: string) => {
        await world.stack.config("aws:accessKey", account, { secret: true });
        await world.stack.config("aws:secretKey", "test", { secret: true });
    };
    let other: Emulator;
    before(async () => {
        other = await startEmulator({ seed });
    });
    after(() => other.stop());

    it("warns in capital letters of a delete that takes what the renamed row wants, and that is what then happens", async () => {
        const { emulator, stack } = world;
        stack.program([ami("old", id), ami("first", first), ami("last", last)].join("\n"));
        await stack.up();
        const urn = (await stack.rows(amiType)).find(row => row.id === id)?.urn ?? "";
        stack.program([ami("new", id), ami("first", first), ami("last", last)].join("\n"));

        const preview = await previewOf(stack, ["--", "--target", urn]);
        assert.equal(preview.code, 2);
        assert.deepEqual(previewed(preview, "old").danger, ['"new"']);
        assert.equal(previewed(preview, "old").verdict, 'DANGER: WILL DEREGISTER WHAT "new" STILL WANTS');
        await applied(world, preview, () => stack.up({ args: ["--target", urn] }));
        assert.deepEqual(
            emulator.requests("ec2:DeregisterImage").map(({ input, tookEffect }) => [input.ImageId, tookEffect]),
            [[id, true]],
        );
    });

    it("looks where the delete will act: where the row was adopted, whatever endpoint is configured by now", async () => {
        const { stack } = world;
        await stack.config("aws:endpoints", JSON.stringify([endpointsAt(other.url)]));
        await configureKeys(stranger);
        stack.program(ami("last", last));
        const preview = await previewOf(stack);
        // The keys are those that are configured now: the program still has a row of ours.
        assert.deepEqual(
            previewed(preview, "first").blockers.map(({ code }) => code),
            ["wrong-account"],
        );
        assert.equal(preview.code, 2);
        await applied(world, preview, () => stack.up({ expectFailure: true }));
        assert.deepEqual(other.requests(), []);
    });

    it("and with the keys that it will have: the recorded ones when the last row of ours goes", async () => {
        const { stack } = world;
        await configureKeys(home.account);
        stack.program("");
        const preview = await previewOf(stack);
        // The engine noted the other account's keys in the last update, and does not see that they are the owner's again.
        assert.deepEqual(outcomesOf(preview), { first: "blocked", last: "blocked" });
        await applied(world, preview, () => stack.up({ expectFailure: true, args: ["--continue-on-error"] }));
        assert.deepEqual(other.requests(), []);
    });
});

const endpointsAt = (url: string) => ({ ec2: url, sts: url, rbin: url, autoscaling: url, imagebuilder: url });
