/** What of pulumi's own lines helps nobody who watches: blank lines, addresses of a file backend, the summary's frame. */
const noise = [
    /^\s*$/,
    /^Updating \(/,
    /^Destroying \(/,
    /^View /,
    /^The resources in the stack have been deleted/,
    /^If you want to remove/,
    /^Duration:/,
    /^Resources:$/,
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
            for (const row of rows)
                row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
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
