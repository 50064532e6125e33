import { parseTaskDefinition, taskDefinitionArn } from "./arn";
import type { View } from "./view";

/** A seed names the very revision: what a bare family means changes with time. */
export const namedArn = ({ caller }: View, asked: string): string => {
    const name = parseTaskDefinition(caller, asked);
    if (name?.revision === undefined) {
        throw new Error(`a seed names task definitions as family:revision or ARN, not ${JSON.stringify(asked)}`);
    }
    return asked.startsWith("arn:") ? asked : taskDefinitionArn(caller, name.family, name.revision);
};
