import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const id = "ami-0a1b2c3d4e5f60001";
const careful = "ami-0a1b2c3d4e5f60002";
const onInstanceStore = { RootDeviceType: "instance-store", ImageLocation: "our-bundles/web/image.manifest.xml" };

describe("instance store", () => {
    const world = scenario({
        seed: {
            images: [id, careful].map(ImageId => ({ ...home, ImageId, ...onInstanceStore })),
            rules: [{ ...home, ResourceType: "EC2_IMAGE", RetentionDays: 7 }],
        },
    });
    const done = { output: "" };

    before(async () => {
        const required = { deletionPolicy: { recycleBin: { required: true } } };
        world.stack.program([ami("web", id), ami("careful", careful, required)].join("\n"));
        await world.stack.up();
        world.stack.program("");
        done.output = (await world.stack.up({ expectFailure: true })).output;
    });

    it("is deregistered for good, and says where its files stay", () => {
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: id } },
        ]);
        assertToldOnce(
            done.output,
            `${id}) is deregistered, for good`,
            "stay in S3 at our-bundles/web/image.manifest.xml and go on costing",
        );
    });

    it("is refused when the policy requires that it can be restored, since no rule keeps it", async () => {
        assertToldOnce(
            done.output,
            `requires that ${careful} can be restored, and only EBS-backed images go to the Recycle Bin`,
            "[not-recoverable]",
            "remedy: change deletionPolicy.recycleBin",
        );
        assert.deepEqual(await rowIds(world.stack), [careful]);
        assert.deepEqual(
            world.emulator.look(home).images.map(image => image.ImageId),
            [careful],
        );
    });
});
