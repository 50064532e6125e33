import { type Digest, errorsOf, type Step } from "./digest";
import { isSameRow, type Row, shortUrn } from "./row";

/** What the engine itself makes of a row that leaves the stack, before any provider is asked. */
export type EngineFate =
    /** The provider's delete is called. */
    | { readonly is: "deleted" }
    /** The row goes, and nobody is called. */
    | { readonly is: "left-alone"; readonly by: "external" | "retainOnDelete" | "deletedWith"; readonly other?: string }
    /** The update fails, and the row stays. */
    | { readonly is: "refused"; readonly because: string };

/** A row that leaves the stack. */
export interface Removal {
    readonly row: Row;
    readonly operation: string;
    readonly fate: EngineFate;
    /** Deleted ahead of its own replacement: before other rows of the program have been checked. */
    readonly isBeforeReplacement: boolean;
}

export interface Removals {
    readonly removals: readonly Removal[];
    /** Steps whose row the state does not hold: it has changed since the preview, or is another stack's. */
    readonly strangers: readonly Step[];
}

const physicalDeletes = new Set(["delete", "delete-replaced"]);
const discards = new Set(["discard", "discard-replaced"]);

/**
 * The rows that leave the stack, by the engine's own rules and in their order.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go (DeleteStep.Apply)
 */
export const removalsOf = (digest: Digest, state: readonly Row[]): Removals => {
    const removals: Removal[] = [];
    const strangers: Step[] = [];
    const steps = withHiddenDeletes(digest.steps);
    const deleted = new Set(steps.filter(({ op }) => physicalDeletes.has(op)).map(({ urn }) => urn));
    for (const [index, step] of steps.entries()) {
        if (!physicalDeletes.has(step.op) && !discards.has(step.op)) continue;
        const row = rowOf(step, state, removals);
        if (row === undefined) {
            strangers.push(step);
            continue;
        }
        const replacement = steps.findIndex(({ op, urn }) => op === "create-replacement" && urn === step.urn);
        removals.push({
            row,
            operation: step.op,
            fate: fateOf(step, row, deleted, digest),
            isBeforeReplacement: step.op === "delete-replaced" && index < replacement,
        });
    }
    return { removals, strangers };
};

/** Without `--show-replacement-steps` only `replace` stands for a replacement, and its old state is what goes. */
const withHiddenDeletes = (steps: readonly Step[]): readonly Step[] => {
    const shown = new Set(steps.filter(({ op }) => op === "delete-replaced").map(({ urn }) => urn));
    const hidden = steps.filter(({ op, urn }) => op === "replace" && !shown.has(urn));
    return [...steps, ...hidden.map(step => ({ ...step, op: "delete-replaced" }))];
};

/** By URN and id, and where several rows share both, by when they were created. */
const rowOf = ({ urn, oldState }: Step, state: readonly Row[], taken: readonly Removal[]): Row | undefined => {
    const candidates = state
        .filter(row => row.urn === urn && row.id === oldState?.id)
        .filter(row => !taken.some(removal => isSameRow(removal.row, row)));
    return candidates.find(({ created }) => created === oldState?.created) ?? candidates[0];
};

const fateOf = (step: Step, row: Row, deleted: ReadonlySet<string>, digest: Digest): EngineFate => {
    if (row.protect && step.op === "delete" && errorsOf(digest).some(({ urn }) => urn === step.urn)) {
        return { is: "refused", because: `pulumi refuses to delete ${shortUrn(step.urn)}: it is protected` };
    }
    if (row.external || discards.has(step.op)) return { is: "left-alone", by: "external" };
    if (row.retainOnDelete) return { is: "left-alone", by: "retainOnDelete" };
    if (row.deletedWith !== "" && deleted.has(row.deletedWith)) {
        return { is: "left-alone", by: "deletedWith", other: row.deletedWith };
    }
    return { is: "deleted" };
};

/** What made a preview fail, past the refusals to delete protected rows: those are a verdict, and the rest is complete. */
export const failuresOf = (digest: Digest): Digest["diagnostics"] => {
    const refused = new Set(
        digest.steps.filter(({ op, oldState }) => op === "delete" && oldState?.protect).map(s => s.urn),
    );
    const others = errorsOf(digest).filter(({ urn }) => !refused.has(urn));
    // The engine's last word, which only says that there was one.
    const failures = others.filter(({ message }) => !/^error: (preview|update|destroy) failed$/.test(message));
    return failures.length > 0 || errorsOf(digest).length > others.length ? failures : others;
};
