/**
 * Questions that come in together go out together: what is asked before the event loop's next turn goes out in requests
 * of up to `most` ids. Nothing is remembered: a later question is a new one. An id that the answer does not mention is
 * undefined.
 */
export const coalesced = <Answer>(
    most: number,
    ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
): ((id: string) => Promise<Answer | undefined>) => {
    let ids = new Set<string>();
    let sending: Promise<readonly Promise<ReadonlyMap<string, Answer>>[]> | undefined;

    const send = async (): Promise<readonly Promise<ReadonlyMap<string, Answer>>[]> => {
        await new Promise<void>(resolve => setImmediate(resolve));
        const all = [...ids];
        ids = new Set();
        sending = undefined;
        return Array.from({ length: Math.ceil(all.length / most) }, (_, index) => {
            const answer = ask(all.slice(index * most, (index + 1) * most));
            // Whoever asked hears of a failure; a batch whose askers listen to another one is no unhandled rejection.
            answer.catch(() => undefined);
            return answer;
        });
    };

    return async id => {
        ids.add(id);
        const index = Math.floor([...ids].indexOf(id) / most);
        sending ??= send();
        return (await (await sending)[index])?.get(id);
    };
};
