import type { RecordedCall, RecordedRequest } from "./contract";

type Entry = { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] };

/** Every request in order of arrival, and every change in order of effect. */
export class RequestLog {
    readonly #entries: Entry[] = [];
    readonly #changes: RecordedCall[] = [];
    readonly #watchers = new Set<() => void>();

    arrive(request: Omit<RecordedRequest, "tookEffect" | "answered">): Entry {
        const entry: Entry = { ...request, tookEffect: false, answered: "pending" };
        this.#entries.push(entry);
        for (const watch of [...this.#watchers]) {
            watch();
        }
        return entry;
    }

    tookEffect(entry: Entry): void {
        entry.tookEffect = true;
        this.#changes.push({ service: entry.service, operation: entry.operation, input: entry.input });
    }

    requests(operation?: string): readonly RecordedRequest[] {
        return this.#entries
            .filter(entry => operation === undefined || nameOf(entry) === operation)
            .map(entry => ({ ...entry }));
    }

    mutations(): readonly RecordedCall[] {
        return [...this.#changes];
    }

    arrived(operation: string, { times = 1, withinMs = 10_000 } = {}): Promise<RecordedRequest> {
        return new Promise((resolve, reject) => {
            const look = () => {
                const entry = this.#entries.filter(candidate => nameOf(candidate) === operation)[times - 1];
                if (entry !== undefined) {
                    clearTimeout(timer);
                    this.#watchers.delete(look);
                    resolve({ ...entry });
                }
            };
            const timer = setTimeout(() => {
                this.#watchers.delete(look);
                const seen = this.requests(operation).length;
                reject(new Error(`${operation} arrived ${seen} times within ${withinMs} ms, not ${times} times`));
            }, withinMs);
            this.#watchers.add(look);
            look();
        });
    }
}

const nameOf = ({ service, operation }: Pick<RecordedRequest, "service" | "operation">): string =>
    `${service}:${operation}`;
