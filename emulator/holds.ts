/** Requests that are kept waiting between arrival and effect. */
export class Holds {
    readonly #held = new Map<string, Set<Promise<void>>>();
    readonly #releases = new Set<() => void>();

    hold(action: string): { release(): void } {
        const { promise, resolve } = gate();
        const gates = this.#held.get(action) ?? new Set();
        this.#held.set(action, gates.add(promise));
        const release = () => {
            gates.delete(promise);
            this.#releases.delete(release);
            resolve();
        };
        this.#releases.add(release);
        return { release };
    }

    async pass(action: string): Promise<void> {
        await Promise.all(this.#held.get(action) ?? []);
    }

    releaseAll(): void {
        for (const release of [...this.#releases]) {
            release();
        }
    }
}

const gate = (): { promise: Promise<void>; resolve: () => void } => {
    let resolve = () => {};
    const promise = new Promise<void>(done => {
        resolve = done;
    });
    return { promise, resolve };
};
