import { flag, list, number, required, struct, text } from "../../protocols/shape";
import { Filter, TagSpecification } from "../shared-shapes";

/** What the operations on image usage reports take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const ImageUsageResourceTypeOptionRequest = {
    OptionName: text(),
    OptionValues: list(text(), "OptionValue"),
};

export const ImageUsageResourceTypeRequest = {
    ResourceType: text(),
    ResourceTypeOptions: list(struct(ImageUsageResourceTypeOptionRequest), "ResourceTypeOption"),
};

export const CreateImageUsageReportRequest = {
    ImageId: required(text()),
    ResourceTypes: required(list(struct(ImageUsageResourceTypeRequest), "ResourceType")),
    DryRun: flag(),
    AccountIds: list(text(), "AccountId"),
    ClientToken: text(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
};

export const DescribeImageUsageReportsRequest = {
    ImageIds: list(text(), "ImageId"),
    ReportIds: list(text(), "ReportId"),
    NextToken: text(),
    Filters: list(struct(Filter), "Filter"),
    DryRun: flag(),
    MaxResults: number(),
};

export const DescribeImageUsageReportEntriesRequest = {
    ImageIds: list(text(), "ImageId"),
    ReportIds: list(text(), "ReportId"),
    NextToken: text(),
    Filters: list(struct(Filter), "Filter"),
    DryRun: flag(),
    MaxResults: number(),
};

export const DeleteImageUsageReportRequest = {
    ReportId: required(text()),
    DryRun: flag(),
};
