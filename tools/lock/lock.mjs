import { linkSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The holder touches its lock this often… */
const HEARTBEAT_MS = 1000;
/** …so a lock this old belongs to nobody. Process ids would not do: containers that share a folder reuse them. */
const STALE_MS = 15_000;
const POLL_MS = 200;

/**
 * Runs `action` while no other process on this file system runs one under the same lock file. `waiting` is called once a
 * second or so with the number of seconds waited. The lock of a killed process is taken over.
 */
export async function withLock(file, { waiting = () => {}, limitMs = 30 * 60_000 } = {}, action) {
    mkdirSync(dirname(file), { recursive: true });
    const since = Date.now();
    let told = 0;
    while (!take(file)) {
        takeAway(file);
        const waited = Date.now() - since;
        if (waited > limitMs) {
            throw new Error(
                `waited ${Math.round(waited / 1000)} s for another process to finish (lock ${file}).\n` +
                    "If none is at work, remove that file and try again.",
            );
        }
        if (waited - told >= 1000) {
            told = waited;
            waiting(Math.round(waited / 1000));
        }
        await pause(POLL_MS);
    }
    const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
    try {
        return await action();
    } finally {
        clearInterval(heartbeat);
        rmSync(file, { force: true });
    }
}

function take(file) {
    try {
        writeFileSync(file, `${process.pid} on ${hostname()}\n`, { flag: "wx" });
        return true;
    } catch (error) {
        if (error.code === "EEXIST") return false;
        throw error;
    }
}

/** Removes a lock that nobody has touched for long. Two waiters may try at once: only the one that gets hold of the old file removes it. */
function takeAway(file) {
    const seen = statSync(file, { throwIfNoEntry: false });
    if (!seen || Date.now() - seen.mtimeMs < STALE_MS) return;
    const aside = `${file}.${process.pid}`;
    try {
        renameSync(file, aside);
    } catch {
        return;
    }
    if (statSync(aside).ino !== seen.ino) restore(aside, file);
    rmSync(aside, { force: true });
}

function restore(aside, file) {
    try {
        linkSync(aside, file);
    } catch {
        // A third process holds a fresh lock already; the work under these locks is harmless when done twice.
    }
}

function touch(file) {
    try {
        const now = new Date();
        utimesSync(file, now, now);
    } catch {
        // Somebody removed the lock by hand. The work goes on.
    }
}
