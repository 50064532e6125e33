import assert from "node:assert/strict";
import { exitCodeOfResults, type RestoreResult } from "../../../provider/cli/restore/result";
import type { RestoreCheck } from "../../../provider/restoring/plan";

const reason = { code: "", subject: "", fact: "", remedy: "" };
const one = { kind: "aws.Ami", id: "ami-00000001", calls: [], caveats: [] };
const back = (verdict: RestoreCheck["verdict"]): RestoreResult => ({
    ...one,
    outcome: "restored",
    checks: [{ code: "launch-permissions", verdict, fact: "" }],
});
const results = {
    restored: back("confirmed"),
    "restored, and not known": back("not-known"),
    "restored, and otherwise": back("differs"),
    "restored, and unreadable": back("unreadable"),
    "back already": { ...one, outcome: "back-already", checks: [] },
    lost: { ...one, outcome: "lost", plan: { outcome: "lost", reasons: [reason] } },
    unknown: { ...one, outcome: "unknown", plan: { outcome: "unknown", reasons: [reason] } },
    failed: { ...one, outcome: "failed", message: "" },
} as const satisfies Record<string, RestoreResult>;

describe("the exit code of pulumi-retire restore", () => {
    const cases: readonly [number, ...(keyof typeof results)[]][] = [
        [0, "restored"],
        [0, "restored, and not known"],
        [0, "back already"],
        [0, "restored", "back already"],
        [1, "failed"],
        [1, "unknown"],
        [1, "restored, and unreadable"],
        [1, "restored", "lost", "failed"],
        [1, "unknown", "lost"],
        [2, "lost"],
        [2, "restored", "lost"],
        [2, "restored, and otherwise", "lost"],
        [3, "restored, and otherwise"],
        [3, "restored, and otherwise", "restored"],
    ];
    for (const [code, ...names] of cases) {
        it(`${names.join(" + ")}: ${code}`, () =>
            assert.equal(exitCodeOfResults(names.map((name): RestoreResult => results[name])), code));
    }
});
