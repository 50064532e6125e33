import assert from "node:assert/strict";
import { ami, amiType, home, scenario } from "./scenario";

const ids = ["ami-0a1b2c3d4e5f60001", "ami-0a1b2c3d4e5f60002", "ami-0a1b2c3d4e5f60003"] as const;
const program = (wanted: readonly string[]) => wanted.map(id => ami(id, id)).join("\n");

describe("remove one of three", () => {
    const world = scenario({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } });

    it("adopts them without changing anything", async () => {
        world.stack.program(program(ids));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), []);
    });

    it("deregisters the one that left, and nothing else", async () => {
        world.stack.program(program(ids.slice(0, 2)));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: ids[2] } },
        ]);
        assert.deepEqual((await world.stack.rows(amiType)).map(row => row.id).sort(), ids.slice(0, 2));
    });

    it("keeps the snapshot, which was not asked to go", () => {
        assert.equal(world.emulator.look(home).snapshots.filter(snapshot => snapshot.where === "live").length, 3);
    });
});
