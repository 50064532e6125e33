import type { PreviewHookOptions } from "../../provider/adapters/hooks";

/** A program that calls the hook and has these rows, written by `ami` of scenario.ts, with it. */
export const hookedProgram = (rows: readonly string[], options: PreviewHookOptions = {}): string =>
    [
        'const { previewHook } = require("pulumi-retire/hooks");',
        `const hooks = { beforeDelete: previewHook(${JSON.stringify(options)}) };`,
        ...rows.map(withHooks),
    ].join("\n");

/** The options are the last argument, where a row has any. */
const withHooks = (row: string): string => row.replace(/\}\);$/, "}, { hooks });");

interface Digest {
    readonly diagnostics?: readonly Warning[];
}

interface Warning {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
}

/** What a `pulumi preview --json` warns of: the message by the name of the row that it stands on. */
export const warningsOf = (stdout: string): ReadonlyMap<string, string> =>
    new Map(
        ((JSON.parse(stdout) as Digest).diagnostics ?? [])
            .filter(({ severity }) => severity === "warning")
            .map(({ urn = "", message }) => [
                urn.slice(urn.lastIndexOf("::") + 2),
                message.replace("warning: ", "").trimEnd(),
            ]),
    );
