import { CloudError, type Operation, type Service } from "../service";
import { decodeQuery, parametersOf } from "./query";
import type { Members } from "./shape";
import { element, encodeXml, escapeXml, queryNames, xmlHeaders } from "./xml";

/** An operation of the query protocol, with what it takes and answers. */
export interface QueryOperation extends Operation {
    readonly takes: Members;
    readonly answers: Members;
}

/**
 * The query protocol as it is everywhere but in EC2: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * The names on the wire are the API's own here.
 */
export const awsQuery = (
    version: { readonly namespace: string; readonly date: string },
    operations: ReadonlyMap<string, QueryOperation>,
): Pick<Service, "nameOf" | "inputOf" | "unknownAction" | "encode" | "encodeError"> => ({
    nameOf: request => parametersOf(request).get("Action") ?? "",
    inputOf: (request, operation) =>
        decodeQuery(parametersOf(request), operations.get(operation)?.takes ?? {}, "member"),
    unknownAction: operation =>
        new CloudError("InvalidAction", `Could not find operation ${operation} for version ${version.date}`),
    encode: (operation, output, requestId) => ({
        status: 200,
        headers: xmlHeaders,
        body:
            `<${operation}Response xmlns="${version.namespace}">` +
            element(`${operation}Result`, encodeXml(output, operations.get(operation)?.answers ?? {}, queryNames)) +
            element("ResponseMetadata", element("RequestId", requestId)) +
            `</${operation}Response>`,
    }),
    encodeError: ({ code, message, status }, requestId) => ({
        status,
        headers: xmlHeaders,
        body:
            `<ErrorResponse xmlns="${version.namespace}"><Error>` +
            element("Type", status >= 500 ? "Receiver" : "Sender") +
            element("Code", escapeXml(code)) +
            element("Message", escapeXml(message)) +
            `</Error>${element("RequestId", requestId)}</ErrorResponse>`,
    }),
});
