import { arnOf } from "../aws";
import { decodeRest, encodeJson, encodeJsonError, matchRoute, type Route } from "../protocols/rest-json";
import { CloudError, type Operation, type Service } from "../service";
import { createImagePipeline, getImagePipeline, listImagePipelines, updateImagePipeline } from "./pipelines";
import {
    createContainerRecipe,
    createImageRecipe,
    getContainerRecipe,
    getImageRecipe,
    listContainerRecipes,
    listImageRecipes,
} from "./recipes";
import { look, put } from "./seed";

const operations: ReadonlyMap<string, Operation> = new Map(
    Object.entries({
        CreateImageRecipe: createImageRecipe,
        CreateContainerRecipe: createContainerRecipe,
        CreateImagePipeline: createImagePipeline,
        UpdateImagePipeline: updateImagePipeline,
        ListImagePipelines: listImagePipelines,
        ListImageRecipes: listImageRecipes,
        ListContainerRecipes: listContainerRecipes,
        GetImageRecipe: getImageRecipe,
        GetContainerRecipe: getContainerRecipe,
        GetImagePipeline: getImagePipeline,
    }),
);

/** Every path is the operation's name; what is made is PUT, what is listed is POSTed, what is got is named in the query. */
const routes: ReadonlyMap<string, Route> = new Map(
    [...operations.keys()].map(name => {
        const method = name.startsWith("List") ? "POST" : name.startsWith("Get") ? "GET" : "PUT";
        return [name, { method, path: `/${name}` }];
    }),
);

export const imagebuilder: Service = {
    name: "imagebuilder",
    signingNames: ["imagebuilder"],
    operations,
    nameOf: request => {
        const found = [...routes].find(([, route]) => matchRoute(route, request) !== undefined);
        return found?.[0] ?? `${request.method} ${request.path}`;
    },
    inputOf: (request, operation) => {
        const route = routes.get(operation);
        return route === undefined ? {} : { ...decodeRest(route, request), ...Object.fromEntries(request.query) };
    },
    unknownAction: operation => new CloudError("UnknownOperationException", `There is no operation ${operation}`, 404),
    encode: (_, output, requestId) => encodeJson("requestId" in output ? { ...output, requestId } : output),
    encodeError: error => encodeJsonError(error),
    denied: (action, caller) =>
        new CloudError(
            "AccessDeniedException",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
            403,
        ),
    throttled: () => new CloudError("CallRateLimitExceededException", "Rate exceeded", 429),
    statusOf: code => statuses.get(code),
    put,
    look,
};

const statuses = new Map([
    ["AccessDeniedException", 403],
    ["ForbiddenException", 403],
    ["ResourceNotFoundException", 404],
    ["CallRateLimitExceededException", 429],
    ["TooManyRequestsException", 429],
    ["ServiceException", 500],
    ["ServiceUnavailableException", 503],
]);
