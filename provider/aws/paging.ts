/** All items of a paged answer. A page that fails fails the whole: a partial list would read as absence. */
export const allPages = async <Page, Item>(
    send: (token: string | undefined) => Promise<Page>,
    itemsOf: (page: Page) => readonly Item[] | undefined,
    tokenOf: (page: Page) => string | undefined,
): Promise<Item[]> => {
    const items: Item[] = [];
    let token: string | undefined;
    do {
        const page = await send(token);
        items.push(...(itemsOf(page) ?? []));
        token = tokenOf(page) || undefined;
    } while (token !== undefined);
    return items;
};
