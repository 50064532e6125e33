import { parseArgs } from "node:util";

/** What a preview has to know of the arguments that go to `pulumi` as they are. */
export interface PulumiArguments {
    readonly all: readonly string[];
    readonly stack?: string;
    /** For `pulumi config`, too, which would otherwise read another file. */
    readonly configFile?: string;
    /** What the update is confined to, patterns with `*` among them; `unknown` when the arguments alone do not tell. */
    readonly targets: readonly string[] | "unknown";
    /** The same arguments for the whole program. */
    readonly untargeted: readonly string[];
    readonly runsProgram: boolean;
}

/** https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/ */
const options = {
    stack: { type: "string", short: "s" },
    "config-file": { type: "string" },
    target: { type: "string", short: "t", multiple: true },
    "target-replace": { type: "string", multiple: true },
    exclude: { type: "string", short: "x", multiple: true },
    "target-dependents": { type: "boolean" },
    "exclude-dependents": { type: "boolean" },
    "run-program": { type: "boolean" },
} as const;

const confining = new Set(["target", "target-replace", "exclude", "target-dependents", "exclude-dependents"]);

export const pulumiArgumentsOf = (
    all: readonly string[],
    environment: Readonly<Record<string, string | undefined>>,
): PulumiArguments => {
    const { values, tokens } = parseArgs({
        args: [...all],
        options,
        strict: false,
        tokens: true,
        allowPositionals: true,
    });
    const texts = (value: unknown): readonly string[] =>
        (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === "string");
    const dropped = new Set<number>();
    for (const token of tokens) {
        if (token.kind !== "option" || !confining.has(token.name)) continue;
        dropped.add(token.index);
        if (token.value !== undefined && token.inlineValue === false) dropped.add(token.index + 1);
    }
    const [stack] = texts(values.stack);
    const [configFile] = texts(values["config-file"]);
    const isOpen = [values.exclude, values["target-dependents"]].some(value => value !== undefined);
    const runsProgram = values["run-program"] ?? environment.PULUMI_RUN_PROGRAM === "true";
    return {
        all,
        targets: isOpen ? "unknown" : [...texts(values.target), ...texts(values["target-replace"])],
        untargeted: all.filter((_, index) => !dropped.has(index)),
        runsProgram: runsProgram === true || runsProgram === "true",
        ...(stack === undefined ? {} : { stack }),
        ...(configFile === undefined ? {} : { configFile }),
    };
};

/** Whether the update leaves rows of the program out. */
export const isConfined = ({ all, untargeted }: PulumiArguments): boolean => all.length !== untargeted.length;
