import assert from "node:assert/strict";
import { ami, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const beingMade = { ...home, ImageId: id, State: "pending", SourceInstanceId: "i-0a1b2c3d4e5f60001" };
/** The first pause of a wait for an image to settle is no longer than this. */
const firstPauseMs = 2_000;

describe("killed while waiting, and put back", () => {
    const world = scenario({ seed: { images: [beingMade] } });
    const looks = () =>
        world.emulator
            .requests("ec2:DescribeImages")
            .filter(({ input }) => JSON.stringify(input.ImageIds) === JSON.stringify([id])).length;

    it("is no longer wanted by the provider process that the kill left behind", async () => {
        const { emulator, stack } = world;
        stack.program(ami("web", id));
        await stack.up();
        const adopted = looks();

        stack.program("");
        const removal = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
        await emulator.arrived("ec2:DescribeImages", { times: adopted + 1, withinMs: 60_000 });
        removal.kill("SIGKILL");
        const killed = performance.now();
        await removal.exited;
        const [leftBehind, ...others] = stack.providerProcesses();
        assert.notEqual(leftBehind, undefined);
        assert.deepEqual(others, []);

        stack.program(ami("web", id));
        await stack.cancel();
        await stack.up();
        emulator.put({ images: [{ ...beingMade, State: "available" }] });
        assert.ok(performance.now() - killed > firstPauseMs, "it has woken up since, and could have looked again");
        assert.equal(looks(), adopted + 1);
        assert.deepEqual(emulator.mutations(), []);
        assert.deepEqual(await rowIds(stack), [id]);
    });
});
