import { isDeepStrictEqual } from "node:util";
import type { Failure } from "./contract";
import { CloudError, type Input, type Service } from "./service";

/** What a test has asked to go wrong: one-shot failures, and denials that last. */
export class Faults {
    readonly #failures = new Map<string, { readonly failure: Failure; left: number }[]>();
    readonly #denials = new Map<string, Set<string>>();

    failNext(action: string, failure: Failure): void {
        const queue = this.#failures.get(action) ?? [];
        this.#failures.set(action, [...queue, { failure, left: failure.times ?? 1 }]);
    }

    /** The failure that hits this request, which is used up by it. */
    take(action: string, input: Input): Failure | undefined {
        const queue = this.#failures.get(action) ?? [];
        const hit = queue.find(({ failure, left }) => left > 0 && matches(failure.when ?? {}, input));
        if (hit !== undefined) {
            hit.left -= 1;
        }
        return hit?.failure;
    }

    deny(action: string, accessKeyId = everybody): void {
        this.#denials.set(action, new Set([...(this.#denials.get(action) ?? []), accessKeyId]));
    }

    allow(action: string): void {
        this.#denials.delete(action);
    }

    isDenied(action: string, accessKeyId: string): boolean {
        const denied = this.#denials.get(action);
        return denied !== undefined && (denied.has(everybody) || denied.has(accessKeyId));
    }
}

const everybody = "*";

const matches = (when: Input, input: Input): boolean =>
    Object.entries(when).every(
        ([member, value]) =>
            isDeepStrictEqual(input[member], value) || (input[member] === undefined && value === false),
    );

/** The error that a failure stands for, in the words of a service. Undefined: the failure is not about the answer. */
export const errorOf = (failure: Failure, service: Service): CloudError | undefined => {
    const { code, message, status } = failure;
    if (code === undefined && status === undefined) {
        return undefined;
    }
    const name = code ?? ((status ?? 400) >= 500 ? "InternalError" : "InvalidRequest");
    return new CloudError(name, message ?? `${name} (asked for by the test)`, status ?? service.statusOf(name) ?? 400);
};
