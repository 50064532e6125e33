import { encodeJsonError } from "./protocols/rest-json";
import { element, escapeXml, xmlHeaders } from "./protocols/xml";
import {
    type Caller,
    type Cloud,
    CloudError,
    type Routed,
    type Service,
    type WireAnswer,
    type WireRequest,
} from "./service";

/**
 * How AWS requests say who calls what: by the credential scope of Signature Version 4, in the Authorization header or, in a
 * presigned URL, in the query. The signature itself is not verified.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const aws = (services: readonly Service[]): Cloud => ({
    services,
    requestIdHeader: "x-amzn-requestid",
    route: request => {
        const scope = scopeOf(request);
        if (scope === undefined) {
            const missing = new CloudError(
                "MissingAuthenticationToken",
                "Request is missing Authentication Token",
                403,
            );
            return refused(request, missing);
        }
        const service = services.find(({ signingNames }) => signingNames.includes(scope.signingName));
        if (service === undefined) {
            // AWS has the service and we do not: the nearest true thing is that the action is not known here.
            const known = services.map(({ name }) => name).join(", ");
            const unknown = new CloudError(
                "InvalidAction",
                `The emulator has no service ${scope.signingName}. It has: ${known}`,
            );
            return refused(request, unknown);
        }
        return { service, caller: scope.caller };
    },
});

const scopeOf = (request: WireRequest): { readonly signingName: string; readonly caller: Caller } | undefined => {
    const credential =
        /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1] ??
        request.query.get("X-Amz-Credential") ??
        "";
    const [accessKeyId, , region, signingName, terminator] = credential.split("/");
    return accessKeyId && region && signingName && terminator === "aws4_request"
        ? { signingName, caller: { accessKeyId, region, account: accountOf(accessKeyId) } }
        : undefined;
};

/** A key id of twelve digits is the account; every other key belongs to the default account. */
const accountOf = (accessKeyId: string): string => (/^\d{12}$/.test(accessKeyId) ? accessKeyId : "000000000000");

/** Which protocol was meant can only be guessed when the service is not known. */
const refused = (request: WireRequest, error: CloudError): Routed => ({
    errorCode: error.code,
    refused: (request.headers["content-type"] ?? "").includes("json") ? encodeJsonError(error) : asXml(error),
});

const asXml = ({ code, message, status }: CloudError): WireAnswer => ({
    status,
    headers: xmlHeaders,
    body:
        '<?xml version="1.0" encoding="UTF-8"?>\n' +
        `<Response><Errors><Error>${element("Code", code)}${element("Message", escapeXml(message))}</Error></Errors></Response>`,
});

/** The caller as IAM names it. */
export const arnOf = ({ account, accessKeyId }: Caller): string => `arn:aws:iam::${account}:user/${accessKeyId}`;
