import * as pulumi from "@pulumi/pulumi";
import { isUnknown } from "../../execution/checked";
import type { AnyKind } from "../../execution/kind";
import type { Row } from "../../preview/row";
import type { Wanted } from "../../preview/wanted-rows";
import type { ProgramRow } from "../program";
import { typeOf } from "../protocol";
import { plainValues } from "./plain-values";

interface Claim {
    readonly urn: unknown;
    readonly name: string;
    /** Undefined for a row that makes an object of its own. */
    readonly id: string | undefined;
}

/** Outputs are settled when the program has ended, which is when Pulumi deletes; this is for a delete before that. */
const patienceMs = 1_000;

/** Who in the program asks for the object of a row that goes: known here by what the program has said so far. */
export const stillWanted = async (row: Row, kind: AnyKind, program: readonly ProgramRow[]): Promise<Wanted> => {
    const claims = await Promise.all(program.filter(one => one.kind === kind.name).map(one => claimOf(one, kind)));
    const known: string[] = [];
    const undecided: string[] = [];
    // A row that goes and is in the program is replaced, which leaves its object alone, or the whole stack is destroyed
    // with the program running, which does not: nothing tells the two apart here.
    const isInProgram = claims.some(({ urn }) => urn === row.urn);
    for (const { urn, name, id } of claims) {
        if (isUnknown(id)) undecided.push(`"${name}", whose object is not known yet, turns out to want it`);
        else if (id !== row.id) continue;
        else if (!isInProgram) known.push(`"${name}"`);
        else if (urn === row.urn) undecided.push(`"${name}", which is still in the program, is only replaced`);
        else undecided.push(`"${name}", which wants it too, stays`);
    }
    return { known, unknownToDelete: [], undecided };
};

const settled = new WeakMap<ProgramRow, Claim>();

const claimOf = async (row: ProgramRow, kind: AnyKind): Promise<Claim> => {
    const before = settled.get(row);
    if (before !== undefined) return before;
    const { name, parent, args } = row;
    const urn = pulumi.createUrn(name, typeOf(kind.name), parent);
    const values = await plainValues({ ...args, urn }, patienceMs);
    const claim = { urn: values.urn, name, id: kind.idOf(values) };
    if (!isUnknown(claim.id) && !isUnknown(claim.urn)) settled.set(row, claim);
    return claim;
};
