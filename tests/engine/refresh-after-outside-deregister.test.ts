import assert from "node:assert/strict";
import { DeleteSnapshotCommand, DeregisterImageCommand } from "@aws-sdk/client-ec2";
import { ami, amiType, asSomebodyElse, assertToldOnce, home, rowIds, scenario } from "./scenario";

const lost = "ami-0a1b2c3d4e5f60001";
const binned = "ami-0a1b2c3d4e5f60002";
const wantedBack = "ami-0a1b2c3d4e5f60003";
const leaving = "ami-0a1b2c3d4e5f60004";
const dealtWith = "ami-0a1b2c3d4e5f60005";
const snapshotOf = (id: string) => id.replace("ami", "snap");
const call = (operation: string, input: object) => ({ service: "ec2", operation, input });

const withSnapshots = { deletionPolicy: { deleteAssociatedSnapshots: true } };
const rows = {
    lost: ami("lost", lost),
    binned: ami("binned", binned),
    wantedBack: ami("wanted-back", wantedBack, { restoreFromRecycleBin: true }),
    leaving: ami("leaving", leaving, withSnapshots),
    dealtWith: ami("dealt-with", dealtWith, withSnapshots),
};

describe("refresh after outside deregister", () => {
    const kept = { Tags: { keep: "a-week" } };
    const world = scenario({
        now: "2026-11-22T12:00:00Z",
        seed: {
            images: [
                { ...home, ImageId: lost },
                { ...home, ImageId: binned, ...kept },
                { ...home, ImageId: wantedBack, ...kept },
                ...[leaving, dealtWith].map(ImageId => ({ ...home, ImageId, SnapshotIds: [snapshotOf(ImageId)] })),
            ],
            rules: [
                {
                    ...home,
                    ResourceType: "EC2_IMAGE",
                    RetentionDays: 7,
                    ResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "a-week" }],
                },
            ],
        },
    });
    const all = [lost, binned, wantedBack, leaving, dealtWith];
    const states = async () =>
        Object.fromEntries(
            (await world.stack.rows(amiType)).map(row => [row.id, [row.outputs?.state, row.outputs?.restorableUntil]]),
        );

    before(async () => {
        world.stack.program(Object.values(rows).join("\n"));
        await world.stack.up();
        await asSomebodyElse(world.emulator, async ec2 => {
            for (const ImageId of all) await ec2.send(new DeregisterImageCommand({ ImageId }));
        });
    });

    it("fails when it may not look, names the permission, and keeps every row as it was", async () => {
        world.emulator.deny("ec2:DescribeImages");
        const { output } = await world.stack.refresh({ expectFailure: true, args: ["--parallel", "10"] });
        world.emulator.allow("ec2:DescribeImages");
        for (const id of all) {
            assertToldOnce(output, `reading EC2 AMI ${id}: ec2:DescribeImages: You are not authorized`);
        }
        assert.deepEqual(await states(), Object.fromEntries(all.map(id => [id, ["available", undefined]])));
    });

    it("drops only the row that has nothing left, and shows where the others are and how long they can come back", async () => {
        await world.stack.refresh();
        assert.deepEqual(await states(), {
            [binned]: ["in-recycle-bin", "2026-11-29T12:00:00.000Z"],
            [wantedBack]: ["in-recycle-bin", "2026-11-29T12:00:00.000Z"],
            [leaving]: ["deregistered", undefined],
            [dealtWith]: ["deregistered", undefined],
        });
    });

    it("drops the row of an image whose snapshots somebody has dealt with since", async () => {
        await asSomebodyElse(world.emulator, ec2 =>
            ec2.send(new DeleteSnapshotCommand({ SnapshotId: snapshotOf(dealtWith) })),
        );
        await world.stack.refresh();
        assert.deepEqual(await rowIds(world.stack), [binned, wantedBack, leaving]);
    });

    it("brings back what the program wants back, and deletes the snapshot that a removed row was to delete", async () => {
        const byOthers = world.emulator.mutations().length;
        assert.equal(byOthers, all.length + 1);
        world.stack.program([rows.binned, rows.wantedBack].join("\n"));
        await world.stack.up();
        assert.deepEqual(world.emulator.mutations().slice(byOthers), [
            call("RestoreImageFromRecycleBin", { ImageId: wantedBack }),
            call("DeleteSnapshot", { SnapshotId: snapshotOf(leaving) }),
        ]);
        assert.deepEqual(await states(), {
            [binned]: ["in-recycle-bin", "2026-11-29T12:00:00.000Z"],
            [wantedBack]: ["available", undefined],
        });
    });
});
