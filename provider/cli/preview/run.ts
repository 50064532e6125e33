import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { PreviewError, type PreviewedRow, previewRetirements, type RetirementPreview } from "../../preview";
import { exitCodeOf, type Failure, failures } from "./exit-code";
import { renderPreviewMarkdown } from "./markdown";
import { renderPreviewText } from "./text";

export type Format = "text" | "json" | "markdown";

export interface PreviewCommand {
    readonly destroy: boolean;
    readonly stack?: string;
    readonly directory: string;
    readonly format: Format;
    readonly failOn: readonly Failure[];
    readonly from?: string;
    readonly verbose: boolean;
    readonly checkPermissions: boolean;
    readonly pulumiArguments: readonly string[];
}

/** Prints the preview; resolves to the exit code. */
export const runPreview = async (command: PreviewCommand): Promise<number> => {
    const { destroy, stack, directory, from, checkPermissions, pulumiArguments, failOn } = command;
    const preview = await previewRetirements({
        directory,
        operation: destroy ? "destroy" : "up",
        checkPermissions,
        arguments: pulumiArguments,
        ...(stack === undefined ? {} : { stack }),
        ...(from === undefined ? {} : { steps: saved(from) }),
        onProgress: ({ looked, of }) => progress(`looked at ${looked} of ${of}`),
    }).finally(() => progress(""));
    process.stdout.write(`${rendered(preview, command)}\n`);
    return exitCodeOf(preview, failOn);
};

const saved = (file: string): unknown => {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        const why =
            error instanceof SyntaxError ? "it is not JSON" : error instanceof Error ? error.message : String(error);
        throw new PreviewError("not-a-preview", `--from ${file}: ${why}`);
    }
};

const rendered = (preview: RetirementPreview, { format, verbose }: PreviewCommand): string => {
    if (format === "json") return JSON.stringify(preview, undefined, 2);
    if (format === "markdown") return renderPreviewMarkdown(preview, { verbose });
    return renderPreviewText(preview, { verbose, paint: paintFor(process.stdout) });
};

/** https://no-color.org */
const paintFor = ({ isTTY }: NodeJS.WriteStream) =>
    isTTY && (process.env.NO_COLOR ?? "") === ""
        ? (text: string, row: PreviewedRow): string => styleText(colourOf(row), text)
        : (text: string): string => text;

const colourOf = (row: PreviewedRow) => {
    if (failures.blocked.is(row)) return "red";
    if (failures.unknown.is(row)) return "yellow";
    return row.outcome === "retire" && row.isIrreversible ? "magenta" : "green";
};

/** One line that is written over, where somebody watches. */
const progress = (text: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
};
