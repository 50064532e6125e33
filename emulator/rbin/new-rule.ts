import { randomBytes } from "node:crypto";
import type { Place } from "../contract";
import type { RuleRow } from "./rule";

export const newRule = (
    home: Required<Place>,
    members: Pick<RuleRow, "ResourceType" | "RetentionDays" | "ResourceTags" | "ExcludeResourceTags"> &
        Partial<RuleRow>,
): RuleRow => {
    // Eleven characters out of digits and letters, as the pattern of RuleIdentifier wants them.
    const Identifier = randomBytes(6).toString("hex").slice(0, 11);
    return {
        Identifier,
        RuleArn: `arn:aws:rbin:${home.region}:${home.account}:rule/${Identifier}`,
        tags: {},
        ...members,
    };
};
