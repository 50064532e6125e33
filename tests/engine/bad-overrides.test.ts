import assert from "node:assert/strict";
import { join } from "node:path";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";

describe("bad overrides", () => {
    const world = scenario({ seed: { images: [{ ...home, ImageId: id }] } });
    const missing = () => join(world.stack.project.home, "nowhere.json");

    before(async () => {
        world.stack.program(ami("web", id));
        await world.stack.up();
        world.stack.program("");
    });

    const mistakes: Readonly<Record<string, readonly [overrides: () => string, told: () => string]>> = {
        "is not JSON": [() => '{ "*": { "force": true }', () => "it is not valid JSON"],
        "names a field that no kind has": [
            () => '{ "*": { "forse": true } }',
            () => '"*" names the field "forse", which no kind has: correct the name or remove it',
        ],
        "gives a field a value that it does not take": [
            () => '{ "aws.Ami": { "force": "yes" } }',
            () => '"aws.Ami" sets "force" to a wrong value: ',
        ],
        "names a kind that does not exist": [
            () => '{ "aws.Image": { "force": true } }',
            () =>
                '"aws.Image" is neither a kind (aws.Ami, aws.TaskDefinition) nor an id of one, nor "*": correct it or remove it',
        ],
        "is a file that is named from somewhere": [
            () => "@overrides.json",
            () => '"@overrides.json" is not an absolute path: give the whole path of the file',
        ],
        "is a file that is not there": [() => `@${missing()}`, () => `"${missing()}" cannot be read (ENOENT`],
    };
    for (const [mistake, [overrides, told]] of Object.entries(mistakes)) {
        it(`sends nothing when it ${mistake}, and says so`, async () => {
            const { emulator, stack } = world;
            const before = emulator.requests().length;
            const env = { PULUMI_RETIRE_OVERRIDES: overrides() };
            const { output } = await stack.up({ expectFailure: true, env });
            assertToldOnce(output, `PULUMI_RETIRE_OVERRIDES: ${told()}`);
            assert.equal(emulator.requests().length, before);
            assert.deepEqual(await rowIds(stack), [id]);
        });
    }

    it("finishes once the mistake is gone", async () => {
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
