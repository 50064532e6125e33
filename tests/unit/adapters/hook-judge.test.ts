import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Judge } from "../../../provider/adapters/hook/judge";
import type { Looker, LookQuestion } from "../../../provider/adapters/hook/looker";
import { plainValues } from "../../../provider/adapters/hook/plain-values";
import type { ProgramRow } from "../../../provider/adapters/program";
import { ami } from "../../../provider/aws/ami/provider";
import type { PreviewedRow } from "../../../provider/preview";

const id = "ami-0a1b2c3d4e5f60001";
const type = "pulumi-nodejs:dynamic/retire/aws:Ami";
const kinds = async () => [ami];
const urnOf = (name: string) => `urn:pulumi:stack::project::${type}::${name}`;

const args = (change: Partial<pulumi.ResourceHookArgs> = {}): pulumi.ResourceHookArgs => ({
    urn: urnOf("web"),
    id: id as unknown as pulumi.ID,
    name: "web",
    type,
    oldInputs: { imageId: id },
    oldOutputs: { imageId: id, snapshotIds: [] },
    ...change,
});

const seen: PreviewedRow = {
    kind: "aws.Ami",
    urn: urnOf("web"),
    name: "web",
    id,
    operation: "delete",
    outcome: "retire",
    decidedBy: "pulumi-retire",
    verdict: "will deregister, for good",
    danger: [],
    isIrreversible: true,
    once: [],
    conditions: [],
    effects: [],
    warnings: [],
    blockers: [],
    calls: [],
    overridden: {},
};

/** Looks at nothing, and keeps what it was asked. */
class StandIn implements Looker {
    readonly asked: LookQuestion[] = [];
    ended = 0;
    constructor(private readonly answer: () => Promise<PreviewedRow> = async () => seen) {}
    look(question: LookQuestion): Promise<PreviewedRow> {
        this.asked.push(question);
        return this.answer();
    }
    end(): void {
        this.ended++;
    }
}

const row = (name: string, imageId: pulumi.Input<string>): ProgramRow => ({
    kind: "aws.Ami",
    name,
    parent: undefined,
    args: { imageId },
});

describe("the hook's judgement", () => {
    before(() => pulumi.runtime.setMocks({ call: () => ({}), newResource: ({ name }) => ({ id: name, state: {} }) }));

    it("says nothing of rows that are not of this package", async () => {
        const looker = new StandIn();
        assert.equal(await new Judge(kinds, [], looker, 1).judge(args({ type: "aws:ec2/ami:Ami" })), undefined);
        assert.deepEqual(looker.asked, []);
    });

    it("begins with the verdict, and ends with what it cannot know", async () => {
        const text = (await new Judge(kinds, [], new StandIn(), 1).judge(args())) ?? "";
        const [first, ...others] = text.split("\n");
        assert.equal(first, `${id}: will deregister, for good`);
        assert.match(others.at(-1) ?? "", /Not known here: what protect, retainOnDelete and deletedWith make of it\./);
    });

    it("calls a row that only its users block open, and one that something else blocks too not", async () => {
        const inUse = { code: "in-use", subject: "web", fact: "it is in use", remedy: "move it" };
        const byUser = { ...inUse, user: { kind: "auto-scaling-group", ids: ["web"] as const, uses: [{}] as const } };
        const verdict = async (...blockers: PreviewedRow["blockers"]) => {
            const blocked = { ...seen, outcome: "blocked" as const, verdict: "blocked", blockers };
            return (await new Judge(kinds, [], new StandIn(async () => blocked), 1).judge(args()))?.split("\n")[0];
        };
        assert.equal(await verdict(byUser), `${id}: blocked, unless this update moves its users first`);
        assert.equal(await verdict(byUser, inUse), `${id}: blocked`);
    });

    it("gives up after its bound, ends the look, and does not look again in the same run", async () => {
        const looker = new StandIn(() => new Promise(() => undefined));
        const judge = new Judge(kinds, [], looker, 0.02);
        assert.equal(await judge.judge(args()), `${id}: could not be judged within 0.02 s`);
        assert.equal(looker.ended, 1);
        assert.match((await judge.judge(args())) ?? "", /not judged, since another row could not be judged in time/);
        assert.equal(looker.asked.length, 1);
    });

    it("makes a text of whatever goes wrong", async () => {
        const looker = new StandIn(() => Promise.reject(new Error("credentials have expired")));
        const text = await new Judge(kinds, [], looker, 1).judge(args());
        assert.equal(text, `${id}: could not be judged: credentials have expired`);
    });

    it("hands secrets on in clear to what looks, and prints none", async () => {
        const looker = new StandIn();
        const deletionPolicy = pulumi.secret({ action: "retain", token: "hunter2" });
        const text = await new Judge(kinds, [], looker, 1).judge(args({ oldOutputs: { imageId: id, deletionPolicy } }));
        const [asked] = looker.asked;
        assert.deepEqual(asked?.row.outputs, { imageId: id, deletionPolicy: { action: "retain", token: "hunter2" } });
        assert.doesNotMatch(text ?? "", /hunter2/);
    });

    it("asks nobody what is not known", async () => {
        const never = pulumi.output(new Promise<string>(() => undefined));
        const broken = pulumi.output(Promise.resolve("x")).apply((): string => {
            throw new Error("no");
        });
        const values = await plainValues({ never, broken, is: pulumi.output("known") }, 20);
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        assert.deepEqual(values, { never: unknown, broken: unknown, is: "known" });
    });

    const wanted = async (program: readonly ProgramRow[]) => {
        const looker = new StandIn();
        await new Judge(kinds, program, looker, 5).judge(args());
        return looker.asked[0]?.wanted;
    };

    it("knows by name which other rows of the program want the object", async () => {
        const program = [row("next", pulumi.secret(id)), row("another", "ami-0a1b2c3d4e5f60002")];
        assert.deepEqual(await wanted(program), { known: ['"next"'], unknownToDelete: [], undecided: [] });
    });

    it("leaves open what a row of unknown image wants", async () => {
        const unknown = pulumi.output(new Promise<string>(() => undefined));
        const undecided = ['"next", whose object is not known yet, turns out to want it'];
        assert.deepEqual(await wanted([row("next", unknown)]), { known: [], unknownToDelete: [], undecided });
    });

    it("leaves open whether a row that is still in the program is replaced or destroyed", async () => {
        const undecided = [
            '"web", which is still in the program, is only replaced',
            '"next", which wants it too, stays',
        ];
        const program = [row("web", id), row("next", id)];
        assert.deepEqual(await wanted(program), { known: [], unknownToDelete: [], undecided });
    });
});
