import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PreviewedRow } from "../../preview/result";
import type { Row } from "../../preview/row";
import type { Wanted } from "../../preview/wanted-rows";

export interface LookQuestion {
    /** The kind's name. */
    readonly kind: string;
    readonly row: Row;
    readonly wanted: Wanted;
}

export interface NumberedQuestion extends LookQuestion {
    readonly number: number;
}

export type Answer = { readonly number: number } & ({ readonly seen: PreviewedRow } | { readonly failed: string });

export interface LookData {
    /** All of the stack's, secrets in clear. */
    readonly configuration: Readonly<Record<string, string>>;
}

/** What looks at a row for the hook. Rejects with what is to be told. */
export interface Looker {
    look(question: LookQuestion): Promise<PreviewedRow>;
    /** Ends whatever is still under way. */
    end(): void;
}

/** An inline program's process goes on for long after the run. */
const idleMs = 60_000;

/**
 * Looks in a thread of its own, which can be ended: requests to a cloud that does not answer would otherwise hold up the
 * end of the program, and with it the preview, until the last of their attempts has expired.
 */
export class ThreadLooker implements Looker {
    private worker: Worker | undefined;
    private asked = 0;
    private idle: NodeJS.Timeout | undefined;
    private readonly open = new Map<number, (answer: Answer) => void>();

    constructor(private readonly data: LookData) {}

    async look(question: LookQuestion): Promise<PreviewedRow> {
        const number = ++this.asked;
        const answer = await new Promise<Answer>(resolve => {
            this.open.set(number, resolve);
            this.worker ??= this.start();
            clearTimeout(this.idle);
            this.worker.postMessage({ ...question, number } satisfies NumberedQuestion);
        });
        if ("failed" in answer) throw new Error(answer.failed);
        return answer.seen;
    }

    end(): void {
        void this.worker?.terminate();
        this.worker = undefined;
    }

    private start(): Worker {
        const worker = new Worker(join(__dirname, "look-thread.js"), { workerData: this.data });
        worker.on("message", (answer: Answer) => this.take(answer));
        worker.on("error", error => {
            this.worker = undefined;
            const failed = `the thread that looks has ended (${error.name})`;
            for (const number of [...this.open.keys()]) this.take({ number, failed });
        });
        // The engine, which waits for the hook, keeps the program there; an idle thread must not. Last, since a listener
        // takes it back.
        worker.unref();
        return worker;
    }

    private take(answer: Answer): void {
        this.open.get(answer.number)?.(answer);
        this.open.delete(answer.number);
        if (this.open.size > 0) return;
        this.idle = setTimeout(() => this.end(), idleMs);
        this.idle.unref();
    }
}
