// node tools/test/fidelity.mjs [SCENARIO…]: every engine scenario once more, with a preview before each up and destroy,
// whose word is then held against what was sent. Slow, so not part of npm test; tests/fidelity-result.md keeps its result.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findPulumi } from "../pulumi-cli/pulumi-cli.mjs";
import { repository } from "./run-mocha.mjs";

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const folder = join(repository, "tests/engine");
const jobs = Number(process.env.ENGINE_TEST_JOBS || 2);

/** What no preview can say, since it happens after it. */
const killed = "the engine is killed on the way";
const excluded = {
    "cli-killed-between-create-and-delete": killed,
    "killed-mid-delete": killed,
    "killed-while-waiting-and-put-back": killed,
    "connection-lost-after-the-effect": "answers are lost, once each",
    "protected-and-then-refused": "calls are refused, once each",
    report: "a call is refused, once",
    "ten-deletes-in-parallel": "requests are held until all have arrived",
    "pending-image": "the image settles while its delete waits for that",
    "snapshots-one-by-one": "a permission is missing, which only --check-permissions asks for",
};

const names = readdirSync(folder)
    .filter(file => file.endsWith(".test.ts"))
    .map(file => file.slice(0, -".test.ts".length))
    // These compare by themselves.
    .filter(name => !name.startsWith("preview-"))
    .sort();
const wanted = process.argv.slice(2);
const chosen = names.filter(name => wanted.length === 0 || wanted.includes(name));
const { command } = await findPulumi();
const logs = join(repository, ".test-results/fidelity");
rmSync(logs, { recursive: true, force: true });
mkdirSync(logs, { recursive: true });

const results = new Map();
const queue = chosen.filter(name => !(name in excluded));
await Promise.all(Array.from({ length: jobs }, worker));

async function worker() {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        const file = join(logs, `${name}.jsonl`);
        const output = await run(name, file);
        const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
        const entries = lines.map(line => JSON.parse(line));
        const wrong = entries.flatMap(entry => entry.wrong ?? []);
        results.set(name, { rows: entries.reduce((sum, { rows }) => sum + rows, 0), runs: entries.length, wrong });
        const how = wrong.length > 0 ? "WRONG" : entries.length === 0 ? "NOTHING RAN" : "ok";
        process.stdout.write(`${how.padEnd(12)} ${name}\n${wrong.map(text => `${text}\n`).join("")}`);
        if (entries.length === 0) process.stdout.write(output);
    }
}

/** The scenario's own verdict is npm test's business. */
function run(name, file) {
    const args = ["ts-node/register/transpile-only", join(folder, "every-scenario-previewed.ts")];
    const child = spawn(
        process.execPath,
        [mocha, ...args.map(path => `--require=${path}`), "--timeout=600000", join(folder, `${name}.test.ts`)],
        { cwd: repository, env: { ...process.env, PULUMI_CLI: command, FIDELITY_LOG: file } },
    );
    let output = "";
    child.stdout.on("data", chunk => (output += chunk));
    child.stderr.on("data", chunk => (output += chunk));
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", () => resolve(output));
    });
}

const rows = chosen.map(name => {
    if (name in excluded) return `| ${name} | | excluded: ${excluded[name]} |`;
    const { rows: count, runs, wrong } = results.get(name);
    return `| ${name} | ${count} | ${wrong.length > 0 || runs === 0 ? "WRONG" : "ok"} |`;
});
const isWhole = chosen.length === names.length;
const isRight = [...results.values()].every(({ wrong, runs }) => wrong.length === 0 && runs > 0);
if (isWhole && isRight) {
    const head = [
        "# What the preview said, and what was then sent",
        "",
        "Every engine scenario with `pulumi-retire preview` before each `up` and `destroy` (`npm run test:fidelity`): the rows",
        "that it spoke of, and whether the calls that it printed were, row by row and in order, those that the cloud then saw.",
        "",
        "| scenario | rows compared | |",
        "| --- | --- | --- |",
    ];
    writeFileSync(join(repository, "tests/fidelity-result.md"), `${[...head, ...rows].join("\n")}\n`);
}
process.stdout.write(`${rows.join("\n")}\n`);
if (!isRight) process.exitCode = 1;
