import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import * as ts from "typescript";
import { previewOutcomes, summaryOf } from "../../../../provider/preview/result";
import { repository } from "../../../support/project";

interface Schema {
    readonly $ref?: string;
    readonly const?: unknown;
    readonly description?: string;
    readonly additionalProperties?: boolean | Schema;
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly $defs: Readonly<Record<string, Schema>>;
    readonly oneOf?: readonly Schema[];
    readonly enum?: readonly string[];
}
const published = join(repository, "schema/preview-v1.json");
const schema = JSON.parse(readFileSync(published, "utf8")) as Schema;
const validate = new Ajv2020({ strict: true, allErrors: true, strictTypes: false }).compile(schema);
const golden = join(__dirname, "golden");

// biome-ignore lint/suspicious/noExplicitAny: the tests below break documents on purpose.
type Document = any;
const documentOf = (name: string): Document => JSON.parse(readFileSync(join(golden, name), "utf8"));
const names = readdirSync(golden).filter(name => name.endsWith(".json"));

describe("the schema of what pulumi-retire preview --json prints", () => {
    for (const name of names)
        it(`${name} goes by it`, () => assert.ok(validate(documentOf(name)), JSON.stringify(validate.errors)));

    it("there is something that goes by it", () => assert.ok(names.length >= 5));

    const row = (document: Document, outcome: string) =>
        document.rows.find((each: Document) => each.outcome === outcome);
    const broken: Readonly<Record<string, (document: Document) => void>> = {
        "another version": document => (document.version = 2),
        "no version": document => delete document.version,
        "no rows": document => delete document.rows,
        "a member of its own": document => (document.extra = 1),
        "an operation that is none": document => (document.operation = "update"),
        "a summary without an outcome": document => delete document.summary.danger,
        "a count that is a text": document => (document.summary.retire = "2"),
        "a count below zero": document => (document.others.same = -1),
        "a row without its id": document => delete document.rows[0].id,
        "a row with a member of its own": document => (document.rows[0].isRisky = true),
        "an outcome that is none": document => (document.rows[0].outcome = "deferred"),
        "a URN that is none": document => (document.rows[0].urn = "web"),
        "a verdict without words": document => (document.rows[0].verdict = ""),
        "a decision by somebody else": document => (document.rows[0].decidedBy = "aws"),
        "danger that is only said to be": document => (document.rows[0].danger = true),
        "a blocked row without a blocker": document => (row(document, "blocked").blockers = []),
        "a blocker without a remedy": document => delete row(document, "blocked").blockers[0].remedy,
        "a blocker on a row that goes": document =>
            (row(document, "retire").blockers = row(document, "blocked").blockers),
        "an unknown row without what is not known": document => (row(document, "unknown").blockers = []),
        "a conditional row without a condition": document => (row(document, "conditional").conditions = []),
        "a row that goes without a call": document => (row(document, "retire").calls = []),
        "a call without its input": document => delete row(document, "retire").calls[0].input,
        "a permission that is no answer": document => (row(document, "retire").calls[0].permission = "perhaps"),
        "a moment that is none": document => (row(document, "defer").until = "tomorrow"),
        "an effect that can be taken back until nobody knows when": document =>
            (row(document, "retire").effects[0].reversible = { is: "until" }),
        "an effect that is for good until a moment": document =>
            (row(document, "retire").effects[0].reversible = { is: "never", at: "2026-11-29T12:00:00Z" }),
        "a user without ids": document => (row(document, "blocked").blockers[0].user.ids = []),
        "a release by another word": document =>
            (document.rows.find((each: Document) => each.once.length > 0).once[0].change = "moved"),
    };
    for (const [what, change] of Object.entries(broken)) {
        it(`refuses ${what}`, () => {
            const document = documentOf("update.golden.json");
            assert.ok(validate(document));
            change(document);
            assert.equal(validate(document), false);
        });
    }
    it("refuses what is no document at all", () => {
        for (const document of [undefined, null, 7, "x", [], {}]) assert.equal(validate(document), false);
    });

    it("describes every member of a row, or leads to what does", () => {
        const row = schema.$defs.row?.properties ?? {};
        const own = new Set(["urn", "warnings"]);
        const mute = Object.entries(row).filter(([name, member]) => !own.has(name) && member.description === undefined);
        assert.deepEqual(
            mute.map(([name]) => name),
            [],
        );
    });
});

/** The types as they are written: what a member is called, and whether it may be missing. */
const typesOf = (file: string): ReadonlyMap<string, readonly string[]> => {
    const source = ts.createSourceFile(file, readFileSync(join(repository, file), "utf8"), ts.ScriptTarget.ES2022);
    const members = new Map<string, readonly string[]>();
    for (const statement of source.statements) {
        if (!ts.isInterfaceDeclaration(statement)) continue;
        const own = statement.members.filter(ts.isPropertySignature).map(member => {
            return `${member.name.getText(source)}${member.questionToken === undefined ? "" : "?"}`;
        });
        const inherited = (statement.heritageClauses ?? [])
            .flatMap(({ types }) => types.map(type => type.expression.getText(source)))
            .flatMap(name => members.get(name) ?? typesOf("provider/retirement/planned-call.ts").get(name) ?? []);
        members.set(statement.name.text, [...inherited, ...own].sort());
    }
    return members;
};

describe("the schema and the types", () => {
    const types = new Map(
        [
            "provider/retirement/planned-call.ts",
            "provider/retirement/blocker.ts",
            "provider/retirement/effect.ts",
            "provider/preview/result.ts",
        ].flatMap(file => [...typesOf(file)]),
    );
    const pairs = {
        preview: "RetirementPreview",
        row: "PreviewedRow",
        release: "Release",
        effect: "Effect",
        warning: "Warning",
        blocker: "Blocker",
        user: "User",
        use: "Use",
        call: "Call",
        plannedCall: "PreviewedCall",
    } as const;

    for (const [definition, type] of Object.entries(pairs)) {
        it(`${type} has the members of ${definition}, and the same ones may be missing`, () => {
            const { properties = {}, required = [], additionalProperties } = schema.$defs[definition] as Schema;
            const described = Object.keys(properties).map(name => `${name}${required.includes(name) ? "" : "?"}`);
            assert.deepEqual(described.sort(), types.get(type));
            assert.equal(additionalProperties, false);
        });
    }

    it("agree on the outcomes, and on what the summary counts", () => {
        assert.deepEqual(schema.$defs.row?.properties?.outcome?.enum, previewOutcomes);
        assert.deepEqual(Object.keys(schema.$defs.summary?.properties ?? {}), Object.keys(summaryOf([])));
        assert.deepEqual(schema.$defs.summary?.required, Object.keys(summaryOf([])));
    });

    it("are published together", () => {
        const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
        assert.equal(manifest.exports["./schema/preview-v1.json"], "./schema/preview-v1.json");
        assert.ok(manifest.files.includes("schema"));
        assert.equal(require.resolve("pulumi-retire/schema/preview-v1.json"), published);
    });
});
