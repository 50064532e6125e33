import { pageOf } from "../paging";
import { type Call, CloudError } from "../service";
import { invalid } from "./errors";

type PagedCall = Pick<Call, "pageSize"> & {
    readonly input: { readonly MaxRecords?: number; readonly NextToken?: string };
};

/** One page in Auto Scaling's terms: 50 records unless asked otherwise, never more than 100. */
export const page = <Item>(call: PagedCall, items: readonly Item[], nameOf: (item: Item) => string) => {
    const { MaxRecords = 50, NextToken: token } = call.input;
    if (MaxRecords < 1 || MaxRecords > 100) {
        throw invalid(
            `1 validation error detected: Value '${MaxRecords}' at 'maxRecords' failed to satisfy constraint`,
        );
    }
    const { items: shown, nextToken } = pageOf(items, nameOf, {
        token,
        size: Math.min(MaxRecords, call.pageSize),
        badToken: () => new CloudError("InvalidNextToken", "The NextToken value is not valid."),
    });
    return { items: shown, NextToken: nextToken };
};
