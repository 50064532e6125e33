import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const another = "222222222222";

describe("dead endpoint overridden", () => {
    const seed = { images: [{ ...home, ImageId: id }] };
    const world = scenario({ seed });
    let dead: Emulator;
    before(async () => {
        dead = await startEmulator({ seed });
        world.stack.program(ami("web", id, { endpoint: dead.url }));
        await world.stack.up();
        await dead.stop();
        world.stack.program("");
    });
    after(() => dead.stop().catch(() => "a step has stopped it"));
    const overrides = (override: object) => ({ PULUMI_RETIRE_OVERRIDES: JSON.stringify({ [id]: override }) });

    it("keeps the row while nobody answers at the endpoint that the row names", async () => {
        const { emulator, stack } = world;
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(output, `EC2 AMI ${id}: unknown: 1 reason`, new URL(dead.url).host);
        assert.deepEqual(emulator.requests(), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });

    it("still refuses another account's credentials at the endpoint that the override names", async () => {
        const { emulator, stack } = world;
        const env = { ...overrides({ endpoint: emulator.url }), AWS_ACCESS_KEY_ID: another };
        const { output } = await stack.up({ expectFailure: true, env });
        assertToldOnce(
            output,
            `the credentials belong to account ${another}, and ${id} was adopted in account ${home.account}`,
            `remedy: use credentials of account ${home.account}`,
            "overridden: endpoint",
        );
        assert.deepEqual(emulator.requests("ec2:DeregisterImage"), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });

    it("acts there with the profile that the override names, and says that both were overridden", async () => {
        const { emulator, stack } = world;
        const file = join(stack.project.home, "credentials");
        writeFileSync(file, `[owner]\naws_access_key_id = ${home.account}\naws_secret_access_key = test\n`);
        const env = {
            ...overrides({ endpoint: emulator.url, profile: "owner" }),
            AWS_ACCESS_KEY_ID: another,
            AWS_SHARED_CREDENTIALS_FILE: file,
        };
        const { output } = await stack.up({ env });
        assertToldOnce(output, `${id}) is deregistered`, "overridden: endpoint, profile");
        assert.deepEqual(emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assert.deepEqual(await rowIds(stack), []);
    });
});
