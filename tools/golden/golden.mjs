// node tools/golden/golden.mjs: writes the golden files of the tests anew. What has changed in them is for a person to read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMocha } from "../test/run-mocha.mjs";

const directory = mkdtempSync(join(tmpdir(), "pulumi-retire-golden-"));
const fault = await runMocha({
    name: "unit/cli",
    file: join(directory, "results.json"),
    timeoutMs: 10_000,
    limitMs: 60_000,
    environment: { WRITE_GOLDEN_FILES: "true" },
    forMocha: ["--grep", "golden"],
}).finally(() => rmSync(directory, { recursive: true, force: true }));
if (fault) {
    process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
}
