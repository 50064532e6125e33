import { flag, list, number, required, struct, text } from "../../protocols/shape";
import { OperatorRequest } from "../instances/instance-inputs";
import { Filter, TagSpecification } from "../shared-shapes";
import { RequestLaunchTemplateData } from "./data-inputs";

/** What the operations on launch templates take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const CreateLaunchTemplateRequest = {
    LaunchTemplateName: required(text()),
    LaunchTemplateData: required(struct(RequestLaunchTemplateData)),
    DryRun: flag(),
    ClientToken: text(),
    VersionDescription: text(),
    Operator: struct(OperatorRequest),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
};

export const CreateLaunchTemplateVersionRequest = {
    LaunchTemplateData: required(struct(RequestLaunchTemplateData)),
    DryRun: flag(),
    ClientToken: text(),
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    SourceVersion: text(),
    VersionDescription: text(),
    ResolveAlias: flag(),
};

export const ModifyLaunchTemplateRequest = {
    DryRun: flag(),
    ClientToken: text(),
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    DefaultVersion: text("SetDefaultVersion"),
};

export const DescribeLaunchTemplatesRequest = {
    DryRun: flag(),
    LaunchTemplateIds: list(text(), "LaunchTemplateId"),
    LaunchTemplateNames: list(text(), "LaunchTemplateName"),
    Filters: list(struct(Filter), "Filter"),
    NextToken: text(),
    MaxResults: number(),
    IncludeManagedResources: flag(),
};

export const DescribeLaunchTemplateVersionsRequest = {
    DryRun: flag(),
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    Versions: list(text(), "LaunchTemplateVersion"),
    MinVersion: text(),
    MaxVersion: text(),
    NextToken: text(),
    MaxResults: number(),
    Filters: list(struct(Filter), "Filter"),
    ResolveAlias: flag(),
    IncludeManagedResources: flag(),
};

export const DeleteLaunchTemplateRequest = {
    DryRun: flag(),
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
};

export const DeleteLaunchTemplateVersionsRequest = {
    Versions: required(list(text(), "LaunchTemplateVersion")),
    DryRun: flag(),
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
};
