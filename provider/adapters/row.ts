import { providerKey, rowKey, storedText } from "./protocol";

/**
 * What a resource class hands to Pulumi for a new row: its arguments, the outputs to be filled in, the row's name, and
 * the text that will run its delete.
 */
export const rowArguments = (
    handler: string,
    name: string,
    args: object,
    outputs: readonly string[],
): Record<string, unknown> => ({
    ...Object.fromEntries(outputs.map(output => [output, undefined])),
    ...args,
    [rowKey]: name,
    [providerKey]: storedText(handler),
});
