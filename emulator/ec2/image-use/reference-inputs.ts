import { flag, list, number, required, struct, text } from "../../protocols/shape";

/** What DescribeImageReferences takes, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const ResourceTypeOption = {
    OptionName: text(),
    OptionValues: list(text(), "OptionValue"),
};

export const ResourceTypeRequest = {
    ResourceType: text(),
    ResourceTypeOptions: list(struct(ResourceTypeOption), "ResourceTypeOption"),
};

export const DescribeImageReferencesRequest = {
    ImageIds: required(list(text(), "ImageId")),
    IncludeAllResourceTypes: flag(),
    ResourceTypes: list(struct(ResourceTypeRequest), "ResourceType"),
    NextToken: text(),
    DryRun: flag(),
    MaxResults: number(),
};
