import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** What a stand-in for `pulumi` does when its arguments begin with these words: a line of shell. */
export type Answers = Readonly<Record<string, string>>;

/** Prints a document as it is. */
export const prints = (document: unknown): string => `cat <<'END'\n${JSON.stringify(document)}\nEND`;

/** A `pulumi` on a PATH of its own, which writes down what it was asked; it is of a good version unless told otherwise. */
export class PulumiStandIn {
    readonly directory = mkdtempSync(join(tmpdir(), "pulumi-retire-stand-in-"));
    private readonly bin = join(this.directory, "bin");
    private readonly log = join(this.directory, "asked");

    constructor(answers: Answers) {
        mkdirSync(this.bin);
        writeFileSync(this.log, "");
        const cases = Object.entries({ version: "echo v3.259.0", ...answers }).map(
            ([words, line]) => `'${words}'*)\n${line}\n;;`,
        );
        const script = [
            "#!/bin/sh",
            `echo "$*" >> '${this.log}'`,
            `echo "$(pwd) $PULUMI_ENABLE_STREAMING_JSON_PREVIEW" > '${this.log}.seen'`,
            'case "$*" in',
            ...cases,
            '*) echo "error: the stand-in was not told of: $*" >&2; exit 3;;',
            "esac",
        ];
        const file = join(this.bin, "pulumi");
        writeFileSync(file, `${script.join("\n")}\n`);
        chmodSync(file, 0o755);
    }

    get environment(): Readonly<Record<string, string>> {
        return { PATH: [this.bin, "/usr/bin", "/bin"].join(delimiter), PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
    }

    /** Each call's arguments, in order. */
    get asked(): readonly string[] {
        return readFileSync(this.log, "utf8").split("\n").filter(Boolean);
    }

    /** The working directory, and what of the variable has come through. */
    get seen(): string {
        return readFileSync(`${this.log}.seen`, "utf8").trim();
    }

    remove(): void {
        rmSync(this.directory, { recursive: true, force: true });
    }
}
