import { type ChildProcess, spawn } from "node:child_process";

export interface CommandResult {
    /** Null when a signal ended it. */
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
    /** Both, as they came. */
    readonly output: string;
    readonly seconds: number;
}

/** A command that has been started and may still be running. */
export interface RunningCommand {
    readonly pid: number;
    /** Both streams so far. */
    output(): string;
    /** Signals the command alone, not what it has started: that is what a user's `kill` does. */
    kill(signal: NodeJS.Signals): void;
    /** Settles when it has ended; rejects only when the time limit ended it. */
    readonly exited: Promise<CommandResult>;
}

export interface CommandOptions {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly limitMs: number;
}

const LEFT_BEHIND_MS = 3000;

/** Starts a command in a process group of its own, which is killed whole when the time is up. */
export function startCommand(command: string, args: readonly string[], options: CommandOptions): RunningCommand {
    const since = Date.now();
    const child = spawn(command, args, {
        cwd: options.cwd,
        env: { ...options.env },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const streams = { stdout: "", stderr: "", output: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (text: string) => {
            streams[name] += text;
            streams.output += text;
        });
    }
    let expired = false;
    const limit = setTimeout(() => {
        expired = true;
        killGroup(child);
    }, options.limitMs);
    const exited = new Promise<CommandResult>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", finish);
        // A process that the command has left behind may hold its streams open for as long as it lives.
        child.on("exit", () => setTimeout(finish, LEFT_BEHIND_MS).unref());
        function finish() {
            clearTimeout(limit);
            const { exitCode: code, signalCode: signal } = child;
            const line = [command, ...args].join(" ");
            if (expired) reject(new Error(`"${line}" did not end within ${options.limitMs} ms:\n${streams.output}`));
            else resolve({ code, signal, ...streams, seconds: (Date.now() - since) / 1000 });
        }
    });
    // Whoever starts a command and kills it need not wait for it as well.
    exited.catch(() => {});
    return {
        pid: child.pid ?? 0,
        output: () => streams.output,
        kill: signal => child.kill(signal),
        exited,
    };
}

function killGroup(child: ChildProcess): void {
    try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
        // It has just ended by itself.
    }
}
