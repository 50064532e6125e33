import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportFailed, reportRetired, reportVariable } from "../../../provider/adapters/report";
import { RetirementError } from "../../../provider/execution/errors";
import type { RetiredRow } from "../../../provider/execution/retire-row";
import type { RetirementPlan } from "../../../provider/retirement";

const subject = { kind: "aws.Ami", id: "ami-1", row: "web" };
const call = { service: "ec2", operation: "DeregisterImage", input: { ImageId: "ami-1" } };
const effects = [
    {
        code: "image-deregistered",
        subject: "ami-1",
        fact: "ami-1 is deregistered",
        reversible: { is: "never" },
    },
] as const;
const plan: RetirementPlan = { outcome: "retire", calls: [call], effects, warnings: [] };
const retired: RetiredRow = {
    subject: "EC2 AMI ami-1",
    plan,
    ended: { outcome: "already-retired", because: "it is gone", calls: [], effects: [], warnings: [] },
    effects,
    calls: [{ ...call, requestId: "req-7", fates: new Map([["snap-1", { is: "gone" }]]) }],
    override: undefined,
};
const override = {
    policy: { force: true },
    connection: { profile: "work" },
    from: new Map([
        ["profile", "*"],
        ["force", "ami-1"],
    ]),
};

describe("what a delete tells", () => {
    let directory = "";
    let told: string[] = [];
    const tell = (line: string) => told.push(line);
    const file = () => join(directory, "report.jsonl");
    const environment = () => ({ [reportVariable]: file() });
    /** The report's lines, without the moment, which is a moment of now. */
    const lines = () =>
        readFileSync(file(), "utf8")
            .trimEnd()
            .split("\n")
            .map(line => {
                const { at, ...rest } = JSON.parse(line) as Record<string, unknown>;
                assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 60_000, String(at));
                return rest;
            });

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "report-"));
        told = [];
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    it("that ended well: one line for the row, one of JSON for the report", () => {
        reportRetired(subject, retired, environment(), tell);
        assert.deepEqual(told, ["ami-1 is deregistered, for good"]);
        assert.deepEqual(lines(), [
            {
                version: 1,
                ...subject,
                outcome: "retire",
                plan: JSON.parse(JSON.stringify(plan)),
                effects: JSON.parse(JSON.stringify(effects)),
                calls: [{ ...call, requestId: "req-7" }],
            },
        ]);
    });

    it("with overrides: which fields, and in the report where each came from", () => {
        reportRetired(subject, { ...retired, override }, environment(), tell);
        assert.deepEqual(told, ["ami-1 is deregistered, for good; overridden: force, profile"]);
        assert.deepEqual(lines()[0]?.overridden, { profile: "*", force: "ami-1" });
    });

    it("that failed: the row's line is the error's own, the report has how far it came", () => {
        const error = new RetirementError("call-failed", "EC2 AMI ami-1: it failed\n  done: ec2:X");
        error.retired = { subject: "EC2 AMI ami-1", plan, calls: retired.calls };
        reportFailed(subject, error, environment(), tell);
        assert.deepEqual(told, []);
        assert.deepEqual(lines(), [
            {
                version: 1,
                ...subject,
                outcome: "call-failed",
                message: error.message,
                plan: JSON.parse(JSON.stringify(plan)),
                calls: [{ ...call, requestId: "req-7" }],
            },
        ]);
    });

    it("that failed with overrides: where each came from, as the message tells which", () => {
        const error = new RetirementError("blocked", "EC2 AMI ami-1: blocked\n  overridden: force, profile");
        error.overridden = override.from;
        reportFailed(subject, error, environment(), tell);
        const { message } = error;
        const overridden = { profile: "*", force: "ami-1" };
        assert.deepEqual(lines(), [{ version: 1, ...subject, outcome: "blocked", message, calls: [], overridden }]);
    });

    it("that ended well with warnings: they are told on the row too", () => {
        const warnings = [{ code: "in-use-ignored", subject: "web", fact: "web launches it" }];
        reportRetired(subject, { ...retired, plan: { ...plan, warnings }, override }, environment(), tell);
        assert.deepEqual(told, [
            "ami-1 is deregistered, for good; warning: web launches it; overridden: force, profile",
        ]);
    });

    for (const [title, thrown, outcome, message] of [
        ["before it had a plan", new RetirementError("invalid-override", "no"), "invalid-override", "no"],
        ["by a mistake of ours", new TypeError("x is not a function"), "unexpected", "x is not a function"],
        ["with a text", "oops", "unexpected", "oops"],
    ] as const) {
        it(`that failed ${title}: no plan and no calls`, () => {
            reportFailed(subject, thrown, environment(), tell);
            assert.deepEqual(lines(), [{ version: 1, ...subject, outcome, message, calls: [] }]);
        });
    }

    it("is appended, one delete after the other", () => {
        reportRetired(subject, retired, environment(), tell);
        reportFailed({ ...subject, id: "ami-2" }, new RetirementError("blocked", "no"), environment(), tell);
        assert.deepEqual(
            lines().map(({ id, outcome }) => [id, outcome]),
            [
                ["ami-1", "retire"],
                ["ami-2", "blocked"],
            ],
        );
    });

    it("goes to no file unless one is named", () => {
        for (const environment of [{}, { [reportVariable]: "" }]) reportRetired(subject, retired, environment, tell);
        assert.throws(() => lines(), { code: "ENOENT" });
        assert.equal(told.length, 2);
    });

    it("to a file that cannot be written is told, and is no failure: what was done is done", () => {
        const nowhere = { [reportVariable]: join(directory, "nowhere", "report.jsonl") };
        reportRetired(subject, retired, nowhere, tell);
        reportFailed(subject, new RetirementError("blocked", "no"), nowhere, tell);
        assert.deepEqual(told.length, 3);
        for (const line of told.slice(1)) assert.match(line, /^PULUMI_RETIRE_REPORT: ENOENT.*report\.jsonl/);
    });
});
