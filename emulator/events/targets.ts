import { z } from "zod";
import { CloudError } from "../service";
import { invalid, listed, listing, operation } from "./operation";
import { type EventTarget, knownRule, writeRule } from "./rule";

const rule = { Rule: z.string(), EventBusName: z.string().min(1).optional() };

export const listTargetsByRule = operation(false, z.object({ ...listing, ...rule }), call => {
    const row = knownRule(call, call.input.EventBusName, call.input.Rule);
    const { items, nextToken } = listed(call, row.Targets, target => target.Id);
    return { Targets: items, NextToken: nextToken };
});

const target = z.looseObject({
    Id: z.string().regex(/^[\w.-]{1,64}$/),
    Arn: z.string().min(1),
    RoleArn: z.string().optional(),
    EcsParameters: z.looseObject({ TaskDefinitionArn: z.string().min(1) }).optional(),
});

export const putTargets = operation(true, z.object({ ...rule, Targets: z.array(target).min(1).max(100) }), call => {
    const row = knownRule(call, call.input.EventBusName, call.input.Rule);
    for (const { Arn, RoleArn, EcsParameters } of call.input.Targets) {
        if (EcsParameters !== undefined && RoleArn === undefined) {
            throw invalid(`RoleArn is required for target ${Arn}.`);
        }
    }
    const given = call.input.Targets as readonly EventTarget[];
    const kept = row.Targets.filter(({ Id }) => !given.some(other => other.Id === Id));
    // The documented limit of targets that a rule can have.
    if (kept.length + given.length > 5) {
        throw new CloudError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    writeRule(call, { ...row, Targets: [...kept, ...given] });
    return { FailedEntryCount: 0, FailedEntries: [] };
});

export const removeTargets = operation(
    true,
    z.object({ ...rule, Ids: z.array(z.string()).min(1).max(100), Force: z.boolean().optional() }),
    call => {
        const row = knownRule(call, call.input.EventBusName, call.input.Rule);
        writeRule(call, { ...row, Targets: row.Targets.filter(({ Id }) => !call.input.Ids.includes(Id)) });
        return { FailedEntryCount: 0, FailedEntries: [] };
    },
);
