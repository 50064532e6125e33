import { spawn } from "node:child_process";
import { PreviewError } from "./error";

export interface PulumiRun {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The oldest `pulumi` that does what a preview asks of it: the first that this package's SDK goes with. */
export const oldestPulumi = "3.248.0";

/** The user's own `pulumi`: their login, their backend, their program. */
export class Pulumi {
    constructor(
        private readonly directory: string,
        private readonly environment: Readonly<Record<string, string | undefined>>,
    ) {}

    async assertUsable(): Promise<void> {
        const { code, stdout, stderr } = await this.run(["version"]);
        const version = /v?(\d+)\.(\d+)\.(\d+)/.exec(stdout);
        if (code !== 0 || version === null) throw refused(`pulumi version`, stderr || stdout);
        const [, major = 0, minor = 0, patch = 0] = version.map(Number);
        const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = oldestPulumi.split(".").map(Number);
        const isOld =
            major !== leastMajor ? major < leastMajor : minor !== leastMinor ? minor < leastMinor : patch < leastPatch;
        if (!isOld) return;
        throw new PreviewError(
            "pulumi-missing",
            `the pulumi command on PATH is ${version[0]}, and a preview needs ${oldestPulumi} or later: update it`,
        );
    }

    /** Resolves also when it ends with an error: that may be an answer. */
    run(args: readonly string[]): Promise<PulumiRun> {
        const child = spawn("pulumi", [...args], {
            cwd: this.directory,
            // Streamed events would come in place of the one document.
            env: {
                ...this.environment,
                PULUMI_ENABLE_STREAMING_JSON_PREVIEW: undefined,
                PULUMI_SKIP_UPDATE_CHECK: "true",
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
        child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
        return new Promise((resolve, reject) => {
            child.on("error", error => reject(this.notStarted(error)));
            child.on("close", (code, signal) => {
                const text = (name: keyof typeof chunks): string => Buffer.concat(chunks[name]).toString("utf8");
                if (code === null) reject(refused(`pulumi ${args[0]}`, `it was ended by ${signal}`));
                else resolve({ code, stdout: text("stdout"), stderr: text("stderr") });
            });
        });
    }

    /** One JSON document from a command that must succeed. */
    async json(args: readonly string[]): Promise<unknown> {
        const { code, stdout, stderr } = await this.run(args);
        const document = parsed(stdout);
        if (code === 0 && document !== undefined) return document;
        // What it has printed so far may hold secrets in clear.
        const what = code === 0 ? "something that is not JSON" : `nothing, and ended with code ${code}`;
        throw refused(`pulumi ${args.slice(0, 2).join(" ")}`, stderr || what);
    }

    private notStarted(error: NodeJS.ErrnoException): PreviewError {
        const why =
            error.code === "ENOENT"
                ? `no pulumi command was found on PATH, or there is no directory ${this.directory}: install Pulumi, or correct -C`
                : `pulumi could not be started: ${error.message}`;
        return new PreviewError("pulumi-missing", why, { cause: error });
    }
}

export const parsed = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

/** In pulumi's own words, without what it says before them. */
export const refused = (command: string, said: string): PreviewError =>
    new PreviewError("pulumi", `${command} answered: ${said.trim().replace(/^error: /, "") || "nothing"}`);
