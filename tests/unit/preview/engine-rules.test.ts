import assert from "node:assert/strict";
import type { Step } from "../../../provider/preview/digest";
import { failuresOf, removalsOf } from "../../../provider/preview/engine-rules";
import type { Row } from "../../../provider/preview/row";
import { amiRow, amiUrn, changes, creates, deletes, digestWith, failed, newId, oldId, replaces, rowOf } from "./stacks";

const web = amiRow("web");
const host = rowOf("aws:ec2/vpc:Vpc", "host");

/** What becomes of each row that leaves, in order: `delete web deleted`. Each step's row is there. */
const told = (steps: readonly Step[], state: readonly Row[], diagnostics = [] as ReturnType<typeof failed>[]) => {
    const { removals, strangers } = removalsOf(digestWith(steps, diagnostics), state);
    assert.deepEqual(strangers, []);
    return removals.map(({ operation, row, fate }) =>
        [operation, row.urn.split("::").at(-1), fate.is, ...("by" in fate ? [fate.by] : [])].join(" "),
    );
};

describe("which rows leave the stack, and what the engine makes of them", () => {
    it("a delete", () => assert.deepEqual(told([deletes(web)], [web]), ["delete web deleted"]));

    it("a replacement counts once, whatever steps it is shown in", () => {
        const steps = [...replaces(web, { imageId: newId }), deletes(web, "delete-replaced")];
        assert.deepEqual(told(steps, [web]), ["delete-replaced web deleted"]);
    });

    it("a replacement in a preview that was saved without its steps: `replace` stands for the delete", () => {
        assert.deepEqual(told([changes(web, { imageId: newId }, {}, "replace")], [web]), [
            "delete-replaced web deleted",
        ]);
    });

    for (const op of ["same", "update", "create", "refresh", "read", "import", "create-replacement", "a-word-of-later"])
        it(`${op}: nothing leaves`, () => assert.deepEqual(told([{ ...deletes(web), op }], [web]), []));

    for (const op of ["discard", "discard-replaced"])
        it(`${op}: external, the program only read it`, () =>
            assert.deepEqual(told([deletes(web, op)], [web]), [`${op} web left-alone external`]));

    const options: readonly (readonly [keyof Row, string])[] = [
        ["external", "external"],
        ["retainOnDelete", "retainOnDelete"],
    ];
    for (const [option, by] of options) {
        it(`${option}, by the state's word and not by the step's`, () => {
            const row = amiRow("web", oldId, { [option]: true });
            assert.deepEqual(told([deletes(web)], [row]), [`delete web left-alone ${by}`]);
            assert.deepEqual(told([deletes(row)], [web]), ["delete web deleted"]);
        });
    }

    it("deletedWith, when its target goes too, in whatever order", () => {
        const row = amiRow("web", oldId, { deletedWith: host.urn });
        for (const steps of [
            [deletes(row), deletes(host)],
            [deletes(host), deletes(row)],
            [deletes(row), deletes(host, "delete-replaced")],
        ]) {
            const { removals } = removalsOf(digestWith(steps), [host, row]);
            const fate = removals.find(removal => removal.row === row)?.fate;
            assert.deepEqual(fate, { is: "left-alone", by: "deletedWith", other: host.urn });
        }
    });

    it("deletedWith, when its target stays: deleted", () => {
        const row = amiRow("web", oldId, { deletedWith: host.urn });
        assert.deepEqual(told([deletes(row)], [host, row]), ["delete web deleted"]);
        assert.deepEqual(told([deletes(row), changes(host, {})], [host, row]), ["delete web deleted"]);
    });

    describe("protect", () => {
        const row = amiRow("web", oldId, { protect: true });
        const refusal = failed("error: Preview failed: resource cannot be deleted\nbecause it is protected", row.urn);

        it("refuses, as the diagnostics say, before anything else counts", () => {
            assert.deepEqual(told([deletes(row)], [row], [refusal]), ["delete web refused"]);
            const retained = { ...row, retainOnDelete: true };
            assert.deepEqual(told([deletes(retained)], [retained], [refusal]), ["delete web refused"]);
        });

        it("with --ignore-protect nobody objects: deleted", () =>
            assert.deepEqual(told([deletes(row)], [row]), ["delete web deleted"]));

        it("another row's error is no refusal of this one", () =>
            assert.deepEqual(told([deletes(row)], [row], [failed("error: no", amiUrn("other"))]), [
                "delete web deleted",
            ]));

        it("does not stand in the way of the delete after a replacement", () =>
            assert.deepEqual(told([deletes(row, "delete-replaced")], [row], [refusal]), [
                "delete-replaced web deleted",
            ]));
    });

    it("three replaced rows of one URN are told apart by id", () => {
        const rows = [1, 2, 3].map(n => amiRow("web", `ami-0000000${n}`, { delete: n > 1 }));
        const steps = [...rows].reverse().map(row => deletes(row, "delete-replaced"));
        const { removals } = removalsOf(digestWith(steps), rows);
        assert.deepEqual(
            removals.map(({ row }) => row.id),
            ["ami-00000003", "ami-00000002", "ami-00000001"],
        );
    });

    describe("two rows that share URN and id", () => {
        const first = amiRow("web", oldId, { created: "2026-01-01T00:00:00Z", delete: true });
        const second = amiRow("web", oldId, { created: "2026-02-02T00:00:00Z" });

        it("are told apart by when they were created", () => {
            const { removals } = removalsOf(digestWith([deletes(second), deletes(first, "delete-replaced")]), [
                first,
                second,
            ]);
            assert.deepEqual(
                removals.map(({ row }) => row.created),
                [second.created, first.created],
            );
        });

        it("are each taken once, where the steps do not say when", () => {
            const { created: _created, ...undated } = second;
            const step = { ...deletes(second), oldState: { ...undated, created: "" } };
            const { removals, strangers } = removalsOf(digestWith([step, step]), [first, second]);
            assert.deepEqual([removals.length, strangers.length], [2, 0]);
            assert.notEqual(removals[0]?.row, removals[1]?.row);
        });
    });

    it("a step whose row the state lacks, by its URN or by its id, is a stranger", () => {
        const { removals, strangers } = removalsOf(digestWith([deletes(web), deletes(amiRow("job"))]), [
            amiRow("web", newId),
        ]);
        assert.deepEqual(removals, []);
        assert.deepEqual(
            strangers.map(({ urn }) => urn),
            [web.urn, amiUrn("job")],
        );
    });

    it("only a delete ahead of its own replacement runs before other rows are checked", () => {
        const before = [deletes(web, "delete-replaced"), ...replaces(web, { imageId: newId })];
        const after = [...replaces(web, { imageId: newId }), deletes(web, "delete-replaced")];
        const isBefore = (steps: readonly Step[]) =>
            removalsOf(digestWith(steps), [web]).removals.map(({ isBeforeReplacement }) => isBeforeReplacement);
        assert.deepEqual(isBefore(before), [true]);
        assert.deepEqual(isBefore(after), [false]);
        assert.deepEqual(isBefore([deletes(web)]), [false]);
        assert.deepEqual(isBefore([deletes(web, "delete-replaced"), creates(amiRow("job"))]), [false]);
    });
});

describe("what made a preview fail", () => {
    const locked = amiRow("web", oldId, { protect: true });
    const refusal = failed("error: Preview failed: resource cannot be deleted", locked.urn);
    const last = failed("error: preview failed");
    const failures = (steps: readonly Step[], ...diagnostics: ReturnType<typeof failed>[]) =>
        failuresOf(digestWith(steps, diagnostics)).map(({ message }) => message);

    it("is nothing in a preview without errors", () => {
        assert.deepEqual(failures([deletes(locked)]), []);
        assert.deepEqual(failures([], { ...last, severity: "warning" }, { ...last, severity: "info" }), []);
    });

    it("is not a protected row: that is a verdict", () =>
        assert.deepEqual(failures([deletes(locked)], refusal, last), []));

    it("is whatever else stands beside a protected row", () => {
        const other = failed("error: Running program failed", "");
        assert.deepEqual(failures([deletes(locked)], refusal, other, last), [other.message]);
        const onOther = failed("error: no such type", amiUrn("other"));
        assert.deepEqual(failures([deletes(locked)], refusal, onOther, last), [onOther.message]);
    });

    it("is an error of a row that is not protected, or of a protected row that stays", () => {
        assert.deepEqual(failures([deletes(amiRow("web"))], refusal), [refusal.message]);
        assert.deepEqual(failures([changes(locked, {})], refusal), [refusal.message]);
    });

    it("is the engine's last word, when it is the only one", () =>
        assert.deepEqual(failures([], last), [last.message]));
});
