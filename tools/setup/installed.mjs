import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether node_modules holds what package-lock.json names. npm writes down what it installed in a lock file of its own,
 * so this also holds after somebody's own `npm ci` or `npm install`.
 */
export function installIsCurrent(repository) {
    const record = join(repository, "node_modules", ".package-lock.json");
    if (!existsSync(record)) return false;
    const installed = packagesOf(record);
    return Object.entries(packagesOf(join(repository, "package-lock.json"))).every(([place, wanted]) => {
        if (!place.startsWith("node_modules/") || isOptional(wanted)) return true;
        if (wanted.link) return existsSync(join(repository, place));
        return installed[place]?.version === wanted.version;
    });
}

/** Mostly builds for other platforms, which npm leaves out. */
function isOptional(entry) {
    return entry.optional || entry.devOptional || entry.peer;
}

function packagesOf(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
    } catch (error) {
        throw new Error(`${file} cannot be read (${error.message}); remove node_modules and try again`);
    }
}
