import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeregisterImageCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { EmulatorOptions } from "../../emulator";
import { type CommandResult, type RunningCommand, startCommand } from "../support/command";
import { repository } from "../support/project";
import { home, protocolWorld } from "./world";

/** An image that EC2 made from an instance, with two snapshots that say so; one more with none that names it. */
export const web = "ami-0a1b2c3d4e5f60001";
export const job = "ami-0a1b2c3d4e5f60002";
export const nowhere = "ami-0a1b2c3d4e5f6000f";
export const root = "snap-0a1b2c3d4e5f60001";
export const data = "snap-0a1b2c3d4e5f60002";
export const jobs = "snap-0a1b2c3d4e5f60003";
export const partner = "222222222222";

export const madeFor = (imageId: string) => `Created by CreateImage(i-0a1b2c3d4e5f60001) for ${imageId}`;

const seed: NonNullable<EmulatorOptions["seed"]> = {
    images: [
        {
            ...home,
            ImageId: web,
            Name: "web",
            SnapshotIds: [root, data],
            LaunchPermissions: [{ UserId: partner }],
        },
        { ...home, ImageId: job, Name: "job", SnapshotIds: [jobs] },
    ],
    snapshots: [root, data].map(SnapshotId => ({ ...home, SnapshotId, Description: madeFor(web) })),
    rules: [
        { ...home, ResourceType: "EC2_IMAGE", RetentionDays: 7 },
        { ...home, ResourceType: "EBS_SNAPSHOT", RetentionDays: 5 },
    ],
};

export const ec2 = (operation: string, input: object) => ({ service: "ec2", operation, input });
export const restoreSnapshot = (SnapshotId: string) => ec2("RestoreSnapshotFromRecycleBin", { SnapshotId });
export const restoreImage = (ImageId: string) => ec2("RestoreImageFromRecycleBin", { ImageId });

/** An emulator with its Recycle Bin, and the command as a process of its own that talks to it. */
export const restoreWorld = () => {
    const world = protocolWorld({ seed });
    let directory = "";
    let seen = 0;
    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "pulumi-retire-restore-"));
        seen = 0;
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand =>
        startCommand(process.execPath, [join(repository, "dist/provider/cli/main.js"), "restore", ...args], {
            cwd: directory,
            limitMs: 90_000,
            env: {
                PATH: process.env.PATH ?? "",
                HOME: directory,
                AWS_EC2_METADATA_DISABLED: "true",
                AWS_ACCESS_KEY_ID: home.account,
                AWS_SECRET_ACCESS_KEY: "test",
                AWS_REGION: home.region,
                AWS_ENDPOINT_URL: world.emulator.url,
                ...env,
            },
        });

    return {
        get emulator() {
            return world.emulator;
        },
        provider: world.provider,
        /** A directory that goes with the test. */
        get directory() {
            return directory;
        },
        start,
        run: (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CommandResult> =>
            start(args, env).exited,

        /** Deregisters as somebody else would, with the snapshots; what happens from then on counts. */
        async discard(...imageIds: readonly string[]): Promise<void> {
            const credentials = { accessKeyId: home.account, secretAccessKey: "test" };
            const client = new EC2Client({ endpoint: world.emulator.url, region: home.region, credentials });
            for (const ImageId of imageIds) {
                await client.send(new DeregisterImageCommand({ ImageId, DeleteAssociatedSnapshots: true }));
            }
            client.destroy();
            this.begin();
        },
        /** What was sent so far does not count. */
        begin(): void {
            seen = world.emulator.requests().length;
        },
        /** What changed the world since. */
        sent: () =>
            world.emulator
                .requests()
                .slice(seen)
                .filter(({ tookEffect, mutating }) => mutating && tookEffect)
                .map(({ service, operation, input }) => ({ service, operation, input })),
        operations: () =>
            world.emulator
                .requests()
                .slice(seen)
                .map(({ operation }) => operation),
        assertOnlyReads(): void {
            const changing = world.emulator
                .requests()
                .slice(seen)
                .filter(({ mutating }) => mutating);
            assert.deepEqual(changing, []);
        },
        where: (): Readonly<Record<string, string>> => {
            const { images, snapshots } = world.emulator.look(home);
            return Object.fromEntries([
                ...images.map(({ ImageId, where }) => [ImageId, where]),
                ...snapshots.map(({ SnapshotId, where }) => [SnapshotId, where]),
            ]);
        },
    };
};

/** The one object on stdout; fails when anything else stands there. */
export const answerOf = <Answer>({ stdout }: CommandResult): Answer => JSON.parse(stdout) as Answer;

export const assertTold = (text: string, ...parts: readonly (string | RegExp)[]): void => {
    for (const part of parts) {
        const isTold = typeof part === "string" ? text.includes(part) : part.test(text);
        assert.ok(isTold, `"${part}" in:\n${text}`);
    }
};
