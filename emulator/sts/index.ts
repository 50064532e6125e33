import { arnOf } from "../aws";
import { awsQuery } from "../protocols/aws-query";
import { CloudError, type Service } from "../service";
import { operations } from "./operations";

export const sts: Service = {
    ...awsQuery({ namespace: "https://sts.amazonaws.com/doc/2011-06-15/", date: "2011-06-15" }, operations),
    name: "sts",
    signingNames: ["sts"],
    operations,
    denied: (action, caller) =>
        new CloudError("AccessDenied", `User: ${arnOf(caller)} is not authorized to perform: ${action}`, 403),
    throttled: () => new CloudError("Throttling", "Rate exceeded"),
    statusOf: code => statuses.get(code),
};

const statuses = new Map([
    ["AccessDenied", 403],
    ["InvalidClientTokenId", 403],
    ["SignatureDoesNotMatch", 403],
    ["InternalFailure", 500],
    ["ServiceUnavailable", 503],
]);
