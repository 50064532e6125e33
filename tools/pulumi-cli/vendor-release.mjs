import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const INSTALLER = "https://get.pulumi.com/install.sh";
const PROBE_MS = 5000;
const LIMIT_MS = 3 * 60_000;

/** Why the vendor's release cannot be had here, or nothing. A firewall often drops packets silently: hence the limit. */
export async function obstacleToDownload() {
    try {
        const answer = await fetch(INSTALLER, { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) });
        return answer.ok ? undefined : `the vendor's download site answers ${answer.status}`;
    } catch (error) {
        const reason = error.cause?.code ?? error.name;
        return `the vendor's download site does not answer (${reason})`;
    }
}

/** Runs the Automation API's installer into `directory` (which gets a `bin`), with everything that it starts under one limit. */
export function downloadRelease(directory, version) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), directory, version], {
        detached: true,
        stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", text => {
        errors += text;
    });
    let expired = false;
    const limit = setTimeout(() => {
        expired = true;
        process.kill(-child.pid, "SIGKILL");
    }, LIMIT_MS);
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", code => {
            clearTimeout(limit);
            if (code === 0) return resolve();
            reject(new Error(expired ? `not finished within ${LIMIT_MS / 1000} s` : errors.trim().split("\n")[0]));
        });
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [directory, version] = process.argv.slice(2);
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
    const { SemVer } = await import("semver");
    await PulumiCommand.install({ root: directory, version: new SemVer(version) });
}
