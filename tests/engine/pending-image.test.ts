import assert from "node:assert/strict";
import { eventually } from "../support/eventually";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const copy = "ami-0a1b2c3d4e5f60001";
const quick = "ami-0a1b2c3d4e5f60002";
const slow = "ami-0a1b2c3d4e5f60003";

/** As CreateImage leaves it; EC2 names the image that the instance was launched from, too. */
const made = { SourceInstanceId: "i-0a1b2c3d4e5f60001", SourceImageId: "ami-0a1b2c3d4e5f60009" };
const copied = { SourceImageId: "ami-0a1b2c3d4e5f60009", SourceImageRegion: "eu-central-1" };
const deregistered = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

describe("pending image", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: copy, State: "pending", ...copied },
                { ...home, ImageId: quick, State: "pending", ...made },
                { ...home, ImageId: slow, State: "pending", ...made },
            ],
        },
    });
    const becomesAvailable = (ImageId: string) =>
        world.emulator.put({ images: [{ ...home, ImageId, State: "available", ...made }] });
    const done = { output: "", looks: 0 };

    before(async () => {
        world.stack.program(
            [ami("copy", copy), ami("quick", quick), ami("slow", slow, { timeouts: { settle: "2s" } })].join("\n"),
        );
        await world.stack.up();
        world.stack.program("");
        const looksAt = (id: string) =>
            world.emulator
                .requests("ec2:DescribeImages")
                .filter(request => request.answered === 200 && JSON.stringify(request.input).includes(id)).length;
        const before = looksAt(quick);
        const up = world.stack.up({ expectFailure: true });
        await eventually(() => looksAt(quick) > before, { what: "the first look at the quick one" });
        becomesAvailable(quick);
        done.output = (await up).output;
        done.looks = looksAt(quick) - before;
    });

    it("is deregistered at once when it is a copy, for so EC2 stops one", () => {
        assert.deepEqual(world.emulator.mutations()[0], deregistered(copy));
    });

    it("is waited for when it is being made from an instance", () => {
        assert.deepEqual(world.emulator.mutations().slice(1), [deregistered(quick)]);
        assert.ok(done.looks > 1, `looked at ${done.looks} times`);
    });

    it("fails cleanly when the wait ends before the image is made", async () => {
        assertToldOnce(done.output, `${slow} is still being made (pending)`);
        assert.deepEqual(await rowIds(world.stack), [slow]);
    });

    it("is deregistered by the next run when it is available by then", async () => {
        becomesAvailable(slow);
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations().slice(2), [deregistered(slow)]);
        assert.deepEqual(await rowIds(world.stack), []);
    });
});
