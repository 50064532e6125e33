import type { PreviewedRow, RetirementPreview } from "../../preview";
import { renderDetails } from "../../preview/details";
import { type Group, groupsOf } from "./groups";
import { summaryLine } from "./summary";

/** How a verdict looks on a terminal; the identity everywhere else. */
export type Paint = (text: string, row: PreviewedRow) => string;

export interface TextOptions {
    readonly verbose: boolean;
    readonly paint: Paint;
}

/** One block a row, the verdict first; rows that came to the same in the same way share a block. */
export const renderPreviewText = (preview: RetirementPreview, options: TextOptions): string => {
    const { rows, notes, neverLookedAt, diagnostics } = preview;
    const blocks = groupsOf(rows, options.verbose).map(group => renderGroup(group, options).join("\n"));
    const told = [
        summaryLine(preview),
        ...notes.map(note => `Note: ${note}`),
        ...Object.entries(neverLookedAt).map(([kind, what]) => `Never looked at for ${kind}: ${what.join("; ")}.`),
        ...diagnostics
            .filter(({ severity }) => severity === "warning")
            .map(({ message }) => `Pulumi warns: ${message}`),
    ];
    return [...blocks, told.join("\n"), ""].join("\n\n").trimEnd();
};

const shownNames = 10;

const renderGroup = ({ verdict, rows }: Group, { verbose, paint }: TextOptions): readonly string[] => {
    const [first] = rows;
    const count = rows.length === 1 ? "" : ` (${rows.length} rows)`;
    const shown = verbose ? rows : rows.slice(0, shownNames);
    const more = rows.length - shown.length;
    return [
        `${paint(verdict, first)}${count}`,
        ...shown.map(({ kind, name, id }) => `  ${kind} "${name}" ${id}`),
        ...(more === 0 ? [] : [`  … and ${more} more (--verbose tells each)`]),
        ...detailsOf(first, rows.length > 1),
    ];
};

const detailsOf = (row: PreviewedRow, isExample: boolean): readonly string[] => {
    const lines = renderDetails(row);
    return isExample && lines.length > 0 ? [`  for example ${row.id}:`, ...lines.map(line => `  ${line}`)] : lines;
};
