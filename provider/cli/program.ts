import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { previewCommand } from "./preview/command";
import { restoreCommand } from "./restore/command";

/** The command line as data: parsing is commander's, what a command does stands behind a lazy import. */
export const program = (): Command => {
    const command = new Command("pulumi-retire")
        .description("Retire machine images and task definitions that leave a Pulumi program.")
        .version(versionOfPackage())
        .showHelpAfterError("(pulumi-retire --help tells what there is)");
    command
        .command("emulator")
        .description("run the local cloud on 127.0.0.1, until interrupted")
        .option("--port <number>", "port to listen on; a free one unless given", portOf)
        .option(
            "--seed <file>",
            "JSON file with the objects that the cloud begins with (emulator/MODEL.md describes it)",
        )
        .action(async (options: { port?: number; seed?: string }) => {
            const { runEmulator } = await import("../../emulator/command.js");
            const emulator = await runEmulator({
                ...(options.port === undefined ? {} : { port: options.port }),
                ...(options.seed === undefined ? {} : { seedFile: options.seed }),
                out: line => process.stdout.write(`${line}\n`),
            });
            const stop = () => void emulator.stop().then(() => process.exit(0));
            process.once("SIGINT", stop);
            process.once("SIGTERM", stop);
        });
    command.addCommand(previewCommand().copyInheritedSettings(command));
    command.addCommand(restoreCommand());
    return command;
};

const versionOfPackage = (): string =>
    (JSON.parse(readFileSync(require.resolve("pulumi-retire/package.json"), "utf8")) as { version: string }).version;

const portOf = (text: string): number => {
    const port = Number(text);
    if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
    throw new InvalidArgumentError(`"${text}" is not a port: give a number from 0 to 65535`);
};
