import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { CallError, RetirementError } from "../../../provider/execution/errors";
import type { Context, Kind } from "../../../provider/execution/kind";
import { overridesVariable } from "../../../provider/execution/overrides";
import { type RunMemory, retireRow } from "../../../provider/execution/retire-row";
import { Turns, WantedObjects } from "../../../provider/execution/wanted";
import type { Call } from "../../../provider/retirement";
import { plans, Stage } from "./stage";

interface State {
    readonly id: string;
    readonly shares?: readonly string[];
    readonly deletionPolicy?: { readonly force?: boolean };
}

const policyFields = { force: z.boolean().optional() };

const breath = () => new Promise(resolve => setImmediate(resolve));

/** A cloud of things that one call each removes; every look and every call takes some turns of the event loop. */
const cloud = (turnsOf: (id: string) => number = () => 1, isProtected = false) => {
    const book: string[] = [];
    const sent: Call[] = [];
    const gone = new Set<string>();
    /** Ids whose removal is refused. */
    const refuses = new Set<string>();
    const told: string[] = [];
    const pause = async (id: string) => {
        for (let turn = 0; turn < turnsOf(id); turn++) await breath();
    };
    const kind: Kind<State, State> = {
        name: "aws.Ami",
        policySchema: z.strictObject(policyFields),
        policyFields,
        idPattern: /^ami-[0-9]+$/,
        idOf: inputs => String(inputs.id),
        check: async () => [],
        diff: () => ({ changes: false, replaces: [] }),
        create: async state => ({ id: state.id, state }),
        read: async (_id, state) => state,
        update: async (_id, state) => state,
        neverLookedAt: [],
        sharedWith: ({ shares = [] }) => shares,
        retirement: async (id, { deletionPolicy }) => {
            const call = { service: "ec2", operation: "Remove", input: { Id: id, ...deletionPolicy } };
            return {
                subject: `thing ${id}`,
                action: "remove",
                look: async () => {
                    book.push(`look ${id}`);
                    await pause(id);
                    if (gone.has(id)) return plans.gone();
                    const undo = { service: "ec2", operation: "Protect", input: { Id: id } };
                    const lift = { service: "ec2", operation: "Lift", input: { Id: id }, undo };
                    return isProtected ? plans.retire(lift, call) : plans.retire(call);
                },
                send: async asked => {
                    book.push(asked.operation === "Remove" ? `send ${id}` : `${asked.operation} ${id}`);
                    sent.push(asked);
                    await pause(id);
                    if (asked.operation !== "Remove") return {};
                    if (refuses.has(id)) throw new CallError("ec2:Remove", "Refused", "refused", "EC2 says no");
                    gone.add(id);
                    return {};
                },
                waits: {},
                confirm: new Stage().confirm,
            };
        },
    };
    const memory: RunMemory = { wanted: new WantedObjects(), turns: new Turns() };
    const retire = (id: string, state: Partial<State> = {}, environment: Context["environment"] = {}) => {
        const context: Context = {
            configuration: { get: () => undefined },
            environment,
            surroundings: { ...new Stage().surroundings, tell: line => void told.push(line) },
            gone: new Map(),
        };
        return retireRow(kind, [kind], id, { id, ...state }, context, memory);
    };
    return { book, sent, memory, retire, refuses, told };
};

describe("retiring a row", () => {
    it("carries out its retirement, and hands on what it did", async () => {
        const { retire, book } = cloud();
        const retired = await retire("ami-1");
        assert.deepEqual(book, ["look ami-1", "send ami-1", "look ami-1"]);
        assert.deepEqual(
            [retired.subject, retired.plan.outcome, retired.calls.length, retired.override],
            ["thing ami-1", "retire", 1, undefined],
        );
    });

    it("whose object the program still wants: nothing is asked or sent, and only the row goes", async () => {
        const { retire, book, memory } = cloud();
        memory.wanted.want("aws.Ami", "ami-1", '"web-renamed"');
        const retired = await retire("ami-1", { deletionPolicy: { force: true } });
        assert.ok(retired.plan.outcome === "retain");
        assert.match(retired.plan.because, /still wanted by the program \("web-renamed"\)/);
        assert.deepEqual([book, retired.calls, retired.effects], [[], [], []]);
        await retire("ami-2");
        assert.deepEqual(book.length, 3, "another one is not kept by it");
    });

    it("with a mistake in the overrides is an error, nothing asked or sent, also when it is still wanted", async () => {
        const { retire, book, memory } = cloud();
        const mistaken = { [overridesVariable]: '{"*": {"froce": true}}' };
        await assert.rejects(retire("ami-1", {}, mistaken), { code: "invalid-override" });
        memory.wanted.want("aws.Ami", "ami-1", '"web"');
        await assert.rejects(retire("ami-1", {}, mistaken), { code: "invalid-override" });
        assert.deepEqual(book, []);
    });

    it("takes the overrides, and tells them, also when it is still wanted", async () => {
        const { retire, sent, memory } = cloud();
        const environment = { [overridesVariable]: '{"ami-1": {"force": true}}' };
        const { override } = await retire("ami-1", { deletionPolicy: { force: false } }, environment);
        assert.deepEqual(sent[0]?.input, { Id: "ami-1", force: true });
        assert.deepEqual(override?.from, new Map([["force", "ami-1"]]));
        memory.wanted.want("aws.Ami", "ami-1", '"web"');
        assert.deepEqual((await retire("ami-1", {}, environment)).override?.policy, { force: true });
    });

    describe("takes turns", () => {
        it("with another row of the same id: the second finds it gone and sends nothing", async () => {
            const { retire, book } = cloud();
            await Promise.all([retire("ami-1"), retire("ami-1")]);
            assert.deepEqual(book, ["look ami-1", "send ami-1", "look ami-1", "look ami-1"]);
        });

        it("with a row that shares a snapshot, whatever else they stand on", async () => {
            const { retire, book } = cloud();
            const first = retire("ami-1", { shares: ["snap-1", "snap-2"] });
            await Promise.all([first, retire("ami-2", { shares: ["snap-2", "snap-3"] })]);
            assert.deepEqual(book, [
                ...["look ami-1", "send ami-1", "look ami-1"],
                ...["look ami-2", "send ami-2", "look ami-2"],
            ]);
        });

        it("with no other row", async () => {
            const { retire, book } = cloud();
            await Promise.all([retire("ami-1", { shares: ["snap-1"] }), retire("ami-2", { shares: ["snap-2"] })]);
            assert.deepEqual(book.slice(0, 4), ["look ami-1", "look ami-2", "send ami-1", "send ami-2"]);
        });

        it("through a third that shares with both: it comes after the two, which do not wait for each other", async () => {
            const { retire, book } = cloud();
            await Promise.all([
                retire("ami-1", { shares: ["snap-1"] }),
                retire("ami-2", { shares: ["snap-2"] }),
                retire("ami-3", { shares: ["snap-2", "snap-1"] }),
            ]);
            assert.deepEqual(book.slice(0, 2), ["look ami-1", "look ami-2"]);
            assert.deepEqual(book.slice(-3), ["look ami-3", "send ami-3", "look ami-3"]);
        });

        it("also after one that failed, which fails alone", async () => {
            const { retire, book } = cloud();
            const ended = await Promise.allSettled([
                retire("ami-1", { shares: ["snap-1"] }, { [overridesVariable]: "{" }),
                retire("ami-2", { shares: ["snap-1"] }),
            ]);
            assert.deepEqual(
                ended.map(({ status }) => status),
                ["rejected", "fulfilled"],
            );
            assert.deepEqual(book, ["look ami-2", "send ami-2", "look ami-2"]);
        });
    });

    it("a check that comes while its delete waits for its turn still keeps the object", async () => {
        const { retire, sent, memory } = cloud(() => 3);
        const first = retire("ami-1", { shares: ["snap-1"] });
        const second = retire("ami-2", { shares: ["snap-1"] });
        await breath();
        memory.wanted.want("aws.Ami", "ami-2", '"web"');
        await first;
        assert.equal((await second).plan.outcome, "retain");
        assert.deepEqual(
            sent.map(({ input }) => input.Id),
            ["ami-1"],
        );
    });

    it("an id that a check asked for is in no call after it, whatever the order and the concurrency", async () => {
        const ids = fc.constantFrom("ami-1", "ami-2", "ami-3");
        const shares = fc.subarray(["snap-1", "snap-2"]);
        const steps = fc.array(
            fc.oneof(
                { weight: 2, arbitrary: fc.record({ does: fc.constant("check" as const), id: ids }) },
                {
                    weight: 4,
                    arbitrary: fc.record({
                        does: fc.constant("delete" as const),
                        id: ids,
                        shares,
                        force: fc.boolean(),
                    }),
                },
                fc.record({ does: fc.constant("breathe" as const), turns: fc.integer({ min: 1, max: 4 }) }),
                fc.constant({ does: "settle" as const }),
            ),
            { maxLength: 14 },
        );
        const slowness = fc.record({
            "ami-1": fc.integer({ min: 0, max: 3 }),
            "ami-2": fc.integer({ min: 0, max: 3 }),
            "ami-3": fc.integer({ min: 0, max: 3 }),
        });
        let kept = 0;
        await fc.assert(
            fc.asyncProperty(steps, slowness, async (steps, turns) => {
                const { retire, sent, memory } = cloud(id => turns[id as keyof typeof turns]);
                const environment = { [overridesVariable]: '{"*": {"force": true}}' };
                const running: Promise<unknown>[] = [];
                /** Which were wanted, and how many calls had been sent for them by then. */
                const wanted = new Map<string, number>();
                const sentFor = (id: string) => sent.filter(({ input }) => input.Id === id).length;
                for (const step of steps) {
                    if (step.does === "check") {
                        memory.wanted.want("aws.Ami", step.id, '"web"');
                        if (!wanted.has(step.id)) wanted.set(step.id, sentFor(step.id));
                    } else if (step.does === "delete") {
                        const isWanted = wanted.has(step.id);
                        const deleting = retire(step.id, { shares: step.shares }, step.force ? environment : {});
                        running.push(deleting);
                        if (!isWanted) continue;
                        running.push(
                            deleting.then(({ plan, calls }) => {
                                kept++;
                                assert.deepEqual([plan.outcome, calls], ["retain", []]);
                            }),
                        );
                    } else if (step.does === "breathe") for (let turn = 0; turn < step.turns; turn++) await breath();
                    else await Promise.all(running);
                }
                await Promise.all(running);
                for (const [id, before] of wanted) assert.equal(sentFor(id), before, `${id} was sent after its check`);
                assert.equal(new Set(sent.map(({ input }) => input.Id)).size, sent.length, "nothing is sent twice");
            }),
            { numRuns: 200 },
        );
        assert.ok(kept > 20, `only ${kept} deletes of wanted ids were seen`);
    });

    it("a check that comes while its delete looks keeps the object: nothing is sent", async () => {
        const { retire, book, memory } = cloud(() => 3);
        const retiring = retire("ami-1");
        await breath();
        assert.deepEqual(book, ["look ami-1"]);
        memory.wanted.want("aws.Ami", "ami-1", '"web"');
        const { calls } = await retiring;
        assert.deepEqual([book, calls], [["look ami-1"], []]);
    });

    it("a check that comes after its protection was lifted keeps the object, and puts the protection back", async () => {
        const { retire, book, memory, told } = cloud(() => 3, true);
        const retiring = retire("ami-1");
        while (!book.includes("Lift ami-1")) await breath();
        memory.wanted.want("aws.Ami", "ami-1", '"web"');
        await retiring;
        assert.deepEqual(book, ["look ami-1", "Lift ami-1", "Protect ami-1"]);
        assert.deepEqual(told, ["put back: ec2:Protect Id=ami-1"]);
    });

    it("a check of another object stops nothing", async () => {
        const { retire, book, memory } = cloud(() => 3, true);
        const retiring = retire("ami-1");
        await breath();
        memory.wanted.want("aws.Ami", "ami-2", '"web"');
        memory.wanted.want("aws.TaskDefinition", "ami-1", '"task"');
        await retiring;
        assert.deepEqual(book, ["look ami-1", "Lift ami-1", "send ami-1", "look ami-1"]);
    });

    describe("that failed", () => {
        const failed = async (retiring: Promise<unknown>): Promise<RetirementError> => {
            const [ended] = await Promise.allSettled([retiring]);
            assert.ok(ended.status === "rejected" && RetirementError.is(ended.reason));
            return ended.reason;
        };
        const overridden = { [overridesVariable]: '{"ami-1": {"force": true}, "*": {"profile": "work"}}' };

        it("says how far it came, and at its end what was overridden, after what was put back", async () => {
            const { retire, refuses } = cloud(() => 1, true);
            refuses.add("ami-1");
            const error = await failed(retire("ami-1", {}, overridden));
            assert.equal(error.code, "call-failed");
            assert.equal(error.retired?.plan?.outcome, "retire");
            assert.deepEqual(
                error.overridden,
                new Map([
                    ["profile", "*"],
                    ["force", "ami-1"],
                ]),
            );
            assert.match(error.message, /EC2 says no[\s\S]*\n {2}put back: .*\n {2}overridden: force, profile$/);
        });

        it("says nothing of overrides that were of others, or none", async () => {
            const { retire, refuses } = cloud();
            refuses.add("ami-1");
            for (const environment of [{}, { [overridesVariable]: '{"ami-2": {"force": true}}' }]) {
                const error = await failed(retire("ami-1", {}, environment));
                assert.equal(error.overridden, undefined);
                assert.doesNotMatch(error.message, /overridden/);
            }
        });

        it("by the overrides themselves did not come far, and overrode nothing", async () => {
            const { retire } = cloud();
            const error = await failed(retire("ami-1", {}, { [overridesVariable]: '{"ami-1": {"endpoint": "here"}}' }));
            assert.deepEqual([error.code, error.retired, error.overridden], ["invalid-override", undefined, undefined]);
        });
    });
});
