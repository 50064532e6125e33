import { type Digest, digestOf } from "./digest";
import { failuresOf } from "./engine-rules";
import { PreviewError } from "./error";
import { programFailed } from "./pulumi-source";
import { type Row, stackOf } from "./row";
import type { Source } from "./source";

/** A preview that was saved earlier, held against the stack as it is now. */
export const savedSource = (document: unknown, stack: Source): Source => {
    const saved = digestOf(document);
    if (saved === undefined) {
        throw new PreviewError(
            "not-a-preview",
            "it is not what pulumi preview --json --show-replacement-steps prints: save that to a file, and name the file",
        );
    }
    const failures = failuresOf(saved);
    if (failures.length > 0) throw programFailed(failures);
    const { operation, runsProgram, configuration } = stack;
    const state = once(() => stack.state());
    return {
        operation,
        runsProgram,
        configuration,
        targets: "unknown",
        state,
        async digest() {
            assertSameStack(saved, await state());
            return saved;
        },
        notes: notesOf(saved),
    };
};

const notesOf = ({ steps }: Digest): readonly string[] => [
    ...(steps.length > 0
        ? []
        : ["the saved preview holds no steps and names no stack: that it is of this stack cannot be verified"]),
    ...(steps.some(({ op }) => op === "replace") && !steps.some(({ op }) => op === "delete-replaced")
        ? [
              "the preview was saved without --show-replacement-steps: whether an object is deleted before its replacement is made cannot be verified",
          ]
        : []),
];

/** Asked when it is first needed, and one time. */
const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
    let asked: Promise<T> | undefined;
    return () => {
        asked ??= ask();
        return asked;
    };
};

const assertSameStack = ({ steps }: Digest, state: readonly Row[]): void => {
    const [step] = steps;
    const [row] = state;
    if (step === undefined || row === undefined) return;
    const [saved, now] = [stackOf(step.urn), stackOf(row.urn)];
    if (saved.stack === now.stack && saved.project === now.project) return;
    throw new PreviewError(
        "not-a-preview",
        `the saved preview is of stack ${saved.stack} of project ${saved.project}, and this is ${now.stack} of ${now.project}: name the stack with -s, or save the preview anew`,
    );
};
