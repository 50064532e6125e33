// Makes a checkout ready to run: dependencies as the lock file says, and dist/ as the sources say. Quick when it is ready.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../lock/lock.mjs";
import { buildIsCurrent, forgetRemovedSources, recordBuild } from "./built.mjs";
import { installIsCurrent } from "./installed.mjs";

const OLDEST_NODE = 20;
const repository = realpathSync(resolve(fileURLToPath(new URL("../..", import.meta.url))));

try {
    checkNode();
    if (!isReady()) await withLock(lockFile(), { waiting: tellWaiting }, makeReady);
} catch (error) {
    tell(error.message);
    process.exitCode = 1;
}

function checkNode() {
    const major = Number(process.versions.node.split(".")[0]);
    if (major >= OLDEST_NODE) return;
    throw new Error(`Node.js ${process.versions.node} is too old: install ${OLDEST_NODE} or newer and try again.`);
}

function isReady() {
    return installIsCurrent(repository) && buildIsCurrent(repository);
}

/** What another process did while we waited for the lock need not be done again. */
async function makeReady() {
    if (!installIsCurrent(repository)) {
        tell("installing dependencies (npm ci)");
        await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], "installing the dependencies failed");
    }
    if (!buildIsCurrent(repository)) {
        tell("building dist/ (npm run build)");
        forgetRemovedSources(repository);
        await npm(["run", "--silent", "build"], "the build failed");
        recordBuild(repository);
    }
}

function npm(args, failure) {
    const child = spawn("npm", args, { cwd: repository, stdio: ["ignore", 2, 2] });
    return new Promise((done, reject) => {
        child.on("error", error =>
            reject(new Error(`cannot run npm (${error.message}): install it together with Node.js`)),
        );
        child.on("close", code =>
            code === 0 ? done() : reject(new Error(`${failure}; run "npm ${args.join(" ")}" to see it alone`)),
        );
    });
}

/** Not inside the checkout: npm ci empties node_modules, and anything else would be in the way of git. */
function lockFile() {
    const name = createHash("sha256").update(repository).digest("hex").slice(0, 12);
    return join(tmpdir(), `pulumi-retire-setup-${userInfo().uid}-${name}.lock`);
}

function tellWaiting(seconds) {
    if (seconds % 10 === 1) tell(`another set-up of this checkout is at work; waiting (${seconds} s)`);
}

function tell(line) {
    process.stderr.write(`setup: ${line}\n`);
}
