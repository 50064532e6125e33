import assert from "node:assert/strict";
import { exitCodeOf, type Failure, failureNames } from "../../../../provider/cli/preview/exit-code";
import type { PreviewedRow } from "../../../../provider/preview";
import { previewedRow, previewWith } from "../../preview/previewed";

const rows = {
    good: previewedRow(),
    kept: previewedRow({ outcome: "retain" }),
    gone: previewedRow({ outcome: "already-retired" }),
    blocked: previewedRow({ outcome: "blocked" }),
    danger: previewedRow({ danger: ['"web"'] }),
    unknown: previewedRow({ outcome: "unknown" }),
    conditional: previewedRow({ outcome: "conditional" }),
    deferred: previewedRow({ outcome: "defer" }),
    lost: previewedRow({ isIrreversible: true }),
    "conditional and lost": previewedRow({ outcome: "conditional", isIrreversible: true }),
} as const satisfies Record<string, PreviewedRow>;

const codeOf = (failOn: readonly Failure[], ...names: readonly (keyof typeof rows)[]) =>
    exitCodeOf(previewWith(names.map(name => rows[name])), failOn);

describe("the exit code", () => {
    const alone: Readonly<Record<keyof typeof rows, number>> = {
        good: 0,
        kept: 0,
        gone: 0,
        blocked: 2,
        danger: 2,
        unknown: 3,
        conditional: 3,
        deferred: 4,
        lost: 5,
        "conditional and lost": 3,
    };
    for (const [name, code] of Object.entries(alone)) {
        it(`of a row that is ${name}, when everything is asked for: ${code}`, () =>
            assert.equal(codeOf(failureNames, name as keyof typeof rows), code));
    }

    it("is 0 without rows, and when nothing is asked for", () => {
        assert.equal(codeOf(failureNames), 0);
        assert.equal(codeOf([], ...(Object.keys(rows) as (keyof typeof rows)[])), 0);
    });

    it("is that of the worst, in whatever order rows and wishes come", () => {
        assert.equal(codeOf(failureNames, "lost", "deferred", "unknown", "good", "blocked"), 2);
        assert.equal(codeOf([...failureNames].reverse(), "good", "lost", "deferred", "conditional"), 3);
        assert.equal(codeOf(failureNames, "lost", "deferred"), 4);
        assert.equal(codeOf(failureNames, "lost", "kept", "gone"), 5);
    });

    it("counts only what is asked for", () => {
        assert.equal(codeOf(["irreversible"], "blocked", "unknown", "deferred", "lost"), 5);
        assert.equal(codeOf(["irreversible"], "conditional and lost"), 5);
        assert.equal(codeOf(["deferred", "irreversible"], "blocked", "lost", "deferred"), 4);
        assert.equal(codeOf(["unknown"], "blocked", "danger", "lost"), 0);
        assert.equal(codeOf(["blocked", "unknown"], "deferred", "lost"), 0);
    });
});
