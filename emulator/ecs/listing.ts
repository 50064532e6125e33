import { z } from "zod";
import { pageOf } from "../paging";
import type { Call } from "../service";
import { invalidParameter } from "./errors";

/** What every listing of ECS takes. */
export const listing = (most = 100) => ({
    nextToken: z.string().optional(),
    maxResults: z.int().min(1).max(most).optional(),
});

interface Asked {
    readonly nextToken?: string | undefined;
    readonly maxResults?: number | undefined;
}

/** `size` is how many there are in a page when the caller does not say. */
export const listed = <Row>(
    { input, pageSize }: Call<Asked>,
    rows: readonly Row[],
    idOf: (row: Row) => string,
    { size = 100, descending = false } = {},
) =>
    pageOf(rows, idOf, {
        token: input.nextToken,
        size: Math.min(input.maxResults ?? size, pageSize),
        badToken: () => invalidParameter("Invalid token."),
        descending,
    });
