import type { RetirementPlan } from "../retirement";

/**
 * What the program of this run still asks for. A removed row is not a removed object: a rename, a move into a component,
 * `up --replace` and `state taint` all make Pulumi delete a row whose object another row wants. The engine checks every
 * row that stays before it deletes one, in the same provider process, so the checks of a run tell what must live.
 */
export class WantedObjects {
    private readonly rows = new Map<string, Set<string>>();

    want(kind: string, id: string, row: string): void {
        const key = `${kind} ${id}`;
        this.rows.set(key, (this.rows.get(key) ?? new Set()).add(row));
    }

    /** The plan of a row whose object another row wants: nothing is sent, whatever the policy says. */
    planFor(kind: string, id: string): RetirementPlan | undefined {
        const rows = this.rows.get(`${kind} ${id}`);
        if (rows === undefined) return undefined;
        return {
            outcome: "retain",
            because: `${id} is still wanted by the program (${[...rows].sort().join(", ")}): only the row goes`,
            effects: [],
            warnings: [],
        };
    }
}

/** Runs tasks that share a key one after the other: two rows of one id may be deleted within milliseconds. */
export class Turns {
    private readonly last = new Map<string, Promise<unknown>>();

    async take<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
        const before = Promise.allSettled(keys.map(key => this.last.get(key)));
        const mine = before.then(task);
        for (const key of keys) this.last.set(key, mine);
        try {
            return await mine;
        } finally {
            for (const key of keys) if (this.last.get(key) === mine) this.last.delete(key);
        }
    }
}
