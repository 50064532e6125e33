import assert from "node:assert/strict";
import { batched } from "../../../../provider/aws/task-definition/batch";

describe("items that go out together", () => {
    const items = (count: number) => Array.from({ length: count }, (_, index) => `item-${index}`);

    it("go out by tens, none of them twice, and each hears its own fate", async () => {
        const sent: (readonly string[])[] = [];
        const send = batched<string>(10, async batch => {
            sent.push(batch);
            return item => {
                if (item === "item-7") throw new Error("item-7 was refused");
                return `${item} done`;
            };
        });
        const fates = await Promise.allSettled(items(25).map(send));
        assert.deepEqual(
            sent.map(batch => batch.length),
            [10, 10, 5],
        );
        assert.deepEqual(sent.flat(), items(25));
        for (const [index, fate] of fates.entries()) {
            if (index === 7)
                assert.equal(fate.status === "rejected" && String(fate.reason), "Error: item-7 was refused");
            else assert.deepEqual(fate, { status: "fulfilled", value: `item-${index} done` });
        }
    });

    it("all fail when their request does, and the next ones go out anew", async () => {
        let isDown = true;
        const send = batched<string>(10, async () => {
            if (isDown) throw new Error("down");
            return item => item;
        });
        const fates = await Promise.allSettled(items(3).map(send));
        assert.ok(fates.every(fate => fate.status === "rejected" && String(fate.reason) === "Error: down"));
        isDown = false;
        assert.equal(await send("later"), "later");
    });
});
