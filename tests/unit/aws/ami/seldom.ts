import fc from "fast-check";

/** Mostly the first: a world in which everything is out of the ordinary is refused for ten reasons at once. */
export const mostly = <T>(weight: number, usual: T, ...others: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
    fc.oneof({ weight, arbitrary: fc.constant(usual) }, ...others);

/** With some of the members, or none. */
export const optional = <T extends object>(members: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record(members, { requiredKeys: [] });
