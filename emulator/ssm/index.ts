import { arnOf } from "../aws";
import { json11 } from "../protocols/json-1.1";
import { CloudError, type Service } from "../service";
import { operations } from "./operations";
import { look, put } from "./seed";

export const ssm: Service = {
    ...json11("AmazonSSM"),
    name: "ssm",
    signingNames: ["ssm"],
    operations,
    denied: (action, caller) =>
        new CloudError(
            "AccessDeniedException",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
        ),
    throttled: () => new CloudError("ThrottlingException", "Rate exceeded"),
    statusOf: code => (code === "InternalServerError" ? 500 : undefined),
    put,
    look,
};
