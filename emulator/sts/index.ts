import { arnOf } from "../aws";
import { decodeQuery, parametersOf } from "../protocols/query";
import { text } from "../protocols/shape";
import { element, encodeXml, escapeXml, xmlHeaders } from "../protocols/xml";
import { CloudError, type Operation, type Service } from "../service";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

const getCallerIdentity: Operation = {
    mutating: false,
    handle: ({ caller }) => ({ Arn: arnOf(caller), UserId: `AIDA${caller.account}0000`, Account: caller.account }),
};

const operations: ReadonlyMap<string, Operation> = new Map([["GetCallerIdentity", getCallerIdentity]]);

/** Names in the answers of STS are the API's own, not in the lower case of EC2's. */
const answers = { Arn: text("Arn"), UserId: text("UserId"), Account: text("Account") };

/** The query protocol as it is everywhere but in EC2: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const sts: Service = {
    name: "sts",
    signingNames: ["sts"],
    operations,
    nameOf: request => parametersOf(request).get("Action") ?? "",
    inputOf: request => decodeQuery(parametersOf(request), {}),
    unknownAction: operation =>
        new CloudError("InvalidAction", `Could not find operation ${operation} for version 2011-06-15`),
    encode: (operation, output, requestId) => ({
        status: 200,
        headers: xmlHeaders,
        body:
            `<${operation}Response xmlns="${namespace}">` +
            element(`${operation}Result`, encodeXml(output, answers)) +
            element("ResponseMetadata", element("RequestId", requestId)) +
            `</${operation}Response>`,
    }),
    encodeError: ({ code, message, status }, requestId) => ({
        status,
        headers: xmlHeaders,
        body:
            `<ErrorResponse xmlns="${namespace}"><Error>` +
            element("Type", status >= 500 ? "Receiver" : "Sender") +
            element("Code", escapeXml(code)) +
            element("Message", escapeXml(message)) +
            `</Error>${element("RequestId", requestId)}</ErrorResponse>`,
    }),
    denied: (action, caller) =>
        new CloudError("AccessDenied", `User: ${arnOf(caller)} is not authorized to perform: ${action}`, 403),
    throttled: () => new CloudError("Throttling", "Rate exceeded"),
    statusOf: code => statuses.get(code),
};

const statuses = new Map([
    ["AccessDenied", 403],
    ["ExpiredToken", 400],
    ["InvalidClientTokenId", 403],
    ["SignatureDoesNotMatch", 403],
    ["InternalFailure", 500],
    ["ServiceUnavailable", 503],
]);
