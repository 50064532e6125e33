import { spawn } from "node:child_process";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { privateEnvironment } from "../pulumi-cli/pulumi-cli.mjs";

const repository = resolve(fileURLToPath(import.meta.url), "../../..");
const retireCommand = join(repository, "dist/provider/cli/main.js");
const quietly = ["--non-interactive", "--color", "never"];

/**
 * A stack of the root Pulumi.yaml in a home and a backend of its own, with the emulator as its cloud. `tell` hears what is
 * typed and what comes back; a run that ends as nobody expected rejects.
 */
export async function newStack({ pulumi, emulator, directory, account, region, tell }) {
    const configFile = join(directory, "Pulumi.demo.yaml");
    const environment = {
        ...privateEnvironment({ home: join(directory, "home"), backend: directory }),
        AWS_ACCESS_KEY_ID: account,
        AWS_SECRET_ACCESS_KEY: "demo",
        AWS_EC2_METADATA_DISABLED: "true",
    };
    environment.PATH = [dirname(pulumi), environment.PATH].join(delimiter);
    // The stack is made beside a copy of Pulumi.yaml, so that its configuration file does not land in the checkout.
    await copyFile(join(repository, "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
    await run(pulumi, ["stack", "init", "demo", ...quietly], { environment, cwd: directory });
    const salt = await readFile(configFile, "utf8");
    const place = ["--stack", "demo", "--config-file", configFile];
    const flags = [...place, "--yes", "--skip-preview", "--suppress-outputs", ...quietly];

    /** Runs a command and tells it; `codes` are the exit codes that it may end with. */
    const told = async (typed, command, args, { more = {}, codes = [0] } = {}) => {
        for (const [name, value] of Object.entries(more)) tell.typed(`export ${name}='${value}'`);
        tell.typed(typed);
        const result = await run(command, args, { environment: { ...environment, ...more }, codes });
        tell.answered(result.output);
        return result;
    };
    return {
        async configure({ images, liftProtection = false }) {
            const services = ["ec2", "autoscaling", "imagebuilder", "rbin", "sts"];
            const endpoints = JSON.stringify([Object.fromEntries(services.map(service => [service, emulator.url]))]);
            const values = {
                "aws:region": region,
                "aws:endpoints": endpoints,
                "pulumi-retire-quickstart:images": images,
                "pulumi-retire-quickstart:liftProtection": liftProtection,
            };
            // JSON is YAML.
            await writeFile(configFile, `${salt}config: ${JSON.stringify(values)}\n`);
        },
        up: ({ refused = false, environment: more } = {}) =>
            told("pulumi up", pulumi, ["up", ...flags], { more, codes: refused ? [1, 255] : [0] }),
        destroy: () => told("pulumi destroy", pulumi, ["destroy", ...flags]),
        preview: ({ codes } = {}) =>
            told("pulumi-retire preview", process.execPath, [retireCommand, "preview", "--", ...place], { codes }),
    };
}

const running = new Set();

/** What is still running, for whoever is interrupted. */
export const interrupt = () => {
    for (const child of running) child.kill("SIGINT");
};

function run(command, args, { environment, codes = [0], cwd = repository }) {
    return new Promise((done, fail) => {
        const child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
        running.add(child);
        let output = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", data => (output += data));
        child.once("error", fail);
        child.once("close", code => {
            running.delete(child);
            if (codes.includes(code)) return done({ code, output });
            fail(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`));
        });
    });
}
