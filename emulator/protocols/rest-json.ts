import { CloudError, type Input, type WireAnswer, type WireRequest } from "../service";

/**
 * REST with JSON bodies: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 * A route is a method and a path with the names of members in braces.
 */
export interface Route {
    readonly method: string;
    readonly path: string;
    /** @default 200 */
    readonly status?: number;
    /** Members that come as query parameters, by the parameter's name. All are lists. */
    readonly query?: Readonly<Record<string, string>>;
}

/** The members that the path holds, or undefined when the request is for another route. */
export const matchRoute = (route: Route, request: WireRequest): Readonly<Record<string, string>> | undefined => {
    if (route.method !== request.method) {
        return undefined;
    }
    const pattern = route.path.replace(/\{(\w+)\}/g, "(?<$1>.+)");
    const found = new RegExp(`^${pattern}/?$`).exec(request.path);
    return found === null
        ? undefined
        : Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]));
};

const decoded = (part: string): string => {
    try {
        return decodeURIComponent(part);
    } catch {
        // Not what an encoder makes; no identifier looks like this, so that the operation will refuse it.
        return part;
    }
};

export const decodeRest = (route: Route, request: WireRequest): Input => ({
    ...jsonObject(request.body),
    ...Object.fromEntries(
        Object.entries(route.query ?? {}).map(([member, parameter]) => [member, request.query.getAll(parameter)]),
    ),
    ...matchRoute(route, request),
});

/** What a body holds; an empty one holds nothing. */
export const jsonObject = (body: string): Input => {
    if (body === "") {
        return {};
    }
    try {
        const parsed: unknown = JSON.parse(body);
        if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
            return parsed as Input;
        }
    } catch {
        // Said below, in the service's own words.
    }
    throw new CloudError("SerializationException", "The request body is not a JSON object");
};

export const encodeJson = (value: unknown, status = 200): WireAnswer => ({
    status,
    headers: { "content-type": "application/json" },
    body: status === 204 ? "" : JSON.stringify(value),
});

export const encodeJsonError = ({ code, message, status, members }: CloudError): WireAnswer => ({
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ Message: message, ...members }),
});

/** Times in JSON bodies are seconds since 1970. */
export const epochSeconds = (time: Date | undefined): number | undefined => time && time.getTime() / 1_000;
