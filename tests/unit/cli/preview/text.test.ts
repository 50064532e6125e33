import assert from "node:assert/strict";
import { renderPreviewMarkdown } from "../../../../provider/cli/preview/markdown";
import { summaryLine } from "../../../../provider/cli/preview/summary";
import { renderPreviewText } from "../../../../provider/cli/preview/text";
import type { RetirementPreview } from "../../../../provider/preview";
import { previewedRow, previewWith } from "../../preview/previewed";

const text = (preview: RetirementPreview, verbose = false) =>
    renderPreviewText(preview, { verbose, paint: line => line });
const call = { service: "ec2", operation: "DeregisterImage", input: { ImageId: "ami-1" } };

describe("a preview as text", () => {
    it("paints the verdict, and nothing else", () => {
        const painted = renderPreviewText(previewWith([previewedRow({ calls: [call] })]), {
            verbose: false,
            paint: (line, row) => `<${row.outcome}>${line}</>`,
        });
        assert.ok(painted.startsWith("<retire>will deregister</>\n  aws.Ami"));
        assert.equal(painted.split("<retire>").length, 2);
    });

    it("says of each call what AWS answered about it, and which of them only asks", () => {
        const calls = [
            { ...call, probe: true as const },
            { ...call, permission: "allowed" as const },
            { ...call, permission: "unknown" as const },
            call,
        ];
        const lines = text(previewWith([previewedRow({ calls })]))
            .split("\n")
            .filter(line => /^ {2}\d/.test(line));
        assert.deepEqual(lines, [
            "  1. ec2:DeregisterImage ImageId=ami-1  (asks only)",
            "  2. ec2:DeregisterImage ImageId=ami-1  (allowed)",
            "  3. ec2:DeregisterImage ImageId=ami-1  (unknown)",
            "  4. ec2:DeregisterImage ImageId=ami-1",
        ]);
    });

    it("gives a reason once", () => {
        const kept = previewedRow({ outcome: "retain", because: "so", verdict: "kept: so" });
        assert.doesNotMatch(text(previewWith([kept])), /because/);
        const gone = previewedRow({ outcome: "already-retired", because: "so", verdict: "already retired" });
        assert.match(text(previewWith([gone])), /\n {2}because so\n/);
    });

    it("tells notes, what Pulumi warns of, and what is never looked at", () => {
        const told = text(
            previewWith([], {
                notes: ["one", "two"],
                neverLookedAt: { "aws.Ami": ["a", "b"] },
                diagnostics: [
                    { urn: "", severity: "warning", message: "old" },
                    { urn: "", severity: "info", message: "chatter" },
                    { urn: "u", severity: "error", message: "protected" },
                ],
            }),
        );
        assert.deepEqual(told.split("\n").slice(1), [
            "Note: one",
            "Note: two",
            "Never looked at for aws.Ami: a; b.",
            "Pulumi warns: old",
        ]);
    });

    it("names ten rows of a block, and counts the rest", () => {
        const rows = Array.from({ length: 12 }, (_, index) => previewedRow({ name: `web-${index}` }));
        assert.match(text(previewWith(rows)), /web-9" .*\n {2}… and 2 more \(--verbose tells each\)\n/);
        assert.doesNotMatch(text(previewWith(rows.slice(0, 10))), /more/);
        assert.equal(text(previewWith(rows), true).split("will deregister").length, 13);
    });

    it("ends without an empty line, also without rows", () => {
        for (const preview of [previewWith([]), previewWith([previewedRow()])])
            assert.equal(text(preview).trim(), text(preview));
    });
});

describe("the summary line", () => {
    const cases: readonly (readonly [RetirementPreview, string])[] = [
        [previewWith([]), "No row of this package leaves stack prod by updating it."],
        [
            previewWith([], { operation: "destroy", others: { same: 3 } }),
            "No row of this package leaves stack prod by destroying it. Other rows: 3 same.",
        ],
        [previewWith([previewedRow()]), "1 row leaves stack prod by updating it: 1 to retire."],
        [
            previewWith([previewedRow({ outcome: "defer" }), previewedRow({ isIrreversible: true, danger: ['"x"'] })], {
                others: { update: 2, create: 1 },
            }),
            "2 rows leave stack prod by updating it: 1 to retire, 1 deferred; 1 cannot be taken back; 1 IN DANGER. Other rows: 1 create, 2 update.",
        ],
    ];
    for (const [preview, line] of cases) it(line, () => assert.equal(summaryLine(preview), line));

    it("does without the stack's name", () => {
        const { stack: _stack, ...nameless } = previewWith([]);
        assert.match(summaryLine(nameless), /leaves the stack by/);
    });
});

describe("a preview as markdown", () => {
    it("keeps its table whole, whatever a name or a verdict holds", () => {
        const row = previewedRow({ name: "a|b", verdict: "blocked: x | y\nz" });
        const [line = ""] = renderPreviewMarkdown(previewWith([row]), { verbose: false })
            .split("\n")
            .filter(each => each.includes("a\\|b"));
        assert.equal(line.replaceAll("\\|", "").split("|").length, 4);
    });

    it("has no table and nothing to unfold when no row leaves", () =>
        assert.doesNotMatch(renderPreviewMarkdown(previewWith([]), { verbose: false }), /verdict|details/));

    it("has a mark of its own for each outcome", () => {
        const outcomes = ["retire", "conditional", "defer", "retain", "already-retired", "blocked", "unknown"] as const;
        const marks = outcomes.map(outcome => {
            const told = renderPreviewMarkdown(previewWith([previewedRow({ outcome })]), { verbose: false });
            return /^\| (\S+) will deregister/m.exec(told)?.[1];
        });
        assert.equal(new Set(marks).size, outcomes.length);
    });
});
