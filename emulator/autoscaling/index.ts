import { arnOf } from "../aws";
import { awsQuery, type QueryOperation } from "../protocols/aws-query";
import { CloudError, type Service } from "../service";
import { invalid } from "./errors";
import {
    createAutoScalingGroup,
    deleteAutoScalingGroup,
    describeAutoScalingGroups,
    updateAutoScalingGroup,
} from "./groups";
import {
    createLaunchConfiguration,
    deleteLaunchConfiguration,
    describeLaunchConfigurations,
} from "./launch-configurations";
import { look, put } from "./seed";

const operations: ReadonlyMap<string, QueryOperation> = new Map(
    Object.entries({
        CreateAutoScalingGroup: createAutoScalingGroup,
        UpdateAutoScalingGroup: updateAutoScalingGroup,
        DescribeAutoScalingGroups: describeAutoScalingGroups,
        DeleteAutoScalingGroup: deleteAutoScalingGroup,
        CreateLaunchConfiguration: createLaunchConfiguration,
        DescribeLaunchConfigurations: describeLaunchConfigurations,
        DeleteLaunchConfiguration: deleteLaunchConfiguration,
    }),
);

const wire = awsQuery(
    { namespace: "http://autoscaling.amazonaws.com/doc/2011-01-01/", date: "2011-01-01" },
    operations,
);

export const autoscaling: Service = {
    ...wire,
    name: "autoscaling",
    signingNames: ["autoscaling"],
    operations,
    inputOf: (request, operation) => {
        try {
            return wire.inputOf(request, operation);
        } catch (error) {
            // Auto Scaling has one code for whatever is wrong with an input.
            throw error instanceof CloudError ? invalid(`1 validation error detected: ${error.message}`) : error;
        }
    },
    denied: (action, caller) =>
        new CloudError(
            "AccessDenied",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
            403,
        ),
    throttled: () => new CloudError("Throttling", "Rate exceeded"),
    statusOf: code => statuses.get(code),
    put,
    look,
};

const statuses = new Map([
    ["AccessDenied", 403],
    ["InvalidClientTokenId", 403],
    ["ResourceContention", 500],
    ["ServiceLinkedRoleFailure", 500],
    ["InternalFailure", 500],
    ["ServiceUnavailable", 503],
]);
