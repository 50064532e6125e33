import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");

/** Runs one tier, its counts going to `file`. Resolves with what went wrong, or nothing. */
/** On Node 20 the AWS SDK announces a future end of its support in every process that loads it. */
const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

export function runMocha({ name, file, timeoutMs, limitMs, jobs, environment, forMocha }) {
    const args = [
        mocha,
        "--require=ts-node/register/transpile-only",
        "--extension=ts",
        `--reporter=${join(repository, "tools/test/results-reporter.cjs")}`,
        `--reporter-option=file=${file}`,
        `--timeout=${timeoutMs}`,
        ...(jobs > 1 ? ["--parallel", `--jobs=${jobs}`] : []),
        ...forMocha,
        `tests/${name}/**/*.test.ts`,
    ];
    const child = spawn(process.execPath, args, {
        cwd: repository,
        // Its own group, so that the limit also ends the workers.
        detached: true,
        stdio: ["ignore", "inherit", "inherit"],
        env: { ...process.env, TS_NODE_PROJECT: join(repository, "tsconfig.json"), ...quiet, ...environment },
    });
    const end = signal => {
        try {
            process.kill(-child.pid, signal);
        } catch {
            // Already gone.
        }
    };
    const interrupted = signal => {
        end(signal);
        process.exit(130);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    let expired = false;
    const limit = setTimeout(() => {
        expired = true;
        end("SIGKILL");
    }, limitMs);
    return new Promise((done, reject) => {
        child.on("error", reject);
        child.on("close", (code, signal) => {
            clearTimeout(limit);
            process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
            if (expired)
                done(`not finished within ${limitMs / 60_000} minutes: a test holds on to something, or hangs`);
            else done(code === 0 ? undefined : `mocha ended with ${code ?? signal}`);
        });
    });
}
