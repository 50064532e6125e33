import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { withLock } from "../lock/lock.mjs";
import {
    assembleCli,
    cacheDirectory,
    cachedCommand,
    engineDirectory,
    publish,
    releaseDirectory,
    removeHalfMade,
    workDirectory,
} from "./cache.mjs";
import { buildEngine, obstacleToBuild } from "./engine-build.mjs";
import { downloadRelease, obstacleToDownload } from "./vendor-release.mjs";
import { allOnPath, ENGINE_VERSION, hasLanguageHost, isOlder, OLDEST_VERSION, versionOf } from "./version.mjs";

export { privateEnvironment } from "./environment.mjs";

/**
 * Where the pulumi command is: `PULUMI_CLI`, then PATH, then our cache, then the vendor's installer, then a build from its Go
 * module. Tells by `say` what it takes and what it passes over.
 */
export async function findPulumi({ say = tell } = {}) {
    const found = named() ?? (await (fromPath(say) ?? fromCache() ?? obtained(say)));
    say(`pulumi ${found.version} from ${found.from}: ${found.command}`);
    return found;
}

function named() {
    const wish = process.env.PULUMI_CLI;
    if (!wish) return undefined;
    const command = isAbsolute(wish) || wish.includes("/") ? resolve(wish) : allOnPath(wish)[0];
    if (!command || !existsSync(command)) {
        throw new Error(`PULUMI_CLI is "${wish}", which does not exist. Set it to the pulumi command, or unset it.`);
    }
    const { version, problem } = versionOf(command);
    if (problem) {
        throw new Error(
            `PULUMI_CLI is "${wish}", which is not a pulumi command that runs here (${problem}). Set it to one, or unset it.`,
        );
    }
    return found(command, version, "PULUMI_CLI");
}

function fromPath(say) {
    for (const command of allOnPath("pulumi")) {
        const { version, problem } = versionOf(command);
        const fault = problem ?? faultOf(command, version);
        if (!fault) return found(command, version, "PATH");
        say(`passing over ${command}: ${fault}`);
    }
    return undefined;
}

function faultOf(command, version) {
    if (isOlder(version, OLDEST_VERSION)) return `version ${version} is older than ${OLDEST_VERSION}`;
    if (!hasLanguageHost(command)) return "there is no pulumi-language-nodejs beside it or on PATH";
    return undefined;
}

function fromCache() {
    const command = cachedCommand();
    if (!command) return undefined;
    const { version, problem } = versionOf(command);
    if (problem) {
        throw new Error(`the pulumi in the cache does not run (${problem}). Remove ${cacheDirectory()} and try again.`);
    }
    return found(command, version, "cache");
}

/** One process at a time fetches or builds; the others wait and then find the result in the cache. */
function obtained(say) {
    mkdirSync(cacheDirectory(), { recursive: true });
    const waiting = seconds => {
        if (seconds % 15 === 1) say(`another process is fetching pulumi; waiting (${seconds} s)`);
    };
    return withLock(join(cacheDirectory(), "lock"), { waiting, limitMs: 45 * 60_000 }, async () => {
        const meanwhile = fromCache();
        if (meanwhile) return meanwhile;
        removeHalfMade();
        return (await installed(say)) ?? (await built(say));
    });
}

async function installed(say) {
    const obstacle = await obstacleToDownload();
    if (obstacle) {
        say(`passing over the vendor's release: ${obstacle}`);
        return undefined;
    }
    const work = workDirectory();
    try {
        say(`fetching the vendor's release of pulumi ${ENGINE_VERSION}`);
        await downloadRelease(work, ENGINE_VERSION);
        publish(work, releaseDirectory());
        return found(join(releaseDirectory(), "bin", "pulumi"), ENGINE_VERSION, "installed");
    } catch (error) {
        say(`passing over the vendor's release: its installer failed (${error.message})`);
        return undefined;
    } finally {
        rmSync(work, { recursive: true, force: true });
    }
}

async function built(say) {
    const obstacle = obstacleToBuild();
    if (obstacle) {
        throw new Error(
            `no pulumi command, and none can be built: ${obstacle}.\n` +
                `Install pulumi ${OLDEST_VERSION} or newer and put it on PATH, or set PULUMI_CLI to it, or install Go 1.25.11 or newer.`,
        );
    }
    const work = workDirectory();
    try {
        say(
            `building pulumi ${ENGINE_VERSION} from its Go module, once: five minutes, or a quarter of an hour on a busy machine`,
        );
        const seconds = await buildEngine(work, ENGINE_VERSION, say);
        publish(work, engineDirectory());
        say(`built in ${seconds} s`);
    } finally {
        rmSync(work, { recursive: true, force: true });
    }
    return found(assembleCli(), ENGINE_VERSION, "built");
}

function found(command, version, from) {
    return { command, version, from, directory: dirname(command) };
}

function tell(line) {
    process.stderr.write(`pulumi-cli: ${line}\n`);
}
