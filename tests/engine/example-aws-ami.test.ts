import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { amiType, home, scenario } from "./scenario";

const names = ["plain", "thorough", "careful", "guarded", "shared", "shelved", "fading", "kept"] as const;
const idOf = (name: string) => `ami-0a1b2c3d4e5f6000${(names as readonly string[]).indexOf(name)}`;
const particular: Record<string, object> = {
    guarded: { DeregistrationProtection: "enabled-without-cooldown" },
    shared: { LaunchPermissions: [{ UserId: "222222222222" }] },
};

describe("the example aws-ami", () => {
    const world = scenario({
        now: "2026-11-22T12:00:00.000Z",
        seed: {
            images: names.map(name => ({ ...home, ImageId: idOf(name), Name: name, ...particular[name] })),
            rules: (["EC2_IMAGE", "EBS_SNAPSHOT"] as const).map(ResourceType => ({
                ...home,
                ResourceType,
                RetentionDays: 7,
            })),
        },
    });
    const choose = (wanted: readonly string[]) =>
        world.stack.config("images", JSON.stringify(Object.fromEntries(wanted.map(name => [name, idOf(name)]))));

    it("adopts an image for each policy", async () => {
        const example = readFileSync(join(__dirname, "../../examples/aws-ami/index.ts"), "utf8");
        const { outputText } = ts.transpileModule(example, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
        world.stack.bareProgram(outputText);
        await choose(names);
        await world.stack.up();
        assert.deepEqual((await world.stack.rows(amiType)).map(row => row.id).sort(), names.map(idOf));
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("does with each what its policy says when it leaves", async () => {
        await choose([]);
        await world.stack.up();
        const sent = world.emulator.mutations().map(({ operation, input: { ImageId, ...rest } }) => {
            const name = names.find(candidate => idOf(candidate) === ImageId);
            return [name, operation, ...Object.keys(rest)].join(" ");
        });
        assert.deepEqual(sent.sort(), [
            "careful DeregisterImage DeleteAssociatedSnapshots",
            "fading EnableImageDeprecation DeprecateAt",
            "guarded DeregisterImage",
            "guarded DisableImageDeregistrationProtection",
            "plain DeregisterImage",
            "shared DeregisterImage",
            "shelved DisableImage",
            "thorough DeregisterImage DeleteAssociatedSnapshots",
        ]);
        assert.deepEqual(await world.stack.rows(amiType), []);
    });
});
