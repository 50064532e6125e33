import { delimiter, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * The environment for a pulumi that touches nobody's login, stacks or plugins and that needs no network: a home and a
 * file backend of its own. The caller's other `PULUMI_*` variables are left behind, because any of them (a token, a stack
 * name, a passphrase file) would lead back to the user's own set-up.
 */
export function privateEnvironment({ home, backend, passphrase = "pulumi-retire", base = process.env }) {
    const inherited = Object.entries(base).filter(
        ([name, value]) => value !== undefined && (!name.startsWith("PULUMI_") || name.startsWith("PULUMI_RETIRE_")),
    );
    return {
        ...Object.fromEntries(inherited),
        // The language host and the dynamic provider are started as `node`: the one that runs us.
        PATH: [dirname(process.execPath), base.PATH].filter(Boolean).join(delimiter),
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: backend.includes("://") ? backend : `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
        PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
        // Where our language host finds @pulumi/pulumi when the program's own directory has none, as in a destroy.
        PULUMI_RETIRE_SDK_FROM: repository,
    };
}
