// Loaded into a mocha run by tools/test/fidelity.mjs: every `up` and `destroy` of a scenario is then previewed first and
// held against what the preview said. The scenario sees nothing of it: what a preview has sent is left out of the
// requests that it is shown.

import { appendFileSync } from "node:fs";
import type { Emulator, RecordedRequest } from "../../emulator";
import type { RetirementPreview } from "../../provider/preview";
import type { CommandResult } from "../support/command";
import type { RunOptions, Stack, StackOptions } from "../support/stack";
import { assertPreviewIsTruth } from "./preview-fidelity";
import { amiType } from "./scenario";

/** An emulator, as the scenario is shown it. */
interface Seen {
    readonly emulator: Emulator;
    /** Numbers of the requests that are a preview's. */
    readonly hidden: Set<number>;
}

const clouds = new Set<Seen>();
const log = process.env.FIDELITY_LOG;

const emulators = require("../../emulator/start") as { startEmulator: (options?: object) => Promise<Emulator> };
const { startEmulator } = emulators;
emulators.startEmulator = async options => {
    const emulator = await startEmulator(options);
    const seen: Seen = { emulator, hidden: new Set() };
    clouds.add(seen);
    const requests = (operation?: string): readonly RecordedRequest[] =>
        emulator
            .requests()
            .filter((_, index) => !seen.hidden.has(index))
            .filter(request => operation === undefined || `${request.service}:${request.operation}` === operation);
    return { ...emulator, requests };
};

type Apply = (options?: RunOptions & { readonly preview?: boolean }) => Promise<CommandResult>;
type Methods = Record<"up" | "destroy", Apply>;

const stacks = require("../support/stack") as { newStack: (options: StackOptions) => Promise<Stack>; Stack: unknown };
const methods = (stacks.Stack as { readonly prototype: Stack & Methods }).prototype;

/** Of what `pulumi up` takes, what its preview would not know, or what does not change what it says. */
const onlyApplied = new Set(["--continue-on-error", "--expect-no-changes"]);
const previewArguments = (args: readonly string[]): readonly string[] =>
    args.filter((arg, index) => !onlyApplied.has(arg) && arg !== "--parallel" && args[index - 1] !== "--parallel");

/** What bringing an object back sends; that is another row's business than the removal of one. */
const byOthers = [
    "ec2:RestoreImageFromRecycleBin",
    "ec2:RestoreSnapshotFromRecycleBin",
    "ec2:EnableImage",
    "ec2:DisableImageDeprecation",
];

for (const operation of ["up", "destroy"] as const) {
    const apply = methods[operation];
    methods[operation] = async function (this: Stack, options = {}) {
        const before = await this.rows(amiType);
        // Nothing can leave.
        if (before.length === 0) return apply.call(this, options);
        const args = previewArguments(options.args ?? []);
        const starts = new Map([...clouds].map(seen => [seen, seen.emulator.requests().length]));
        const { code, stdout, stderr } = await this.retire(
            [
                "preview",
                "--json",
                ...(operation === "destroy" ? ["--destroy"] : []),
                ...(args.length === 0 ? [] : ["--", ...args]),
            ],
            options.env === undefined ? {} : { env: options.env },
        );
        for (const [seen, start] of starts) {
            for (let index = start; index < seen.emulator.requests().length; index++) seen.hidden.add(index);
            starts.set(seen, seen.emulator.requests().length);
        }
        const result = await apply.call(this, options);
        const after = await this.rows(amiType);
        const requests = [...starts].flatMap(([seen, start]) => seen.emulator.requests().slice(start));
        if (code === 1) {
            const refused = result.code === 0 ? "no preview, and yet it was applied" : undefined;
            note({ rows: 0, none: stderr.trim(), ...(refused === undefined ? {} : { wrong: refused }) });
            return result;
        }
        const preview = JSON.parse(stdout) as RetirementPreview;
        try {
            assertPreviewIsTruth(preview, { before, after, requests, byOthers });
            note({ rows: preview.rows.length });
        } catch (error) {
            note({ rows: preview.rows.length, wrong: error instanceof Error ? error.message : String(error) });
        }
        return result;
    };
}

const note = (entry: { readonly rows: number; readonly none?: string; readonly wrong?: string }): void => {
    if (log !== undefined) appendFileSync(log, `${JSON.stringify(entry)}\n`);
};
