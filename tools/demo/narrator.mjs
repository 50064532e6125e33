/** Progress and frame: what of pulumi's own lines helps nobody who watches, since the result of each row follows. */
const noise = [
    /^\s*$/,
    /^@ /,
    /^(Updating|Destroying) \(/,
    /^(View |Duration:|Resources:$|Diagnostics:$|The resources in the stack|If you want to remove)/,
    / (creating|updating|deleting) \(\d+s\)/,
    /^ +pulumi:pulumi:Stack/,
    / pulumi:pulumi:Stack \S+ (created|deleted) /,
    /pulumi-retire: see the diagnostics/,
    /error: update failed/,
];

/** Tells a story on a terminal: headings, what was typed, what came back, plain tables. Colour only where it is wanted. */
export function narrator(out) {
    const isColoured = out.isTTY === true && process.env.NO_COLOR === undefined;
    const paint = code => text => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);
    const bold = paint("1");
    const faint = paint("2");
    return {
        heading: text => out.write(`\n${bold(text)}\n`),
        say: text => out.write(`${faint(text)}\n`),
        quote(text) {
            for (const line of text.split("\n").filter(line => !noise.some(pattern => pattern.test(line)))) {
                out.write(`  ${line.replaceAll("pulumi-nodejs:dynamic/retire/", "")}\n`);
            }
        },
        table(rows) {
            const widths = [];
            for (const row of rows) {
                for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
            }
            for (const row of rows)
                out.write(
                    `  ${row
                        .map((cell, column) => cell.padEnd(widths[column]))
                        .join("  ")
                        .trimEnd()}\n`,
                );
        },
    };
}
