import type { Variants } from "../contract";
import { tableOf, type World } from "../world";

export interface ResourceTag {
    readonly ResourceTagKey: string;
    readonly ResourceTagValue?: string;
}

/** A retention rule as it is stored; `ruleAt` tells what time has made of it. */
export interface RuleRow {
    readonly Identifier: string;
    readonly RuleArn: string;
    readonly ResourceType: string;
    readonly RetentionDays: number;
    readonly Description?: string;
    readonly ResourceTags: readonly ResourceTag[];
    readonly ExcludeResourceTags: readonly ResourceTag[];
    readonly tags: Readonly<Record<string, string>>;
    readonly availableFrom?: Date;
    readonly lock?: { readonly unlockDelayDays: number; readonly endsAt?: Date };
}

export const rules = tableOf<RuleRow>("rbin rules");

/** Rules are an account's own, in one region. */
export const partitionOf = (place: { readonly account: string; readonly region: string }): string =>
    `${place.account} ${place.region}`;

export const statusAt = (rule: RuleRow, now: Date): "pending" | "available" =>
    rule.availableFrom !== undefined && now < rule.availableFrom ? "pending" : "available";

export const lockStateAt = ({ lock }: RuleRow, now: Date): "locked" | "pending_unlock" | "unlocked" => {
    if (lock === undefined || (lock.endsAt !== undefined && lock.endsAt <= now)) {
        return "unlocked";
    }
    return lock.endsAt === undefined ? "locked" : "pending_unlock";
};

/**
 * For how many days the Recycle Bin keeps a resource with these tags; undefined: no rule covers it.
 * A rule with resource tags covers what has any of them; a rule without covers everything of the type but what has an
 * excluded tag. Of several, the longest retention wins. Source: facts on the Recycle Bin in MODEL.md.
 */
export const retentionDays = (
    world: World,
    place: { readonly account: string; readonly region: string },
    resource: {
        readonly type: "EC2_IMAGE" | "EBS_SNAPSHOT";
        readonly tags: readonly { Key?: string | undefined; Value?: string | undefined }[];
    },
    when: { readonly now: Date; readonly variants: Variants },
): number | undefined => {
    const carries = ({ ResourceTagKey, ResourceTagValue }: ResourceTag): boolean =>
        resource.tags.some(
            tag =>
                tag.Key === ResourceTagKey &&
                (ResourceTagValue === undefined
                    ? when.variants.tagWithoutValue === "any-value" || tag.Value === ""
                    : tag.Value === ResourceTagValue),
        );
    const days = world
        .rows(rules, partitionOf(place))
        .map(([, rule]) => rule)
        .filter(rule => rule.ResourceType === resource.type && statusAt(rule, when.now) === "available")
        .filter(rule =>
            rule.ResourceTags.length > 0 ? rule.ResourceTags.some(carries) : !rule.ExcludeResourceTags.some(carries),
        )
        .map(rule => rule.RetentionDays);
    return days.length === 0 ? undefined : Math.max(...days);
};
