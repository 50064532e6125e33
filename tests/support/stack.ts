import { rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Emulator } from "../../emulator/contract";
import { type CommandResult, type RunningCommand, startCommand } from "./command";
import { environmentOf, findCommand } from "./environment";
import { gone, processesWith } from "./linux-processes";
import { makeProject, type Project, type ProjectOptions, repository, STACK } from "./project";
import type { Row, StackExport } from "./stack-export";

const retireCommand = join(repository, "dist/provider/cli/main.js");
const LIMIT_MS = 4 * 60_000;
const QUIET = ["--non-interactive", "--color", "never"];

export interface StackOptions extends Partial<ProjectOptions> {
    readonly emulator: Pick<Emulator, "url">;
    /** Added to `aws:region` and `aws:endpoints`; the same key wins. */
    readonly config?: Readonly<Record<string, string>>;
    /** Twelve digits are the account, too. @default "111111111111" */
    readonly accessKeyId?: string;
    readonly env?: Readonly<Record<string, string>>;
}

export interface RunOptions {
    /** The command is to fail; a success then rejects. */
    readonly expectFailure?: boolean;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly limitMs?: number;
}

/** One stack of the real engine, in a project, a backend and a home of its own. `dispose` ends and removes all of it. */
export class Stack {
    readonly project: Project;
    private readonly running = new Set<RunningCommand>();

    constructor(
        project: Project,
        private readonly command: string,
        private readonly env: Readonly<Record<string, string>>,
    ) {
        this.project = project;
        undisposed.add(this);
    }

    /** Writes the program: plain JavaScript, in which `pulumi`, `retire` and `aws` are there already. */
    program(text: string): void {
        const preamble = [
            // Node 20.20 spends half a minute on printing an error with a stack line such as ".../@pulumi/resource.ts".
            "Error.stackTraceLimit = 8;",
            'const pulumi = require("@pulumi/pulumi");',
            'const retire = require("pulumi-retire");',
            'const aws = require("pulumi-retire/aws");',
        ];
        this.bareProgram(`${preamble.join("\n")}\n${text}\n`);
    }

    /** The same without a preamble. */
    bareProgram(text: string): void {
        writeFileSync(join(this.project.programDirectory, "index.js"), text);
    }

    up({ preview = false, ...options }: RunOptions & { readonly preview?: boolean } = {}): Promise<CommandResult> {
        return this.run(["up", "--yes", ...(preview ? [] : ["--skip-preview"]), ...QUIET], options);
    }

    preview(options: RunOptions = {}): Promise<CommandResult> {
        return this.run(["preview", ...QUIET], options);
    }

    destroy({ preview = false, ...options }: RunOptions & { readonly preview?: boolean } = {}): Promise<CommandResult> {
        return this.run(["destroy", "--yes", ...(preview ? [] : ["--skip-preview"]), ...QUIET], options);
    }

    refresh(options: RunOptions = {}): Promise<CommandResult> {
        return this.run(["refresh", "--yes", "--skip-preview", ...QUIET], options);
    }

    /** Takes away the lock that a killed command has left. */
    cancel(options: RunOptions = {}): Promise<CommandResult> {
        return this.run(["cancel", "--yes", ...QUIET], options);
    }

    async config(key: string, value: string, { secret = false }: { readonly secret?: boolean } = {}): Promise<void> {
        await this.run(["config", "set", secret ? "--secret" : "--plaintext", key, ...QUIET, "--", value]);
    }

    async export({ showSecrets = false }: { readonly showSecrets?: boolean } = {}): Promise<StackExport> {
        const { stdout } = await this.run(["stack", "export", ...(showSecrets ? ["--show-secrets"] : []), ...QUIET]);
        return JSON.parse(stdout) as StackExport;
    }

    /** The rows of one type, such as `pulumi-nodejs:dynamic/retire/aws:Ami`, or all of them. */
    async rows(type?: string): Promise<readonly Row[]> {
        const { deployment } = await this.export({ showSecrets: true });
        const rows = deployment.resources ?? [];
        return type === undefined ? rows : rows.filter(row => row.type === type);
    }

    /** Any command of the CLI. Rejects, with everything it printed, unless it ends as expected. */
    async run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
        const running = this.start([...args, ...(options.args ?? [])], options);
        const result = await running.exited;
        if ((result.code !== 0) === (options.expectFailure ?? false)) return result;
        const how = result.signal ?? `code ${result.code}`;
        const wish = options.expectFailure ? "but was to fail" : "but was to succeed";
        throw new Error(`pulumi ${args.join(" ")} ended with ${how} ${wish}:\n${result.output}`);
    }

    /** `pulumi-retire` in this stack's project, as its user would call it; resolves whatever its exit code. */
    async retire(args: readonly string[], { env }: Pick<RunOptions, "env"> = {}): Promise<CommandResult> {
        const path = [dirname(this.command), this.env.PATH].join(delimiter);
        const running = startCommand(process.execPath, [retireCommand, ...args], {
            cwd: this.project.directory,
            env: { ...this.env, PATH: path, ...env },
            limitMs: LIMIT_MS,
        });
        this.running.add(running);
        try {
            return await running.exited;
        } finally {
            this.running.delete(running);
        }
    }

    /** Starts a command of the CLI without waiting for its end. */
    start(
        args: readonly string[],
        { env, limitMs = LIMIT_MS }: Pick<RunOptions, "env" | "limitMs"> = {},
    ): RunningCommand {
        const running = startCommand(this.command, args, {
            cwd: this.project.directory,
            env: { ...this.env, ...env },
            limitMs,
        });
        this.running.add(running);
        const ended = () => this.running.delete(running);
        running.exited.then(ended, ended);
        return running;
    }

    /** The dynamic-provider processes of this stack, also those that a killed command has left behind. */
    providerProcesses(): readonly number[] {
        return this.processes()
            .filter(({ commandLine }) => commandLine.some(word => word.includes("cmd/dynamic-provider")))
            .map(({ pid }) => pid);
    }

    /** For other programs that are to see the same stack, such as `pulumi-retire preview`. */
    environment(): Readonly<Record<string, string>> {
        return { ...this.env, PULUMI_STACK: STACK };
    }

    async dispose(): Promise<void> {
        const pids = this.killAll();
        await Promise.all(pids.map(pid => gone(pid)));
        if (process.env.KEEP_TEST_STACKS) process.stderr.write(`kept ${this.project.root}\n`);
        else rmSync(this.project.root, { recursive: true, force: true, maxRetries: 3 });
        undisposed.delete(this);
    }

    /** Everything that runs for this stack, at once. */
    killAll(): readonly number[] {
        for (const running of this.running) running.kill("SIGKILL");
        const pids = this.processes().map(({ pid }) => pid);
        for (const pid of pids) {
            try {
                process.kill(pid, "SIGKILL");
            } catch {
                // It has just ended by itself.
            }
        }
        return pids;
    }

    private processes() {
        return processesWith("PULUMI_HOME", this.project.pulumiHome);
    }
}

export async function newStack({ emulator, accessKeyId, env, config, ...options }: StackOptions): Promise<Stack> {
    const { url } = emulator;
    const project = makeProject({
        ...options,
        config: { "aws:region": "us-east-1", "aws:endpoints": endpointsAt(url), ...config },
    });
    const environment = await environmentOf(project, accessKeyId ?? "111111111111");
    const stack = new Stack(project, await findCommand(), { ...environment, ...env });
    await stack.run(["stack", "init", STACK, ...QUIET]);
    return stack;
}

/** As pulumi-aws's own configuration has it. */
function endpointsAt(url: string): string {
    const services = ["ec2", "sts", "rbin", "autoscaling", "imagebuilder", "ecs", "events", "scheduler"];
    return JSON.stringify([Object.fromEntries(services.map(service => [service, url]))]);
}

/** A test run that is interrupted still ends what it has started. */
const undisposed = new Set<Stack>();
process.on("exit", () => {
    for (const stack of undisposed) {
        stack.killAll();
        if (!process.env.KEEP_TEST_STACKS) rmSync(stack.project.root, { recursive: true, force: true });
    }
});
