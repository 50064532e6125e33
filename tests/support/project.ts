import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const repository = resolve(__dirname, "../..");

export interface ProjectOptions {
    readonly config: Readonly<Record<string, string>>;
    /** Sub-directory of the program, as `main` in Pulumi.yaml. */
    readonly main?: string;
    /** Further packages of this repository's node_modules that the program may require. */
    readonly packages?: readonly string[];
}

/** A temporary directory with everything that one stack needs, and nothing of the user's. */
export interface Project {
    readonly root: string;
    /** Where Pulumi.yaml is. */
    readonly directory: string;
    /** Where index.js and its package.json are. */
    readonly programDirectory: string;
    readonly home: string;
    readonly pulumiHome: string;
    readonly backend: string;
}

export const STACK = "test";

export function makeProject({ config, main, packages = [] }: ProjectOptions): Project {
    // The real path: the engine reports it, and on some systems the temporary directory is a link.
    const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-retire-stack-")));
    const directory = join(root, "project");
    const project: Project = {
        root,
        directory,
        programDirectory: join(directory, main ?? "."),
        home: join(root, "home"),
        pulumiHome: join(root, "pulumi-home"),
        backend: join(root, "state"),
    };
    for (const path of [project.programDirectory, project.home, project.pulumiHome, project.backend]) {
        mkdirSync(path, { recursive: true });
    }
    writeFileSync(join(directory, "Pulumi.yaml"), projectFile(main));
    writeFileSync(join(directory, `Pulumi.${STACK}.yaml`), stackFile(config));
    // Without one of its own the SDK would run the nearest package's entry point instead of index.js.
    writeFileSync(join(project.programDirectory, "package.json"), '{ "private": true, "main": "index.js" }\n');
    link(repository, join(directory, "node_modules", "pulumi-retire"));
    for (const name of ["@pulumi", ...packages]) {
        link(join(repository, "node_modules", name), join(directory, "node_modules", name));
    }
    return project;
}

function projectFile(main: string | undefined): string {
    const lines = ["name: retire-test", "runtime: { name: nodejs, options: { typescript: false } }"];
    return [...lines, ...(main ? [`main: ${main}`] : []), ""].join("\n");
}

/** JSON is YAML. */
function stackFile(config: Readonly<Record<string, string>>): string {
    return `config: ${JSON.stringify(config)}\n`;
}

/** Node follows the link before it looks for the package's own dependencies: everybody gets this repository's copies. */
function link(target: string, path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, "dir");
}
