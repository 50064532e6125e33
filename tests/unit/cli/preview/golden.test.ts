import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { exitCodeOf, type Failure, failureNames } from "../../../../provider/cli/preview/exit-code";
import { renderPreviewMarkdown } from "../../../../provider/cli/preview/markdown";
import { renderPreviewText } from "../../../../provider/cli/preview/text";
import { PreviewError, type RetirementPreview } from "../../../../provider/preview";
import { assertGolden } from "./golden";
import { digestFrom, manyRows, previewOf, recording } from "./recorded";

const usual: readonly Failure[] = ["blocked", "unknown"];
const renamed = "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/retire/aws:Ami::before-the-rename";

interface Golden {
    readonly title: string;
    readonly preview: () => Promise<RetirementPreview>;
    readonly exits: number;
    readonly verbose?: true;
}

const cases: Readonly<Record<string, Golden>> = {
    update: {
        title: "an update with one of each: rollovers, a rename, a refusal, what is kept, what is unknown",
        preview: () => previewOf({ shows: "update" }),
        exits: 2,
    },
    "update-overridden": {
        title: "the same update with overrides, each field with the key that sets it",
        preview: () =>
            previewOf({
                shows: "update",
                overrides: {
                    "*": { force: true },
                    "ami-0a1b2c3d4e5f60012": { deleteAssociatedSnapshots: false },
                    "ami-0a1b2c3d4e5f60009": { action: "deprecate", disableDeregistrationProtection: false },
                },
            }),
        exits: 2,
    },
    "update-permissions": {
        title: "the same update, with AWS asked whether it would allow the calls",
        preview: () => previewOf({ shows: "update", checksPermissions: true }),
        exits: 2,
    },
    destroy: {
        title: "the destruction of the stack, protected rows excluded",
        preview: () => previewOf({ shows: "destroy" }),
        exits: 2,
    },
    target: {
        title: "a target that reaches the old row of a rename alone: danger",
        preview: () =>
            previewOf({
                shows: "target",
                source: { targets: [renamed], whole: async () => digestFrom(recording("update")) },
            }),
        exits: 2,
    },
    nothing: {
        title: "an update that removes nothing of ours",
        preview: () =>
            previewOf({
                shows: "target",
                source: { digest: async () => ({ steps: [], diagnostics: [], counts: { same: 21 } }) },
            }),
        exits: 0,
    },
    many: {
        title: "two hundred rows more: those that come to the same share a block",
        preview: () => manyRows(200),
        exits: 2,
    },
    "many-verbose": {
        title: "twenty rows more, each told by itself",
        preview: () => manyRows(20),
        exits: 2,
        verbose: true,
    },
};

describe("golden files of pulumi-retire preview", () => {
    for (const [name, { title, preview, exits, verbose = false }] of Object.entries(cases)) {
        describe(title, () => {
            let seen: RetirementPreview;
            before(async () => {
                seen = await preview();
            });
            it(`as text: ${name}.golden.txt`, () =>
                assertGolden(`${name}.golden.txt`, renderPreviewText(seen, { verbose, paint: text => text })));
            it(`as markdown: ${name}.golden.md`, () =>
                assertGolden(`${name}.golden.md`, renderPreviewMarkdown(seen, { verbose })));
            if (!name.startsWith("many"))
                it(`as JSON: ${name}.golden.json`, () =>
                    assertGolden(`${name}.golden.json`, JSON.stringify(seen, undefined, 2)));
            it(`ends with ${exits}`, () => assert.equal(exitCodeOf(seen, usual), exits));
        });
    }

    it("golden files are all somebody's", () => {
        const names = Object.keys(cases);
        const strays = readdirSync(join(__dirname, "golden")).filter(
            file => !names.includes(file.replace(/[.]golden[.]\w+$/, "")),
        );
        assert.deepEqual(strays, []);
    });

    it("golden files show each outcome, and each way to fail", async () => {
        const previews = await Promise.all(Object.values(cases).map(({ preview }) => preview()));
        const outcomes = new Set(previews.flatMap(({ rows }) => rows.map(({ outcome }) => outcome)));
        assert.deepEqual([...outcomes].sort(), [
            "already-retired",
            "blocked",
            "conditional",
            "defer",
            "retain",
            "retire",
            "unknown",
        ]);
        const codes = failureNames.map(name => Math.max(...previews.map(preview => exitCodeOf(preview, [name]))));
        assert.deepEqual(codes, [2, 3, 4, 5]);
    });
});

describe("a preview of a recorded update", () => {
    it("comes out the same in whatever order the engine tells its steps and the state holds its rows", async () => {
        const digest = digestFrom(recording("update"));
        const one = await previewOf({ shows: "update" });
        const other = await previewOf({
            shows: "update",
            source: { digest: async () => ({ ...digest, steps: [...digest.steps].reverse() }) },
        });
        const plain = (preview: RetirementPreview) => preview.rows.map(({ urn, id }) => `${urn} ${id}`);
        assert.deepEqual(plain(other), plain(one));
    });

    it("comes out the same from a file that was saved without its replacement steps", async () => {
        const digest = digestFrom(recording("update"));
        const steps = digest.steps.filter(({ op }) => op !== "create-replacement" && op !== "delete-replaced");
        const saved = await previewOf({
            shows: "update",
            source: { targets: "unknown", digest: async () => ({ ...digest, steps }) },
        });
        assert.deepEqual(saved.rows, (await previewOf({ shows: "update" })).rows);
    });

    it("prints no secret of the stack", async () => {
        const preview = await previewOf({
            shows: "update",
            source: { configuration: async () => ({ "aws:region": "us-east-1", "aws:secretKey": "hunter2" }) },
        });
        assert.doesNotMatch(JSON.stringify(preview), /hunter2|__provider|plaintext/);
    });

    it("fails as every delete would, when the overrides hold a mistake", async () => {
        await assert.rejects(previewOf({ shows: "update", overrides: { "aws.Ami": { forse: true } } }), error => {
            assert.ok(PreviewError.is(error));
            assert.equal(error.code, "overrides");
            assert.match(error.message, /forse/);
            return true;
        });
    });

    it("does not ask for configuration or the whole program when nothing of ours is deleted", async () => {
        const never = async () => assert.fail("not to be asked");
        const { rows } = await previewOf({
            shows: "target",
            source: {
                digest: async () => ({ steps: [], diagnostics: [], counts: {} }),
                configuration: never,
                whole: never,
            },
        });
        assert.deepEqual(rows, []);
    });
});
