import { failuresOf, isUnknown } from "../../execution/checked";
import { RetirementError } from "../../execution/errors";
import type { CheckFailure, CheckRequest, Context, Difference, Kind } from "../../execution/kind";
import { confirmPace, paceWithin, releasePace } from "../../execution/paces";
import { sendUntilTaken } from "../../execution/send";
import type { Pace } from "../../execution/wait";
import { stableJson } from "../../retirement";
import { assertAccount } from "../caller";
import { AwsCloud } from "../client";
import { connectionFor } from "../configuration";
import { createTaskDefinition } from "./adopt";
import { type TaskDefinitionApi, taskDefinitionApi } from "./api";
import { revisionArnPattern, revisionOf } from "./arn";
import { comparable, definitionMembers, definitionOf, NotAList, withContainerList } from "./definition";
import { fargateFault } from "./fargate";
import { statuses } from "./observation";
import { taskDefinitionDeletionPolicySchema } from "./policy";
import { readTaskDefinition } from "./read";
import { taskDefinitionRetirement } from "./retirement";
import {
    adoptedInputsSchema,
    registeredInputsSchema,
    type TaskDefinitionInputs,
    type TaskDefinitionState,
} from "./state";

/** How long each thing is waited for, unless the row's `timeouts` say otherwise. */
const paces = {
    delete: {
        what: "a deployment that could be rolled back to it to end",
        bound: "timeouts.delete",
        firstMs: 2_000,
        everyMs: 15_000,
        deadlineMs: 30 * 60_000,
    },
    confirm: confirmPace,
    release: releasePace,
} as const satisfies Record<string, Pace>;

const paceOf = ({ timeouts }: TaskDefinitionInputs, name: keyof typeof paces): Pace =>
    paceWithin(paces[name], timeouts?.[name]);

const apiFor = (state: TaskDefinitionState | TaskDefinitionInputs, context: Context): TaskDefinitionApi =>
    taskDefinitionApi(AwsCloud.at(connectionFor(state, context.configuration)));

/** A revision of an ECS task definition: registered or adopted by a program, retired when its row goes. */
export const taskDefinition: Kind<TaskDefinitionInputs, TaskDefinitionState> = {
    name: "aws.TaskDefinition",
    policySchema: taskDefinitionDeletionPolicySchema,
    policyFields: taskDefinitionDeletionPolicySchema.shape,
    idPattern: revisionArnPattern,
    neverLookedAt: [
        "Step Functions, CodeDeploy, Batch, Lambda functions and scripts that start tasks by themselves",
        "rules and schedules of other regions and accounts",
        "rules whose cluster is not listed any more",
    ],

    idOf: ({ taskDefinitionArn }) => (typeof taskDefinitionArn === "string" ? taskDefinitionArn : undefined),

    async check({ inputs, isNew }: CheckRequest, context): Promise<readonly CheckFailure[]> {
        const failures = inputFailures(inputs);
        if (failures.length > 0 || !isNew || Object.values(inputs).some(isUnknown)) return failures;
        try {
            await apiFor(inputs as TaskDefinitionInputs, context).region();
            return [];
        } catch {
            const reason =
                "no region is configured: set the region argument, `pulumi config set aws:region …`, or AWS_REGION";
            return [{ property: "region", reason }];
        }
    },

    diff(state, inputs): Difference {
        const replaces = replacesOf(state, inputs);
        const isChanged = comparedFor(inputs).some(name => stableJson(state[name]) !== stableJson(inputs[name]));
        return { changes: replaces.length > 0 || isChanged || state.status !== statuses.active, replaces };
    },

    async create(inputs, context) {
        const state = await createTaskDefinition(inputs, context, paceOf(inputs, "confirm"));
        return { id: state.arn, state };
    },

    read: (_id, state, context) => readTaskDefinition(apiFor(state, context), state),

    async update(id, state, inputs, context) {
        assertSameRevision(id, state);
        const { arn, arnWithoutRevision, family, revision, status, region, accountId, endpoints } = state;
        const outputs = { arn, arnWithoutRevision, family, revision, status, region, accountId };
        const next = { ...inputs, ...outputs, ...(endpoints === undefined ? {} : { endpoints }) };
        const api = apiFor(next, context);
        if (stableJson([state.profile, state.endpoint]) !== stableJson([inputs.profile, inputs.endpoint])) {
            await assertAccount(api, state.accountId, `ECS task definition ${id}`);
        }
        await moveTags(api, state, inputs, context);
        if (status !== statuses.active) {
            const { shortName } = revisionOf(arn);
            context.surroundings.tell(
                `${shortName} is ${status}, and ECS cannot make it ACTIVE again: name another revision`,
            );
        }
        return next;
    },

    sharedWith: () => [],

    async retirement(id, state, context) {
        assertSameRevision(id, state);
        return taskDefinitionRetirement(apiFor(state, context), state, context, {
            rollback: paceOf(state, "delete"),
            confirm: paceOf(state, "confirm"),
            release: paceOf(state, "release"),
        });
    },
};

const inputFailures = (inputs: Readonly<Record<string, unknown>>): readonly CheckFailure[] => {
    if (inputs.taskDefinitionArn !== undefined) {
        const beside = Object.keys(inputs).filter(name => definitionMembers.some(member => member === name));
        const [property] = [...beside, ...(inputs.tags === undefined ? [] : ["tags"])];
        if (property === undefined) return [...failuresOf(adoptedInputsSchema, inputs), ...otherRegion(inputs)];
        const reason = `${property} stands beside taskDefinitionArn, which adopts a revision as it is: leave one of them out`;
        return [{ property, reason }];
    }
    let listed: Readonly<Record<string, unknown>>;
    try {
        listed = withContainerList(inputs);
    } catch (error) {
        if (!(error instanceof NotAList)) throw error;
        return [{ property: "containerDefinitions", reason: error.message }];
    }
    const failures = failuresOf(registeredInputsSchema, listed);
    if (failures.length > 0) return failures;
    const { cpu, memory, requiresCompatibilities } = inputs;
    if ([cpu, memory, requiresCompatibilities].some(isUnknown)) return [];
    const fault = fargateFault({
        requiresCompatibilities: requiresCompatibilities as string[] | undefined,
        cpu: cpu === undefined ? undefined : String(cpu),
        memory: memory === undefined ? undefined : String(memory),
    });
    return fault === undefined ? [] : [fault];
};

const otherRegion = ({
    taskDefinitionArn: arn,
    region,
}: Readonly<Record<string, unknown>>): readonly CheckFailure[] => {
    if (typeof arn !== "string" || !revisionArnPattern.test(arn) || typeof region !== "string") return [];
    if (isUnknown(region) || revisionOf(arn).region === region) return [];
    const reason = `region is "${region}", and taskDefinitionArn is in ${revisionOf(arn).region}: correct one of them`;
    return [{ property: "region", reason }];
};

/** Anything of the definition makes a new revision; so does one that ECS no longer has as ACTIVE and that the program registers. */
const replacesOf = (state: TaskDefinitionState, inputs: TaskDefinitionInputs): readonly string[] => {
    const replaces: string[] = [];
    if (inputs.region !== undefined && inputs.region !== state.region) replaces.push("region");
    const adopts = inputs.taskDefinitionArn !== undefined;
    if (adopts) return inputs.taskDefinitionArn === state.arn ? replaces : [...replaces, "taskDefinitionArn"];
    if (state.taskDefinitionArn !== undefined) return [...replaces, "taskDefinitionArn"];
    const changed = definitionMembers.filter(name => isOther(name, state, inputs));
    if (changed.length > 0 && !isSameDefinition(state, inputs)) replaces.push(...changed);
    if (state.status !== statuses.active) replaces.push("status");
    return replaces;
};

const isOther = (name: (typeof definitionMembers)[number], state: TaskDefinitionState, inputs: TaskDefinitionInputs) =>
    stableJson(state[name]) !== stableJson(inputs[name]);

/** What ECS fills in by itself, and the order of what it takes as a set, are no difference. */
const isSameDefinition = (state: TaskDefinitionState, inputs: TaskDefinitionInputs): boolean => {
    if (containsUnknown(inputs)) return false;
    const [old, next] = [state, inputs].map(row => comparable(definitionOf(row as Readonly<Record<string, unknown>>)));
    return old === next;
};

const containsUnknown = (value: unknown): boolean =>
    isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown));

/** What an update changes without a new revision; a revision that was adopted has a family though its inputs name none. */
const comparedFor = ({ taskDefinitionArn }: TaskDefinitionInputs): readonly (keyof TaskDefinitionInputs)[] => [
    ...(taskDefinitionArn === undefined ? definitionMembers : []),
    "tags",
    "deletionPolicy",
    "profile",
    "endpoint",
    "timeouts",
];

const assertSameRevision = (id: string, { arn }: TaskDefinitionState): void => {
    if (id === arn) return;
    throw new RetirementError(
        "invalid-state",
        `the row's id is ${id} and its arn is ${arn}: nothing is done; repair the state (pulumi stack export, import)`,
    );
};

/** Tags belong to a revision and can change; a revision that was adopted keeps its own. */
const moveTags = async (
    api: TaskDefinitionApi,
    state: TaskDefinitionState,
    inputs: TaskDefinitionInputs,
    context: Context,
): Promise<void> => {
    const [before, after] = [state.tags ?? {}, inputs.tags ?? {}];
    const tags = Object.entries(after)
        .filter(([key, value]) => before[key] !== value)
        .map(([key, value]) => ({ key, value }));
    const tagKeys = Object.keys(before).filter(key => !Object.hasOwn(after, key));
    const send = (operation: string, input: object) =>
        sendUntilTaken(
            { service: "ecs", operation, input: { resourceArn: state.arn, ...input } },
            api.send,
            paceOf(inputs, "confirm"),
            context.surroundings,
        );
    if (tagKeys.length > 0) await send("UntagResource", { tagKeys });
    if (tags.length > 0) await send("TagResource", { tags });
};
