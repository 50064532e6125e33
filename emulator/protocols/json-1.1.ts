import { CloudError, type Input, type Service } from "../service";
import { jsonObject } from "./rest-json";

/**
 * The protocol of the services that take every call at `/` and name the operation in a header:
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 * `target` is what stands before the operation's name in X-Amz-Target, such as `AmazonSSM`.
 */
export const json11 = (
    target: string,
): Pick<Service, "nameOf" | "inputOf" | "unknownAction" | "encode" | "encodeError"> => ({
    nameOf: ({ headers }) => {
        const asked = [headers["x-amz-target"]].flat()[0] ?? "";
        return asked.startsWith(`${target}.`) ? asked.slice(target.length + 1) : asked;
    },
    inputOf: ({ body }): Input => jsonObject(body),
    unknownAction: operation => new CloudError("UnknownOperationException", `There is no operation ${operation}`),
    encode: (_, output) => ({ status: 200, headers, body: JSON.stringify(output) }),
    encodeError: ({ code, message, status, members }) => ({
        status,
        headers,
        body: JSON.stringify({ __type: code, message, ...members }),
    }),
});

const headers = { "content-type": "application/x-amz-json-1.1" };
