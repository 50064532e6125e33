import { keyOf } from "../owned";
import type { Input } from "../service";
import { CloudError } from "../service";
import { tableOf, type World } from "../world";

interface View {
    readonly world: World;
    readonly caller: { readonly account: string; readonly region: string };
}

export interface EventBusRow {
    readonly account: string;
    readonly Name: string;
}

export interface EventTarget {
    readonly Id: string;
    readonly Arn: string;
    readonly [member: string]: unknown;
}

export interface EventRuleRow {
    readonly account: string;
    readonly Name: string;
    readonly EventBusName: string;
    readonly State: string;
    readonly Targets: readonly EventTarget[];
    /** Any further member of Rule, as it was given. */
    readonly members: Input;
}

/** Partitions are regions. The bus `default` is there without a row. */
export const eventBuses = tableOf<EventBusRow>("event buses");
export const eventRules = tableOf<EventRuleRow>("event rules");

export const notFound = (message: string): CloudError => new CloudError("ResourceNotFoundException", message);

/** The name of a bus that is there, by name or ARN. */
export const knownBus = ({ world, caller }: View, asked = "default"): string => {
    const [, region, account, inArn] = /^arn:[\w-]+:events:([^:]*):([^:]*):event-bus\/(.+)$/.exec(asked) ?? [];
    const name = inArn ?? asked;
    const isHere = inArn === undefined || (region === caller.region && account === caller.account);
    if (!isHere || (name !== "default" && world.row(eventBuses, caller.region, keyOf(caller, name)) === undefined)) {
        throw notFound(`Event bus ${name} does not exist.`);
    }
    return name;
};

export const ruleNamed = (view: View, bus: string, name: string): EventRuleRow | undefined =>
    view.world.row(eventRules, view.caller.region, keyOf(view.caller, `${bus}/${name}`));

export const knownRule = (view: View, asked: string | undefined, name: string): EventRuleRow => {
    const bus = knownBus(view, asked);
    const row = ruleNamed(view, bus, name);
    if (row === undefined) {
        throw notFound(`Rule ${name} does not exist on EventBus ${bus}.`);
    }
    return row;
};

export const writeRule = ({ world, caller }: View, row: EventRuleRow): EventRuleRow => {
    world.write(eventRules, caller.region, keyOf(row, `${row.EventBusName}/${row.Name}`), row);
    return row;
};

export const removeRule = ({ world, caller }: View, row: EventRuleRow): void =>
    world.remove(eventRules, caller.region, keyOf(row, `${row.EventBusName}/${row.Name}`));

/** Of a rule on the default bus, the ARN does not name the bus. */
export const ruleArn = ({ region }: View["caller"], { account, EventBusName, Name }: EventRuleRow): string =>
    `arn:aws:events:${region}:${account}:rule/${EventBusName === "default" ? "" : `${EventBusName}/`}${Name}`;

export const busArn = ({ region, account }: View["caller"], name: string): string =>
    `arn:aws:events:${region}:${account}:event-bus/${name}`;

/** A rule as ListRules and DescribeRule answer it. */
export const describedRule = (place: View["caller"], { Name, EventBusName, State, members, ...row }: EventRuleRow) => ({
    ...members,
    Name,
    Arn: ruleArn(place, { Name, EventBusName, State, members, ...row }),
    EventBusName,
    State,
});
