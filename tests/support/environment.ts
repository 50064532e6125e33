import { join } from "node:path";
import type { PulumiCli } from "../../tools/pulumi-cli/pulumi-cli.mjs" with { "resolution-mode": "import" };
import type { Project } from "./project";

/** What of the machine's own environment a stack may see. Credentials, profiles, proxies and Node's options are not in it. */
const INHERITED = ["PATH", "TMPDIR", "LANG", "LC_ALL", "TZ"];

export async function environmentOf(project: Project, accessKeyId: string): Promise<Record<string, string>> {
    const { privateEnvironment } = await tools();
    const base = Object.fromEntries(INHERITED.map(name => [name, process.env[name]]));
    return {
        ...privateEnvironment({ home: project.pulumiHome, backend: project.backend, base }),
        HOME: project.home,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_CONFIG_FILE: join(project.home, "no-aws-config"),
        AWS_SHARED_CREDENTIALS_FILE: join(project.home, "no-aws-credentials"),
        AWS_EC2_METADATA_DISABLED: "true",
    };
}

/** The pulumi command: the one that the test run has looked up for all its workers, else our own look. */
export async function findCommand(): Promise<string> {
    command ??= process.env.PULUMI_CLI || (await lookUp()).command;
    return command;
}

let command: string | undefined;

async function lookUp(): Promise<PulumiCli> {
    const { findPulumi } = await tools();
    return findPulumi();
}

function tools() {
    return import("../../tools/pulumi-cli/pulumi-cli.mjs");
}
