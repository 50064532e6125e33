import assert from "node:assert/strict";
import { RestoreImageFromRecycleBinCommand } from "@aws-sdk/client-ec2";
import { ami, amiType, asSomebodyElse, assertToldOnce, home, scenario } from "./scenario";

const ids = ["ami-0a1b2c3d4e5f60001", "ami-0a1b2c3d4e5f60002"];
const shared = "snap-0a1b2c3d4e5f60001";
const deletionPolicy = { deleteAssociatedSnapshots: true, recycleBin: { required: true } };

describe("two images one snapshot", () => {
    const world = scenario({
        seed: {
            images: ids.map(ImageId => ({ ...home, ImageId, SnapshotIds: [shared] })),
            rules: [{ ...home, ResourceType: "EC2_IMAGE", RetentionDays: 7 }],
        },
    });
    const whereOf = () =>
        Object.fromEntries(world.emulator.look(home).images.map(image => [image.ImageId, image.where]));

    it("refuses the second one, which would take the snapshot that the first one needs to come back", async () => {
        const { emulator, stack } = world;
        stack.program(ids.map(id => ami(id, id, { deletionPolicy })).join("\n"));
        await stack.up();
        stack.program("");
        const { output } = await stack.up({ expectFailure: true });

        const [left, ...others] = await stack.rows(amiType);
        assert.deepEqual(others, []);
        const second = left?.id ?? "";
        const [first = ""] = ids.filter(id => id !== second);
        assert.deepEqual(whereOf(), { [first]: "bin", [second]: "live" });
        assert.deepEqual(emulator.mutations(), [
            {
                service: "ec2",
                operation: "DeregisterImage",
                input: { ImageId: first, DeleteAssociatedSnapshots: true },
            },
        ]);
        assert.deepEqual(emulator.requests("ec2:DeleteSnapshot"), []);
        assertToldOnce(
            output,
            `${shared} stays and goes on costing: shared with `,
            `requires that ${second} can be restored, and no available Recycle Bin rule for EBS_SNAPSHOT matches the tags of ${shared}`,
            "[not-recoverable]",
            "set deletionPolicy.deleteAssociatedSnapshots to false",
        );
    });

    it("so that the first one can come back", async () => {
        const [ImageId] = ids.filter(id => whereOf()[id] === "bin");
        await asSomebodyElse(world.emulator, ec2 => ec2.send(new RestoreImageFromRecycleBinCommand({ ImageId })));
        assert.deepEqual(whereOf(), Object.fromEntries(ids.map(id => [id, "live"])));
    });
});
