import type { RetirementPlan } from "../retirement";

/**
 * What the program of this run still asks for. A removed row is not a removed object: a rename, a move into a component,
 * `up --replace` and `state taint` all make Pulumi delete a row whose object another row wants. The engine checks every
 * row that stays before it deletes one, in the same provider process, so the checks of a run tell what must live.
 */
export class WantedObjects {
    private readonly rows = new Map<string, string>();

    want(kind: string, id: string, row: string): void {
        this.rows.set(`${kind} ${id}`, row);
    }

    /** The plan of a row whose object another row wants: nothing is sent, whatever the policy says. */
    planFor(kind: string, id: string): RetirementPlan | undefined {
        const row = this.rows.get(`${kind} ${id}`);
        if (row === undefined) return undefined;
        return {
            outcome: "retain",
            because: `${id} is still wanted by the program (${row}): only the row goes`,
            effects: [],
            warnings: [],
        };
    }
}

/** Runs tasks with the same key one after the other: two rows of one id may be deleted within milliseconds. */
export class Turns {
    private readonly last = new Map<string, Promise<unknown>>();

    async take<T>(key: string, task: () => Promise<T>): Promise<T> {
        const before = this.last.get(key) ?? Promise.resolve();
        const mine = before.then(task, task);
        this.last.set(key, mine);
        try {
            return await mine;
        } finally {
            if (this.last.get(key) === mine) this.last.delete(key);
        }
    }
}
