import assert from "node:assert/strict";
import { Turns, WantedObjects } from "../../../provider/execution/wanted";

describe("objects that the program of this run still wants", () => {
    it("are retained, with nothing sent, and the row that wants them is named", () => {
        const wanted = new WantedObjects();
        wanted.want("aws.Ami", "ami-1", '"web-renamed"');
        const plan = wanted.planFor("aws.Ami", "ami-1");
        assert.ok(plan?.outcome === "retain");
        assert.match(plan.because, /ami-1 is still wanted by the program.*"web-renamed"/);
        assert.deepEqual([plan.effects, plan.warnings], [[], []]);
    });

    it("are retained for all rows that want them: each is named once, in order", () => {
        const wanted = new WantedObjects();
        for (const row of ['"web"', '"db"', '"web"', '"app"']) wanted.want("aws.Ami", "ami-1", row);
        const plan = wanted.planFor("aws.Ami", "ami-1");
        assert.ok(plan?.outcome === "retain");
        assert.match(plan.because, /\("app", "db", "web"\)/);
    });

    it("are told apart by id and by kind", () => {
        const wanted = new WantedObjects();
        wanted.want("aws.Ami", "ami-1", '"web"');
        assert.equal(wanted.planFor("aws.Ami", "ami-2"), undefined);
        assert.equal(wanted.planFor("alicloud.Image", "ami-1"), undefined);
    });

    it("are none before the first check", () => {
        assert.equal(new WantedObjects().planFor("aws.Ami", "ami-1"), undefined);
    });
});

describe("turns", () => {
    /** A task that ends when told to, and writes down when it began and ended. */
    const held = (book: string[], name: string) => {
        let end: (error?: Error) => void = () => {};
        const ended = new Promise<void>((resolve, reject) => {
            end = error => (error === undefined ? resolve() : reject(error));
        });
        const task = async () => {
            book.push(`${name} begins`);
            await ended;
            book.push(`${name} ends`);
            return name;
        };
        return { task, end: (error?: Error) => end(error) };
    };
    const breath = () => new Promise(resolve => setImmediate(resolve));

    it("of one key are taken one after the other", async () => {
        const book: string[] = [];
        const turns = new Turns();
        const [a, b] = [held(book, "a"), held(book, "b")];
        const both = Promise.all([turns.take(["ami-1"], a.task), turns.take(["ami-1"], b.task)]);
        await breath();
        assert.deepEqual(book, ["a begins"]);
        b.end();
        await breath();
        assert.deepEqual(book, ["a begins"]);
        a.end();
        assert.deepEqual(await both, ["a", "b"]);
        assert.deepEqual(book, ["a begins", "a ends", "b begins", "b ends"]);
    });

    it("of different keys do not wait for each other", async () => {
        const book: string[] = [];
        const turns = new Turns();
        const [a, b] = [held(book, "a"), held(book, "b")];
        const both = Promise.all([turns.take(["ami-1"], a.task), turns.take(["ami-2"], b.task)]);
        await breath();
        assert.deepEqual(book, ["a begins", "b begins"]);
        a.end();
        b.end();
        await both;
    });

    it("of several keys wait for all that came before, and hold up none of another key", async () => {
        const book: string[] = [];
        const turns = new Turns();
        const [a, b, both, c] = ["a", "b", "both", "c"].map(name => held(book, name));
        assert.ok(a && b && both && c);
        const all = Promise.all([
            turns.take(["ami-1"], a.task),
            turns.take(["ami-2"], b.task),
            turns.take(["ami-1", "ami-2", "ami-1"], both.task),
            turns.take(["ami-3"], c.task),
            turns.take([], async () => book.push("no key begins")),
        ]);
        await breath();
        assert.deepEqual([...book].sort(), ["a begins", "b begins", "c begins", "no key begins"]);
        a.end();
        await breath();
        assert.ok(!book.includes("both begins"));
        for (const task of [b, both, c]) task.end();
        await all;
    });

    it("that cross never wait for each other for ever", async () => {
        const turns = new Turns();
        const book: string[] = [];
        const task = (name: string) => async () => {
            await breath();
            book.push(name);
        };
        await Promise.all([
            turns.take(["x", "y"], task("one")),
            turns.take(["y", "x"], task("two")),
            turns.take(["x"], task("three")),
        ]);
        assert.deepEqual(book, ["one", "two", "three"]);
    });

    it("go on after one that failed, which fails alone", async () => {
        const book: string[] = [];
        const turns = new Turns();
        const [a, b] = [held(book, "a"), held(book, "b")];
        const first = turns.take(["ami-1"], a.task);
        const second = turns.take(["ami-1"], b.task);
        b.end();
        a.end(new Error("refused"));
        await assert.rejects(first, /refused/);
        assert.equal(await second, "b");
    });
});
