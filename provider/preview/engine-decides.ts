import type { AnyKind } from "../execution/kind";
import type { Removal } from "./engine-rules";
import { namesOf } from "./look-ahead";
import type { PreviewedRow } from "./result";
import { shortUrn } from "./row";

/** What the engine decides by itself, without asking a provider. */
export const engineDecides = (removal: Removal, kind: AnyKind): PreviewedRow | undefined => {
    const { row, fate } = removal;
    if (fate.is === "deleted") return undefined;
    const remedy = `pulumi state unprotect '${row.urn}', or leave it out with --exclude-protected`;
    return {
        ...namesOf(removal, kind),
        outcome: fate.is === "refused" ? "blocked" : "retain",
        decidedBy: "pulumi",
        danger: [],
        isIrreversible: false,
        once: [],
        conditions: [],
        effects: [],
        warnings: [],
        blockers: fate.is === "refused" ? [{ code: "protected", subject: row.urn, fact: fate.because, remedy }] : [],
        calls: [],
        overridden: {},
        verdict: fate.is === "refused" ? "blocked: protected" : leftAlone[fate.by](fate.other ?? ""),
    };
};

const leftAlone = {
    retainOnDelete: () => "kept: retainOnDelete",
    external: () => "leaves the state but not the cloud: external, the program only read it",
    deletedWith: (other: string) => `leaves the state but not the cloud: deletedWith ${shortUrn(other)}`,
} as const;
