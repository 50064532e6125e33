import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/execution/checked";
import type { Step } from "../../../provider/preview/digest";
import type { Row } from "../../../provider/preview/row";
import type { Update } from "../../../provider/preview/update";
import { wantedBy } from "../../../provider/preview/wanted-rows";
import {
    amiKind,
    amiRow,
    amiType,
    amiUrn,
    changes,
    creates,
    deletes,
    digestWith,
    failed,
    groupRow,
    newId,
    oldId,
    removalOf,
    replaces,
    updateOf,
} from "./stacks";

const web = amiRow("web");
const nobody = { known: [], unknownToDelete: [], undecided: [] };

/** Who still wants the object of `web`, which leaves by the last step unless `leave` is among the others. */
const wanted = (
    state: readonly Row[],
    steps: readonly Step[],
    { leaving = web, leave = [deletes(leaving)], ...members }: Partial<Update> & { leaving?: Row; leave?: Step[] } = {},
    diagnostics: Parameters<typeof updateOf>[3] = [],
) => {
    const update = updateOf([leaving, ...state], [...steps, ...leave], members, diagnostics);
    return wantedBy(removalOf(leaving, update), amiKind, update);
};

describe("who still wants the object of a row that leaves", () => {
    it("nobody, when the row is alone with it", () => {
        assert.deepEqual(wanted([amiRow("job", newId)], [creates(amiRow("next", newId))]), nobody);
        assert.deepEqual(wanted([groupRow({ imageId: oldId })], []), nobody);
    });

    it("its successor after a rename, which the engine creates and by that checks first", () =>
        assert.deepEqual(wanted([], [creates(amiRow("renamed"))]), { ...nobody, known: ['"renamed"'] }));

    it("itself, when it is replaced by a row with the same id (up --replace, taint)", () => {
        const leave = [deletes(web, "delete-replaced")];
        const steps = replaces(web, { imageId: oldId });
        assert.deepEqual(wanted([], steps, { leave }), { ...nobody, known: ['"web"'] });
        assert.deepEqual(wanted([], replaces(web, { imageId: newId }), { leave }), nobody);
    });

    it("another row that has it and stays, whether or not it changes", () => {
        const twin = amiRow("twin");
        for (const steps of [[], [changes(twin, { imageId: oldId, deletionPolicy: {} })]])
            assert.deepEqual(wanted([twin], steps), { ...nobody, known: ['"twin"'] });
    });

    it("a row that has it by its id, though its inputs do not name it", () => {
        const made = amiRow("made", oldId, { inputs: {} });
        assert.deepEqual(wanted([made], []), { ...nobody, known: ['"made"'] });
    });

    it("nobody more, when the other row leaves too or goes over to another object", () => {
        const twin = amiRow("twin");
        assert.deepEqual(wanted([twin], [deletes(twin)]), nobody);
        const steps = [...replaces(twin, { imageId: newId }), deletes(twin, "delete-replaced")];
        assert.deepEqual(wanted([twin], steps), nobody);
        assert.deepEqual(wanted([amiRow("twin", oldId, { delete: true })], []), nobody);
    });

    it("all of them, in the order of their URNs", () =>
        assert.deepEqual(wanted([amiRow("c"), amiRow("a")], [creates(amiRow("b"))]), {
            ...nobody,
            known: ['"a"', '"b"', '"c"'],
        }));

    it("perhaps a row that does not know its id yet", () => {
        const open = ['"next", whose object is not known yet, turns out to want it'];
        assert.deepEqual(wanted([], [creates(amiRow("next", unknownValue))]), { ...nobody, undecided: open });
    });

    it("no row that makes an object of its own", () => {
        const making = amiRow("next", "", { inputs: { name: unknownValue } });
        assert.deepEqual(wanted([], [creates(making)]), nobody);
    });

    it("no row of another kind or type, whatever it names", () => {
        const kindOf = (type: string) => (type === amiType ? amiKind : { name: "alicloud.Image", idOf: amiKind.idOf });
        assert.deepEqual(wanted([groupRow({ imageId: oldId }, { id: oldId })], [], { kindOf }), nobody);
    });
});

describe("who wants it without the delete's knowing", () => {
    const unknown = (...names: string[]) => ({ ...nobody, unknownToDelete: names.map(name => `"${name}"`) });
    const twin = amiRow("twin");

    it("a row of another provider: the check goes to another process", () => {
        const elsewhere = { provider: "urn:pulumi:prod::shop::pulumi:providers:pulumi-nodejs::eu::1" };
        assert.deepEqual(wanted([amiRow("twin", oldId, elsewhere)], []), unknown("twin"));
        assert.deepEqual(wanted([], [creates(amiRow("next", oldId, elsewhere))]), unknown("next"));
    });

    it("a row that stays through a destroy, where nothing is checked", () => {
        const update = { operation: "destroy", isChecked: () => false } as const;
        assert.deepEqual(wanted([twin], [], update), unknown("twin"));
        assert.deepEqual(wanted([twin], [deletes(twin)], update), nobody);
    });

    it("a protected row that the program has dropped: it stays, and nobody checks it", () => {
        const locked = amiRow("locked", oldId, { protect: true });
        const refusal = failed("error: it is protected", locked.urn);
        for (const operation of ["up", "destroy"] as const)
            assert.deepEqual(wanted([locked], [deletes(locked)], { operation }, [refusal]), unknown("locked"));
    });

    it("a row that --target leaves out, be it in the state or only in the whole program", () => {
        const isChecked = (urn: string) => urn === web.urn;
        assert.deepEqual(wanted([twin], [], { isChecked }), unknown("twin"));
        const whole = digestWith([creates(amiRow("renamed")), deletes(web)]);
        assert.deepEqual(wanted([], [], { isChecked, whole }), unknown("renamed"));
    });

    it("is not a row that --target reaches as well", () => {
        const renamed = creates(amiRow("renamed"));
        const whole = digestWith([renamed, deletes(web)]);
        assert.deepEqual(wanted([], [renamed], { whole }), { ...nobody, known: ['"renamed"'] });
        const isChecked = (urn: string) => urn === amiUrn("twin");
        assert.deepEqual(wanted([twin], [], { isChecked }), { ...nobody, known: ['"twin"'] });
    });

    it("another row than its own, when it is deleted ahead of its replacement", () => {
        const steps = [
            deletes(web, "delete-replaced"),
            ...replaces(web, { imageId: oldId }),
            creates(amiRow("renamed")),
        ];
        assert.deepEqual(wanted([], steps, { leave: [] }), { ...unknown("renamed"), known: ['"web"'] });
    });

    it("is open in a saved preview, which does not tell who is checked", () => {
        const open = ['"twin", which wants it, is part of the update'];
        assert.deepEqual(wanted([twin], [], { isChecked: () => undefined }), { ...nobody, undecided: open });
        const renamed = creates(amiRow("renamed"));
        const isChecked = () => undefined;
        assert.deepEqual(wanted([], [renamed], { isChecked }), { ...nobody, known: ['"renamed"'] });
    });
});
