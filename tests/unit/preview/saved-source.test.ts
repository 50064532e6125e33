import assert from "node:assert/strict";
import { previewRetirements } from "../../../provider/preview";
import { PreviewError } from "../../../provider/preview/error";
import type { Row } from "../../../provider/preview/row";
import { savedSource } from "../../../provider/preview/saved-source";
import type { Source } from "../../../provider/preview/source";
import { amiRow, deletes, failed, oldId } from "./stacks";

const web = amiRow("web");
const document = { changeSummary: { delete: 1 }, steps: [deletes(web)] };

const live = (state: readonly Row[] = [web], members: Partial<Source> = {}): Source => ({
    operation: "destroy",
    runsProgram: true,
    digest: async () => assert.fail("the saved one is to be taken"),
    state: async () => state,
    configuration: async () => ({ "aws:region": "eu-central-1" }),
    targets: ["a"],
    whole: async () => assert.fail("there is no whole of a saved preview"),
    ...members,
});
const isError = (code: PreviewError["code"], text: RegExp) => (error: unknown) => {
    assert.ok(PreviewError.is(error), String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
};

describe("a saved preview", () => {
    it("gives the steps; the stack gives the rest, and who is checked nobody knows", async () => {
        const source = savedSource(document, live());
        const { operation, runsProgram, targets, notes, whole } = source;
        assert.deepEqual(
            { operation, runsProgram, targets, notes, whole },
            { operation: "destroy", runsProgram: true, targets: "unknown", notes: [], whole: undefined },
        );
        assert.deepEqual((await source.digest()).steps, document.steps);
        assert.deepEqual(await source.configuration(), { "aws:region": "eu-central-1" });
    });

    it("without replacement steps says what it cannot verify", () => {
        const replaced = { ...deletes(web), op: "replace" };
        const hidden = savedSource({ ...document, steps: [replaced] }, live());
        assert.match(hidden.notes?.join() ?? "", /saved without --show-replacement-steps/);
        const shown = savedSource({ ...document, steps: [replaced, { ...replaced, op: "delete-replaced" }] }, live());
        assert.deepEqual(shown.notes, []);
    });

    it("asks for the state one time", async () => {
        let asked = 0;
        const state = async () => [web].slice(0, ++asked);
        const source = savedSource(document, live([], { state }));
        await Promise.all([source.digest(), source.state()]);
        await source.state();
        assert.equal(asked, 1);
    });

    const others = [undefined, null, 7, [], {}, { deployment: { resources: [] } }, { steps: [] }];
    for (const other of others) {
        it(`is none of these: ${JSON.stringify(other)}`, () =>
            assert.throws(() => savedSource(other, live()), isError("not-a-preview", /--show-replacement-steps/)));
    }

    it("of a program that failed is a failure still", () => {
        const message = "error: Running program '/x' failed with an unhandled exception:\nError: no";
        const broken = { ...document, diagnostics: [failed(message), failed("error: preview failed")] };
        assert.throws(() => savedSource(broken, live()), isError("program", /the program failed.*Error: no/s));
    });

    it("with a protected row is a verdict", async () => {
        const row = amiRow("web", oldId, { protect: true });
        const diagnostics = [failed("error: it is protected", row.urn), failed("error: preview failed")];
        const source = savedSource({ ...document, steps: [deletes(row)], diagnostics }, live([row]));
        assert.equal((await source.digest()).diagnostics.length, 2);
    });

    for (const [from, to] of [
        ["::shop::", "::other-shop::"],
        ["urn:pulumi:prod::", "urn:pulumi:test::"],
    ] as const) {
        it(`of another stack is refused: ${to}`, async () => {
            const stranger = { ...web, urn: web.urn.replace(from, to) };
            await assert.rejects(
                savedSource(document, live([stranger])).digest(),
                isError("not-a-preview", /is of stack prod of project shop, and this is (prod|test) of (other-)?shop/),
            );
        });
    }

    it("without steps names no stack, and says that nothing verifies it", async () => {
        const source = savedSource({ changeSummary: { same: 2 } }, live());
        assert.match(source.notes?.join() ?? "", /holds no steps and names no stack/);
        assert.deepEqual((await source.digest()).counts, { same: 2 });
    });

    it("is not held against a stack that is empty", async () =>
        assert.equal((await savedSource(document, live([])).digest()).steps.length, 1));

    it("that is none rejects, and does not throw, where it is handed to the library", async () => {
        const asked = previewRetirements({ steps: { not: "a preview" } });
        await assert.rejects(asked, isError("not-a-preview", /--show-replacement-steps/));
    });
});
