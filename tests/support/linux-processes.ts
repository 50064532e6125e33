import { readdirSync, readFileSync } from "node:fs";
import { eventually } from "./eventually";

export interface RunningProcess {
    readonly pid: number;
    readonly commandLine: readonly string[];
}

/**
 * Every process that was started with this variable in its environment, also one whose parent is gone: what a killed
 * engine leaves behind has nothing else in common with it.
 */
export function processesWith(name: string, value: string): RunningProcess[] {
    return readdirSync("/proc")
        .filter(entry => /^\d+$/.test(entry) && Number(entry) !== process.pid)
        .flatMap(entry => {
            const environment = words(`/proc/${entry}/environ`);
            if (!environment.includes(`${name}=${value}`)) return [];
            const commandLine = words(`/proc/${entry}/cmdline`);
            // One that has ended and waits for its parent to notice has no command line any more.
            return commandLine.length === 0 ? [] : [{ pid: Number(entry), commandLine }];
        });
}

export function isRunning(pid: number): boolean {
    return words(`/proc/${pid}/cmdline`).length > 0;
}

/** Resolves when the process has ended. */
export async function gone(pid: number, withinMs = 30_000): Promise<void> {
    await eventually(() => !isRunning(pid), { withinMs, what: `the end of process ${pid}` });
}

/** Nobody may read the files of another user's process, nor of one that has just ended. */
function words(file: string): string[] {
    try {
        return readFileSync(file, "utf8").split("\0").filter(Boolean);
    } catch {
        return [];
    }
}
