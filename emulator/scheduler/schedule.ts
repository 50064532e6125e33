import { keyOf } from "../owned";
import { epochSeconds } from "../protocols/rest-json";
import type { Input } from "../service";
import { CloudError } from "../service";
import { tableOf, type World } from "../world";

export interface ScheduleGroupRow {
    readonly account: string;
    readonly Name: string;
}

export interface ScheduleRow {
    readonly account: string;
    readonly Name: string;
    readonly GroupName: string;
    readonly State: "ENABLED" | "DISABLED";
    readonly Target: { readonly Arn: string; readonly [member: string]: unknown };
    readonly CreationDate: Date;
    readonly LastModificationDate: Date;
    /** Any further member of GetScheduleOutput, as it was given. */
    readonly members: Input;
}

/** Partitions are regions. The group `default` is there without a row. */
export const scheduleGroups = tableOf<ScheduleGroupRow>("schedule groups");
export const schedules = tableOf<ScheduleRow>("schedules");

interface View {
    readonly world: World;
    readonly caller: { readonly account: string; readonly region: string };
}

export const notFound = (message: string): CloudError => new CloudError("ResourceNotFoundException", message, 404);

export const knownGroup = ({ world, caller }: View, name = "default"): string => {
    if (name !== "default" && world.row(scheduleGroups, caller.region, keyOf(caller, name)) === undefined) {
        throw notFound(`Schedule group ${name} does not exist.`);
    }
    return name;
};

const keyOfSchedule = (account: string, group: string, name: string): string => keyOf({ account }, `${group}/${name}`);

export const scheduleNamed = ({ world, caller }: View, group: string, name: string): ScheduleRow | undefined =>
    world.row(schedules, caller.region, keyOfSchedule(caller.account, group, name));

export const knownSchedule = (view: View, group: string | undefined, name: string): ScheduleRow => {
    const row = scheduleNamed(view, knownGroup(view, group), name);
    if (row === undefined) {
        throw notFound(`Schedule ${name} does not exist.`);
    }
    return row;
};

export const writeSchedule = ({ world, caller }: View, row: ScheduleRow): ScheduleRow => {
    world.write(schedules, caller.region, keyOfSchedule(row.account, row.GroupName, row.Name), row);
    return row;
};

export const removeSchedule = ({ world, caller }: View, row: ScheduleRow): void =>
    world.remove(schedules, caller.region, keyOfSchedule(row.account, row.GroupName, row.Name));

export const scheduleArn = ({ region }: View["caller"], { account, GroupName, Name }: ScheduleRow): string =>
    `arn:aws:scheduler:${region}:${account}:schedule/${GroupName}/${Name}`;

/** What both the list and the description of a schedule say. */
export const summarizedSchedule = (place: View["caller"], row: ScheduleRow) => ({
    Arn: scheduleArn(place, row),
    Name: row.Name,
    GroupName: row.GroupName,
    State: row.State,
    CreationDate: epochSeconds(row.CreationDate),
    LastModificationDate: epochSeconds(row.LastModificationDate),
});

export const describedSchedule = (place: View["caller"], row: ScheduleRow) => ({
    ScheduleExpressionTimezone: "UTC",
    ActionAfterCompletion: "NONE",
    FlexibleTimeWindow: { Mode: "OFF" },
    ...row.members,
    ...summarizedSchedule(place, row),
    Target: { RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }, ...row.Target },
});

export const describedGroup = ({ region, account }: View["caller"], Name: string) => ({
    Arn: `arn:aws:scheduler:${region}:${account}:schedule-group/${Name}`,
    Name,
    State: "ACTIVE",
});
