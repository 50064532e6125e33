import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

/** The engine that we build or download. The same number stands in engine/go.mod. */
export const ENGINE_VERSION = "3.259.0";
/** Programs of this SDK's version need an engine that is not older. */
export const OLDEST_VERSION = "3.248.0";

/** What `COMMAND version` answers, as in "3.259.0", or why it does not. */
export function versionOf(command) {
    const run = spawnSync(command, ["version"], {
        encoding: "utf8",
        timeout: 30_000,
        env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    if (run.error) return { problem: run.error.message };
    const version = /^v?(\d+\.\d+\.\d+\S*)\s*$/m.exec(run.stdout)?.[1];
    if (run.status !== 0 || !version) {
        return {
            problem: `"${command} version" ended with ${run.status ?? run.signal}: ${firstLine(run.stderr || run.stdout)}`,
        };
    }
    return { version };
}

export function isOlder(version, than) {
    const [left, right] = [version, than].map(text => text.split("-")[0].split(".").map(Number));
    const index = left.findIndex((part, i) => part !== right[i]);
    return index >= 0 && left[index] < right[index];
}

/** The engine looks for its language host beside its own (real) file and on PATH. */
export function hasLanguageHost(command) {
    return [dirname(realpathSync(command)), ...searchPath()].some(directory =>
        isExecutable(join(directory, "pulumi-language-nodejs")),
    );
}

/** Every command of this name on PATH, the first being the one that a shell would run. */
export function allOnPath(name) {
    return [...new Set(searchPath().map(directory => resolve(directory, name)))].filter(isExecutable);
}

export function isExecutable(file) {
    try {
        accessSync(file, constants.X_OK);
        return existsSync(file) && statSync(file).isFile();
    } catch {
        return false;
    }
}

function searchPath() {
    return (process.env.PATH ?? "").split(delimiter).filter(Boolean);
}

function firstLine(text) {
    return text.trim().split("\n")[0] || "no output";
}
