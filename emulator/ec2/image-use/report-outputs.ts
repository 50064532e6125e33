import { flag, instant, list, number, struct, text } from "../../protocols/shape";
import { Tag } from "../shared-shapes";

/** What the operations on image usage reports answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const CreateImageUsageReportResult = {
    ReportId: text(),
};

export const ImageUsageResourceTypeOption = {
    OptionName: text(),
    OptionValues: list(text(), "optionValueSet"),
};

export const ImageUsageResourceType = {
    ResourceType: text(),
    ResourceTypeOptions: list(struct(ImageUsageResourceTypeOption), "resourceTypeOptionSet"),
};

export const ImageUsageReport = {
    ImageId: text(),
    ReportId: text(),
    ResourceTypes: list(struct(ImageUsageResourceType), "resourceTypeSet"),
    AccountIds: list(text(), "accountIdSet"),
    State: text(),
    StateReason: text(),
    CreationTime: instant(),
    ExpirationTime: instant(),
    Tags: list(struct(Tag), "tagSet"),
};

export const DescribeImageUsageReportsResult = {
    NextToken: text(),
    ImageUsageReports: list(struct(ImageUsageReport), "imageUsageReportSet"),
};

export const ImageUsageReportEntry = {
    ResourceType: text(),
    ReportId: text(),
    UsageCount: number(),
    AccountId: text(),
    ImageId: text(),
    ReportCreationTime: instant(),
};

export const DescribeImageUsageReportEntriesResult = {
    NextToken: text(),
    ImageUsageReportEntries: list(struct(ImageUsageReportEntry), "imageUsageReportEntrySet"),
};

export const DeleteImageUsageReportResult = {
    Return: flag(),
};
