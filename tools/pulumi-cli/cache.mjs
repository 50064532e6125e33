import { createHash } from "node:crypto";
import {
    chmodSync,
    copyFileSync,
    existsSync,
    linkSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildArguments } from "./engine-build.mjs";
import { ENGINE_VERSION } from "./version.mjs";

/*
 * In the cache:
 *   engine-v3.259.0-<hash>/pulumi        the engine as built from engine/go.mod; the hash is that of its recipe
 *   pulumi-v3.259.0-<hash>/bin/          the same file (a hard link) with beside/* next to it; the hash covers both
 *   release-v3.259.0/bin/                the vendor's release
 *   work-…                               half-made ones, of which nothing is ever used
 * Each directory appears complete, by one rename, and never changes: a running engine is not disturbed by a newer one.
 */

const here = fileURLToPath(new URL(".", import.meta.url));
const recipe = ["engine/go.mod", "engine/go.sum"];
const platform = `${process.platform}-${process.arch}`;

export function cacheDirectory() {
    const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
    return join(base, "pulumi-retire");
}

export function engineDirectory() {
    return join(cacheDirectory(), `engine-v${ENGINE_VERSION}-${hashOf(recipe)}`);
}

export function cliDirectory() {
    const beside = readdirSync(join(here, "beside")).map(name => `beside/${name}`);
    return join(cacheDirectory(), `pulumi-v${ENGINE_VERSION}-${hashOf([...recipe, ...beside.sort()])}`);
}

export function releaseDirectory() {
    return join(cacheDirectory(), `release-v${ENGINE_VERSION}`);
}

/** The command in the cache, when there is one: the vendor's release first, it has everything. */
export function cachedCommand() {
    const released = join(releaseDirectory(), "bin", "pulumi");
    if (existsSync(released)) return released;
    if (existsSync(join(engineDirectory(), "pulumi"))) return assembleCli();
    return undefined;
}

/** Puts the language host and the launcher of today beside the engine in the cache. */
export function assembleCli() {
    const directory = cliDirectory();
    makeWhole(directory, work => {
        const bin = join(work, "bin");
        mkdirSync(bin);
        linkOrCopy(join(engineDirectory(), "pulumi"), join(bin, "pulumi"));
        for (const name of readdirSync(join(here, "beside"))) {
            copyFileSync(join(here, "beside", name), join(bin, name));
            chmodSync(join(bin, name), 0o755);
        }
    });
    return join(directory, "bin", "pulumi");
}

/** Fills a fresh directory and gives it its name in one step. When another process was faster, its result stays. */
export function makeWhole(directory, fill) {
    if (existsSync(directory)) return;
    const work = workDirectory();
    try {
        fill(work);
        publish(work, directory);
    } finally {
        rmSync(work, { recursive: true, force: true });
    }
}

export function workDirectory() {
    const work = join(cacheDirectory(), `work-${process.pid}-${Math.random().toString(36).slice(2, 8)}`);
    mkdirSync(work, { recursive: true });
    return work;
}

export function publish(work, directory) {
    try {
        renameSync(work, directory);
    } catch (error) {
        if (!existsSync(directory)) throw error;
    }
}

/** Half-made directories of killed processes. To be called only while holding the cache's lock. */
export function removeHalfMade() {
    for (const name of readdirSync(cacheDirectory())) {
        if (name.startsWith("work-")) rmSync(join(cacheDirectory(), name), { recursive: true, force: true });
    }
}

function hashOf(names) {
    const hash = createHash("sha256").update(platform).update(buildArguments(ENGINE_VERSION).join(" "));
    for (const name of names) hash.update(name).update(readFileSync(join(here, name)));
    return hash.digest("hex").slice(0, 12);
}

function linkOrCopy(from, to) {
    try {
        linkSync(from, to);
    } catch {
        copyFileSync(from, to);
    }
}
