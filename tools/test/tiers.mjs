// node tools/test/tiers.mjs TIER… [-- MOCHA-ARGUMENTS…]: runs the tiers one after the other and adds up what mocha counted.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findPulumi } from "../pulumi-cli/pulumi-cli.mjs";
import { printTable, readCounts, writeCounts } from "./results.mjs";
import { repository, runMocha } from "./run-mocha.mjs";

const MINUTE = 60_000;
const tiers = {
    unit: { timeoutMs: 10_000, limitMs: 5 * MINUTE },
    protocol: { timeoutMs: 2 * MINUTE, limitMs: 15 * MINUTE, jobs: 2 },
    emulator: { timeoutMs: 30_000, limitMs: 10 * MINUTE },
    package: { timeoutMs: 2 * MINUTE, limitMs: 10 * MINUTE },
    // A scenario is several runs of the real engine; a fresh machine shares two cores between four of them.
    engine: {
        timeoutMs: 10 * MINUTE,
        limitMs: 90 * MINUTE,
        jobs: Number(process.env.ENGINE_TEST_JOBS || 4),
        needsPulumi: true,
    },
};

const split = process.argv.indexOf("--");
const names = process.argv.slice(2, split < 0 ? undefined : split);
const forMocha = split < 0 ? [] : process.argv.slice(split + 1);
const unknown = names.filter(name => !(name in tiers));
if (names.length === 0 || unknown.length > 0) {
    const wrong = unknown.length > 0 ? `unknown tier "${unknown.join(", ")}"` : "no tier named";
    process.stderr.write(`${wrong}: name one or more of ${Object.keys(tiers).join(", ")}\n`);
    process.exit(2);
}

mkdirSync(join(repository, ".test-results"), { recursive: true });
const rows = [];
for (const name of names) rows.push(await runTier(name));
printTable(rows);
const ran = rows.reduce((sum, row) => sum + row.passed + row.failed, 0);
if (ran === 0 || rows.some(row => row.failed > 0)) process.exitCode = 1;

async function runTier(name) {
    process.stdout.write(`\n— ${name} —\n`);
    const since = Date.now();
    const file = join(repository, ".test-results", `${name}.json`);
    const problem = await attempt(name, file);
    const counts = readCounts(file) ?? { passed: 0, failed: 0, skipped: 0 };
    // A crash, a time-out of the whole tier or an empty folder is a failure too, though mocha counted none.
    const failed = problem && counts.failed === 0 ? 1 : counts.failed;
    if (problem) process.stderr.write(`${name}: ${problem}\n`);
    const row = { ...counts, tier: name, failed, seconds: (Date.now() - since) / 1000 };
    writeCounts(file, row);
    return row;
}

/** What went wrong, or nothing. */
async function attempt(name, file) {
    const tier = tiers[name];
    writeCounts(file, undefined);
    const folder = join(repository, "tests", name);
    const tests =
        existsSync(folder) && readdirSync(folder, { recursive: true }).some(path => path.endsWith(".test.ts"));
    if (!tests) return `no test files in tests/${name}`;
    try {
        const environment = tier.needsPulumi ? { PULUMI_CLI: (await findPulumi()).command } : {};
        const fault = await runMocha({ ...tier, name, file, forMocha, environment });
        if (fault) return fault;
    } catch (error) {
        return error.message;
    }
    const counts = readCounts(file);
    if (!counts) return "mocha ended without a result";
    const none = counts.passed + counts.failed + counts.skipped === 0;
    return none && forMocha.length === 0 ? `no tests in tests/${name}` : undefined;
}
