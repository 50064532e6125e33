import { epochSeconds } from "../protocols/rest-json";
import { lockStateAt, type RuleRow, statusAt } from "./rule";

/** A rule as GetRule answers it. */
export const describeRule = (rule: RuleRow, now: Date) => {
    const lockState = lockStateAt(rule, now);
    return {
        Identifier: rule.Identifier,
        RuleArn: rule.RuleArn,
        Description: rule.Description ?? "",
        ResourceType: rule.ResourceType,
        RetentionPeriod: { RetentionPeriodValue: rule.RetentionDays, RetentionPeriodUnit: "DAYS" },
        ResourceTags: rule.ResourceTags,
        ExcludeResourceTags: rule.ExcludeResourceTags,
        Status: statusAt(rule, now),
        LockState: lockState,
        ...(rule.lock === undefined || lockState === "unlocked"
            ? {}
            : {
                  LockConfiguration: {
                      UnlockDelay: { UnlockDelayValue: rule.lock.unlockDelayDays, UnlockDelayUnit: "DAYS" },
                  },
              }),
        ...(lockState === "pending_unlock" ? { LockEndTime: epochSeconds(rule.lock?.endsAt) } : {}),
    };
};

/** A rule as ListRules answers it: without tags and status. */
export const summarize = (rule: RuleRow, now: Date) => {
    const { Identifier, RuleArn, Description, RetentionPeriod, LockState } = describeRule(rule, now);
    return { Identifier, RuleArn, Description, RetentionPeriod, LockState };
};
