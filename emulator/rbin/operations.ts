import type { z } from "zod";
import { pageOf } from "../paging";
import { type Call, CloudError, type Operation, type Output } from "../service";
import { describeRule, summarize } from "./describe";
import { checked, inputs, invalid } from "./inputs";
import { newRule } from "./new-rule";
import { lockStateAt, partitionOf, type ResourceTag, type RuleRow, rules } from "./rule";
import { firstRuleIsAvailable } from "./seed";

const operation = <S extends z.ZodType>(
    mutating: boolean,
    takes: S,
    handle: (call: Call<z.infer<S>>) => Output,
): Operation => ({
    mutating,
    handle: call => handle({ ...call, input: checked(takes, call.input) }),
});

const ownRules = (call: Call<unknown>): readonly RuleRow[] =>
    call.world.rows(rules, partitionOf(call.caller)).map(([, rule]) => rule);

const write = (call: Call<unknown>, rule: RuleRow): RuleRow => {
    call.world.write(rules, partitionOf(call.caller), rule.Identifier, rule);
    return rule;
};

const named = (call: Call<unknown>, identifier: string): RuleRow => {
    const rule = call.world.row(rules, partitionOf(call.caller), identifier);
    if (rule === undefined) {
        throw new CloudError("ResourceNotFoundException", `The rule ${identifier} was not found`, 404, {
            Reason: "RULE_NOT_FOUND",
        });
    }
    return rule;
};

const unlocked = (call: Call<unknown>, rule: RuleRow): RuleRow => {
    if (lockStateAt(rule, call.now) !== "unlocked") {
        throw inState(rule, "locked");
    }
    return rule;
};

const inState = (rule: RuleRow, state: string): CloudError =>
    new CloudError("ConflictException", `The rule ${rule.Identifier} is ${state}`, 409, {
        Reason: "INVALID_RULE_STATE",
    });

/** Exclusion tags are for rules of a whole Region, and a lock is only for those that exclude nothing. */
const checkKind = (rule: RuleRow): RuleRow => {
    if (rule.ResourceTags.length > 0 && rule.ExcludeResourceTags.length > 0) {
        throw invalid("ExcludeResourceTags can only be specified for Region-level rules");
    }
    if (rule.lock !== undefined && rule.ResourceTags.length + rule.ExcludeResourceTags.length > 0) {
        throw invalid("Only Region-level rules without exclusion tags can be locked");
    }
    return rule;
};

const withoutUndefined = (
    tags: readonly { ResourceTagKey: string; ResourceTagValue?: string | undefined }[],
): ResourceTag[] =>
    tags.map(({ ResourceTagKey, ResourceTagValue }) =>
        ResourceTagValue === undefined ? { ResourceTagKey } : { ResourceTagKey, ResourceTagValue },
    );

const createRule = operation(true, inputs.CreateRule, call => {
    const { input, now, caller } = call;
    const existing = ownRules(call);
    if (existing.length >= 250) {
        throw new CloudError("ServiceQuotaExceededException", "The limit of 250 rules is reached", 402, {
            Reason: "SERVICE_QUOTA_EXCEEDED",
        });
    }
    const isFirst = !existing.some(rule => rule.ResourceType === input.ResourceType);
    const rule = checkKind(
        newRule(caller, {
            ResourceType: input.ResourceType,
            RetentionDays: input.RetentionPeriod.RetentionPeriodValue,
            ResourceTags: withoutUndefined(input.ResourceTags ?? []),
            ExcludeResourceTags: withoutUndefined(input.ExcludeResourceTags ?? []),
            tags: Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
            ...(input.Description === undefined ? {} : { Description: input.Description }),
            ...(isFirst ? { availableFrom: firstRuleIsAvailable(now) } : {}),
            ...(input.LockConfiguration === undefined
                ? {}
                : { lock: { unlockDelayDays: input.LockConfiguration.UnlockDelay.UnlockDelayValue } }),
        }),
    );
    return { ...describeRule(write(call, rule), now), Tags: input.Tags ?? [] };
});

const getRule = operation(false, inputs.GetRule, call => describeRule(named(call, call.input.Identifier), call.now));

const listRules = operation(false, inputs.ListRules, call => {
    const { input, now } = call;
    const has = (
        tags: readonly ResourceTag[],
        asked: readonly { ResourceTagKey: string; ResourceTagValue?: string | undefined }[] | undefined,
    ) =>
        (asked ?? []).every(({ ResourceTagKey, ResourceTagValue }) =>
            tags.some(
                tag =>
                    tag.ResourceTagKey === ResourceTagKey &&
                    (ResourceTagValue === undefined || tag.ResourceTagValue === ResourceTagValue),
            ),
        );
    const found = ownRules(call)
        .filter(rule => rule.ResourceType === input.ResourceType)
        .filter(
            rule =>
                has(rule.ResourceTags, input.ResourceTags) && has(rule.ExcludeResourceTags, input.ExcludeResourceTags),
        )
        .filter(rule => input.LockState === undefined || lockStateAt(rule, now) === input.LockState);
    const { items, nextToken } = pageOf(found, rule => rule.Identifier, {
        token: input.NextToken,
        size: Math.min(input.MaxResults ?? call.pageSize, call.pageSize),
        badToken: () => invalid("The page token is not valid", "INVALID_PAGE_TOKEN"),
    });
    return { Rules: items.map(rule => summarize(rule, now)), NextToken: nextToken };
});

const updateRule = operation(true, inputs.UpdateRule, call => {
    const { input, now } = call;
    const rule = unlocked(call, named(call, input.Identifier));
    if (input.ResourceType !== undefined && input.ResourceType !== rule.ResourceType) {
        throw invalid("The resource type of a rule cannot be changed");
    }
    const updated = checkKind({
        ...rule,
        RetentionDays: input.RetentionPeriod?.RetentionPeriodValue ?? rule.RetentionDays,
        ResourceTags: input.ResourceTags === undefined ? rule.ResourceTags : withoutUndefined(input.ResourceTags),
        ExcludeResourceTags:
            input.ExcludeResourceTags === undefined
                ? rule.ExcludeResourceTags
                : withoutUndefined(input.ExcludeResourceTags),
        ...(input.Description === undefined ? {} : { Description: input.Description }),
    });
    return describeRule(write(call, updated), now);
});

const deleteRule = operation(true, inputs.DeleteRule, call => {
    const rule = unlocked(call, named(call, call.input.Identifier));
    call.world.remove(rules, partitionOf(call.caller), rule.Identifier);
    return {};
});

const lockRule = operation(true, inputs.LockRule, call => {
    const rule = unlocked(call, named(call, call.input.Identifier));
    const lock = { unlockDelayDays: call.input.LockConfiguration.UnlockDelay.UnlockDelayValue };
    return describeRule(write(call, checkKind({ ...rule, lock })), call.now);
});

const unlockRule = operation(true, inputs.UnlockRule, call => {
    const rule = named(call, call.input.Identifier);
    if (rule.lock === undefined || lockStateAt(rule, call.now) !== "locked") {
        throw inState(rule, "not locked");
    }
    const endsAt = new Date(call.now.getTime() + rule.lock.unlockDelayDays * 86_400_000);
    return describeRule(write(call, { ...rule, lock: { ...rule.lock, endsAt } }), call.now);
});

const identifierIn = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

const listTagsForResource = operation(false, inputs.ListTagsForResource, call => ({
    Tags: Object.entries(named(call, identifierIn(call.input.ResourceArn)).tags).map(([Key, Value]) => ({
        Key,
        Value,
    })),
}));

const tagResource = operation(true, inputs.TagResource, call => {
    const rule = named(call, identifierIn(call.input.ResourceArn));
    const more = Object.fromEntries(call.input.Tags.map(({ Key, Value }) => [Key, Value]));
    write(call, { ...rule, tags: { ...rule.tags, ...more } });
    return {};
});

const untagResource = operation(true, inputs.UntagResource, call => {
    const rule = named(call, identifierIn(call.input.ResourceArn));
    const kept = Object.entries(rule.tags).filter(([key]) => !call.input.TagKeys.includes(key));
    write(call, { ...rule, tags: Object.fromEntries(kept) });
    return {};
});

export const operations: ReadonlyMap<string, Operation> = new Map(
    Object.entries({
        CreateRule: createRule,
        GetRule: getRule,
        ListRules: listRules,
        UpdateRule: updateRule,
        DeleteRule: deleteRule,
        LockRule: lockRule,
        UnlockRule: unlockRule,
        ListTagsForResource: listTagsForResource,
        TagResource: tagResource,
        UntagResource: untagResource,
    }),
);
