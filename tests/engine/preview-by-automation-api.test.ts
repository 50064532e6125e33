import assert from "node:assert/strict";
import { delimiter, dirname } from "node:path";
import { type Stack as AutomationStack, LocalWorkspace } from "@pulumi/pulumi/automation";
import { findCommand } from "../support/environment";
import type { StackExport } from "../support/stack-export";
import { assertPreviewIsTruth, outcomesOf, previewed } from "./preview-fidelity";
import { amiType, home, scenario } from "./scenario";

const leaves = "ami-0a1b2c3d4e5f60001";
const guarded = "ami-0a1b2c3d4e5f60002";
const stays = "ami-0a1b2c3d4e5f60003";

describe("preview by the Automation API", () => {
    const world = scenario({
        seed: {
            images: [leaves, guarded, stays].map(ImageId => ({
                ...home,
                ImageId,
                ...(ImageId === guarded ? { DeregistrationProtection: "enabled-without-cooldown" } : {}),
            })),
        },
    });
    const own = { ...process.env };
    let stack: AutomationStack;
    const program = { wanted: [leaves, guarded, stays] as readonly string[] };
    const rows = async () => {
        const { deployment } = (await stack.exportStack()) as unknown as StackExport;
        return (deployment.resources ?? []).filter(({ type }) => type === amiType);
    };

    before(async () => {
        // The Automation API runs the `pulumi` that is on PATH, the program runs in this very process, and here is where
        // the AWS SDK looks for credentials.
        const { PATH: _, PULUMI_STACK: __, ...envVars } = world.stack.environment();
        const aws = Object.entries(envVars).filter(([name]) => name.startsWith("AWS_"));
        const PATH = [dirname(await findCommand()), process.env.PATH].join(delimiter);
        Object.assign(process.env, Object.fromEntries(aws), { PATH });
        const inline = async () => {
            const aws: typeof import("../../provider/aws") = require("pulumi-retire/aws");
            for (const imageId of program.wanted) new aws.Ami(imageId, { imageId });
        };
        stack = await LocalWorkspace.createOrSelectStack(
            { stackName: "inline", projectName: "retire-test", program: inline },
            { workDir: world.stack.project.directory, envVars },
        );
        const { url } = world.emulator;
        await stack.setAllConfig({
            "aws:region": { value: home.region },
            "aws:endpoints": {
                value: JSON.stringify([{ ec2: url, sts: url, rbin: url, autoscaling: url, imagebuilder: url }]),
            },
        });
        await stack.up();
    });
    after(() => {
        for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name];
        Object.assign(process.env, own);
    });

    it("says of an inline program's update what then happens", async () => {
        const { previewRetirements }: typeof import("../../provider/preview") = require("pulumi-retire/preview");
        program.wanted = [stays];
        const preview = await previewRetirements({ stack });
        assert.deepEqual(outcomesOf(preview), { [leaves]: "retire", [guarded]: "blocked" });
        assert.deepEqual([preview.stack, preview.operation], ["inline", "up"]);
        assert.deepEqual(
            previewed(preview, guarded).blockers.map(({ code }) => code),
            ["deregistration-protected"],
        );

        const before = await rows();
        const start = world.emulator.requests().length;
        await assert.rejects(stack.up({ continueOnError: true }), /deregistration protection/);
        const requests = world.emulator.requests().slice(start);
        assertPreviewIsTruth(preview, { before, after: await rows(), requests });
    });

    it("says of its destruction what then happens", async () => {
        const { previewRetirements }: typeof import("../../provider/preview") = require("pulumi-retire/preview");
        const env = { ...process.env, ...stack.workspace.envVars, PULUMI_RETIRE_OVERRIDES: lifted };
        const preview = await previewRetirements({ stack, operation: "destroy", environment: env });
        assert.deepEqual(outcomesOf(preview), { [guarded]: "retire", [stays]: "retire" });
        assert.equal(preview.operation, "destroy");

        const before = await rows();
        const start = world.emulator.requests().length;
        stack.workspace.envVars.PULUMI_RETIRE_OVERRIDES = lifted;
        await stack.destroy();
        const requests = world.emulator.requests().slice(start);
        assertPreviewIsTruth(preview, { before, after: await rows(), requests });
    });
});

const lifted = JSON.stringify({ [guarded]: { disableDeregistrationProtection: true } });
