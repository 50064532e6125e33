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

    it("leaves the snapshot where it is, since the first one could not come back without it", async () => {
        const { emulator, stack } = world;
        stack.program(ids.map(id => ami(id, id, { deletionPolicy })).join("\n"));
        await stack.up();
        stack.program("");
        const { output } = await stack.up();

        assert.deepEqual(await stack.rows(amiType), []);
        assert.deepEqual(whereOf(), Object.fromEntries(ids.map(id => [id, "bin"])));
        const [first = "", second = ""] = emulator.mutations().map(({ input }) => String(input.ImageId));
        assert.deepEqual(emulator.mutations(), [
            {
                service: "ec2",
                operation: "DeregisterImage",
                input: { ImageId: first, DeleteAssociatedSnapshots: true },
            },
            // EC2 would take it along: it does not know what an image in the bin needs.
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: second } },
        ]);
        assert.deepEqual(emulator.requests("ec2:DeleteSnapshot"), []);
        assert.deepEqual(
            emulator.look(home).snapshots.map(snapshot => [snapshot.SnapshotId, snapshot.where]),
            [[shared, "live"]],
        );
        assertToldOnce(
            output,
            `${shared} stays and goes on costing: shared with `,
            `${shared} stays and goes on costing: ${first} in the Recycle Bin cannot come back without it`,
        );
    });

    it("so that both can come back", async () => {
        for (const ImageId of ids) {
            await asSomebodyElse(world.emulator, ec2 => ec2.send(new RestoreImageFromRecycleBinCommand({ ImageId })));
        }
        assert.deepEqual(whereOf(), Object.fromEntries(ids.map(id => [id, "live"])));
    });
});
