import { flag, list, number, required, struct, text } from "../protocols/shape";
import { Filter, Tag } from "./shared-shapes";

/** What the operations on tags take and answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const CreateTagsRequest = {
    Resources: required(list(text(), "ResourceId")),
    Tags: required(list(struct(Tag), "Tag")),
    DryRun: flag(),
};

export const DeleteTagsRequest = {
    Resources: required(list(text(), "ResourceId")),
    DryRun: flag(),
    Tags: list(struct(Tag), "Tag"),
};

export const DescribeTagsRequest = {
    DryRun: flag(),
    Filters: list(struct(Filter), "Filter"),
    MaxResults: number(),
    NextToken: text(),
};

export const TagDescription = {
    Key: text(),
    ResourceId: text(),
    ResourceType: text(),
    Value: text(),
};

export const DescribeTagsResult = {
    NextToken: text(),
    Tags: list(struct(TagDescription), "tagSet"),
};
