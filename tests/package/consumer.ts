import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const repository = resolve(__dirname, "../..");

/** A directory outside of the repository in which the package is installed as a link, as npm, yarn and pnpm do it. */
export class Consumer {
    readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-retire-consumer-")));

    constructor(readonly type: "commonjs" | "module") {
        writeFileSync(join(this.directory, "package.json"), JSON.stringify({ private: true, type }));
        mkdirSync(join(this.directory, "node_modules", "@types"), { recursive: true });
        symlinkSync(repository, join(this.directory, "node_modules", "pulumi-retire"), "dir");
        for (const name of ["@pulumi", "@types/node"]) {
            symlinkSync(join(repository, "node_modules", name), join(this.directory, "node_modules", name), "dir");
        }
    }

    /** Puts the programs of tests/package/programs here. */
    addPrograms(): void {
        cpSync(join(__dirname, "programs"), join(this.directory, "programs"), { recursive: true });
    }

    remove(): void {
        rmSync(this.directory, { recursive: true, force: true });
    }
}
