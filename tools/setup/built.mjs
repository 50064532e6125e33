import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SOURCES = ["provider", "emulator"];
const SETTINGS = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** Whether dist/ was built from the sources as they are now. */
export function buildIsCurrent(repository) {
    const record = recordFile(repository);
    if (!existsSync(record) || !existsSync(join(repository, "dist"))) return false;
    return readFileSync(record, "utf8") === sourcesNow(repository);
}

/** The compiler never removes what it wrote: a module that is gone would live on in dist/ and be published. */
export function forgetRemovedSources(repository) {
    const record = recordFile(repository);
    const before = existsSync(record) ? readFileSync(record, "utf8") : "";
    const now = new Set(namesIn(sourcesNow(repository)));
    if (!before || namesIn(before).some(name => !now.has(name))) {
        rmSync(join(repository, "dist"), { recursive: true, force: true });
    }
}

export function recordBuild(repository) {
    makeCommandsExecutable(repository);
    const record = recordFile(repository);
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, sourcesNow(repository));
}

/** npm does this when it installs a package, but links in node_modules/.bin are made before dist/ exists. */
function makeCommandsExecutable(repository) {
    const { bin = {} } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    for (const file of Object.values(bin)) {
        const path = join(repository, file);
        if (existsSync(path)) chmodSync(path, 0o755);
    }
}

/** Not in dist/, which is published whole. */
function recordFile(repository) {
    return join(repository, "node_modules", ".cache", "pulumi-retire", "built-from");
}

/** A line a file: name, time and size. */
function sourcesNow(repository) {
    const files = SOURCES.flatMap(folder => typescriptIn(join(repository, folder)));
    const named = [...files, ...SETTINGS.map(name => join(repository, name))];
    return named
        .map(file => [file, statSync(file)])
        .map(([file, { mtimeMs, size }]) => `${file.slice(repository.length + 1)} ${mtimeMs} ${size}`)
        .sort()
        .join("\n");
}

function typescriptIn(folder) {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true })
        .filter(name => name.endsWith(".ts"))
        .map(name => join(folder, name));
}

function namesIn(record) {
    return record.split("\n").map(line => line.split(" ")[0]);
}
