import assert from "node:assert/strict";
import { coalesced } from "../../../provider/aws/coalesce";

const breath = () => new Promise(resolve => setImmediate(resolve));

/** A cloud that answers each id with itself, save for unknown ones, and writes down what it was asked. */
const cloud = (most: number, fails: (ids: readonly string[]) => boolean = () => false) => {
    const questions: (readonly string[])[] = [];
    const ask = coalesced(most, async (ids: readonly string[]) => {
        questions.push(ids);
        if (fails(ids)) throw new Error(`denied: ${ids}`);
        return new Map(ids.filter(id => id !== "nobody").map(id => [id, `answer to ${id}`]));
    });
    return { ask, questions };
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => `ami-${index}`);

describe("questions that come in together", () => {
    it("go out together, ten at a time, and each asker hears its own answer", async () => {
        const { ask, questions } = cloud(10);
        const answers = await Promise.all(ids(23).map(ask));
        assert.deepEqual(
            questions.map(question => question.length),
            [10, 10, 3],
        );
        assert.deepEqual(questions.flat(), ids(23));
        assert.deepEqual(
            answers,
            ids(23).map(id => `answer to ${id}`),
        );
    });

    it("about one id are one question, and all askers hear the answer", async () => {
        const { ask, questions } = cloud(10);
        assert.deepEqual(await Promise.all([ask("a"), ask("b"), ask("a")]), [
            "answer to a",
            "answer to b",
            "answer to a",
        ]);
        assert.deepEqual(questions, [["a", "b"]]);
    });

    it("about one id that was asked before others filled the question are in that question", async () => {
        const { ask, questions } = cloud(2);
        const answers = await Promise.all(["a", "b", "c", "a", "c"].map(ask));
        assert.deepEqual(questions, [["a", "b"], ["c"]]);
        assert.deepEqual(
            answers,
            ["a", "b", "c", "a", "c"].map(id => `answer to ${id}`),
        );
    });

    it("wait for the end of the turn, also those that come in a microtask later", async () => {
        const { ask, questions } = cloud(10);
        const first = ask("a");
        await Promise.resolve();
        const second = ask("b");
        assert.deepEqual(questions, []);
        await Promise.all([first, second]);
        assert.deepEqual(questions, [["a", "b"]]);
    });

    it("in two turns are two questions, although the first is not answered yet", async () => {
        let answer: () => void = () => {};
        const questions: (readonly string[])[] = [];
        const ask = coalesced(10, async (ids: readonly string[]) => {
            questions.push(ids);
            if (questions.length === 1) await new Promise<void>(resolve => (answer = resolve));
            return new Map(ids.map(id => [id, `${questions.length}`]));
        });
        const first = ask("a");
        await breath();
        const second = ask("a");
        assert.equal(await second, "2", "it does not wait for the first");
        answer();
        await first;
        assert.deepEqual(questions, [["a"], ["a"]]);
    });

    it("are answered with undefined where the answer does not mention them", async () => {
        const { ask } = cloud(10);
        assert.deepEqual(await Promise.all([ask("nobody"), ask("a")]), [undefined, "answer to a"]);
    });

    it("fail for every asker of the request that failed, and for nobody else", async () => {
        const { ask } = cloud(2, ids => ids.includes("b"));
        const ended = await Promise.allSettled(["a", "b", "c", "a"].map(ask));
        assert.deepEqual(
            ended.map(({ status }) => status),
            ["rejected", "rejected", "fulfilled", "rejected"],
        );
    });

    it("remember nothing: after an answer, or a failure, the cloud is asked anew", async () => {
        let isDown = true;
        const { ask, questions } = cloud(10, () => isDown);
        await assert.rejects(ask("a"), /denied: a/);
        isDown = false;
        assert.equal(await ask("a"), "answer to a");
        assert.equal(await ask("a"), "answer to a");
        assert.deepEqual(questions, [["a"], ["a"], ["a"]]);
    });

    it("that fail when nobody listens to that request any more are no unhandled rejection", async () => {
        const unhandled: unknown[] = [];
        const note = (reason: unknown) => unhandled.push(reason);
        process.on("unhandledRejection", note);
        try {
            const { ask } = cloud(1, () => true);
            await assert.rejects(Promise.all([ask("a"), ask("b"), ask("c")]), /denied: a/);
            await breath();
            await breath();
            assert.deepEqual(unhandled, []);
        } finally {
            process.off("unhandledRejection", note);
        }
    });
});
