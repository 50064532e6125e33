import { pageOf } from "../paging";
import type { Call } from "../service";
import { CloudError } from "../service";
import { badValue } from "./errors";

type PagedCall = Pick<Call, "pageSize"> & {
    readonly input: { readonly MaxResults?: number; readonly NextToken?: string };
};

/** One page in EC2's terms: NextToken is absent on the last one. */
export const page = <Item>(
    call: PagedCall,
    items: readonly Item[],
    idOf: (item: Item) => string,
    least = 1,
    most = 1000,
) => {
    const { MaxResults, NextToken: token } = call.input;
    if (MaxResults !== undefined && (MaxResults < least || MaxResults > most)) {
        throw badValue(
            `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value between ${least} and ${most}.`,
        );
    }
    const size = Math.min(MaxResults ?? call.pageSize, call.pageSize);
    const { items: shown, nextToken } = pageOf(items, idOf, {
        token,
        size,
        badToken: () =>
            new CloudError("InvalidPaginationToken", "The specified pagination token is not valid or is expired."),
    });
    return { items: shown, NextToken: nextToken };
};
