import type { Blocker, Effect, Instant, Outcome, PlannedCall, Warning } from "../retirement";
import type { Diagnostic } from "./digest";

/** What a pending update, or a destroy, will do to the objects behind the rows that leave: schema/preview-v1.json. */
export interface RetirementPreview {
    readonly version: 1;
    /** Undefined when nothing that was seen names it. */
    readonly stack?: string;
    readonly project?: string;
    readonly operation: "up" | "destroy";
    /** Rows of this package's kinds that leave the stack, by URN. */
    readonly rows: readonly PreviewedRow[];
    /** How many rows of other types the update concerns, by the engine's own word for what it does to them. */
    readonly others: Readonly<Record<string, number>>;
    /** How many of `rows` have each outcome, and how many of them cannot be taken back. */
    readonly summary: Summary;
    /** Possible users that no look finds, by kind: told once, so that nobody takes silence for an answer. */
    readonly neverLookedAt: Readonly<Record<string, readonly string[]>>;
    /** What could not be verified, and what that means. */
    readonly notes: readonly string[];
    /** What Pulumi itself had to say. */
    readonly diagnostics: readonly Diagnostic[];
}

/** An outcome of the planner, or: it hangs on something that only the update will show. */
export type PreviewOutcome = Outcome | "conditional";

export const previewOutcomes = [
    "retire",
    "defer",
    "retain",
    "already-retired",
    "blocked",
    "unknown",
    "conditional",
] as const satisfies readonly PreviewOutcome[];

export type Summary = Readonly<Record<PreviewOutcome | "danger" | "irreversible", number>>;

export interface PreviewedRow {
    /** As users write it, such as `aws.Ami`. */
    readonly kind: string;
    readonly urn: string;
    readonly name: string;
    readonly id: string;
    /** The engine's word: `delete`, `delete-replaced`, `discard`. */
    readonly operation: string;
    readonly outcome: PreviewOutcome;
    /** Who decides: the engine, which then asks no provider, or this package's planner. */
    readonly decidedBy: "pulumi" | "pulumi-retire";
    /** The outcome as a person reads it, in one line. */
    readonly verdict: string;
    /** Names of rows that still want the object, though this delete will not know it and will delete it all the same. */
    readonly danger: readonly string[];
    readonly isIrreversible: boolean;
    readonly because?: string;
    readonly until?: Instant;
    /** Users that let go earlier in the same update; the delete waits for them and looks again. */
    readonly once: readonly Release[];
    /** What the outcome hangs on. */
    readonly conditions: readonly string[];
    readonly effects: readonly Effect[];
    readonly warnings: readonly Warning[];
    readonly blockers: readonly Blocker[];
    /** In order; nothing for an outcome that sends nothing. */
    readonly calls: readonly PreviewedCall[];
    /** Fields of the policy that `PULUMI_RETIRE_OVERRIDES` sets, and by which of its keys. */
    readonly overridden: Readonly<Record<string, string>>;
}

export interface Release {
    readonly urn: string;
    readonly change: "changed" | "deleted";
    /** How it uses the object today. */
    readonly fact: string;
}

export interface PreviewedCall extends PlannedCall {
    /** With `checkPermissions`: what the cloud answered when it was asked whether it would allow the call. */
    readonly permission?: "allowed" | "denied" | "unknown";
}

export const summaryOf = (rows: readonly PreviewedRow[]): Summary => {
    const count = (is: (row: PreviewedRow) => boolean): number => rows.filter(is).length;
    const outcomes = previewOutcomes.map(outcome => [outcome, count(row => row.outcome === outcome)] as const);
    return {
        ...(Object.fromEntries(outcomes) as Record<PreviewOutcome, number>),
        danger: count(row => row.danger.length > 0),
        irreversible: count(row => row.isIrreversible),
    };
};
