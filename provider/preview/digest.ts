import { z } from "zod";
import { rowSchema } from "./row";

/**
 * What `pulumi preview --json` and `pulumi destroy --preview-only --json` print: the steps of the update. A row that
 * stays as it is has no step. https://github.com/pulumi/pulumi/blob/master/pkg/display/json.go (PreviewDigest)
 */
const stepSchema = z.object({
    op: z.string(),
    urn: z.string(),
    provider: z.string().default(""),
    oldState: rowSchema.optional(),
    newState: rowSchema.optional(),
});

const diagnosticSchema = z.object({ urn: z.string().default(""), message: z.string(), severity: z.string() });

const digestSchema = z.object({
    steps: z.array(stepSchema).nullish(),
    diagnostics: z.array(diagnosticSchema).nullish(),
    // Present in every digest: what tells one from any other JSON.
    changeSummary: z.record(z.string(), z.number()),
});

export type Step = Readonly<z.infer<typeof stepSchema>>;
export type Diagnostic = Readonly<z.infer<typeof diagnosticSchema>>;

export interface Digest {
    readonly steps: readonly Step[];
    readonly diagnostics: readonly Diagnostic[];
    /** How many rows each operation concerns, those without a step included. */
    readonly counts: Readonly<Record<string, number>>;
}

/** Undefined for anything that is not such a document. */
export const digestOf = (document: unknown): Digest | undefined => {
    const result = digestSchema.safeParse(document);
    if (!result.success) return undefined;
    const { steps, diagnostics, changeSummary } = result.data;
    return { steps: steps ?? [], diagnostics: (diagnostics ?? []).map(plain), counts: changeSummary };
};

/** Node colours its stack traces, and the engine's own messages hold marks for colours. */
const plain = (diagnostic: Diagnostic): Diagnostic => ({
    ...diagnostic,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a colour begins with.
    message: diagnostic.message.replace(/\u001b\[[0-9;]*m|<\{%[^%]*%\}>/g, "").trim(),
});

export const errorsOf = ({ diagnostics }: Digest): readonly Diagnostic[] =>
    diagnostics.filter(({ severity }) => severity === "error");

/** In place of a value that is not to be printed, also with `--show-secrets`. */
export const hidden = "[secret]";
