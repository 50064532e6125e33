import type { Emulator } from "./contract";
import { readSeedFile } from "./seed-file";
import { startEmulator } from "./start";

/** What `pulumi-retire emulator` does once its arguments are read. The caller stops the emulator. */
export const runEmulator = async (command: {
    readonly port?: number;
    readonly seedFile?: string;
    readonly out: (line: string) => void;
}): Promise<Emulator> => {
    const seed = command.seedFile === undefined ? {} : await readSeedFile(command.seedFile);
    const emulator = await startEmulator({ seed, ...(command.port === undefined ? {} : { port: command.port }) });
    for (const line of greeting(emulator.url)) {
        command.out(line);
    }
    return emulator;
};

const greeting = (url: string): readonly string[] => [
    `emulator: ${url}`,
    "",
    "Clients find it by these variables (any key will do; a key of 12 digits is its own account):",
    `  export AWS_ENDPOINT_URL=${url}`,
    "  export AWS_ACCESS_KEY_ID=000000000000 AWS_SECRET_ACCESS_KEY=any AWS_REGION=us-east-1",
    "",
    `Its switches are under ${url}/_emulator/`,
];
