/** The value, or what stands in for it when it takes longer. The timer keeps no process alive. */
export const within = async <T, Late>(milliseconds: number, value: Promise<T>, late: Late): Promise<T | Late> => {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<Late>(resolve => {
        timer = setTimeout(resolve, milliseconds, late);
        timer.unref();
    });
    try {
        return await Promise.race([value, expired]);
    } finally {
        clearTimeout(timer);
    }
};
