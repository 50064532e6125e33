import { CallError, RetirementError, renderCallError } from "../../execution/errors";
import type { Context } from "../../execution/kind";
import type { Pace } from "../../execution/wait";
import { assertAllowed } from "../caller";
import { AwsCloud } from "../client";
import { configuredEndpoints, connectionFor, environmentEndpoints } from "../configuration";
import { type TaskDefinitionApi, taskDefinitionApi } from "./api";
import { revisionOf } from "./arn";
import { definitionOf } from "./definition";
import { statuses } from "./observation";
import { observeRevision } from "./observe";
import { registerRevision } from "./register";
import type { TaskDefinitionInputs, TaskDefinitionState } from "./state";

/** Takes a revision into the program: an existing one, or one that is registered for it. */
export const createTaskDefinition = async (
    inputs: TaskDefinitionInputs,
    context: Context,
    confirm: Pace,
): Promise<TaskDefinitionState> => {
    const endpoints = configuredEndpoints(context.configuration) ?? environmentEndpoints(context.environment);
    const cloud = AwsCloud.at(connectionFor({ ...inputs, endpoints }, context.configuration));
    const api = taskDefinitionApi(cloud);
    const name = inputs.taskDefinitionArn ?? inputs.family ?? "";
    try {
        const accountId = await cloud.account();
        assertAllowed(accountId, cloud.connection);
        const region = await api.region();
        const found =
            inputs.taskDefinitionArn === undefined
                ? await registered(api, inputs, context, confirm)
                : await adopted(api, inputs.taskDefinitionArn, { region, accountId });
        const { arn, arnWithoutRevision, family, revision } = revisionOf(found.arn);
        const outputs = { arn, arnWithoutRevision, family, revision, status: found.status };
        return { ...inputs, ...outputs, region, accountId, ...(endpoints === undefined ? {} : { endpoints }) };
    } catch (error) {
        if (!CallError.is(error)) throw error;
        const doing = inputs.taskDefinitionArn === undefined ? "registering" : "adopting";
        const message = `${doing} ECS task definition ${name}: ${renderCallError(error)}`;
        throw new RetirementError("call-failed", message, [], { cause: error });
    }
};

interface Found {
    readonly arn: string;
    readonly status: string;
}

const registered = async (
    api: TaskDefinitionApi,
    inputs: TaskDefinitionInputs,
    { surroundings }: Context,
    confirm: Pace,
): Promise<Found> => {
    const definition = definitionOf(inputs as Readonly<Record<string, unknown>>);
    const made = await registerRevision(api, definition, inputs.tags ?? {}, confirm, surroundings);
    return { arn: made.taskDefinitionArn ?? "", status: made.status ?? statuses.active };
};

const adopted = async (
    api: TaskDefinitionApi,
    arn: string,
    here: { readonly region: string; readonly accountId: string },
): Promise<Found> => {
    const revision = revisionOf(arn);
    if (revision.region !== here.region) {
        throw refused(
            `taskDefinitionArn is ${arn}, in region ${revision.region}, and the configured region is ${here.region}: set the region argument to "${revision.region}", or correct the ARN`,
        );
    }
    if (revision.accountId !== here.accountId) {
        throw refused(
            `taskDefinitionArn is ${arn}, of account ${revision.accountId}, and the credentials belong to account ${here.accountId}: use credentials of account ${revision.accountId}, or correct the ARN`,
        );
    }
    const seen = await observeRevision(api, revision);
    if (seen.is === "unknown") throw new RetirementError("unknown", `adopting ${arn}: ${seen.because}`);
    if (seen.is === "absent") throw refused(`there is no ECS task definition ${arn}: correct taskDefinitionArn`);
    if (seen.value.status === statuses.deleting) {
        throw refused(`ECS task definition ${arn} is being deleted (${statuses.deleting}): name another revision`);
    }
    return seen.value;
};

const refused = (message: string): RetirementError => new RetirementError("blocked", message);
