import { arnOf } from "../aws";
import { decodeRest, encodeJson, encodeJsonError, matchRoute, type Route } from "../protocols/rest-json";
import { CloudError, type Operation, type Service } from "../service";
import {
    createSchedule,
    deleteSchedule,
    getSchedule,
    listScheduleGroups,
    listSchedules,
    updateSchedule,
} from "./schedules";
import { look, put } from "./seed";

const operations: ReadonlyMap<string, Operation> = new Map(
    Object.entries({
        CreateSchedule: createSchedule,
        UpdateSchedule: updateSchedule,
        GetSchedule: getSchedule,
        DeleteSchedule: deleteSchedule,
        ListSchedules: listSchedules,
        ListScheduleGroups: listScheduleGroups,
    }),
);

const routes: ReadonlyMap<string, Route> = new Map([
    ["CreateSchedule", { method: "POST", path: "/schedules/{Name}" }],
    ["UpdateSchedule", { method: "PUT", path: "/schedules/{Name}" }],
    ["GetSchedule", { method: "GET", path: "/schedules/{Name}" }],
    ["DeleteSchedule", { method: "DELETE", path: "/schedules/{Name}" }],
    ["ListSchedules", { method: "GET", path: "/schedules" }],
    ["ListScheduleGroups", { method: "GET", path: "/schedule-groups" }],
]);

/** What the query calls otherwise than the API does. */
const members: Readonly<Record<string, string>> = {
    groupName: "GroupName",
    ScheduleGroup: "GroupName",
    clientToken: "ClientToken",
};

export const scheduler: Service = {
    name: "scheduler",
    signingNames: ["scheduler"],
    operations,
    nameOf: request => {
        const found = [...routes].find(([, route]) => matchRoute(route, request) !== undefined);
        return found?.[0] ?? `${request.method} ${request.path}`;
    },
    inputOf: (request, operation) => {
        const route = routes.get(operation);
        const query = [...request.query].map(
            ([name, value]) => [members[name] ?? name, name === "MaxResults" ? Number(value) : value] as const,
        );
        return route === undefined ? {} : { ...Object.fromEntries(query), ...decodeRest(route, request) };
    },
    unknownAction: operation => new CloudError("UnknownOperationException", `There is no operation ${operation}`, 404),
    encode: (_, output) => encodeJson(output),
    encodeError: error => encodeJsonError(error),
    denied: (action, caller) =>
        new CloudError(
            "AccessDeniedException",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
            403,
        ),
    throttled: () => new CloudError("ThrottlingException", "Rate exceeded", 429),
    statusOf: code => statuses.get(code),
    put,
    look,
};

const statuses = new Map([
    ["AccessDeniedException", 403],
    ["ResourceNotFoundException", 404],
    ["ConflictException", 409],
    ["ThrottlingException", 429],
    ["InternalServerException", 500],
]);
