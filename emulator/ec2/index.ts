import { arnOf } from "../aws";
import { CloudError, type Service } from "../service";
import { operations } from "./operations";
import { look, put } from "./seed";
import { wire } from "./wire";

export const ec2: Service = {
    ...wire,
    name: "ec2",
    signingNames: ["ec2"],
    operations,
    denied: (action, caller) =>
        new CloudError(
            "UnauthorizedOperation",
            "You are not authorized to perform this operation. " +
                `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
            403,
        ),
    throttled: () => new CloudError("RequestLimitExceeded", "Request limit exceeded.", 503),
    statusOf: code => statuses.get(code),
    probe: {
        isOne: input => input.DryRun === true,
        permitted: new CloudError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412),
    },
    put,
    look,
};

/** The codes that EC2 sends with another status than 400. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const statuses = new Map([
    ["AuthFailure", 403],
    ["UnauthorizedOperation", 403],
    ["MissingAuthenticationToken", 403],
    ["DryRunOperation", 412],
    ["RequestLimitExceeded", 503],
    ["ServiceUnavailable", 503],
    ["Unavailable", 503],
    ["InternalError", 500],
    ["InternalFailure", 500],
]);
