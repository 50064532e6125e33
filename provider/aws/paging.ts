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
        const found = itemsOf(page);
        // An empty list is an answer; no list at all (an empty body, a page of something else) says nothing.
        if (found === undefined)
            throw Object.assign(new Error("the answer has no list"), { $metadata: { httpStatusCode: 200 } });
        items.push(...found);
        token = tokenOf(page) || undefined;
    } while (token !== undefined);
    return items;
};
