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
    readonly fates?: ReadonlyMap<string, Fate>;
}

/** What one run has done so far: nothing is sent twice, and what was lifted can be put back. */
export class Journal {
    private readonly done = new Map<string, Call & Sent>();
    private readonly fates = new Map<string, Fate>();
    private readonly probes = new Set<string>();
    private undos: Call[] = [];

    /** What changed the world; questions that a plan asked on the way are left out. */
    get calls(): readonly (Call & Sent)[] {
        return [...this.done.values()].filter(call => !this.probes.has(callKey(call)));
    }

    get knowledge(): Knowledge {
        return this.fates;
    }

    has(call: Call): boolean {
        return this.done.has(callKey(call));
    }

    enter(call: PlannedCall, sent: Sent): void {
        const { undo, probe, ...bare } = call;
        this.done.set(callKey(call), { ...bare, ...sent });
        if (probe === true) this.probes.add(callKey(call));
        for (const [id, fate] of sent.fates ?? []) this.fates.set(id, fate);
        if (undo !== undefined) this.undos.push(undo);
    }

    /** The purpose of what was lifted has been reached: from here on it stays lifted. */
    forgetUndos(): void {
        this.undos = [];
    }

    /** Latest first. */
    takeUndos(): readonly Call[] {
        const undos = this.undos.reverse();
        this.undos = [];
        return undos;
    }
}
