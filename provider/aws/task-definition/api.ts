import type * as Sdk from "@aws-sdk/client-ecs";
import { CallError } from "../../execution/errors";
import type { Sent } from "../../execution/journal";
import type { Call } from "../../retirement";
import type { AwsCloud } from "../client";
import { allPages } from "../paging";
import { sharedScan } from "../shared-scan";
import { batched } from "./batch";
import { ecsErrorOf, failureOf } from "./errors";
import { readStandaloneTasks, scanUse } from "./use/api";
import type { TaskFacts, UseFacts } from "./use/facts";

/** The part of AWS that registering and retiring a task definition needs. Questions reject with a `CallError`. */
export interface TaskDefinitionApi {
    account(): Promise<string>;
    region(): Promise<string>;
    /** With its tags. Undefined when ECS answers that it cannot describe such a revision. */
    describe(nameOrArn: string): Promise<DescribedRevision | undefined>;
    /** ARNs of a family's revisions in one status. */
    list(family: string, status: Sdk.TaskDefinitionStatus): Promise<readonly string[]>;
    use(): Promise<UseFacts>;
    standaloneTasks(clusters: readonly string[], family: string): Promise<readonly TaskFacts[]>;
    register(input: Sdk.RegisterTaskDefinitionCommandInput): Promise<Sdk.TaskDefinition>;
    /** Sends one planned call. */
    send(call: Call): Promise<Sent>;
}

export interface DescribedRevision {
    readonly definition: Sdk.TaskDefinition;
    readonly tags: Readonly<Record<string, string>>;
}

/** The port's only adapter in the product, and the only file of this kind that touches the SDK. */
export const taskDefinitionApi = (cloud: AwsCloud): TaskDefinitionApi => ({
    account: () => cloud.account(),
    region: async () => (await cloud.ecs()).client.config.region(),

    async describe(taskDefinition) {
        const { sdk, client } = await cloud.ecs();
        try {
            const answer = await asked("ecs:DescribeTaskDefinition", () =>
                client.send(new sdk.DescribeTaskDefinitionCommand({ taskDefinition, include: ["TAGS"] })),
            );
            const { taskDefinition: definition, tags = [] } = answer;
            if (definition?.taskDefinitionArn === undefined || definition.status === undefined) {
                const message = "the answer holds no task definition";
                throw new CallError("ecs:DescribeTaskDefinition", "UnreadableAnswer", "transient", message);
            }
            return { definition, tags: Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value])) };
        } catch (error) {
            if (CallError.is(error) && error.meaning === "absent") return undefined;
            throw error;
        }
    },

    async list(familyPrefix, status) {
        const { sdk, client } = await cloud.ecs();
        return asked("ecs:ListTaskDefinitions", () =>
            allPages(
                nextToken =>
                    client.send(
                        new sdk.ListTaskDefinitionsCommand({ familyPrefix, status, maxResults: 100, nextToken }),
                    ),
                page => page.taskDefinitionArns,
                page => page.nextToken,
            ),
        );
    },

    use: () => useOf(cloud),
    standaloneTasks: (clusters, family) => readStandaloneTasks(cloud, clusters, family),

    async register(input) {
        const { sdk, client } = await cloud.actingEcs();
        const { taskDefinition } = await asked("ecs:RegisterTaskDefinition", () =>
            client.send(new sdk.RegisterTaskDefinitionCommand(input)),
        );
        if (taskDefinition?.taskDefinitionArn !== undefined) return taskDefinition;
        const message = "the answer holds no task definition";
        throw new CallError("ecs:RegisterTaskDefinition", "UnreadableAnswer", "transient", message);
    },

    send: call => senders(cloud)(call),
});

const useOf = sharedScan(scanUse);

const asked = async <Answer>(call: string, ask: () => Promise<Answer>): Promise<Answer> => {
    try {
        return await ask();
    } catch (error) {
        throw ecsErrorOf(call, error);
    }
};

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html */
const deletedAtOnce = 10;

type Send = (call: Call) => Promise<Sent>;

const sendersOf = new WeakMap<AwsCloud, Send>();

/** One for each cloud: deletions of several rows go out together. */
const senders = (cloud: AwsCloud): Send => {
    const known = sendersOf.get(cloud);
    if (known !== undefined) return known;
    const remove = batched(deletedAtOnce, arns => deleteAll(cloud, arns));
    const send: Send = call => {
        if (call.service === "ecs" && call.operation === "DeregisterTaskDefinition") return deregister(cloud, call);
        if (call.service === "ecs" && call.operation === "DeleteTaskDefinitions") {
            const [arn = ""] = call.input.taskDefinitions as readonly string[];
            return remove(arn);
        }
        if (call.service === "ecs" && isTagging(call.operation)) return tag(cloud, call.operation, call);
        throw new Error(`no plan for a task definition may send ${call.service}:${call.operation}`);
    };
    sendersOf.set(cloud, send);
    return send;
};

const deregister = async (cloud: AwsCloud, { input }: Call): Promise<Sent> => {
    const { sdk, client } = await cloud.actingEcs();
    const taskDefinition = String(input.taskDefinition);
    const call = "ecs:DeregisterTaskDefinition";
    const answer = await asked(call, () => client.send(new sdk.DeregisterTaskDefinitionCommand({ taskDefinition })));
    const status = answer.taskDefinition?.status;
    if (status === "INACTIVE") return sentBy(answer);
    throw new CallError(call, "NotInactive", "transient", `ECS answered with status ${status ?? "none"}, not INACTIVE`);
};

/** Which request it was; what became of each ARN is told to whoever asked for it. */
const deleteAll = async (cloud: AwsCloud, arns: readonly string[]): Promise<(arn: string) => Sent> => {
    const { sdk, client } = await cloud.actingEcs();
    const call = "ecs:DeleteTaskDefinitions";
    const answer = await asked(call, () =>
        client.send(new sdk.DeleteTaskDefinitionsCommand({ taskDefinitions: [...arns] })),
    );
    return arn => {
        const failure = answer.failures?.find(candidate => candidate.arn === arn);
        if (failure !== undefined) throw failureOf(call, failure);
        const isTold = answer.taskDefinitions?.some(({ taskDefinitionArn }) => taskDefinitionArn === arn);
        if (isTold === true) return sentBy(answer);
        throw new CallError(call, "UnreadableAnswer", "transient", `the answer does not say what became of ${arn}`);
    };
};

const isTagging = (operation: string): operation is "TagResource" | "UntagResource" =>
    operation === "TagResource" || operation === "UntagResource";

const tag = async (cloud: AwsCloud, operation: "TagResource" | "UntagResource", { input }: Call): Promise<Sent> => {
    const { sdk, client } = await cloud.actingEcs();
    const Command = sdk[`${operation}Command`] as unknown as typeof Sdk.TagResourceCommand;
    return sentBy(
        await asked(`ecs:${operation}`, () =>
            client.send(new Command(input as unknown as Sdk.TagResourceCommandInput)),
        ),
    );
};

const sentBy = ({
    $metadata: { requestId },
}: {
    readonly $metadata: { readonly requestId?: string | undefined };
}): Sent => (requestId === undefined ? {} : { requestId });
