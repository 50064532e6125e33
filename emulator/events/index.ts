import { arnOf } from "../aws";
import { json11 } from "../protocols/json-1.1";
import { CloudError, type Service } from "../service";
import {
    deleteRule,
    describeRule,
    disableRule,
    enableRule,
    listEventBuses,
    listRuleNamesByTarget,
    listRules,
    putRule,
} from "./rules";
import { look, put } from "./seed";
import { listTargetsByRule, putTargets, removeTargets } from "./targets";

export const events: Service = {
    ...json11("AWSEvents"),
    name: "events",
    signingNames: ["events"],
    operations: new Map(
        Object.entries({
            ListEventBuses: listEventBuses,
            ListRuleNamesByTarget: listRuleNamesByTarget,
            DescribeRule: describeRule,
            ListRules: listRules,
            ListTargetsByRule: listTargetsByRule,
            PutRule: putRule,
            PutTargets: putTargets,
            RemoveTargets: removeTargets,
            DeleteRule: deleteRule,
            EnableRule: enableRule,
            DisableRule: disableRule,
        }),
    ),
    denied: (action, caller) =>
        new CloudError(
            "AccessDeniedException",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
        ),
    throttled: () => new CloudError("ThrottlingException", "Rate exceeded"),
    statusOf: code => (code === "InternalException" ? 500 : undefined),
    put,
    look,
};
