import { Command, InvalidArgumentError } from "commander";
import { durationMs, durationSchema } from "../../execution/duration";
import { endpointSchema } from "../../execution/endpoint";

// Each paragraph on one line: commander breaks them to the width of the terminal.
const description = [
    "Bring images back from the Recycle Bin, or list what is in it.",
    "Without ids it lists what lies in the bin, and whether each can come back.",
    "With ids it looks at all of them first; what cannot come back is told with every reason, and nothing is sent for it. For each of the others it restores the snapshots, waits until they are completed, restores the image, waits until it is there, and then looks at its state and at its launch permissions. Each id is by itself: one that fails does not stop the others.",
    "Nothing is ever deleted, and no stack is needed. Cut off in the middle, it goes on from there when it is run again.",
].join("\n\n");

const more = `
Credentials and region are those of the options, else of the AWS SDK's default chains (AWS_PROFILE, AWS_REGION,
AWS_ENDPOINT_URL, …). Which account and region it acts in is told first, on stderr.

EC2 does not say which snapshots an image in the bin stands on: they are those that a report names, and those whose
description names the image. Sharing comes back with the image; the report of its delete is what it is compared with.
What does not come back: sharing that DisableImage took away before, the management by AWS Backup or Data Lifecycle Manager,
and deregistration protection that the delete had lifted.

Exit codes:
  0  everything is back (an id that is not in the bin because it is there already counts as back)
  1  bad use, or something failed or could not be looked at; the permission that is missing is named
  2  at least one cannot come back, and nothing worse
  3  everything is back, and not all of it as it was before
With --preview: 0, 1 and 2, for what would be. Without ids: 0, or 1 when something could not be looked at.

Examples:
  pulumi-retire restore
  pulumi-retire restore ami-0123456789abcdef0 --region eu-central-1 --preview
  pulumi-retire restore ami-0123456789abcdef0 ami-0123456789abcdef1 --report report.jsonl --json`;

interface Flags {
    readonly region?: string;
    readonly profile?: string;
    readonly endpoint?: string;
    readonly report?: string;
    readonly timeout: string;
    readonly preview?: true;
    readonly json?: true;
}

export const restoreCommand = (): Command =>
    new Command("restore")
        .summary("bring images back from the Recycle Bin, or list what is in it")
        .description(description)
        .option("--region <region>", "where to act (default: as the AWS SDK finds it)", regionOf)
        .option("--profile <name>", "whose credentials to use (default: as the AWS SDK finds them)", nonEmpty)
        .option("--endpoint <url>", "a cloud that is not AWS's own, such as the emulator", endpointOf)
        .option(
            "--report <file>",
            "report of the deletes (default: the file that PULUMI_RETIRE_REPORT names)",
            nonEmpty,
        )
        .option("--timeout <duration>", "how long each snapshot, and the image, is waited for", timeoutOf, "10m")
        .option("--preview", "print the calls in their order, and send reads only")
        .option("--json", "print JSON on stdout, and nothing else there")
        .argument("[ids...]", "ids of images, such as ami-0123456789abcdef0")
        .showHelpAfterError("(pulumi-retire restore --help tells what there is)")
        .addHelpText("after", more)
        .action(async (ids: readonly string[], flags: Flags) => {
            const { runRestore } = await import("./run.js");
            const { region, profile, endpoint, report, timeout, preview, json } = flags;
            process.exitCode = await runRestore({
                ids,
                preview: preview ?? false,
                json: json ?? false,
                timeoutMs: durationMs(timeout),
                ...(region === undefined ? {} : { region }),
                ...(profile === undefined ? {} : { profile }),
                ...(endpoint === undefined ? {} : { endpoint }),
                ...(report === undefined ? {} : { report }),
            });
        });

const nonEmpty = (text: string): string => {
    if (text !== "") return text;
    throw new InvalidArgumentError("it is empty: leave the option out, or give a value");
};

const regionOf = (text: string): string => {
    if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text)) return text;
    throw new InvalidArgumentError("give a region such as eu-central-1");
};

const endpointOf = (text: string): string => {
    if (endpointSchema.safeParse(text).success) return text;
    throw new InvalidArgumentError("give a URL such as http://127.0.0.1:4566, without a password");
};

const timeoutOf = (text: string): string => {
    if (durationSchema.safeParse(text).success) return text;
    throw new InvalidArgumentError('give a duration such as "30s", "10m" or "1h30m"');
};
