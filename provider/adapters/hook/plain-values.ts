import * as pulumi from "@pulumi/pulumi";
import { unknownValue } from "../../execution/checked";
import { within } from "./within";

type Properties = Record<string, unknown>;

/**
 * Properties as a provider gets them: secrets without their wrapping, and the unknown value in place of what is not known,
 * or does not become known within `patienceMs`: a delete in the middle of the program may come before what an output is
 * made of.
 */
export const plainValues = async (properties: object, patienceMs: number): Promise<Properties> => {
    const entries = Object.entries(properties).map(async ([name, value]): Promise<[string, unknown]> => {
        // What failed, its own row tells.
        const plain = pulumi.runtime.serializeProperty(name, value).then(unwrapped, () => unknownValue);
        return [name, await within(patienceMs, plain, unknownValue)];
    });
    return Object.fromEntries(await Promise.all(entries));
};

const unwrapped = (value: unknown): unknown => {
    if (pulumi.runtime.isRpcSecret(value)) return unwrapped(pulumi.runtime.unwrapRpcSecret(value));
    if (Array.isArray(value)) return value.map(unwrapped);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unwrapped(member)]));
};
