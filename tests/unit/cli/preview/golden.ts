import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "golden");

/** Compares a text with its golden file; `npm run golden` writes the files anew. */
export const assertGolden = (name: string, text: string): void => {
    const file = join(folder, name);
    const printed = `${text}\n`;
    if (process.env.WRITE_GOLDEN_FILES === "true") {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, printed);
    }
    // Lines, so that the difference reads well.
    assert.deepEqual(
        printed.split("\n"),
        readFileSync(file, "utf8").split("\n"),
        `${name} is not what is printed: npm run golden, and read what has changed in it`,
    );
};
