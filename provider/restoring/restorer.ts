import type { Context } from "../execution/kind";
import type { Call } from "../retirement";
import type { Restorable, RestoreCheck, RestorePlan } from "./plan";
import type { ReportedDelete } from "./reported";

/**
 * What a kind offers when its objects can be brought back: `pulumi-retire restore` has it as soon as the kind has this
 * member.
 */
export interface Restorer {
    /** How ids look, as the end of the sentence "an id is …". */
    readonly idsAre: string;
    /** What no restoring brings back, each as a clause: told once in a preview, so that nobody counts on it. */
    readonly doesNotReturn: readonly string[];
    /** Finds out where and as whom it acts; rejects when that cannot be found out. */
    open(request: RestoreRequest, context: Context): Promise<RestoreSession>;
}

export interface RestoreRequest {
    readonly region?: string;
    readonly profile?: string;
    /** The URL of a cloud that is not the vendor's own. */
    readonly endpoint?: string;
    /** What earlier deletes reported of themselves: how things were before. */
    readonly reported: readonly ReportedDelete[];
    /** How long each thing is waited for, and the option that says so. */
    readonly wait: { readonly deadlineMs: number; readonly bound: string };
}

/** One account and region in which objects are looked at and brought back. */
export interface RestoreSession {
    readonly account: string;
    readonly region: string;
    /** Everything that lies in the bin. Reads only. */
    list(): Promise<readonly Restorable[]>;
    /** Reads only. */
    look(id: string): Promise<RestorePlan>;
    /**
     * Looks again and carries out what that look plans; rejects with a `RetirementError` when that is nothing, or with what
     * went wrong on the way. `took` hears of each call that took effect. Run again, it goes on from where it stopped.
     */
    restore(id: string, took: (call: Call) => void): Promise<readonly RestoreCheck[]>;
}
