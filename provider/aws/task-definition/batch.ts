/** Long enough for the rows that the engine hands over together, short enough that nobody notices. */
const gatheredForMs = 200;

interface Waiting<Answer> {
    readonly item: string;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
}

/**
 * Items that come in about the same time go out in one request, up to `most` of them. Each hears what became of itself;
 * a request that fails as a whole fails for each.
 */
export const batched = <Answer>(
    most: number,
    send: (items: readonly string[]) => Promise<(item: string) => Answer>,
): ((item: string) => Promise<Answer>) => {
    let waiting: Waiting<Answer>[] = [];
    let timer: NodeJS.Timeout | undefined;

    const flush = (): void => {
        clearTimeout(timer);
        timer = undefined;
        const batch = waiting;
        waiting = [];
        void settle(batch);
    };
    const settle = async (batch: readonly Waiting<Answer>[]): Promise<void> => {
        try {
            const answerOf = await send(batch.map(({ item }) => item));
            for (const { item, resolve, reject } of batch) {
                try {
                    resolve(answerOf(item));
                } catch (error) {
                    reject(error);
                }
            }
        } catch (error) {
            for (const { reject } of batch) reject(error);
        }
    };
    return item =>
        new Promise((resolve, reject) => {
            waiting.push({ item, resolve, reject });
            if (waiting.length >= most) flush();
            else timer ??= setTimeout(flush, gatheredForMs);
        });
};
