import { z } from "zod";
import { ownRows } from "../owned";
import { pageOf } from "../paging";
import { jsonOperation } from "../protocols/json-operation";
import { type Call, CloudError } from "../service";
import {
    describedGroup,
    describedSchedule,
    knownGroup,
    knownSchedule,
    removeSchedule,
    scheduleArn,
    scheduleGroups,
    scheduleNamed,
    schedules,
    summarizedSchedule,
    writeSchedule,
} from "./schedule";

const invalid = (message: string): CloudError => new CloudError("ValidationException", message);

const operation = jsonOperation((path, message) => invalid(`Invalid value for ${path}: ${message}`));

const name = z.string().regex(/^[\w.-]{1,64}$/);
const state = z.enum(["ENABLED", "DISABLED"]);

const schedule = z.looseObject({
    Name: name,
    GroupName: name.optional(),
    ScheduleExpression: z.string().min(1),
    FlexibleTimeWindow: z.looseObject({ Mode: z.enum(["OFF", "FLEXIBLE"]) }),
    Target: z.looseObject({
        Arn: z.string().startsWith("arn:"),
        RoleArn: z.string().startsWith("arn:"),
        EcsParameters: z.looseObject({ TaskDefinitionArn: z.string().startsWith("arn:") }).optional(),
    }),
    State: state.optional(),
    ClientToken: z.string().optional(),
});

export const createSchedule = operation(true, schedule, call => {
    const { Name, GroupName, State = "ENABLED", Target, ClientToken, ...members } = call.input;
    const group = knownGroup(call, GroupName);
    if (scheduleNamed(call, group, Name) !== undefined) {
        throw new CloudError("ConflictException", `Schedule ${Name} already exists.`, 409);
    }
    const row = writeSchedule(call, {
        account: call.caller.account,
        Name,
        GroupName: group,
        State,
        Target,
        CreationDate: call.now,
        LastModificationDate: call.now,
        members,
    });
    return { ScheduleArn: scheduleArn(call.caller, row) };
});

/** All of a schedule is what the update says: what it leaves out is as in a new one. */
export const updateSchedule = operation(true, schedule, call => {
    const { Name, GroupName, State = "ENABLED", Target, ClientToken, ...members } = call.input;
    const before = knownSchedule(call, GroupName, Name);
    const row = writeSchedule(call, { ...before, State, Target, LastModificationDate: call.now, members });
    return { ScheduleArn: scheduleArn(call.caller, row) };
});

export const getSchedule = operation(false, z.object({ Name: name, GroupName: name.optional() }), call =>
    describedSchedule(call.caller, knownSchedule(call, call.input.GroupName, call.input.Name)),
);

export const deleteSchedule = operation(
    true,
    z.object({ Name: name, GroupName: name.optional(), ClientToken: z.string().optional() }),
    call => {
        removeSchedule(call, knownSchedule(call, call.input.GroupName, call.input.Name));
        return {};
    },
);

const listing = {
    NamePrefix: z.string().optional(),
    NextToken: z.string().optional(),
    MaxResults: z.int().min(1).max(100).optional(),
};

const listed = <Row>(
    { input, pageSize }: Call<{ readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined }>,
    rows: readonly Row[],
    idOf: (row: Row) => string,
) =>
    pageOf(rows, idOf, {
        token: input.NextToken,
        size: Math.min(input.MaxResults ?? 100, pageSize),
        badToken: () => invalid("Invalid NextToken."),
    });

export const listSchedules = operation(
    false,
    z.object({ ...listing, GroupName: name.optional(), State: state.optional() }),
    call => {
        const { GroupName, NamePrefix = "", State } = call.input;
        const group = GroupName === undefined ? undefined : knownGroup(call, GroupName);
        const rows = ownRows(call, schedules).filter(
            row =>
                row.Name.startsWith(NamePrefix) &&
                (group === undefined || row.GroupName === group) &&
                (State === undefined || row.State === State),
        );
        const { items, nextToken } = listed(call, rows, row => `${row.GroupName}/${row.Name}`);
        return {
            // Of the target, a list tells the ARN alone.
            Schedules: items.map(row => ({ ...summarizedSchedule(call.caller, row), Target: { Arn: row.Target.Arn } })),
            NextToken: nextToken,
        };
    },
);

export const listScheduleGroups = operation(false, z.object(listing), call => {
    const { NamePrefix = "" } = call.input;
    const names = ["default", ...ownRows(call, scheduleGroups).map(group => group.Name)];
    const { items, nextToken } = listed(
        call,
        names.filter(group => group.startsWith(NamePrefix)),
        group => group,
    );
    return { ScheduleGroups: items.map(group => describedGroup(call.caller, group)), NextToken: nextToken };
});
