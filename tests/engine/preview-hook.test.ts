import assert from "node:assert/strict";
import { hookedProgram, warningsOf } from "./preview-hook";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const free = "ami-0a1b2c3d4e5f60001";
const used = "ami-0a1b2c3d4e5f60002";
const hidden = "ami-0a1b2c3d4e5f60003";

describe("preview hook", () => {
    const world = scenario({
        seed: {
            images: [free, used, hidden].map(ImageId => ({ ...home, ImageId })),
            launchConfigurations: [{ ...home, LaunchConfigurationName: "web-1", ImageId: used }],
            autoScalingGroups: [{ ...home, AutoScalingGroupName: "web", LaunchConfigurationName: "web-1" }],
        },
    });
    const rows = [
        ami("free", free),
        ami("used", used, { timeouts: { release: "1s" } }),
        // A secret policy reaches the hook as an output.
        `new aws.Ami("hidden", { imageId: "${hidden}", deletionPolicy: pulumi.secret({ action: "retain" }) });`,
    ];

    before(async () => {
        world.stack.program(hookedProgram(rows));
        await world.stack.up();
    });

    it("warns on each row of what its delete will do, and fails nothing though one is blocked", async () => {
        world.stack.program(hookedProgram([]));
        const before = world.emulator.requests().length;
        const { code, stdout } = await world.stack.preview({ args: ["--json"] });
        assert.equal(code, 0);
        const warnings = warningsOf(stdout);
        assert.deepEqual([...warnings.keys()].sort(), ["free", "hidden", "used"]);
        assert.match(warnings.get("free") ?? "", new RegExp(`^${free}: will deregister, for good\n`));
        assert.match(warnings.get("free") ?? "", new RegExp(`\n  1\\. ec2:DeregisterImage ImageId=${free}\n`));
        const blocked = new RegExp(`^${used}: blocked: 1 reason, unless this update moves its users first\n`);
        assert.match(warnings.get("used") ?? "", blocked);
        assert.match(warnings.get("used") ?? "", /\(auto-scaling-group\): Auto Scaling group web launches from it/);
        assert.match(warnings.get("hidden") ?? "", new RegExp(`^${hidden}: kept: `));
        const asked = world.emulator.requests().slice(before);
        assert.ok(asked.length > 0);
        assert.ok(asked.every(request => !request.mutating));
    });

    it("is followed by an update that does just that", async () => {
        const args = ["--continue-on-error"];
        const { output } = await world.stack.up({ expectFailure: true, args });
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: free } },
        ]);
        assert.deepEqual(await rowIds(world.stack), [used]);
        assertToldOnce(output, `${free}: will deregister, for good`);
    });

    it("makes a plain destroy refuse before anything is done", async () => {
        world.stack.program(hookedProgram([rows[1] ?? ""]));
        const { output } = await world.stack.destroy({ expectFailure: true });
        assert.match(output, /--run-program/);
        assert.deepEqual(await rowIds(world.stack), [used]);
    });

    it("calls what a destroy with the program does conditional, since a replacement would look the same", async () => {
        const { output } = await world.stack.run(["preview", "--non-interactive", "--color", "never"]);
        assert.doesNotMatch(output, /conditional/, "the row stays");
        const env = { PULUMI_RETIRE_OVERRIDES: JSON.stringify({ [used]: { force: true } }) };
        const destroyed = await world.stack.destroy({ args: ["--run-program"], env });
        assertToldOnce(
            destroyed.output,
            `${used}: conditional: will deregister unless "used", which is still in the program, is only replaced`,
        );
        assert.deepEqual(await rowIds(world.stack), []);
        assert.equal(world.emulator.mutations().length, 2);
    });
});
