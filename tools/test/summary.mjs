// node tools/test/summary.mjs TESTS-EXIT-CODE CHECK-EXIT-CODE: the counts of all tiers on one line. A failed check counts as one.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readCounts } from "./results.mjs";
import { repository } from "./run-mocha.mjs";

const [testsCode, checkCode] = process.argv.slice(2).map(Number);
const folder = join(repository, ".test-results");
const counts = (existsSync(folder) ? readdirSync(folder) : []).map(name => readCounts(join(folder, name)));
const sum = name => counts.reduce((total, row) => total + row[name], 0);

const counted = sum("failed");
// Set-up that fails leaves no counts behind.
const failed = counted + (testsCode !== 0 && counted === 0 ? 1 : 0) + (checkCode !== 0 ? 1 : 0);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
process.stdout.write(`\n${sum("passed")} passed, ${failed} failed${skipped}\n`);
if (failed > 0 || sum("passed") === 0) process.exitCode = 1;
