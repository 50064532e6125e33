import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { amiDeletionPolicySchema } from "../../../provider/aws/ami/policy";
import { imageIdPattern } from "../../../provider/aws/ami/state";
import { RetirementError } from "../../../provider/execution/errors";
import {
    type Overridable,
    type OverridableState,
    overrideFor,
    renderOverridden,
    withOverride,
} from "../../../provider/execution/overrides";

const policyFields = {
    action: z.enum(["go", "stay"]).optional(),
    force: z.boolean().optional(),
    onlyHere: z.boolean().optional(),
};
const image: Overridable = {
    name: "aws.Ami",
    policySchema: z.strictObject(policyFields).refine(({ action, force }) => action !== "stay" || force !== true, {
        path: ["force"],
        message: "goes with go",
    }),
    policyFields,
    idPattern: /^ami-[0-9]+$/,
};
const taskFields = { force: z.boolean().optional(), keepRollbackTarget: z.boolean().optional() };
const task: Overridable = {
    name: "aws.TaskDefinition",
    policySchema: z.strictObject(taskFields),
    policyFields: taskFields,
    idPattern: /^arn:task:[0-9]+$/,
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
        '{"arn:task:1":{"keepRollbackTarget":true}}',
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
        const neither = (key: string) =>
            new RegExp(`"${key}" is neither a kind \\(aws\\.Ami, aws\\.TaskDefinition\\) nor an id of one, nor "\\*"`);
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
            [
                "a field that the kind of another id lacks",
                { "ami-2": { froce: true } },
                /"ami-2" names the field "froce", which aws\.Ami does not have/,
            ],
            [
                "a field that the kind of an id of another kind lacks",
                { "arn:task:1": { onlyHere: true } },
                /"arn:task:1".*aws\.TaskDefinition does not have/,
            ],
            ["a kind that is none of ours", { "aws.Amy": {} }, neither("aws\\.Amy")],
            ["a kind in other letters", { "aws.ami": { force: true } }, neither("aws\\.ami")],
            ["an id of no kind", { "snap-1": { force: true } }, neither("snap-1")],
            ["an id with more around it", { " ami-1": { force: true } }, neither(" ami-1")],
            ["a key that is nothing at all", { "ami-l": {} }, neither("ami-l")],
            ["a field that every object has", { "*": { toString: true } }, /"toString", which no kind has/],
            ["a wrong value for our id", { "ami-1": { force: "true" } }, /"ami-1" sets "force" to a wrong value: /],
            ["a wrong value for another id", { "ami-2": { force: "true" } }, /"ami-2" sets "force" to a wrong value: /],
            [
                "a wrong value for another kind",
                { "aws.TaskDefinition": { keepRollbackTarget: 1 } },
                /"aws\.TaskDefinition" sets "keepRollbackTarget" to a wrong value: /,
            ],
            ["a value that no kind takes", { "*": { force: "true" } }, /"\*" sets "force" to a wrong value: /],
            [
                "a wrong value that a more exact key covers",
                { "*": { force: 1 }, "ami-1": { force: true } },
                /"\*" sets/,
            ],
            ["a wrong value beside a right one", { "ami-1": { force: true, action: "fly" } }, /sets "action"/],
            ["bad JSON", "{force: true}", /not valid JSON/],
            ["a list", [{ force: true }], /not a map/],
            ["a text", '"force"', /not a map/],
            ["null", "null", /not a map/],
            ["a field without its key", { force: true }, /not a map/],
            ["an empty key", { "": { force: true } }, /not a map/],
            ["a profile that is no text", { "*": { profile: 7 } }, /"profile" to a wrong value/],
            ["an empty profile", { "*": { profile: "" } }, /"profile".*must name a profile/],
            ["an empty profile of another id", { "ami-2": { profile: "" } }, /"ami-2".*must name a profile/],
            ["an endpoint that is no URL", { "*": { endpoint: "here" } }, /"endpoint".*must be a URL/],
            ["an endpoint without http", { "*": { endpoint: "localhost:4566" } }, /"endpoint".*must be a URL/],
            ["an endpoint by ftp", { "aws.Ami": { endpoint: "ftp://h" } }, /"endpoint".*must be a URL/],
            [
                "an endpoint with a password",
                { "ami-2": { endpoint: "http://a:hunter2@h" } },
                /"endpoint".*must not hold a password/,
            ],
            ["a relative file", "@overrides.json", /"@overrides\.json" is not an absolute path/],
            ["a file that is not there", "@/nowhere/at/all.json", /"\/nowhere\/at\/all\.json" cannot be read \(ENOENT/],
        ];
        for (const [title, overrides, ...told] of rows) it(title, () => refused(() => of(overrides), ...told));

        for (const [title, overrides] of [
            ["as a text", "http://a:hunter2@h"],
            ["in an endpoint", { "*": { endpoint: "http://a:hunter2@h" } }],
        ] as const)
            it(`whose text, which may hold a password, is not told, ${title}`, () =>
                assert.throws(
                    () => of(overrides),
                    (error: Error) => !error.message.includes("hunter2"),
                ));
    });

    it('under "*" a value is right when a kind that has the field takes it', () => {
        const worded = { ...task, policyFields: { force: z.enum(["soft", "hard"]) } };
        const ofBoth = (overrides: unknown) =>
            overrideFor(JSON.stringify(overrides), [image, worded], image.name, "ami-1");
        assert.deepEqual(ofBoth({ "*": { force: true } })?.policy, { force: true });
        refused(() => ofBoth({ "*": { force: 7 } }), /"\*" sets "force"/);
        refused(() => ofBoth({ "aws.Ami": { force: "soft" } }), /"aws\.Ami" sets "force"/);
    });

    it("are told by their fields, in order", () => {
        const override = of({ "*": { profile: "work", force: true }, "ami-1": { action: "go" } });
        assert.ok(override !== undefined);
        assert.equal(renderOverridden(override), "overridden: action, force, profile");
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

    it("drops what is stored and does not go with what the override says, and nothing else", () => {
        const stored = { deletionPolicy: { force: true, onlyHere: true } };
        assert.deepEqual(withOverride(stored, of({ "*": { action: "stay" } }), image), {
            deletionPolicy: { action: "stay", onlyHere: true },
        });
        assert.deepEqual(stored, { deletionPolicy: { force: true, onlyHere: true } }, "not in place");
        const unknown = { deletionPolicy: { action: "go", force: "of an older version" } };
        assert.deepEqual(withOverride(unknown, of({ "*": { action: "stay" } }), image).deletionPolicy, {
            action: "stay",
        });
    });

    it("to retain an image stops its deletion, whatever goes with deregistering only", () => {
        const amis: Overridable = {
            name: "aws.Ami",
            policySchema: amiDeletionPolicySchema,
            policyFields: amiDeletionPolicySchema.shape,
            idPattern: imageIdPattern,
        };
        const deletionPolicy = {
            action: "deregister",
            force: true,
            deleteAssociatedSnapshots: true,
            disableDeregistrationProtection: true,
            recycleBin: { required: true, minimumRetentionDays: 7 },
        };
        const id = "ami-0123456789abcdef0";
        for (const [action, key] of [
            ["retain", "*"],
            ["retain", "aws.Ami"],
            ["disable", id],
        ] as const) {
            const override = overrideFor(JSON.stringify({ [key]: { action } }), [amis], "aws.Ami", id);
            assert.deepEqual(withOverride({ deletionPolicy }, override, amis), {
                deletionPolicy: { action, force: true },
            });
        }
    });

    it("is refused when the override itself is not valid, by what is stored or by its own fields", () => {
        refused(() => withOverride(state, of({ "*": { force: true } }), image), /not valid: force: goes with go/);
        const both = of({ "*": { force: true }, "ami-1": { action: "stay" } });
        for (const deletionPolicy of [{}, { action: "go" }, { action: "go", force: false }])
            refused(() => withOverride({ deletionPolicy }, both, image), /aws\.Ami is not valid: force: goes with go/);
    });
});
