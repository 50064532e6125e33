import { type Call, callKey, type PlannedCall } from "../retirement";

/** What an answer said about objects, by id: a look soon afterwards may not show it yet. */
export type Knowledge = ReadonlyMap<string, Fate>;
export type Fate =
    | { readonly is: "gone" }
    | { readonly is: "kept"; readonly because: string }
    /** The call was to take it along and could not: it is still to be dealt with. */
    | { readonly is: "left"; readonly because: string };

/** What is worth keeping of the answer to a call that succeeded. */
export interface Sent {
    readonly requestId?: string;
    /** No answer came: it may have taken effect. */
    readonly isUnanswered?: true;
    readonly fates?: ReadonlyMap<string, Fate>;
}

/** What one run has done so far: nothing is sent twice, and what was lifted can be put back. */
export class Journal {
    private readonly done = new Map<string, Call & Sent>();
    private readonly fates = new Map<string, Fate>();
    private readonly probes = new Set<string>();
    /** Sent, and perhaps in effect: the answer was lost. */
    private readonly unanswered = new Map<string, Call>();
    private undos = new Map<string, Call>();

    /** What changed the world, or may have; questions that a plan asked on the way are left out. */
    get calls(): readonly (Call & Sent)[] {
        const lost = [...this.unanswered.values()].map(call => ({ ...call, isUnanswered: true as const }));
        return [...this.done.entries()]
            .filter(([key]) => !this.probes.has(key))
            .map(([, call]) => call)
            .concat(lost);
    }

    get knowledge(): Knowledge {
        return this.fates;
    }

    has(call: Call): boolean {
        return this.done.has(callKey(call));
    }

    /** Before a call is sent: its answer may be lost, and its effect is then to be taken back all the same. */
    begin(call: PlannedCall): void {
        if (call.undo !== undefined) this.undos.set(callKey(call), call.undo);
    }

    enter(call: PlannedCall, sent: Sent): void {
        const { undo: _, probe, ...bare } = call;
        this.unanswered.delete(callKey(call));
        this.done.set(callKey(call), { ...bare, ...sent });
        if (probe === true) this.probes.add(callKey(call));
        for (const [id, fate] of sent.fates ?? []) this.fates.set(id, fate);
    }

    /** A call that failed: whether it took effect is not known when its answer was lost, and certain otherwise. */
    fail(call: PlannedCall, isAnswerLost: boolean): void {
        const { undo: _, probe, ...bare } = call;
        const key = callKey(call);
        // An earlier attempt whose answer was lost may have taken effect, whatever is said of this one.
        if (!isAnswerLost && !this.unanswered.has(key)) this.undos.delete(key);
        if (isAnswerLost && probe !== true) this.unanswered.set(key, bare);
    }

    /** The purpose of what was lifted has been reached: from here on it stays lifted. */
    forgetUndos(): void {
        this.undos.clear();
    }

    /** Latest first. */
    takeUndos(): readonly Call[] {
        const undos = [...this.undos.values()].reverse();
        this.undos.clear();
        return undos;
    }
}
