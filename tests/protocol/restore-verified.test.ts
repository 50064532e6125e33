import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    answerOf,
    assertTold,
    data,
    partner,
    restoreImage,
    restoreSnapshot,
    restoreWorld,
    root,
    web,
} from "./restore-world";
import { home, row } from "./world";

interface Answer {
    readonly results: readonly {
        readonly checks: readonly {
            readonly code: string;
            readonly verdict: string;
            readonly before?: readonly string[];
            readonly now?: readonly string[];
        }[];
    }[];
}

describe("pulumi-retire restore, held against the report of the delete", () => {
    const world = restoreWorld();
    const report = () => join(world.directory, "report.jsonl");

    /** The delete of a row, by the product itself, with its report. */
    const retire = async (imageId: string, policy: object = {}) => {
        const provider = await world.provider({ env: { PULUMI_RETIRE_REPORT: report() } });
        const deletionPolicy = { deleteAssociatedSnapshots: true, ignoreReferences: ["launch-permission"], ...policy };
        const { properties } = await provider.create(row(imageId, { deletionPolicy }));
        await provider.delete(imageId, properties);
        world.begin();
    };
    const sharing = (answer: Answer) => answer.results[0]?.checks.find(({ code }) => code === "launch-permissions");

    it("confirms that it is shared as before", async () => {
        await retire(web);
        const result = await world.run([web, "--report", report(), "--json"]);
        assert.equal(result.code, 0, result.output);
        assert.deepEqual(world.sent(), [restoreSnapshot(root), restoreSnapshot(data), restoreImage(web)]);
        const check = sharing(answerOf<Answer>(result));
        assert.deepEqual([check?.verdict, check?.before, check?.now], ["confirmed", [partner], [partner]]);
    });

    it("takes the file that PULUMI_RETIRE_REPORT names, also when it is not there yet", async () => {
        const env = { PULUMI_RETIRE_REPORT: report() };
        await world.discard(web);
        const without = await world.run([web, "--json"], env);
        assert.equal(sharing(answerOf<Answer>(without))?.verdict, "not-known");
        await retire(web);
        const { code, stdout } = await world.run([web], env);
        assert.equal(code, 0);
        assertTold(stdout, `it is shared with account ${partner}, as before (by the report of `);
    });

    it("says with whom it is no longer shared, and with whom it was not before, and ends with 3", async () => {
        await retire(web);
        const stranger = "333333333333";
        writeFileSync(report(), readFileSync(report(), "utf8").replaceAll(partner, stranger));
        const { code, stdout } = await world.run([web, "--report", report()]);
        assert.equal(code, 3);
        assert.equal(world.where()[web], "live");
        assertTold(
            stdout,
            `NOT AS BEFORE: it is no longer shared with account ${stranger}; it is now shared with account ${partner}`,
            "ec2:ModifyImageAttribute",
        );
    });

    it("says that protection which the delete had lifted is not back", async () => {
        const ImageId = "ami-0a1b2c3d4e5f60009";
        world.emulator.put({
            images: [{ ...home, ImageId, DeregistrationProtection: "enabled-without-cooldown" }],
        });
        await retire(ImageId, { disableDeregistrationProtection: true, deleteAssociatedSnapshots: false });
        const { code, stdout } = await world.run([ImageId, "--report", report()]);
        assert.equal(code, 3, stdout);
        assertTold(stdout, `ec2:EnableImageDeregistrationProtection ImageId=${ImageId}`);
    });

    it("knows by the report that a snapshot is gone: nothing is sent, and the reason is told", async () => {
        await retire(web);
        // The snapshots' retention is over, the image's is not.
        world.emulator.clock.advance({ days: 6 });
        const { code, stdout } = await world.run([web, "--report", report()]);
        assert.equal(code, 2);
        world.assertOnlyReads();
        for (const id of [root, data])
            assertTold(stdout, `${id} is gone: it is neither in the Recycle Bin nor outside`);
        const listed = await world.run(["--report", report()]);
        assertTold(listed.stdout, new RegExp(`^${web} .* no: ${root} is gone`, "m"));
    });

    it("does not take a snapshot for gone that an earlier run has brought back", async () => {
        await retire(web);
        world.emulator.failNext("ec2:RestoreImageFromRecycleBin", { code: "UnauthorizedOperation" });
        assert.equal((await world.run([web, "--report", report()])).code, 1);
        const { code, stdout } = await world.run([web, "--report", report()]);
        assert.equal(code, 0, stdout);
        assert.deepEqual(world.sent(), [restoreSnapshot(root), restoreSnapshot(data), restoreImage(web)]);
    });

    it("does not know it without the report: EC2's refusal tells", async () => {
        await retire(web);
        world.emulator.clock.advance({ days: 6 });
        const { code, stdout } = await world.run([web]);
        assert.equal(code, 1);
        assert.deepEqual(world.sent(), []);
        assertTold(stdout, "[InvalidSnapshot.NotFound]", "no snapshot's description names it");
    });

    it("refuses a report of which a line is none, and asks no cloud anything", async () => {
        await retire(web);
        writeFileSync(report(), `${readFileSync(report(), "utf8")}{"version": 1, "at"\n`);
        const { code, stderr } = await world.run([web, "--report", report()]);
        assert.equal(code, 1);
        assertTold(stderr, "report.jsonl:2 is not a line of a report of deletes");
        assert.deepEqual(world.operations(), []);
    });
});
