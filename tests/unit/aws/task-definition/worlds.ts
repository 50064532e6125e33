import type { TaskDefinitionApi } from "../../../../provider/aws/task-definition/api";
import type { TaskDefinitionState } from "../../../../provider/aws/task-definition/state";
import type { TargetFacts, UseFacts } from "../../../../provider/aws/task-definition/use/facts";
import { CallError, type Meaning } from "../../../../provider/execution/errors";
import { callsOf, known, type RetirementPlan } from "../../../../provider/retirement";

/** The values that the tests of this kind share. */

export const account = "111111111111";
export const region = "eu-central-1";

export const arnOf = (revision: number, family = "web"): string =>
    `arn:aws:ecs:${region}:${account}:task-definition/${family}:${revision}`;

export const arn = arnOf(3);

export const stateOf = (members: Partial<TaskDefinitionState> = {}): TaskDefinitionState => ({
    family: "web",
    containerDefinitions: [{ name: "app", image: "app:1" }],
    arn,
    arnWithoutRevision: arn.slice(0, arn.lastIndexOf(":")),
    revision: 3,
    status: "ACTIVE",
    region,
    accountId: account,
    ...members,
});

/** An account in which nothing runs and nothing will. */
export const noUse: UseFacts = {
    clusters: known([]),
    services: known([]),
    rollouts: known([]),
    ruleTargets: known([]),
    schedulerTargets: known([]),
};

export const targetOf = (taskDefinition: string, members: Partial<TargetFacts> = {}): TargetFacts => ({
    kind: "rule-target",
    arn: `arn:aws:events:${region}:${account}:rule/nightly`,
    name: "nightly",
    ids: ["nightly-t"],
    taskDefinition,
    isEnabled: true,
    ...members,
});

export const failed = (call: string, code: string, meaning: Meaning): CallError =>
    new CallError(call, code, meaning, `ECS says ${code}`);

export const denied = (call: string): CallError =>
    new CallError(call, "AccessDeniedException", "denied", "not authorized", { remedy: `allow ${call}` });

/** A cloud that answers what is given, and to which nothing else may be said. */
export const fakeApi = (members: Partial<TaskDefinitionApi>): TaskDefinitionApi => {
    const unasked = (what: string) => async () => {
        throw new Error(`nobody should ask for ${what}`);
    };
    return {
        account: async () => account,
        region: async () => region,
        describe: unasked("a description"),
        list: unasked("a list"),
        use: async () => noUse,
        standaloneTasks: async () => [],
        register: unasked("a registration"),
        send: unasked("a call"),
        ...members,
    };
};

/** `blocked in-use`, `retire DeregisterTaskDefinition`: what a plan comes to. */
export const summaryOf = (plan: RetirementPlan): string => {
    const told =
        "blockers" in plan ? plan.blockers.map(({ code }) => code) : callsOf(plan).map(({ operation }) => operation);
    return [plan.outcome, ...told].join(" ");
};
