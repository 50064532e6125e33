const size = { column: 7.7, row: 18, margin: 18 };

/** As the command itself colours a verdict on a terminal; everything else is told by its indentation. */
const styles = [
    [/^\$ /, "typed"],
    [/^(blocked|DANGER)/, "blocked"],
    [/^(unknown|conditional)/, "open"],
    [/^(will|kept|already|deferred|leaves)/, "good"],
    [/^Never looked at|^Note:/, "faint"],
];

/** Lines of a terminal as an SVG that any reader of a README sees alike. */
export function drawTerminal(lines, { columns }) {
    const rows = lines.flatMap(line => wrapped(line, columns));
    const width = Math.ceil(columns * size.column + 2 * size.margin);
    const height = rows.length * size.row + 2 * size.margin;
    const texts = rows.map(({ text, style }, index) => {
        const y = size.margin + (index + 0.75) * size.row;
        return `<text x="${size.margin}" y="${y}" class="${style}" xml:space="preserve">${escaped(text)}</text>`;
    });
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
        "<title>What pulumi-retire preview prints</title>",
        "<style>",
        "text { font: 12.8px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d7dae0 }",
        ".typed { fill: #ffffff; font-weight: 600 } .blocked { fill: #ff7b72; font-weight: 600 }",
        ".open { fill: #e3b341; font-weight: 600 } .good { fill: #7ee787; font-weight: 600 } .faint { fill: #8b949e }",
        "</style>",
        `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
        ...texts,
        "</svg>",
    ].join("\n")}\n`;
}

/** Long lines break at spaces, and go on where their text began. */
function wrapped(line, columns) {
    const style = styles.find(([pattern]) => pattern.test(line))?.[1] ?? "plain";
    const indent = /^\s*(?:- |\d+\. )?/.exec(line)[0].length;
    const rows = [];
    let rest = line;
    while (rest.length > columns) {
        const space = rest.lastIndexOf(" ", columns);
        const end = space > indent ? space : columns;
        rows.push({ text: rest.slice(0, end), style });
        rest = `${" ".repeat(indent)}${rest.slice(end).trimStart()}`;
    }
    return [...rows, { text: rest, style }];
}

const escaped = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
