import assert from "node:assert/strict";
import { RetirementError } from "../../../provider/execution/errors";
import type { Retirement } from "../../../provider/execution/execute";
import type { AnyKind, Context } from "../../../provider/execution/kind";
import type { Progress } from "../../../provider/preview";
import type { Step } from "../../../provider/preview/digest";
import { previewFrom } from "../../../provider/preview/preview";
import type { Row } from "../../../provider/preview/row";
import type { Source } from "../../../provider/preview/source";
import { known, type PlannedCall, type RetirementPlan } from "../../../provider/retirement";
import { plans, Stage } from "../execution/stage";
import { amiKind, amiRow, creates, deletes, digestWith, failed, groupRow, idPattern, newId, oldId } from "./stacks";

const call: PlannedCall = { service: "ec2", operation: "DeregisterImage", input: {} };

/** A kind whose objects are all planned for in one way. */
const kindThat = (
    plan: RetirementPlan,
    members: Partial<AnyKind> = {},
    retirement: Partial<Retirement> = {},
): AnyKind =>
    ({
        ...amiKind,
        idPattern,
        neverLookedAt: ["the back of the moon"],
        policyFields: {},
        sharedWith: () => [],
        retirement: async () => ({ ...new Stage().retirement, look: async () => plan, ...retirement }),
        ...members,
    }) as unknown as AnyKind;

interface World {
    readonly state: readonly Row[];
    readonly steps: readonly Step[];
    readonly kind?: AnyKind;
    readonly source?: Partial<Source>;
    readonly checksPermissions?: boolean;
    readonly onProgress?: (progress: Progress) => void;
}
const previewed = ({ state, steps, source, kind = kindThat(plans.retire(call)), ...look }: World) =>
    previewFrom(
        {
            operation: "up",
            runsProgram: true,
            digest: async () => digestWith(steps),
            state: async () => state,
            configuration: async () => ({}),
            ...source,
        },
        { environment: {}, checksPermissions: false, onProgress: () => undefined, ...look },
        async () => [kind],
    );

const web = amiRow("web");

describe("a preview", () => {
    it("is of the stack that its steps or its state name, or of none", async () => {
        const named = await previewed({ state: [web], steps: [] });
        assert.deepEqual([named.stack, named.project, named.version], ["prod", "shop", 1]);
        assert.ok(!("stack" in (await previewed({ state: [], steps: [] }))));
    });

    it("counts rows of other types by the engine's word, and ours not", async () => {
        const group = groupRow({});
        const steps = [deletes(web), creates(amiRow("next", newId)), creates(group), { ...deletes(group), op: "same" }];
        const source = { digest: async () => ({ ...digestWith(steps), counts: { same: 7, create: 9 } }) };
        assert.deepEqual((await previewed({ state: [web], steps, source })).others, { create: 1, same: 7 });
    });

    it("tells progress up to the last row", async () => {
        const rows = Array.from({ length: 20 }, (_, index) => amiRow(`web-${index}`, `ami-${10000000 + index}`));
        const told: Progress[] = [];
        const { rows: seen } = await previewed({
            state: rows,
            steps: rows.map(row => deletes(row)),
            onProgress: progress => told.push(progress),
        });
        assert.deepEqual(
            told.map(({ looked, of }) => `${looked}/${of}`),
            rows.map((_, index) => `${index + 1}/20`),
        );
        assert.deepEqual(
            seen.map(({ urn }) => urn),
            rows.map(({ urn }) => urn).sort(),
        );
    });

    it("looks at no more than eight objects at once", async () => {
        const rows = Array.from({ length: 30 }, (_, index) => amiRow(`web-${index}`, `ami-${10000000 + index}`));
        let now = 0;
        let most = 0;
        const look = async () => {
            most = Math.max(most, ++now);
            await new Promise(resolve => setImmediate(resolve));
            now--;
            return plans.retain;
        };
        await previewed({
            state: rows,
            steps: rows.map(row => deletes(row)),
            kind: kindThat(plans.retain, {}, { look }),
        });
        assert.equal(most, 8);
    });

    it("lets the second of two rows with one object find it gone", async () => {
        const first = amiRow("web", oldId, { delete: true });
        const second = amiRow("web", oldId, { created: "2026-02-02T00:00:00Z" });
        const { rows, summary } = await previewed({ state: [first, second], steps: [deletes(second), deletes(first)] });
        assert.deepEqual(
            rows.map(({ outcome, because }) => [outcome, because]),
            [
                ["retire", undefined],
                ["already-retired", `${oldId} goes with the row "web" of the same update`],
            ],
        );
        assert.deepEqual([summary.retire, summary["already-retired"]], [1, 1]);
    });

    it("does not take an object for gone whose first row is refused", async () => {
        const rows = [amiRow("a"), amiRow("b")];
        const seen = await previewed({
            state: rows,
            steps: rows.map(row => deletes(row)),
            kind: kindThat(plans.blocked),
        });
        assert.deepEqual(
            seen.rows.map(({ outcome }) => outcome),
            ["blocked", "blocked"],
        );
    });

    it("names what is never looked at, of kinds that were looked for at all", async () => {
        assert.deepEqual((await previewed({ state: [web], steps: [deletes(web)] })).neverLookedAt, {
            "aws.Ami": ["the back of the moon"],
        });
        const kept = amiRow("web", oldId, { retainOnDelete: true });
        assert.deepEqual((await previewed({ state: [kept], steps: [deletes(kept)] })).neverLookedAt, {});
    });

    it("gives each provider one context, and each the configuration that its delete receives", async () => {
        const provider = (name: string, region: string): Row => ({
            ...amiRow(name, name, { inputs: { "aws:region": region } }),
            urn: `urn:pulumi:prod::shop::pulumi:providers:pulumi-nodejs::${name}`,
            type: "pulumi:providers:pulumi-nodejs",
        });
        const [east, west] = [provider("east", "us-east-1"), provider("west", "us-west-1")];
        const of = (row: Row) => `${row.urn}::${row.id}`;
        const rows = [east, west, east].map((owner, index) =>
            amiRow(`web-${index}`, `ami-1000000${index}`, { provider: of(owner) }),
        );
        const contexts = new Map<string, Context>();
        const kind = kindThat(plans.retain, {
            retirement: async (id: string, _state: object, context: Context) => {
                contexts.set(id, context);
                return { ...new Stage().retirement, look: async () => plans.retain };
            },
        });
        await previewed({ state: [east, west, ...rows], steps: rows.map(row => deletes(row)), kind });
        const [one, two, three] = rows.map(({ id }) => contexts.get(id));
        assert.equal(one, three);
        assert.deepEqual(
            [one, two].map(context => context?.configuration.get("aws:region")),
            ["us-east-1", "us-west-1"],
        );
        await assert.rejects(one?.surroundings.engine.assertAlive() ?? Promise.resolve());
    });
});

describe("what a preview notes", () => {
    const notesOf = async (
        state: readonly Row[],
        steps: readonly Step[],
        diagnostics = [] as ReturnType<typeof failed>[],
    ) =>
        (
            await previewed({ state, steps, source: { digest: async () => digestWith(steps, diagnostics) } })
        ).notes.join();

    it("is nothing when all is as it should be", async () => assert.equal(await notesOf([web], [deletes(web)]), ""));

    it("is a row of ours that the state does not hold", async () => {
        assert.match(
            await notesOf([], [deletes(web)]),
            /aws:Ami web is to be deleted, and the stack's state does not hold it/,
        );
        assert.equal(await notesOf([], [deletes(groupRow({}))]), "");
    });

    it("is a row of an earlier replacement that no step deletes", async () => {
        const pending = amiRow("web", newId, { delete: true });
        assert.match(
            await notesOf([web, pending], [deletes(web)]),
            /1 rows of earlier replacements are still to be deleted/,
        );
        assert.equal(await notesOf([web, pending], [deletes(web), deletes(pending)]), "");
    });

    it("is another's protected row, which stops the whole update", async () => {
        const locked = groupRow({}, { protect: true });
        const refusal = failed("error: it is protected", locked.urn);
        assert.match(
            await notesOf([locked], [deletes(locked)], [refusal]),
            /Group web: it is protected, so nothing of this update/,
        );
    });
});

describe("a row of which the delete could not even begin", () => {
    it("is blocked, with the reason: a state of another version, a wrong state", async () => {
        const newer = amiRow("web", oldId, { outputs: { __version: 99 } });
        const [row] = (await previewed({ state: [newer], steps: [deletes(newer)] })).rows;
        assert.equal(row?.outcome, "blocked");
        assert.match(row?.blockers[0]?.fact ?? "", /newer pulumi-retire/);
        const retirement = async () => {
            throw new RetirementError("invalid-state", "two ids");
        };
        const [other] = (
            await previewed({ state: [web], steps: [deletes(web)], kind: kindThat(plans.retain, { retirement }) })
        ).rows;
        assert.deepEqual([other?.outcome, other?.blockers[0]?.code], ["blocked", "invalid-state"]);
    });

    it("does not keep the others from being looked at", async () => {
        const broken = amiRow("broken", newId, { outputs: {} });
        const sharedWith = ({ snapshotIds }: { snapshotIds?: readonly string[] }) => snapshotIds ?? [];
        const whole = amiRow("web", oldId, { outputs: { __version: 1, snapshotIds: ["snap-1"] } });
        const { rows } = await previewed({
            state: [broken, whole],
            steps: [deletes(broken), deletes(whole)],
            kind: kindThat(plans.retire(call), { sharedWith }),
        });
        assert.deepEqual(
            rows.map(({ outcome }) => outcome),
            ["blocked", "retire"],
        );
    });

    it("is our own mistake when it is anything else", async () => {
        const retirement = async () => {
            throw new TypeError("a mistake");
        };
        const kind = kindThat(plans.retain, { retirement });
        await assert.rejects(previewed({ state: [web], steps: [deletes(web)], kind }), TypeError);
    });
});

describe("permissions", () => {
    const retire = plans.retire({ ...call, probe: true }, { ...call, operation: "A" }, { ...call, operation: "B" });
    const asked = async (answer: Retirement["isAllowed"], checksPermissions = true, plan = retire) => {
        const retirement = answer === undefined ? {} : { isAllowed: answer };
        const kind = kindThat(plan, {}, retirement);
        const [row] = (await previewed({ state: [web], steps: [deletes(web)], kind, checksPermissions })).rows;
        return { outcome: row?.outcome, permissions: row?.calls.map(each => each.permission), blockers: row?.blockers };
    };
    const allow = async () => known(true);

    it("are asked for each call that is none itself, and only where that is wished and possible", async () => {
        assert.deepEqual((await asked(allow)).permissions, [undefined, "allowed", "allowed"]);
        const never = async () => assert.fail("not to be asked");
        assert.deepEqual((await asked(never, false)).permissions, [undefined, undefined, undefined]);
        assert.deepEqual((await asked(undefined)).permissions, [undefined, undefined, undefined]);
        assert.equal((await asked(never, true, plans.blocked)).outcome, "blocked");
    });

    it("that are missing block, and each is named", async () => {
        const { outcome, permissions, blockers } = await asked(async ({ operation }) => known(operation === "A"));
        assert.deepEqual([outcome, permissions], ["blocked", [undefined, "allowed", "denied"]]);
        assert.deepEqual(
            blockers?.map(({ code, permission }) => [code, permission]),
            [["not-permitted", "ec2:B"]],
        );
    });

    it("that are not known are said to be, and block nothing", async () => {
        const { outcome, permissions } = await asked(async () => ({ is: "unknown", because: "throttled" }));
        assert.deepEqual([outcome, permissions], ["retire", [undefined, "unknown", "unknown"]]);
    });
});
