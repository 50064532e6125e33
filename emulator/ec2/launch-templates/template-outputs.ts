import { flag, instant, list, number, struct, text } from "../../protocols/shape";
import { Tag } from "../shared-shapes";
import { OperatorResponse, ResponseLaunchTemplateData } from "./data-outputs";

/** What the operations on launch templates answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const LaunchTemplate = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    CreateTime: instant(),
    CreatedBy: text(),
    DefaultVersionNumber: number(),
    LatestVersionNumber: number(),
    Tags: list(struct(Tag), "tagSet"),
    Operator: struct(OperatorResponse),
};

export const LaunchTemplateVersion = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    VersionNumber: number(),
    VersionDescription: text(),
    CreateTime: instant(),
    CreatedBy: text(),
    DefaultVersion: flag(),
    LaunchTemplateData: struct(ResponseLaunchTemplateData),
    Operator: struct(OperatorResponse),
};

export const ValidationError = {
    Code: text(),
    Message: text(),
};

export const ValidationWarning = {
    Errors: list(struct(ValidationError), "errorSet"),
};

export const CreateLaunchTemplateResult = {
    LaunchTemplate: struct(LaunchTemplate),
    Warning: struct(ValidationWarning),
};

export const CreateLaunchTemplateVersionResult = {
    LaunchTemplateVersion: struct(LaunchTemplateVersion),
    Warning: struct(ValidationWarning),
};

export const ModifyLaunchTemplateResult = {
    LaunchTemplate: struct(LaunchTemplate),
};

export const DescribeLaunchTemplatesResult = {
    LaunchTemplates: list(struct(LaunchTemplate)),
    NextToken: text(),
};

export const DescribeLaunchTemplateVersionsResult = {
    LaunchTemplateVersions: list(struct(LaunchTemplateVersion), "launchTemplateVersionSet"),
    NextToken: text(),
};

export const DeleteLaunchTemplateResult = {
    LaunchTemplate: struct(LaunchTemplate),
};

export const DeleteLaunchTemplateVersionsResponseSuccessItem = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    VersionNumber: number(),
};

export const ResponseError = {
    Code: text(),
    Message: text(),
};

export const DeleteLaunchTemplateVersionsResponseErrorItem = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    VersionNumber: number(),
    ResponseError: struct(ResponseError),
};

export const DeleteLaunchTemplateVersionsResult = {
    SuccessfullyDeletedLaunchTemplateVersions: list(
        struct(DeleteLaunchTemplateVersionsResponseSuccessItem),
        "successfullyDeletedLaunchTemplateVersionSet",
    ),
    UnsuccessfullyDeletedLaunchTemplateVersions: list(
        struct(DeleteLaunchTemplateVersionsResponseErrorItem),
        "unsuccessfullyDeletedLaunchTemplateVersionSet",
    ),
};
