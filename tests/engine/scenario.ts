import assert from "node:assert/strict";
import { EC2Client } from "@aws-sdk/client-ec2";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { newStack, type Stack, type StackOptions } from "../support/stack";

/** Where the stacks of these scenarios live: the harness' default account and region. */
export const home = { account: "111111111111", region: "us-east-1" } as const;

export const amiType = "pulumi-nodejs:dynamic/retire/aws:Ami";

export interface Scenario {
    readonly emulator: Emulator;
    readonly stack: Stack;
}

/** An emulator and a stack of the scenario's own, started before its steps and ended after them. */
export const scenario = (world: EmulatorOptions, options: Partial<StackOptions> = {}): Scenario => {
    const parts: { emulator?: Emulator; stack?: Stack } = {};
    before(async () => {
        parts.emulator = await startEmulator(world);
        parts.stack = await newStack({ emulator: parts.emulator, ...options });
    });
    after(async () => {
        await parts.stack?.dispose();
        await parts.emulator?.stop();
    });
    const part = <Key extends keyof typeof parts>(key: Key): NonNullable<(typeof parts)[Key]> => {
        const value = parts[key];
        if (value === undefined) throw new Error(`the scenario's ${key} is there only while its steps run`);
        return value;
    };
    return {
        get emulator() {
            return part("emulator");
        },
        get stack() {
            return part("stack");
        },
    };
};

/** A row in the program: `ami("web", id)` is `new aws.Ami("web", { imageId: id })`. */
export const ami = (name: string, imageId: string, args: object = {}, options?: object): string =>
    `new aws.Ami(${[name, { imageId, ...args }, ...(options === undefined ? [] : [options])].map(value => JSON.stringify(value)).join(", ")});`;

export const rowIds = async (stack: Stack): Promise<readonly (string | undefined)[]> =>
    (await stack.rows(amiType)).map(row => row.id).sort();

/**
 * How often the user reads a text at the end of a run, where the engine prints its Diagnostics. The lines of its progress
 * above repeat the beginning of a message as often as the row changes.
 */
export const timesTold = (output: string, text: string): number => diagnostics(output).split(text).length - 1;

const diagnostics = (output: string): string =>
    /\nDiagnostics:\n(.*?)\n(?:Resources|Outputs):/s.exec(output)?.[1] ?? "";

export const assertToldOnce = (output: string, ...texts: readonly string[]): void => {
    for (const text of texts) assert.equal(timesTold(output, text), 1, `once "${text}" in:\n${output}`);
};

/** EC2 as anybody else in the account sees and changes it, past the stack. */
export const asSomebodyElse = async (emulator: Emulator, task: (ec2: EC2Client) => Promise<unknown>): Promise<void> => {
    const credentials = { accessKeyId: home.account, secretAccessKey: "test" };
    const ec2 = new EC2Client({ endpoint: emulator.url, region: home.region, credentials });
    try {
        await task(ec2);
    } finally {
        ec2.destroy();
    }
};
