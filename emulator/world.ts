/**
 * The state of every service: tables of rows. A row is never changed, only replaced, and each cell remembers its recent
 * versions, so that a read under eventual consistency can be answered from the world as it was a moment ago.
 */
export class World {
    readonly #tables = new Map<string, Map<string, Version[]>>();
    readonly #asOf: (() => number) | undefined;
    readonly #now: () => number;
    readonly #lagMs: () => number;
    #writes = 0;
    #backdating = false;

    constructor(now: () => number, lagMs: () => number, of?: World, asOf?: () => number) {
        this.#now = now;
        this.#lagMs = lagMs;
        this.#asOf = asOf;
        if (of !== undefined) {
            this.#tables = of.#tables;
        }
    }

    /** How many rows were ever written: whether a call changed the world shows in the difference. */
    get writes(): number {
        return this.#writes;
    }

    /** The same world as a reader sees it who is told of a write only after the lag. */
    behind(): World {
        return new World(this.#now, this.#lagMs, this, () => this.#now() - this.#lagMs());
    }

    /** Writes of `put` are visible at once and to everybody: they have always been there. */
    backdate(put: () => void): void {
        this.#backdating = true;
        try {
            put();
        } finally {
            this.#backdating = false;
        }
    }

    row<Row>(table: Table<Row>, partition: string, id: string): Row | undefined {
        const versions = this.#partition(table, partition).get(id);
        return versions === undefined ? undefined : (this.#visible(versions) as Row | undefined);
    }

    rows<Row>(table: Table<Row>, partition: string): readonly (readonly [string, Row])[] {
        const seen: (readonly [string, Row])[] = [];
        for (const [id, versions] of this.#partition(table, partition)) {
            const row = this.#visible(versions) as Row | undefined;
            if (row !== undefined) {
                seen.push([id, row]);
            }
        }
        return seen;
    }

    write<Row>(table: Table<Row>, partition: string, id: string, row: Row): void {
        this.#push(table, partition, id, row);
    }

    remove<Row>(table: Table<Row>, partition: string, id: string): void {
        this.#push(table, partition, id, undefined);
    }

    #push(table: Table<unknown>, partition: string, id: string, row: unknown): void {
        if (this.#asOf !== undefined) {
            throw new Error(`a reading operation wrote to ${table.name}: is it marked as mutating?`);
        }
        this.#writes += 1;
        const cells = this.#partition(table, partition);
        if (this.#backdating) {
            cells.set(id, [{ since: Number.NEGATIVE_INFINITY, row }]);
            return;
        }
        const now = this.#now();
        const horizon = now - this.#lagMs();
        // Of the older versions only those matter that a reader may still be shown.
        const versions = (cells.get(id) ?? []).filter((_, i, all) => (all[i + 1]?.since ?? now) > horizon);
        cells.set(id, [...versions, { since: now, row }]);
    }

    #visible(versions: readonly Version[]): unknown {
        if (this.#asOf === undefined) {
            return versions.at(-1)?.row;
        }
        const asOf = this.#asOf();
        return versions.findLast(version => version.since <= asOf)?.row;
    }

    #partition(table: Table<unknown>, partition: string): Map<string, Version[]> {
        const key = `${table.name} ${partition}`;
        let cells = this.#tables.get(key);
        if (cells === undefined) {
            cells = new Map();
            this.#tables.set(key, cells);
        }
        return cells;
    }
}

interface Version {
    readonly since: number;
    /** Undefined: it was removed. */
    readonly row: unknown;
}

/** Names a table and the type of its rows. A partition is what the cloud keeps apart: a region, or an account in a region. */
export interface Table<Row> {
    readonly name: string;
    readonly rowType?: Row;
}

export const tableOf = <Row>(name: string): Table<Row> => ({ name });
