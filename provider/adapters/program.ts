import type { Resource } from "@pulumi/pulumi";

/** A row as the program asked for it. Copies of this package share these, so members may be added and never changed. */
export interface ProgramRow {
    /** Such as `aws.Ami`. */
    readonly kind: string;
    readonly name: string;
    readonly parent: Resource | undefined;
    /** Its arguments as they were handed in: outputs among them, awaited by nobody yet. */
    readonly args: object;
}

/**
 * One run of one program, as the SDK keeps it: a store that all copies of the SDK share, and that an inline program of the
 * Automation API gets anew for each of its runs. Something that is always there stands in for it where there is none.
 */
export const currentRun = (): object => sdk.asyncLocalStorage?.getStore() ?? sdk.globalStore ?? globalThis;

const sdk = globalThis as {
    readonly asyncLocalStorage?: { getStore(): object | undefined };
    readonly globalStore?: object;
};

/** One of a kind for each run, whichever copy of this package asks first. `name` is a contract between copies. */
export const onceInRun = <T>(name: string, make: () => T): T => {
    const key = Symbol.for(`pulumi-retire.${name}`);
    const all = globalThis as { [key: symbol]: WeakMap<object, T> | undefined };
    const runs = all[key] ?? new WeakMap<object, T>();
    all[key] = runs;
    const run = currentRun();
    if (!runs.has(run)) runs.set(run, make());
    return runs.get(run) as T;
};

/** What the program of this run has asked for so far, in its order. */
export const programRows = (): ProgramRow[] => onceInRun("programRows", () => []);
