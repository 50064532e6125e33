import type { CustomResourceOptions } from "@pulumi/pulumi";
import { programRows } from "./program";
import { providerKey, rowKey, storedText } from "./protocol";

interface Row {
    /** As users write it, such as `aws.Ami`: for messages. */
    readonly kind: string;
    /** The kind's name in the stored text. */
    readonly handler: string;
    readonly name: string;
    readonly args: object;
    /** What the provider fills in. */
    readonly outputs: readonly string[];
    readonly options: CustomResourceOptions | undefined;
}

/**
 * What a resource class hands to Pulumi for a new row: its arguments, the outputs to be filled in, the row's name, and
 * the text that will run its delete.
 */
export const rowProperties = ({ kind, handler, name, args, outputs, options }: Row): Record<string, unknown> => {
    // The dynamic provider gets nothing but the id in both cases, and says so in words that help nobody.
    const unsupported = options?.id !== undefined ? "id (.get)" : options?.import !== undefined ? "import" : undefined;
    if (unsupported !== undefined) {
        throw new Error(
            `${kind} "${name}" cannot be read by its id alone, so the option ${unsupported} is not supported: ` +
                "declare the resource without it, which adopts the existing object",
        );
    }
    // For the hook, which asks what the program still wants; a program without it pays for one entry of a list.
    programRows().push({ kind, name, parent: options?.parent, args });
    return {
        ...Object.fromEntries(outputs.map(output => [output, undefined])),
        ...args,
        [rowKey]: name,
        [providerKey]: storedText(handler),
    };
};
