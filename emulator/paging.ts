/**
 * One page of rows, in the order of their ids or, when descending, against it. A token names the last id that was shown, so that a page neither repeats nor
 * skips what is there throughout, whatever is removed between the pages.
 */
export const pageOf = <Item>(
    items: readonly Item[],
    idOf: (item: Item) => string,
    page: {
        readonly token: string | undefined;
        readonly size: number;
        readonly badToken: () => Error;
        readonly descending?: boolean;
    },
): { readonly items: readonly Item[]; readonly nextToken: string | undefined } => {
    const isBefore = (a: string, b: string): boolean => (page.descending === true ? a > b : a < b);
    const after = page.token === undefined ? undefined : lastIdOf(page.token);
    if (page.token !== undefined && after === undefined) {
        throw page.badToken();
    }
    const rest = items
        .filter(item => after === undefined || isBefore(after, idOf(item)))
        .sort((a, b) => (isBefore(idOf(a), idOf(b)) ? -1 : 1));
    const shown = rest.slice(0, page.size);
    const last = shown.at(-1);
    return {
        items: shown,
        nextToken: rest.length > shown.length && last !== undefined ? tokenAfter(idOf(last)) : undefined,
    };
};

const tokenAfter = (id: string): string => Buffer.from(`after ${id}`).toString("base64");

const lastIdOf = (token: string): string | undefined =>
    /^after (.+)$/s.exec(Buffer.from(token, "base64").toString())?.[1];
