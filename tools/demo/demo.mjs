/*
 * The main job, seen as a user sees it: the real pulumi, the root Pulumi.yaml, and the emulator as the cloud.
 * Everything that it starts ends with it, and everything that it writes lies in one temporary directory.
 */
import { spawn } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findPulumi, privateEnvironment } from "../pulumi-cli/pulumi-cli.mjs";
import { narrator } from "./narrator.mjs";

const repository = resolve(fileURLToPath(import.meta.url), "../../..");
const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");
const account = "123456789012";
const region = "eu-central-1";
const { heading, say, quote, table } = narrator(process.stdout);

const ids = {
    web: "ami-0a1b2c3d4e5f60001",
    worker: "ami-0a1b2c3d4e5f60002",
    batch: "ami-0a1b2c3d4e5f60003",
    golden: "ami-0a1b2c3d4e5f60004",
};

const directory = await mkdtemp(join(tmpdir(), "pulumi-retire-demo-"));
const emulator = await startEmulator({
    seed: {
        images: Object.entries(ids).map(([name, ImageId]) => ({
            account,
            region,
            ImageId,
            Name: `${name}-2026-11`,
            ...(name === "golden" ? { DeregistrationProtection: "enabled-without-cooldown" } : {}),
        })),
        launchConfigurations: [{ account, region, LaunchConfigurationName: "web-7", ImageId: ids.web }],
        autoScalingGroups: [{ account, region, AutoScalingGroupName: "web", LaunchConfigurationName: "web-7" }],
        rules: ["EC2_IMAGE", "EBS_SNAPSHOT"].map(ResourceType => ({ account, region, ResourceType, RetentionDays: 7 })),
    },
});
let child;
const interrupted = () => child?.kill("SIGINT");
process.once("SIGINT", interrupted);
try {
    await story(await findPulumi({ say: line => process.stderr.write(`${line}\n`) }));
} finally {
    await emulator.stop();
    await rm(directory, { recursive: true, force: true });
}

async function story(pulumi) {
    const stack = await newStack(pulumi.command);
    heading("1. A program adopts four machine images");
    await stack.configure({ images: ids });
    await stack.up();

    heading(
        '2. "worker" leaves the program. "batch" is renamed: its old row goes, and the image stays, being still wanted',
    );
    const { web, batch, golden } = ids;
    await stack.configure({ images: { web, golden, nightly: batch } });
    await stack.up();
    const { images, snapshots } = emulator.look({ account, region });
    table([...images, ...snapshots].filter(thing => thing.where === "bin").map(describeBinned));

    heading('3. "golden" and "web" leave, but one is protected, and an Auto Scaling group launches from the other');
    await stack.configure({ images: { nightly: batch } });
    await stack.up({ refused: true });

    heading("4. Golden's protection is lifted by policy: back into the program it goes, and out again");
    await stack.configure({ images: { golden, web, nightly: batch }, liftProtection: true });
    await stack.up();
    await stack.configure({ images: { nightly: batch }, liftProtection: true });
    say("web's group is known to be of no use any more: an override, for this one run");
    await stack.up({
        environment: {
            PULUMI_RETIRE_OVERRIDES: JSON.stringify({ [web]: { ignoreReferences: ["auto-scaling-group"] } }),
        },
    });

    heading("5. The stack is destroyed");
    await stack.destroy();

    heading("What EC2 was asked to change, from beginning to end");
    table(
        emulator
            .mutations()
            .map(call => [call.operation, ...Object.entries(call.input).map(([key, value]) => `${key}=${value}`)]),
    );
}

function describeBinned(thing) {
    const id = thing.ImageId ?? thing.SnapshotId;
    return [
        id,
        "in the Recycle Bin",
        `can be restored until ${new Date(thing.RecycleBinExitTime).toISOString().slice(0, 16).replace("T", " ")} UTC`,
    ];
}

async function newStack(command) {
    const configFile = join(directory, "Pulumi.demo.yaml");
    const environment = {
        ...privateEnvironment({ home: join(directory, "home"), backend: directory }),
        AWS_ACCESS_KEY_ID: account,
        AWS_SECRET_ACCESS_KEY: "demo",
        AWS_EC2_METADATA_DISABLED: "true",
    };
    const quietly = ["--non-interactive", "--color", "never"];
    const run = (args, options = {}) => runPulumi(command, [...args, ...quietly], environment, options);
    // The stack is made beside a copy of Pulumi.yaml, so that its configuration file does not land in the checkout.
    await copyFile(join(repository, "Pulumi.yaml"), join(directory, "Pulumi.yaml"));
    await run(["stack", "init", "demo"], { quiet: true, cwd: directory });
    const salt = await readFile(configFile, "utf8");
    const flags = ["--stack", "demo", "--config-file", configFile, "--yes", "--skip-preview", "--suppress-outputs"];
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
        up({ environment: more = {}, ...options } = {}) {
            for (const [name, value] of Object.entries(more)) say(`$ export ${name}='${value}'`);
            return runPulumi(command, ["up", ...flags, ...quietly], { ...environment, ...more }, options);
        },
        destroy: () => run(["destroy", ...flags]),
    };
}

/** Shows what pulumi prints, line by line; a run that ends as nobody expected ends the demo. */
function runPulumi(command, args, environment, { quiet = false, refused = false, cwd = repository } = {}) {
    if (!quiet) say(`$ pulumi ${args[0]}`);
    return new Promise((done, fail) => {
        child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", data => (output += data));
        child.once("error", fail);
        child.once("close", code => {
            if (!quiet) quote(output);
            if ((code !== 0) === refused) return done();
            fail(new Error(`pulumi ${args.join(" ")} ended with ${code}${quiet ? `:\n${output}` : ""}`));
        });
    });
}
