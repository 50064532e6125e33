import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

export function readCounts(file) {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

export function writeCounts(file, counts) {
    if (counts) writeFileSync(file, `${JSON.stringify(counts)}\n`);
    else rmSync(file, { force: true });
}

export function printTable(rows) {
    const columns = ["tier", "passed", "failed", "skipped", "seconds"];
    const lines = rows.map(row =>
        columns.map(name => (name === "seconds" ? row.seconds.toFixed(1) : String(row[name]))),
    );
    const total = columns.slice(1).map(name => rows.reduce((sum, row) => sum + row[name], 0));
    if (rows.length > 1) lines.push(["total", ...total.map((sum, i) => (i === 3 ? sum.toFixed(1) : String(sum)))]);
    process.stdout.write(`\n${[columns, ...lines].map(line).join("\n")}\n`);
}

function line([tier, ...numbers]) {
    return tier.padEnd(10) + numbers.map(text => text.padStart(9)).join("");
}
