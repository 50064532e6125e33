import type { Removal } from "./engine-rules";
import { isSameRow, nameOf } from "./row";
import { type Asked, askedBy, isRemoved, type KindOfRow, stepOf, type Update } from "./update";

/** Rows that are still there when the update is done, and that ask for the object of one that leaves. */
export interface Wanted {
    /** Names of rows that the delete will know of: it then leaves the object alone. */
    readonly known: readonly string[];
    /** Names of rows that it will not know of: it would delete what they want. */
    readonly unknownToDelete: readonly string[];
    /** What else may turn out to want it, each as a condition on which it then stays. */
    readonly undecided: readonly string[];
}

interface Claim {
    readonly urn: string;
    readonly provider: string;
    readonly asked: Asked;
    /** Whether the engine checks it before the deletes: by that the provider process learns of it. */
    readonly isChecked: boolean | undefined;
}

/** A removed row is not a removed object: who else of the stack, or of the program, wants it? */
export const wantedBy = (removal: Removal, kind: KindOfRow, update: Update): Wanted => {
    const wanted = { known: [] as string[], unknownToDelete: [] as string[], undecided: [] as string[] };
    for (const claim of claimsOf(kind, update)) {
        const { asked } = claim;
        const name = `"${nameOf(claim.urn)}"`;
        if (asked === undefined) continue;
        if ("isUnknown" in asked) wanted.undecided.push(`${name}, whose object is not known yet, turns out to want it`);
        else if (asked.id !== removal.row.id) continue;
        else if (claim.isChecked === undefined) wanted.undecided.push(`${name}, which wants it, is part of the update`);
        else if (reaches(claim, removal)) wanted.known.push(name);
        else wanted.unknownToDelete.push(name);
    }
    return wanted;
};

/** A check is remembered by the process that gets it, and one that comes after the delete is too late. */
const reaches = (claim: Claim, { row, isBeforeReplacement }: Removal): boolean =>
    claim.isChecked === true && claim.provider === row.provider && (!isBeforeReplacement || claim.urn === row.urn);

/** Steps after which a row stands for what its inputs ask for; all others leave it the object that it has. */
const makesAnother = new Set(["create", "create-replacement", "replace"]);

const claimsOf = (kind: KindOfRow, update: Update): readonly Claim[] => {
    const { state, digest, whole } = update;
    const isOfKind = (type: string): boolean => update.kindOf(type)?.name === kind.name;
    const claims = new Map<string, Claim>();
    // What the whole program asks for, past the targets of this update: nothing of it is checked.
    for (const { urn, provider, newState } of whole?.steps ?? []) {
        if (newState === undefined || !isOfKind(newState.type)) continue;
        claims.set(urn, { urn, provider, asked: askedBy(kind, newState.inputs), isChecked: false });
    }
    for (const row of state) {
        if (!isOfKind(row.type) || row.delete || isRemoved(row, update)) continue;
        const { urn, provider, id } = row;
        const step = stepOf(urn, digest);
        if (step !== undefined && makesAnother.has(step.op)) continue;
        // A protected row that the program has dropped: it stays, and nobody checks it.
        const isDropped = update.removals.some(removal => isSameRow(removal.row, row));
        const isChecked = step === undefined ? update.isChecked(urn) : update.operation === "up";
        claims.set(urn, { urn, provider, asked: { id }, isChecked: isDropped ? false : isChecked });
    }
    for (const { urn, provider, newState, op } of digest.steps) {
        if (newState === undefined || !makesAnother.has(op) || !isOfKind(newState.type)) continue;
        const asked = askedBy(kind, newState.inputs);
        claims.set(urn, { urn, provider, asked, isChecked: update.operation === "up" });
    }
    return [...claims.values()].sort((one, other) => (one.urn < other.urn ? -1 : 1));
};
