import { z } from "zod";
import { ownRows } from "../owned";
import { invalid, listed, listing, operation } from "./operation";
import {
    busArn,
    describedRule,
    eventBuses,
    eventRules,
    knownBus,
    knownRule,
    removeRule,
    ruleArn,
    ruleNamed,
    writeRule,
} from "./rule";

const EventBusName = z.string().min(1).optional();
const Name = z.string().regex(/^[\w.-]{1,64}$/);

export const listEventBuses = operation(false, z.object({ ...listing, NamePrefix: z.string().optional() }), call => {
    const names = ["default", ...ownRows(call, eventBuses).map(bus => bus.Name)];
    const { items, nextToken } = listed(
        call,
        names.filter(name => name.startsWith(call.input.NamePrefix ?? "")),
        name => name,
    );
    return { EventBuses: items.map(name => ({ Name: name, Arn: busArn(call.caller, name) })), NextToken: nextToken };
});

export const putRule = operation(
    true,
    z.looseObject({
        Name,
        EventBusName,
        State: z.enum(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]).optional(),
        ScheduleExpression: z.string().optional(),
        EventPattern: z.string().optional(),
    }),
    call => {
        const { Name: name, EventBusName: asked, State = "ENABLED", Tags, ...members } = call.input;
        const bus = knownBus(call, asked);
        if (members.ScheduleExpression === undefined && members.EventPattern === undefined) {
            throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        if (members.ScheduleExpression !== undefined && bus !== "default") {
            throw invalid("ScheduleExpression is supported only on the default event bus.");
        }
        const row = writeRule(call, {
            account: call.caller.account,
            Name: name,
            EventBusName: bus,
            State,
            Targets: ruleNamed(call, bus, name)?.Targets ?? [],
            members,
        });
        return { RuleArn: ruleArn(call.caller, row) };
    },
);

export const describeRule = operation(false, z.object({ Name: z.string(), EventBusName }), call => {
    const row = knownRule(call, call.input.EventBusName, call.input.Name);
    return { ...describedRule(call.caller, row), CreatedBy: row.account };
});

export const listRules = operation(
    false,
    z.object({ ...listing, NamePrefix: z.string().optional(), EventBusName }),
    call => {
        const { NamePrefix = "", EventBusName: asked } = call.input;
        const bus = knownBus(call, asked);
        const rows = ownRows(call, eventRules).filter(
            row => row.EventBusName === bus && row.Name.startsWith(NamePrefix),
        );
        const { items, nextToken } = listed(call, rows, row => row.Name);
        return { Rules: items.map(row => describedRule(call.caller, row)), NextToken: nextToken };
    },
);

export const listRuleNamesByTarget = operation(
    false,
    z.object({ ...listing, TargetArn: z.string().min(1), EventBusName }),
    call => {
        const bus = knownBus(call, call.input.EventBusName);
        // A target is found by its own ARN alone: of an ECS target that is the cluster's.
        const rows = ownRows(call, eventRules).filter(
            row => row.EventBusName === bus && row.Targets.some(target => target.Arn === call.input.TargetArn),
        );
        const { items, nextToken } = listed(call, rows, row => row.Name);
        return { RuleNames: items.map(row => row.Name), NextToken: nextToken };
    },
);

export const deleteRule = operation(
    true,
    z.object({ Name: z.string(), EventBusName, Force: z.boolean().optional() }),
    call => {
        const bus = knownBus(call, call.input.EventBusName);
        const row = ruleNamed(call, bus, call.input.Name);
        if (row !== undefined && row.Targets.length > 0) {
            throw invalid("Rule can't be deleted since it has targets.");
        }
        if (row !== undefined) {
            removeRule(call, row);
        }
        return {};
    },
);

const switched = (State: "ENABLED" | "DISABLED") =>
    operation(true, z.object({ Name: z.string(), EventBusName }), call => {
        writeRule(call, { ...knownRule(call, call.input.EventBusName, call.input.Name), State });
        return {};
    });

export const enableRule = switched("ENABLED");
export const disableRule = switched("DISABLED");
