import { arnOf } from "../aws";
import { decodeRest, encodeJson, encodeJsonError, matchRoute, type Route } from "../protocols/rest-json";
import { CloudError, type Service } from "../service";
import { operations } from "./operations";
import { look, put } from "./seed";

/** The most exact path first: `/rules/{Identifier}` would take `/rules/x/lock` for an identifier. */
const routes: ReadonlyMap<string, Route> = new Map(
    Object.entries({
        CreateRule: { method: "POST", path: "/rules", status: 201 },
        ListRules: { method: "POST", path: "/list-rules" },
        LockRule: { method: "PATCH", path: "/rules/{Identifier}/lock" },
        UnlockRule: { method: "PATCH", path: "/rules/{Identifier}/unlock" },
        GetRule: { method: "GET", path: "/rules/{Identifier}" },
        UpdateRule: { method: "PATCH", path: "/rules/{Identifier}" },
        DeleteRule: { method: "DELETE", path: "/rules/{Identifier}", status: 204 },
        ListTagsForResource: { method: "GET", path: "/tags/{ResourceArn}" },
        TagResource: { method: "POST", path: "/tags/{ResourceArn}", status: 201 },
        UntagResource: { method: "DELETE", path: "/tags/{ResourceArn}", status: 204, query: { TagKeys: "tagKeys" } },
    }),
);

export const rbin: Service = {
    name: "rbin",
    signingNames: ["rbin"],
    operations,
    nameOf: request => {
        const found = [...routes].find(([, route]) => matchRoute(route, request) !== undefined);
        return found?.[0] ?? `${request.method} ${request.path}`;
    },
    inputOf: (request, operation) => {
        const route = routes.get(operation);
        return route === undefined ? {} : decodeRest(route, request);
    },
    unknownAction: operation => new CloudError("UnknownOperationException", `There is no operation ${operation}`, 404),
    encode: (operation, output) => encodeJson(output, routes.get(operation)?.status),
    encodeError: error => encodeJsonError(error),
    denied: (action, caller) =>
        new CloudError("AccessDeniedException", `User: ${arnOf(caller)} is not authorized to perform: ${action}`, 403),
    throttled: () => new CloudError("ThrottlingException", "Rate exceeded", 429),
    statusOf: code => statuses.get(code),
    put,
    look,
};

const statuses = new Map([
    ["AccessDeniedException", 403],
    ["ResourceNotFoundException", 404],
    ["ConflictException", 409],
    ["ServiceQuotaExceededException", 402],
    ["ThrottlingException", 429],
    ["InternalServerException", 500],
]);
