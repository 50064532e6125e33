/*
 * The main job, seen as a user sees it: the real pulumi, the root Pulumi.yaml, and the emulator as the cloud.
 * Everything that it starts ends with it, and everything that it writes lies in one temporary directory.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPulumi } from "../pulumi-cli/pulumi-cli.mjs";
import { narrator } from "./narrator.mjs";
import { interrupt, newStack } from "./stack.mjs";

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
process.once("SIGINT", interrupt);
try {
    await story(await findPulumi({ say: line => process.stderr.write(`${line}\n`) }));
} finally {
    await emulator.stop();
    await rm(directory, { recursive: true, force: true });
}

async function story(pulumi) {
    const tell = { typed: text => say(`$ ${text}`), answered: quote };
    const stack = await newStack({ pulumi: pulumi.command, emulator, directory, account, region, tell });
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

    heading(
        '3. "golden" and "web" leave, but one is protected, and a group launches from the other: the preview says so',
    );
    await stack.configure({ images: { nightly: batch } });
    await stack.preview({ codes: [2] });
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
