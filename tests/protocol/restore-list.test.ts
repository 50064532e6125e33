import assert from "node:assert/strict";
import { answerOf, assertTold, job, restoreWorld, root, web } from "./restore-world";
import { home } from "./world";

interface List {
    readonly version: number;
    readonly restorable: readonly {
        readonly kind: string;
        readonly id: string;
        readonly name: string;
        readonly entered: string;
        readonly leaves: string;
        readonly plan: { readonly outcome: string; readonly until?: string; readonly needs?: readonly string[] };
    }[];
}

describe("pulumi-retire restore, without ids", () => {
    const world = restoreWorld();
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

    it("lists what is in the bin, whether it can come back and until when, with reads only", async () => {
        await world.discard(job, web);
        const { code, stdout, stderr } = await world.run([]);
        assert.equal(code, 0);
        world.assertOnlyReads();
        assertTold(stderr, "account 111111111111, region us-east-1");
        const [head = "", first = "", second = ""] = stdout.split("\n");
        assert.match(head, /^ID +NAME +ENTERED +LEAVES +RESTORABLE$/);
        assert.match(first, new RegExp(`^${job}  job   .* UTC  .* UTC  perhaps, until .* UTC: no snapshot names it$`));
        assert.match(second, new RegExp(`^${web}  web   .* UTC  .* UTC  yes, until .* UTC$`));
    });

    it("says the same in JSON, and the earliest day that a snapshot leaves counts", async () => {
        await world.discard(web, job);
        const { version, restorable } = answerOf<List>(await world.run(["--json"]));
        assert.equal(version, 1);
        const [one] = restorable.filter(({ id }) => id === web);
        assert.deepEqual([one?.kind, one?.name, one?.plan.outcome], ["aws.Ami", "web", "restore"]);
        assert.equal(days(one?.entered ?? "", one?.leaves ?? ""), 7);
        assert.equal(Math.round(days(one?.entered ?? "", one?.plan.until ?? "")), 5);
        assert.equal(one?.plan.needs?.[0], root);
        assert.deepEqual(restorable.find(({ id }) => id === job)?.plan.needs, []);
    });

    it("says that the bin is empty", async () => {
        const text = await world.run([]);
        assert.deepEqual([text.code, text.stdout], [0, "the Recycle Bin holds no images\n"]);
        assert.deepEqual(answerOf<List>(await world.run(["--json"])).restorable, []);
    });

    it("lists all pages", async () => {
        const ids = Array.from({ length: 5 }, (_, index) => `ami-0a1b2c3d4e5f600a${index}`);
        world.emulator.put({ images: ids.map(ImageId => ({ ...home, ImageId })) });
        world.emulator.configure({ pageSize: 2 });
        await world.discard(...ids);
        const { restorable } = answerOf<List>(await world.run(["--json"]));
        assert.deepEqual(restorable.map(({ id }) => id).sort(), ids);
    });
});
