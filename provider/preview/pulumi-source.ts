import { z } from "zod";
import { isConfined, type PulumiArguments } from "./arguments";
import { type Diagnostic, type Digest, digestOf, errorsOf } from "./digest";
import { failuresOf } from "./engine-rules";
import { PreviewError } from "./error";
import { Pulumi, parsed, refused } from "./pulumi";
import type { Row } from "./row";
import type { Source } from "./source";
import { stackStateOf } from "./stack-state";

export interface PulumiQuestion {
    readonly directory: string;
    readonly stack?: string | undefined;
    readonly operation: "up" | "destroy";
    readonly arguments: PulumiArguments;
    readonly environment: Readonly<Record<string, string | undefined>>;
}

const configurationSchema = z.record(z.string(), z.object({ value: z.string().nullish() }));

const commands = { up: ["preview"], destroy: ["destroy", "--preview-only"] } as const;

/** Asks the `pulumi` on PATH, as the user would. */
export const pulumiSource = (question: PulumiQuestion): Source => {
    const { operation, directory, environment, arguments: given } = question;
    const pulumi = new Pulumi(directory, environment);
    const stack = question.stack ?? given.stack;
    const onStack = stack === undefined ? [] : ["--stack", stack];
    const configFile = given.configFile === undefined ? [] : ["--config-file", given.configFile];
    let usable: Promise<void> | undefined;
    /** Before anything is asked of it: what one that is too old answers would be told in its place. */
    const assertUsable = (): Promise<void> => {
        usable ??= pulumi.assertUsable();
        return usable;
    };
    const ask = async (args: readonly string[]): Promise<Digest> => {
        const chosen = question.stack === undefined ? [] : ["--stack", question.stack];
        const command = [...commands[operation], "--json", "--show-replacement-steps", "--non-interactive"];
        const { code, stdout, stderr } = await pulumi.run([...command, ...chosen, ...args]);
        const digest = digestOf(parsed(stdout));
        if (digest === undefined) throw refused(`pulumi ${commands[operation].join(" ")}`, stderr || stdout);
        // A protected row makes it end with an error and a whole document: that is a verdict.
        const failures = failuresOf(digest);
        if (failures.length > 0) throw programFailed(failures);
        if (code !== 0 && errorsOf(digest).length === 0)
            throw refused(`pulumi ${commands[operation].join(" ")}`, stderr || `it ended with code ${code}`);
        return digest;
    };
    return {
        operation,
        runsProgram: operation === "up" || given.runsProgram,
        async digest() {
            await assertUsable();
            return ask(given.all);
        },
        ...(operation === "up" && isConfined(given) ? { whole: () => ask(given.untargeted) } : {}),
        ...(isConfined(given) ? { targets: given.targets } : {}),
        async state(): Promise<readonly Row[]> {
            await assertUsable();
            const state = stackStateOf(await pulumi.json(["stack", "export", "--show-secrets", ...onStack]));
            if (state === undefined) throw refused("pulumi stack export", "something that is not a stack's state");
            return state;
        },
        async configuration() {
            const answer = await pulumi.json(["config", "--json", "--show-secrets", ...onStack, ...configFile]);
            const values = configurationSchema.safeParse(answer);
            if (!values.success) throw refused("pulumi config", "something that is not a configuration");
            return Object.fromEntries(Object.entries(values.data).map(([key, { value }]) => [key, value ?? ""]));
        },
    };
};

export const programFailed = (failures: readonly Diagnostic[]): PreviewError => {
    const messages = failures.map(({ message }) => message.replace(/^error: /, ""));
    const isProgram = messages.some(message => message.startsWith("Running program"));
    const who = isProgram ? "the program failed, so what it would remove is not known" : "pulumi preview answered";
    return new PreviewError(isProgram ? "program" : "pulumi", `${who}: ${messages.join("\n")}`);
};
