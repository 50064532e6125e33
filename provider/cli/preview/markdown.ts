import type { PreviewedRow, RetirementPreview } from "../../preview";
import { groupsOf } from "./groups";
import { summaryLine } from "./summary";
import { renderPreviewText } from "./text";

/** For a job's summary or a comment: what matters in a table, the whole text folded below. */
export const renderPreviewMarkdown = (
    preview: RetirementPreview,
    { verbose }: { readonly verbose: boolean },
): string => {
    const groups = groupsOf(preview.rows, verbose);
    const table =
        groups.length === 0
            ? []
            : [
                  "| verdict | rows |",
                  "| --- | --- |",
                  ...groups.map(
                      ({ verdict, rows }) => `| ${marks[rows[0].outcome]} ${cell(verdict)} | ${names(rows)} |`,
                  ),
                  "",
                  "<details><summary>Effects, reasons and calls</summary>",
                  "",
                  "~~~text",
                  renderPreviewText(preview, { verbose, paint: text => text }),
                  "~~~",
                  "",
                  "</details>",
              ];
    return [`### pulumi-retire preview`, "", summaryLine(preview), "", ...table].join("\n").trimEnd();
};

const marks: Readonly<Record<PreviewedRow["outcome"], string>> = {
    retire: "🗑️",
    conditional: "❔",
    defer: "⏳",
    retain: "📌",
    "already-retired": "✔️",
    blocked: "⛔",
    unknown: "❓",
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const shownNames = 10;

const names = (rows: readonly PreviewedRow[]): string => {
    const shown = rows.slice(0, shownNames).map(({ name, id }) => `${cell(name)} \`${id}\``);
    const more = rows.length - shown.length;
    return [...shown, ...(more === 0 ? [] : [`and ${more} more`])].join("<br>");
};
