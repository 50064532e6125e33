import { decodeQuery, parametersOf } from "../protocols/query";
import { ec2Names, element, encodeXml, escapeXml, xmlHeaders } from "../protocols/xml";
import { CloudError, type Service } from "../service";
import { operations } from "./operations";

/** EC2's query protocol: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
const namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

export const wire: Pick<Service, "nameOf" | "inputOf" | "unknownAction" | "encode" | "encodeError"> = {
    nameOf: request => {
        const name = parametersOf(request).get("Action");
        if (name === null) {
            throw new CloudError("MissingAction", "The request must contain the parameter Action");
        }
        return name;
    },
    inputOf: (request, operation) => decodeQuery(parametersOf(request), operations.get(operation)?.takes ?? {}),
    unknownAction: operation =>
        new CloudError("InvalidAction", `The action ${operation} is not valid for this web service.`),
    encode: (operation, output, requestId) => ({
        status: 200,
        headers: xmlHeaders,
        body:
            '<?xml version="1.0" encoding="UTF-8"?>\n' +
            `<${operation}Response xmlns="${namespace}">` +
            element("requestId", requestId) +
            encodeXml(output, operations.get(operation)?.answers ?? {}, ec2Names) +
            `</${operation}Response>`,
    }),
    encodeError: ({ code, message, status }, requestId) => ({
        status,
        headers: xmlHeaders,
        body:
            '<?xml version="1.0" encoding="UTF-8"?>\n' +
            "<Response><Errors><Error>" +
            element("Code", escapeXml(code)) +
            element("Message", escapeXml(message)) +
            `</Error></Errors>${element("RequestID", requestId)}</Response>`,
    }),
};
