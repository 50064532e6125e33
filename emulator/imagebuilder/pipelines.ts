import { z } from "zod";
import { ownRows } from "../owned";
import type { Call } from "../service";
import { alreadyExists, notFound } from "./errors";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { describedPipeline, type PipelineRow, pipelineArn, pipelines } from "./pipeline";
import { checkRecipe } from "./recipes";

const status = z.enum(["ENABLED", "DISABLED"]);
const recipe = {
    imageRecipeArn: z.string().optional(),
    containerRecipeArn: z.string().optional(),
    infrastructureConfigurationArn: z.string(),
    status: status.optional(),
    clientToken: z.string().optional(),
};

const recipeOf = ({
    imageRecipeArn,
    containerRecipeArn,
}: {
    readonly imageRecipeArn?: string | undefined;
    readonly containerRecipeArn?: string | undefined;
}) => ({
    ...(imageRecipeArn === undefined ? {} : { imageRecipeArn }),
    ...(containerRecipeArn === undefined ? {} : { containerRecipeArn }),
});

const find = (call: Call<unknown>, arn: string): PipelineRow => {
    const row = ownRows(call, pipelines).find(pipeline => pipeline.arn === arn);
    if (row === undefined) {
        throw notFound(arn);
    }
    return row;
};

export const createImagePipeline = operation(
    true,
    z.looseObject({ ...recipe, name: z.string().min(1).max(128) }),
    call => {
        const {
            name,
            clientToken,
            status: asked = "ENABLED",
            imageRecipeArn,
            containerRecipeArn,
            ...members
        } = call.input;
        const builds = recipeOf(call.input);
        checkRecipe(call, builds);
        const arn = pipelineArn(call.caller, name);
        if (call.world.row(pipelines, call.caller.region, arn) !== undefined) {
            throw alreadyExists(arn);
        }
        const at = call.now.toISOString();
        call.world.write(pipelines, call.caller.region, arn, {
            account: call.caller.account,
            arn,
            name,
            status: asked,
            dateCreated: at,
            dateUpdated: at,
            members,
            ...builds,
        });
        return { requestId: "", clientToken, imagePipelineArn: arn };
    },
);

/** All of a pipeline but its name and tags is what the update says: what it leaves out is left out afterwards. */
export const updateImagePipeline = operation(true, z.looseObject({ ...recipe, imagePipelineArn: z.string() }), call => {
    const { imagePipelineArn, clientToken, status: asked, imageRecipeArn, containerRecipeArn, ...members } = call.input;
    const before = find(call, imagePipelineArn);
    const builds = recipeOf(call.input);
    checkRecipe(call, builds);
    const { account, arn, name, dateCreated } = before;
    call.world.write(pipelines, call.caller.region, arn, {
        account,
        arn,
        name,
        dateCreated,
        status: asked ?? "ENABLED",
        dateUpdated: call.now.toISOString(),
        members: { tags: before.members.tags, ...members },
        ...builds,
    });
    return { requestId: "", clientToken, imagePipelineArn: arn };
});

export const getImagePipeline = operation(false, z.object({ imagePipelineArn: z.string() }), call => ({
    requestId: "",
    imagePipeline: describedPipeline(find(call, call.input.imagePipelineArn)),
}));

export const listImagePipelines = operation(false, z.object(listing), call => {
    const { items, nextToken } = listed(call, ownRows(call, pipelines).map(describedPipeline), [
        "name",
        "status",
        "imageRecipeArn",
        "containerRecipeArn",
    ]);
    return { requestId: "", imagePipelineList: items, nextToken };
});
