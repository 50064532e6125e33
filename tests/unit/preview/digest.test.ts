import assert from "node:assert/strict";
import { digestOf, errorsOf } from "../../../provider/preview/digest";
import { amiRow, deletes } from "./stacks";

const message = (text: string) =>
    digestOf({ changeSummary: {}, diagnostics: [{ message: text, severity: "error" }] })?.diagnostics[0]?.message;

describe("what pulumi preview --json prints", () => {
    it("is read with all that is missing in it where nothing happens", () => {
        const nothing = { steps: [], diagnostics: [], counts: {} };
        assert.deepEqual(digestOf({ changeSummary: {} }), nothing);
        assert.deepEqual(digestOf({ changeSummary: {}, steps: null, diagnostics: null }), nothing);
        assert.deepEqual(digestOf({ changeSummary: { same: 3 } })?.counts, { same: 3 });
    });

    it("keeps its steps in their order", () => {
        const steps = ["b", "a", "c"].map(name => deletes(amiRow(name)));
        assert.deepEqual(digestOf({ changeSummary: {}, steps })?.steps, steps);
    });

    it("is told from every other document", () => {
        const others = [
            undefined,
            null,
            7,
            "x",
            [],
            {},
            { steps: [] },
            { deployment: { resources: [] } },
            { changeSummary: { same: "3" } },
            { changeSummary: {}, steps: [{ op: "delete" }] },
        ];
        for (const document of others) assert.equal(digestOf(document), undefined, JSON.stringify(document));
    });

    it("loses its colours: those of Node's stack traces, and the engine's own marks", () => {
        assert.equal(message("\u001b[31merror: \u001b[1;4mno\u001b[0m\n"), "error: no");
        assert.equal(message("<{%reset%}>error: no<{%fg 12%}> <{%reset%}>"), "error: no");
        assert.equal(message("a < b, {x: 1}, 100%"), "a < b, {x: 1}, 100%");
    });

    it("has errors among what it says", () => {
        const diagnostics = ["error", "warning", "info", "info#err", "error"].map((severity, index) => ({
            severity,
            message: String(index),
        }));
        const digest = digestOf({ changeSummary: {}, diagnostics });
        assert.ok(digest);
        assert.deepEqual(
            errorsOf(digest).map(error => error.message),
            ["0", "4"],
        );
    });
});
