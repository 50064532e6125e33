import { z } from "zod";
import { pageOf } from "../paging";
import { type Call, CloudError } from "../service";
import { invalid } from "./errors";

export const listing = {
    filters: z
        .array(z.object({ name: z.string(), values: z.array(z.string()).min(1).max(10) }))
        .max(10)
        .optional(),
    maxResults: z.int().min(1).max(25).optional(),
    nextToken: z.string().optional(),
};

interface Asked {
    readonly filters?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined;
    readonly maxResults?: number | undefined;
    readonly nextToken?: string | undefined;
}

/** A page of what all filters let through. `filterable` are the members that the list can be filtered by. */
export const listed = <Row extends { readonly arn: string }>(
    { input, pageSize }: Call<Asked>,
    rows: readonly Row[],
    filterable: readonly (keyof Row & string)[],
) => {
    const filters = (input.filters ?? []).map(({ name, values }) => {
        const member = filterable.find(candidate => candidate === name);
        if (member === undefined) {
            throw invalid(`The value '${name}' of the filter name is not supported`);
        }
        return (row: Row) => values.includes(String(row[member]));
    });
    return pageOf(
        rows.filter(row => filters.every(matches => matches(row))),
        row => row.arn,
        {
            token: input.nextToken,
            size: Math.min(input.maxResults ?? 25, pageSize),
            badToken: () =>
                new CloudError("InvalidPaginationTokenException", "You have provided an invalid pagination token."),
        },
    );
};
