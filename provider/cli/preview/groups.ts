import type { PreviewedRow } from "../../preview";

/** Rows that came to the same verdict for the same reasons. */
export interface Group {
    readonly verdict: string;
    readonly rows: readonly [PreviewedRow, ...PreviewedRow[]];
}

/** Fewer rows than this are told one by one. */
const least = 4;

/** In the order of their first rows; with `verbose` every row is a group of its own. */
export const groupsOf = (rows: readonly PreviewedRow[], verbose: boolean): readonly Group[] => {
    const alike = new Map<string, PreviewedRow[]>();
    for (const row of rows) {
        const key = verbose ? row.urn + row.id + alike.size : likenessOf(row);
        alike.set(key, [...(alike.get(key) ?? []), row]);
    }
    return [...alike.values()].flatMap(([first, ...rest]): Group[] => {
        if (first === undefined) return [];
        if (rest.length + 1 >= least) return [{ verdict: first.verdict, rows: [first, ...rest] }];
        return [first, ...rest].map(row => ({ verdict: row.verdict, rows: [row] }));
    });
};

/** The same words once each row's own ids are taken out. */
const likenessOf = ({ id, verdict, effects, warnings, blockers, calls, overridden, kind }: PreviewedRow): string =>
    JSON.stringify([
        kind,
        verdict,
        effects.map(({ code }) => code),
        warnings.map(({ code, fact }) => [code, fact.replaceAll(id, "")]),
        blockers.map(({ code, fact, remedy }) => [code, fact.replaceAll(id, ""), remedy]),
        calls.map(({ operation, permission }) => [operation, permission]),
        // One that is overridden by its own id is not like the others.
        Object.entries(overridden).sort(),
    ]);
