import { z } from "zod";
import { keyOf, ownRows } from "../owned";
import { pageOf } from "../paging";
import { jsonOperation } from "../protocols/json-operation";
import { epochSeconds } from "../protocols/rest-json";
import { type Call, CloudError, type Operation } from "../service";
import { arnOfParameter, type ParameterRow, parameterNamed, parameters } from "./parameter";
import { parameterFilter } from "./parameter-filter";

const invalid = (message: string): CloudError =>
    new CloudError("ValidationException", `1 validation error detected: ${message}`);

const operation = jsonOperation((path, message) => invalid(`Value at '${path}' failed: ${message}`));

const name = z.string().min(1).max(2048);

const putParameter = operation(
    true,
    z.object({
        Name: name,
        Value: z.string().min(1),
        Type: z.enum(["String", "StringList", "SecureString"]).optional(),
        Description: z.string().max(1024).optional(),
        Overwrite: z.boolean().optional(),
        DataType: z.enum(["text", "aws:ec2:image", "aws:ssm:integration"]).optional(),
        Tier: z.string().optional(),
    }),
    call => {
        const { input, now, caller } = call;
        const before = call.world.row(parameters, caller.region, keyOf(caller, input.Name));
        if (before !== undefined && input.Overwrite !== true) {
            throw new CloudError(
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
            );
        }
        const Type = input.Type ?? before?.Type;
        if (Type === undefined) {
            throw new CloudError("ValidationException", "A parameter type is required when you create a parameter.");
        }
        const DataType = input.DataType ?? before?.DataType ?? "text";
        if (DataType === "aws:ec2:image" && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(input.Value)) {
            throw new CloudError(
                "ValidationException",
                "The parameter value is not a valid Amazon Machine Image ID format.",
            );
        }
        const Description = input.Description ?? before?.Description;
        const row: ParameterRow = {
            account: caller.account,
            Name: input.Name,
            Type,
            Value: input.Value,
            Version: (before?.Version ?? 0) + 1,
            DataType,
            LastModifiedDate: now,
            ...(Description === undefined ? {} : { Description }),
        };
        call.world.write(parameters, caller.region, keyOf(caller, input.Name), row);
        return { Version: row.Version, Tier: "Standard" };
    },
);

/** A parameter as it is read. */
const described = (region: string, row: ParameterRow) => ({
    ARN: arnOfParameter(region, row),
    Name: row.Name,
    Type: row.Type,
    Value: row.Value,
    Version: row.Version,
    DataType: row.DataType,
    LastModifiedDate: epochSeconds(row.LastModifiedDate),
});

const find = (call: Call<unknown>, asked: string): ParameterRow | undefined =>
    parameterNamed(call.world, call.caller, asked);

const notFound = (asked: string): CloudError => new CloudError("ParameterNotFound", `Parameter ${asked} not found.`);

const getParameter = operation(false, z.object({ Name: name, WithDecryption: z.boolean().optional() }), call => {
    const row = find(call, call.input.Name);
    if (row === undefined) {
        throw notFound(call.input.Name);
    }
    return { Parameter: described(call.caller.region, row) };
});

const getParameters = operation(
    false,
    z.object({ Names: z.array(name).min(1).max(10), WithDecryption: z.boolean().optional() }),
    call => {
        const found = call.input.Names.map(asked => [asked, find(call, asked)] as const);
        return {
            Parameters: found.flatMap(([, row]) => (row === undefined ? [] : [described(call.caller.region, row)])),
            InvalidParameters: found.flatMap(([asked, row]) => (row === undefined ? [asked] : [])),
        };
    },
);

const describeParameters = operation(
    false,
    z.object({
        Filters: z.array(z.object({ Key: z.string(), Values: z.array(z.string()).min(1) })).optional(),
        ParameterFilters: z
            .array(
                z.object({
                    Key: z.string(),
                    Option: z.string().optional(),
                    Values: z.array(z.string()).optional(),
                }),
            )
            .optional(),
        MaxResults: z.int().min(1).max(50).optional(),
        NextToken: z.string().optional(),
    }),
    call => {
        const { input, caller } = call;
        const filters = [...(input.ParameterFilters ?? []), ...(input.Filters ?? [])].map(parameterFilter);
        const found = ownRows(call, parameters).filter(row => filters.every(matches => matches(row)));
        const { items, nextToken } = pageOf(found, row => row.Name, {
            token: input.NextToken,
            size: Math.min(input.MaxResults ?? 50, call.pageSize),
            badToken: () => new CloudError("InvalidNextToken", "The specified token is not valid."),
        });
        return {
            Parameters: items.map(row => {
                const { Value, ...shown } = described(caller.region, row);
                return { ...shown, Description: row.Description, Tier: "Standard", Policies: [] };
            }),
            NextToken: nextToken,
        };
    },
);

const deleteParameter = operation(true, z.object({ Name: name }), call => {
    const row = find(call, call.input.Name);
    if (row === undefined) {
        throw notFound(call.input.Name);
    }
    call.world.remove(parameters, call.caller.region, keyOf(row, row.Name));
    return {};
});

export const operations: ReadonlyMap<string, Operation> = new Map(
    Object.entries({
        PutParameter: putParameter,
        GetParameter: getParameter,
        GetParameters: getParameters,
        DescribeParameters: describeParameters,
        DeleteParameter: deleteParameter,
    }),
);
