import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isOlder } from "./version.mjs";

/** engine/go.mod asks for it. */
const OLDEST_GO = "1.25.11";
const LIMIT_MS = 40 * 60_000;
const PROGRESS_MS = 15_000;
const engine = fileURLToPath(new URL("engine", import.meta.url));

/** Why this machine cannot build the engine, or nothing. */
export function obstacleToBuild() {
    const go = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8", timeout: 30_000, cwd: "/" });
    if (go.error || go.status !== 0) return "go is not on PATH";
    const version = /^go(\d+\.\d+(\.\d+)?)/.exec(go.stdout)?.[1] ?? "0.0.0";
    if (isOlder(version.split(".").length === 2 ? `${version}.0` : version, OLDEST_GO)) {
        return `go ${version} is older than ${OLDEST_GO}`;
    }
    return undefined;
}

/** The version goes in by a linker flag, as in the vendor's builds; without it the engine has none. */
export function buildArguments(version) {
    const stamp = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
    return ["build", "-trimpath", "-buildvcs=false", "-tags", "osusergo,grpcnotrace", "-ldflags", stamp];
}

/** Builds `directory`/pulumi. */
export function buildEngine(directory, version, say) {
    const output = ["-o", join(directory, "pulumi"), "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"];
    return goRun([...buildArguments(version), ...output], say);
}

function goRun(args, say) {
    const since = Date.now();
    const child = spawn("go", args, {
        cwd: engine,
        detached: true,
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off" },
    });
    const lines = [];
    child.stderr.setEncoding("utf8").on("data", text => {
        lines.push(text);
    });
    const progress = setInterval(() => say(`still building, ${seconds(since)} s so far`), PROGRESS_MS);
    const limit = setTimeout(stop, LIMIT_MS);
    const interrupted = () => {
        stop();
        process.exit(130);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted).once("exit", stop);
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", code => {
            clearInterval(progress);
            clearTimeout(limit);
            process.off("SIGINT", interrupted).off("SIGTERM", interrupted).off("exit", stop);
            if (code === 0) return resolve(seconds(since));
            reject(
                new Error(`go ${args[0]} ended with ${code ?? "a signal"} after ${seconds(since)} s:\n${tail(lines)}`),
            );
        });
    });

    /** go runs compilers: they are one process group with it. */
    function stop() {
        try {
            process.kill(-child.pid, "SIGKILL");
        } catch {
            // Already gone.
        }
    }
}

function seconds(since) {
    return Math.round((Date.now() - since) / 1000);
}

function tail(lines) {
    return lines.join("").trim().split("\n").slice(-20).join("\n");
}
