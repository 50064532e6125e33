import { Command, InvalidArgumentError, Option } from "commander";
import { type Failure, failureNames } from "./exit-code";
import type { Format } from "./run";

const summary = "say what a pending pulumi up, or destroy, will do to what leaves the stack";

/** One line a paragraph: commander breaks them. */
const description = [
    `${summary}:`,
    "it runs your own pulumi preview (your login, your backend, your program), takes the rows of this package's kinds that would be deleted,",
    "looks at each object with the planner, the configuration and the PULUMI_RETIRE_OVERRIDES that its delete will use,",
    "and prints one block a row: the verdict, what becomes of things, warnings, what blocks and what lifts that, and the calls in their order.",
    "It sends reads only.",
].join(" ");

const exitCodes = `
Everything after -- goes to pulumi as it is: --target, --exclude-protected, --refresh, --config, --stack, …

Exit codes:
  0  nothing that --fail-on names
  1  there is no preview: pulumi, the program or the command line is at fault, and stderr says which
  2  blocked, or a row whose object another row still wants would be deleted
  3  unknown, or conditional: it hangs on something that only the update will show
  4  deferred: the delete will fail now, and a later run finishes
  5  irreversible: something cannot be taken back

Examples:
  pulumi-retire preview
  pulumi-retire preview --destroy -s prod --fail-on blocked,unknown,irreversible
  pulumi-retire preview --json -- --target 'urn:pulumi:prod::shop::pulumi-nodejs:dynamic/retire/aws:Ami::web'
  pulumi preview --json --show-replacement-steps > plan.json; pulumi-retire preview --from plan.json`;

interface Flags {
    readonly destroy?: true;
    readonly stack?: string;
    readonly cwd: string;
    readonly json?: true;
    readonly format?: Format;
    readonly failOn: readonly Failure[];
    readonly from?: string;
    readonly verbose?: true;
    readonly checkPermissions?: true;
}

export const previewCommand = (): Command =>
    new Command("preview")
        .description(description)
        .summary(summary)
        .option("--destroy", "preview pulumi destroy instead of pulumi up")
        .option("-s, --stack <name>", "the stack (default: the selected one)")
        .option("-C, --cwd <directory>", "where Pulumi.yaml is, or below it", ".")
        .option("--json", "print JSON (schema/preview-v1.json), the same as --format json")
        .addOption(new Option("--format <format>", "how to print it").choices(["text", "json", "markdown"]))
        .addOption(
            new Option("--fail-on <list>", `what sets the exit code: ${failureNames.join(", ")}, or none`)
                .argParser(failOnOf)
                .default(["blocked", "unknown"], "blocked,unknown"),
        )
        .option("--from <file>", "a saved pulumi preview --json --show-replacement-steps, instead of running it")
        .option("--verbose", "tell each row by itself, however many come to the same")
        .option("--check-permissions", "also ask the cloud, by DryRun, whether it would allow the calls")
        .argument("[pulumi-arguments...]", "after --: for pulumi")
        .addHelpText("after", exitCodes)
        .action(async (pulumiArguments: readonly string[], flags: Flags, command: Command) => {
            if (pulumiArguments.length > 0 && !process.argv.includes("--")) {
                command.error(`error: unexpected argument "${pulumiArguments[0]}": arguments for pulumi come after --`);
            }
            if (flags.json === true && flags.format !== undefined && flags.format !== "json") {
                command.error(`error: --json and --format ${flags.format} contradict each other: leave one out`);
            }
            const { runPreview } = await import("./run.js");
            const { destroy, stack, cwd, json, format, failOn, from, verbose, checkPermissions } = flags;
            process.exitCode = await runPreview({
                destroy: destroy ?? false,
                directory: cwd,
                format: format ?? (json === true ? "json" : "text"),
                failOn,
                verbose: verbose ?? false,
                checkPermissions: checkPermissions ?? false,
                pulumiArguments,
                ...(stack === undefined ? {} : { stack }),
                ...(from === undefined ? {} : { from }),
            });
        });

const failOnOf = (text: string): readonly Failure[] => {
    const names = text.split(",").map(name => name.trim());
    if (names.length === 1 && names[0] === "none") return [];
    const wrong = names.find(name => !failureNames.some(known => known === name));
    if (wrong === undefined) return names as Failure[];
    throw new InvalidArgumentError(`"${wrong}" is not one of ${failureNames.join(", ")}, none`);
};
