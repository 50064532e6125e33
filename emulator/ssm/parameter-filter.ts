import { CloudError } from "../service";
import type { ParameterRow } from "./parameter";

interface Filter {
    readonly Key: string;
    readonly Option?: string | undefined;
    readonly Values?: readonly string[] | undefined;
}

const fields: Readonly<Record<string, (row: ParameterRow) => string>> = {
    Name: row => row.Name,
    Type: row => row.Type,
    DataType: row => row.DataType,
    Tier: () => "Standard",
};

const options: Readonly<Record<string, (held: string, asked: string) => boolean>> = {
    Equals: (held, asked) => held === asked,
    BeginsWith: (held, asked) => held.startsWith(asked),
    Contains: (held, asked) => held.includes(asked),
};

/** The predicate of one filter of DescribeParameters: any of its values may match. */
export const parameterFilter = ({ Key, Option = "Equals", Values = [] }: Filter): ((row: ParameterRow) => boolean) => {
    const field = Object.hasOwn(fields, Key) ? fields[Key] : undefined;
    if (field === undefined) {
        throw new CloudError("InvalidFilterKey", `The following filter key is not valid: ${Key}`);
    }
    const matches = Object.hasOwn(options, Option) ? options[Option] : undefined;
    if (matches === undefined) {
        throw new CloudError("InvalidFilterOption", `The following filter option is not valid: ${Option}`);
    }
    return row => Values.some(value => matches(field(row), value));
};
