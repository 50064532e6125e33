// node tools/picture/picture.mjs: runs pulumi-retire preview against the emulator and draws what it printed: docs/preview.svg
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { newStack } from "../demo/stack.mjs";
import { findPulumi } from "../pulumi-cli/pulumi-cli.mjs";
import { drawTerminal } from "./terminal.mjs";

const repository = resolve(fileURLToPath(import.meta.url), "../../..");
const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");
const place = { account: "123456789012", region: "eu-central-1" };
const ids = {
    web: "ami-0a1b2c3d4e5f60001",
    worker: "ami-0a1b2c3d4e5f60002",
    batch: "ami-0a1b2c3d4e5f60003",
};

const directory = await mkdtemp(join(tmpdir(), "pulumi-retire-picture-"));
const emulator = await startEmulator({
    // A clock that stands still: the same picture each time.
    now: "2026-11-22T18:04:00Z",
    seed: {
        images: Object.entries(ids).map(([name, ImageId]) => ({
            ...place,
            ImageId,
            Name: `${name}-2026-11`,
            SnapshotIds: [`snap-${ImageId.slice(4)}`],
        })),
        launchConfigurations: [{ ...place, LaunchConfigurationName: "web-7", ImageId: ids.web }],
        autoScalingGroups: [{ ...place, AutoScalingGroupName: "web", LaunchConfigurationName: "web-7" }],
        rules: ["EC2_IMAGE", "EBS_SNAPSHOT"].map(ResourceType => ({ ...place, ResourceType, RetentionDays: 7 })),
    },
});
try {
    const lines = [];
    const tell = {
        typed: text => lines.push(`$ ${text}`),
        answered: text => lines.push(...text.trimEnd().split("\n")),
    };
    const { command } = await findPulumi({ say: line => process.stderr.write(`${line}\n`) });
    const stack = await newStack({ pulumi: command, emulator, directory, ...place, tell });
    await stack.configure({ images: ids });
    await stack.up();
    await stack.configure({ images: { nightly: ids.batch } });
    lines.length = 0;
    await stack.preview({ codes: [2] });
    await mkdir(join(repository, "docs"), { recursive: true });
    await writeFile(join(repository, "docs/preview.svg"), drawTerminal(lines, { columns: 118 }));
    process.stdout.write("drew docs/preview.svg\n");
} finally {
    await emulator.stop();
    await rm(directory, { recursive: true, force: true });
}
