import type { World } from "../world";

/** Whose world is looked at, from where, and when. A call is one; so are a seed and a look. */
export interface View {
    readonly world: World;
    readonly caller: { readonly account: string; readonly region: string };
    readonly now: Date;
}

export const after = (time: Date, ms: number): Date => new Date(time.getTime() + ms);

export const minutes = (count: number): number => count * 60_000;

export const hours = (count: number): number => minutes(60) * count;

/** The last of several moments; undefined: one of them is not over. */
export const lastOf = (ends: readonly (Date | undefined)[]): Date | undefined => {
    const times = ends.map(end => end?.getTime() ?? Number.POSITIVE_INFINITY);
    const last = Math.max(...times);
    return Number.isFinite(last) ? new Date(last) : undefined;
};
