import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const lost = "ami-0a1b2c3d4e5f60001";
const cut = "ami-0a1b2c3d4e5f60002";
const unseen = "ami-0a1b2c3d4e5f60003";
const [along, left] = ["snap-0a1b2c3d4e5f60001", "snap-0a1b2c3d4e5f60002"] as const;
const call = (operation: string, input: object) => ({ service: "ec2", operation, input });
const page =
    "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n<body><h1>Bad Gateway</h1></body></html>\n";

describe("connection lost after the effect", () => {
    const world = scenario({
        seed: {
            images: [
                { ...home, ImageId: lost, SnapshotIds: [along, left] },
                { ...home, ImageId: cut },
                { ...home, ImageId: unseen },
            ],
        },
    });
    const deregistrationsOf = (id: string) =>
        world.emulator
            .requests("ec2:DeregisterImage")
            .filter(({ input }) => input.ImageId === id)
            .map(({ answered, tookEffect }) => ({ answered, tookEffect }));

    it("ends well in the same run when the answer is lost, and when it is cut short", async () => {
        const { emulator, stack } = world;
        stack.program(
            [
                ami("lost", lost, { deletionPolicy: { deleteAssociatedSnapshots: true } }),
                ami("cut", cut),
                ami("unseen", unseen),
            ].join("\n"),
        );
        await stack.up();
        emulator.failNext("ec2:DeregisterImage", { reset: "after", when: { ImageId: lost } });
        emulator.failNext("ec2:DeleteSnapshot", { code: "InternalError", when: { SnapshotId: left } });
        emulator.failNext("ec2:DeregisterImage", { cut: true, when: { ImageId: cut } });
        stack.program(ami("unseen", unseen));
        await stack.up();
        assert.deepEqual(await rowIds(stack), [unseen]);
    });

    it("has deregistered each of the two once, and deleted the snapshot of which only the lost answer told", () => {
        const { emulator } = world;
        assert.deepEqual(deregistrationsOf(lost), [{ answered: "reset", tookEffect: true }]);
        assert.deepEqual(deregistrationsOf(cut), [{ answered: 200, tookEffect: true }]);
        const about = (id: string) => emulator.mutations().filter(({ input }) => JSON.stringify(input).includes(id));
        assert.deepEqual(about(lost), [call("DeregisterImage", { ImageId: lost, DeleteAssociatedSnapshots: true })]);
        assert.deepEqual(about(cut), [call("DeregisterImage", { ImageId: cut })]);
        assert.deepEqual(about(left), [call("DeleteSnapshot", { SnapshotId: left })]);
        assert.equal(emulator.mutations().length, 3);
        const live = emulator.look(home).snapshots.map(({ SnapshotId }) => SnapshotId);
        assert.ok(!live.includes(along) && !live.includes(left), `${live} without those of ${lost}`);
    });

    it("keeps the row when nothing readable is answered to the end, and tells that without the page", async () => {
        const { emulator, stack } = world;
        const before = emulator.mutations().length;
        emulator.failNext("ec2:DescribeImages", { status: 500, body: page, times: 1_000 });
        stack.program("");
        const { output } = await stack.up({ expectFailure: true });
        assertToldOnce(output, `EC2 AMI ${unseen}: unknown: 1 reason`, "ec2:DescribeImages", "remedy: ");
        assert.doesNotMatch(output, /<\/?(html|head|title|body|h1)|<!DOCTYPE|Bad Gateway/i);
        assert.equal(emulator.mutations().length, before);
        assert.deepEqual(deregistrationsOf(unseen), []);
        assert.deepEqual(await rowIds(stack), [unseen]);
    });
});
