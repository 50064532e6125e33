import assert from "node:assert/strict";
import { asked } from "../../../provider/aws/asked";
import { allPages } from "../../../provider/aws/paging";
import { CallError } from "../../../provider/execution/errors";

interface Page {
    readonly items?: readonly number[];
    readonly next?: string;
}

/** Answers with these pages in turn, and writes down the tokens that it was asked with. */
const paged = (...pages: readonly (Page | Error)[]) => {
    const tokens: (string | undefined)[] = [];
    const read = () =>
        allPages(
            async token => {
                tokens.push(token);
                const page = pages[tokens.length - 1];
                assert.ok(page !== undefined, "asked past the last page");
                if (page instanceof Error) throw page;
                return page;
            },
            page => page.items,
            page => page.next,
        );
    return { read, tokens };
};

describe("an answer in pages", () => {
    it("of one page is that page, asked for without a token", async () => {
        const { read, tokens } = paged({ items: [1, 2] });
        assert.deepEqual([await read(), tokens], [[1, 2], [undefined]]);
    });

    it("is all pages in order, each asked for with the token of the one before", async () => {
        const { read, tokens } = paged({ items: [1], next: "a" }, { items: [2, 3], next: "b" }, { items: [4] });
        assert.deepEqual(
            [await read(), tokens],
            [
                [1, 2, 3, 4],
                [undefined, "a", "b"],
            ],
        );
    });

    it("goes on past a page that is empty: only the token says that it ends", async () => {
        const { read } = paged({ items: [], next: "a" }, { items: [], next: "b" }, { items: [5] });
        assert.deepEqual(await read(), [5]);
        assert.deepEqual(await paged({ items: [] }).read(), []);
    });

    for (const [title, pages] of [
        ["the only page", [{}]],
        ["a page that names a next one", [{ next: "a" }, { items: [1] }]],
        ["the last page", [{ items: [1], next: "a" }, {}]],
    ] as const) {
        it(`of which ${title} has no list is no answer: it may pass, and does not read as absence`, async () => {
            const { read } = paged(...pages);
            await assert.rejects(asked("ec2:DescribeImages", read), (error: unknown) => {
                assert.ok(CallError.is(error), String(error));
                assert.deepEqual(
                    [error.call, error.code, error.meaning, error.message],
                    ["ec2:DescribeImages", "UnreadableAnswer", "transient", "the answer is not readable (HTTP 200)"],
                );
                return true;
            });
        });
    }

    it("ends at an empty token, which some calls answer for none", async () => {
        const { read, tokens } = paged({ items: [1], next: "" });
        assert.deepEqual([await read(), tokens.length], [[1], 1]);
    });

    it("of which one page fails is no answer: a part of it would read as absence", async () => {
        const failure = new Error("throttled");
        await assert.rejects(paged({ items: [1], next: "a" }, failure).read(), failure);
    });
});
