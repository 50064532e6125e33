import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../emulator";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const away = "ami-0a1b2c3d4e5f60002";
const inRegion = { AWS_REGION: home.region };
/** Empty is what the SDK takes for not set. */
const noCredentials = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };

describe("no credentials, no region, no endpoint", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });
    let ending: Emulator;
    before(async () => {
        ending = await startEmulator({ seed: { images: [{ ...home, ImageId: away }] } });
    });
    after(() => ending.stop().catch(() => "a step has stopped it"));
    const wanted = () => [ami("web", id), ami("away", away, { endpoint: ending.url })];

    it("names each wrong input with its property and value, before anything is sent", async () => {
        const { emulator, stack } = world;
        stack.program(
            ami("wrong", "ami-0A1B", {
                deletionPolicy: { deleteSnapshots: true, action: "retain", deleteAssociatedSnapshots: true },
            }),
        );
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(
            output,
            'imageId is "ami-0A1B": must be an AMI id',
            'deletionPolicy has no field "deleteSnapshots": correct the name or remove it',
            'deletionPolicy.deleteAssociatedSnapshots is true: goes with action "deregister" only, and action is "retain"',
        );
        assert.deepEqual(emulator.requests(), []);
    });

    it("names the ways to say the region when none is configured, before anything is sent", async () => {
        const { emulator, stack } = world;
        stack.program(ami("web", id));
        await stack.run(["config", "rm", "aws:region", "--non-interactive"]);
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(output, "no region is configured: set the region argument", "aws:region", "AWS_REGION");
        assert.deepEqual(emulator.requests(), []);
    });

    it("names the call that found no credentials, and adopts nothing", async () => {
        const { emulator, stack } = world;
        const { output } = await stack.up({ expectFailure: true, env: { ...inRegion, ...noCredentials } });
        assertToldOnce(output, `adopting EC2 AMI ${id}: sts:GetCallerIdentity`, "remedy: give valid AWS credentials");
        assert.deepEqual(emulator.requests(), []);
        assert.deepEqual(await rowIds(stack), []);
    });

    it("keeps the rows when a delete finds no credentials", async () => {
        const { emulator, stack } = world;
        stack.program(wanted().join("\n"));
        await stack.up({ env: inRegion });
        const sent = emulator.requests().length;
        stack.program("");
        const { output } = await stack.up({ expectFailure: true, env: noCredentials, args: ["--continue-on-error"] });
        assertToldOnce(output, `EC2 AMI ${id}: unknown: 1 reason`, `EC2 AMI ${away}: unknown: 1 reason`);
        assert.equal(emulator.requests().length, sent);
        assert.deepEqual(await rowIds(stack), [id, away]);
    });

    it("keeps the row when the cloud that it was adopted in no longer answers, and names the call and the address", async () => {
        const { emulator, stack } = world;
        await ending.stop();
        stack.program(wanted().slice(0, 1).join("\n"));
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(output, `EC2 AMI ${away}: unknown: 1 reason`, "sts:GetCallerIdentity", new URL(ending.url).host);
        assert.deepEqual([emulator.mutations(), ending.mutations()], [[], []]);
        assert.deepEqual(await rowIds(stack), [id, away]);
    });
});
