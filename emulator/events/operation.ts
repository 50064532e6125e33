import { z } from "zod";
import { pageOf } from "../paging";
import { jsonOperation } from "../protocols/json-operation";
import { type Call, CloudError } from "../service";

export const invalid = (message: string): CloudError => new CloudError("ValidationException", message);

export const operation = jsonOperation((path, message) =>
    invalid(`1 validation error detected: Value at '${path}' failed to satisfy constraint: ${message}`),
);

export const listing = { NextToken: z.string().optional(), Limit: z.int().min(1).max(100).optional() };

export const listed = <Row>(
    { input, pageSize }: Call<{ readonly NextToken?: string | undefined; readonly Limit?: number | undefined }>,
    rows: readonly Row[],
    idOf: (row: Row) => string,
) =>
    pageOf(rows, idOf, {
        token: input.NextToken,
        size: Math.min(input.Limit ?? 100, pageSize),
        badToken: () => invalid("Invalid NextToken."),
    });
