import { isUnknown } from "../execution/checked";
import type { Digest, Step } from "./digest";
import type { Removal } from "./engine-rules";
import { isSameRow, type Row } from "./row";

/** What of a kind the preview has to know to tell its rows apart. */
export interface KindOfRow {
    readonly name: string;
    idOf(inputs: Readonly<Record<string, unknown>>): string | undefined;
}

/** One pending update of one stack: what is there, what the engine is about to do, and how far that can be known. */
export interface Update {
    readonly state: readonly Row[];
    readonly digest: Digest;
    readonly removals: readonly Removal[];
    readonly operation: "up" | "destroy";
    /** The kind whose rows have this type, when it is one of ours. */
    kindOf(type: string): KindOfRow | undefined;
    /** Whether the engine checks a row that has no step: not in a destroy, nor outside `--target`. Undefined when a saved preview does not tell. */
    isChecked(urn: string): boolean | undefined;
    /** What the whole program asks for, when `digest` shows only a part of it. */
    readonly whole?: Digest;
}

export const isRemoved = (row: Row, { removals }: Update): boolean =>
    removals.some(removal => removal.fate.is !== "refused" && isSameRow(removal.row, row));

/** Steps that leave a row the inputs that it has. */
const unchanging = new Set(["same", "refresh"]);

/** The step by which a row gets its next inputs; a row without one stays as it is. */
export const stepOf = (urn: string, { steps }: Digest): Step | undefined =>
    steps.find(step => step.urn === urn && step.newState !== undefined && !unchanging.has(step.op));

/**
 * What a row of ours asks for: an id, or one that is not known before the update has come so far. Undefined when it makes
 * an object of its own, which no other row can have.
 */
export type Asked = { readonly id: string } | { readonly isUnknown: true } | undefined;

export const askedBy = (kind: KindOfRow, inputs: Row["inputs"]): Asked => {
    const id = kind.idOf(inputs);
    if (id === undefined) return undefined;
    return isUnknown(id) ? { isUnknown: true } : { id };
};
