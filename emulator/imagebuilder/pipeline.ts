import { tableOf } from "../world";
import { inArn } from "./recipe";

export interface PipelineRow {
    readonly account: string;
    readonly arn: string;
    readonly name: string;
    readonly imageRecipeArn?: string;
    readonly containerRecipeArn?: string;
    readonly status: "ENABLED" | "DISABLED";
    readonly dateCreated: string;
    readonly dateUpdated: string;
    /** Any further member of ImagePipeline, as it was given. */
    readonly members: Readonly<Record<string, unknown>>;
}

/** A partition is a region; a row's id is its ARN. */
export const pipelines = tableOf<PipelineRow>("imagebuilder image pipelines");

export const pipelineArn = (
    { account, region }: { readonly account: string; readonly region: string },
    name: string,
): string => `arn:aws:imagebuilder:${region}:${account}:image-pipeline/${inArn(name)}`;

/** A pipeline as GetImagePipeline and ListImagePipelines answer it. */
export const describedPipeline = ({ account, members, ...row }: PipelineRow) => ({
    platform: "Linux",
    tags: {},
    ...members,
    ...row,
});
