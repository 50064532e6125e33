import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { RetirementError } from "../../../provider/execution/errors";
import {
    type Overridable,
    type OverridableState,
    overrideFor,
    withOverride,
} from "../../../provider/execution/overrides";

const schema = z
    .strictObject({ action: z.enum(["go", "stay"]), force: z.boolean(), onlyHere: z.boolean() })
    .partial()
    .refine(({ action, force }) => action !== "stay" || force !== true, { path: ["force"], message: "goes with go" });
const image: Overridable = {
    name: "aws.Ami",
    policySchema: schema,
    policyFields: ["action", "force", "onlyHere"],
};
const task: Overridable = {
    name: "aws.TaskDefinition",
    policySchema: z.strictObject({ force: z.boolean().optional(), keepRollbackTarget: z.boolean().optional() }),
    policyFields: ["force", "keepRollbackTarget"],
};
const kinds = [image, task];

const of = (overrides: unknown, id = "ami-1", kind = image) =>
    overrideFor(typeof overrides === "string" ? overrides : JSON.stringify(overrides), kinds, kind.name, id);

const refused = (run: () => unknown, ...told: readonly RegExp[]): void => {
    assert.throws(run, (error: unknown) => {
        assert.ok(RetirementError.is(error) && error.code === "invalid-override", String(error));
        assert.match(error.message, /^PULUMI_RETIRE_OVERRIDES: /);
        for (const pattern of told) assert.match(error.message, pattern);
        return true;
    });
};

describe("overrides from the environment", () => {
    for (const text of [
        undefined,
        "",
        " \n",
        "{}",
        '{"aws.TaskDefinition":{"force":true}}',
        '{"ami-2":{"force":true}}',
    ])
        it(`${JSON.stringify(text)} overrides nothing of ami-1`, () =>
            assert.equal(overrideFor(text, kinds, "aws.Ami", "ami-1"), undefined));

    it("the more exact key wins, field by field, and each field tells where it came from", () => {
        const overrides = {
            "ami-1": { action: "go" },
            "aws.Ami": { action: "stay", force: true },
            "*": { action: "stay", force: false, profile: "work", onlyHere: true },
        };
        for (const written of [overrides, Object.fromEntries(Object.entries(overrides).reverse())]) {
            const override = of(written);
            assert.deepEqual(override?.policy, { action: "go", force: true, onlyHere: true });
            assert.deepEqual(override?.connection, { profile: "work" });
            assert.deepEqual(
                override?.from,
                new Map([
                    ["action", "ami-1"],
                    ["force", "aws.Ami"],
                    ["onlyHere", "*"],
                    ["profile", "*"],
                ]),
            );
        }
    });

    it('under "*" a field applies to the kinds that have it, and only to those', () => {
        const overrides = { "*": { onlyHere: true, force: true, keepRollbackTarget: false } };
        assert.deepEqual(of(overrides)?.policy, { onlyHere: true, force: true });
        assert.deepEqual(of(overrides, "arn:task:1", task)?.policy, { force: true, keepRollbackTarget: false });
        assert.equal(of({ "*": { keepRollbackTarget: false } }), undefined, "nothing of it is for an image");
    });

    describe("are an error, and never ignored:", () => {
        const rows: readonly [title: string, overrides: unknown, ...told: readonly RegExp[]][] = [
            ["a field that no kind has", { "*": { froce: true } }, /"\*"/, /"froce"/, /no kind has/],
            [
                "a field that the named kind lacks",
                { "aws.Ami": { keepRollbackTarget: true } },
                /"keepRollbackTarget"/,
                /aws\.Ami does not have/,
            ],
            [
                "a field that the kind of the named id lacks",
                { "ami-1": { keepRollbackTarget: true } },
                /aws\.Ami does not have/,
            ],
            [
                "a field that another kind than ours lacks",
                { "aws.TaskDefinition": { onlyHere: true } },
                /aws\.TaskDefinition does not have/,
            ],
            ["a field of another id that no kind has", { "ami-2": { froce: true } }, /"ami-2"/, /no kind has/],
            ["a kind that is none of ours", { "aws.Amy": {} }, /"aws\.Amy"/, /aws\.Ami, aws\.TaskDefinition/],
            ["bad JSON", "{force: true}", /not valid JSON/],
            ["a list", [{ force: true }], /not a map/],
            ["a text", '"force"', /not a map/],
            ["null", "null", /not a map/],
            ["a field without its key", { force: true }, /not a map/],
            ["an empty key", { "": { force: true } }, /not a map/],
            ["a profile that is no text", { "*": { profile: 7 } }, /"profile" is 7/],
            ["an empty profile", { "*": { profile: "" } }, /"profile"/],
            ["an endpoint that is no URL", { "*": { endpoint: "here" } }, /"endpoint" must be a URL/],
            ["an endpoint without http", { "*": { endpoint: "localhost:4566" } }, /"endpoint" must be a URL/],
            ["a relative file", "@overrides.json", /"@overrides\.json" is not an absolute path/],
            ["a file that is not there", "@/nowhere/at/all.json", /"\/nowhere\/at\/all\.json" cannot be read \(ENOENT/],
        ];
        for (const [title, overrides, ...told] of rows) it(title, () => refused(() => of(overrides), ...told));

        it("whose text, which may hold a password, is not told", () =>
            assert.throws(
                () => of("http://a:hunter2@h"),
                (error: Error) => !error.message.includes("hunter2"),
            ));
    });

    it("may stand in a file, which is read anew each time", () => {
        const directory = mkdtempSync(join(tmpdir(), "overrides-"));
        try {
            const file = join(directory, "overrides.json");
            writeFileSync(file, '{"ami-1": {"force": true}}');
            assert.deepEqual(of(`@${file}`)?.policy, { force: true });
            writeFileSync(file, "not json");
            refused(() => of(`@${file}`), /not valid JSON/);
        } finally {
            rmSync(directory, { recursive: true });
        }
    });
});

describe("a state with an override", () => {
    const state = {
        deletionPolicy: { action: "stay" },
        profile: "old",
        endpoint: "http://old",
        region: "eu-central-1",
    };

    it("has the override's fields in place of its own, and all others as they were", () => {
        assert.deepEqual(withOverride(state, of({ "*": { action: "go", profile: "new" } }), image), {
            ...state,
            deletionPolicy: { action: "go" },
            profile: "new",
        });
        const elsewhere = withOverride(state, of({ "ami-1": { endpoint: "http://127.0.0.1:1", force: false } }), image);
        assert.deepEqual(elsewhere, {
            ...state,
            deletionPolicy: { action: "stay", force: false },
            endpoint: "http://127.0.0.1:1",
        });
    });

    it("stays as it is without one, and is never changed in place", () => {
        assert.equal(withOverride(state, undefined, image), state);
        const before = structuredClone(state);
        withOverride(state, of({ "*": { action: "go" } }), image);
        assert.deepEqual(state, before);
    });

    it("gets a policy when it had none", () => {
        const bare = withOverride<OverridableState>({}, of({ "*": { force: true } }), image);
        assert.deepEqual(bare, { deletionPolicy: { force: true } });
    });

    it("is refused when the policy that comes of it is not valid, of a wrong value or of two that do not go together", () => {
        refused(() => withOverride(state, of({ "*": { force: "true" } }), image), /aws\.Ami is not valid: force: /);
        refused(() => withOverride(state, of({ "*": { force: true } }), image), /not valid: force: goes with go/);
        refused(() => withOverride(state, of({ "*": { action: "fly" } }), image), /not valid: action: /);
    });
});
