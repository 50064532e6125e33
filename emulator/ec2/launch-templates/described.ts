import { latestOf, type TemplateRow, type VersionRow } from "./template";

/** A template as DescribeLaunchTemplates answers it. */
export const describedTemplate = (row: TemplateRow) => ({
    LaunchTemplateId: row.LaunchTemplateId,
    LaunchTemplateName: row.LaunchTemplateName,
    CreateTime: row.CreateTime,
    CreatedBy: row.CreatedBy,
    DefaultVersionNumber: row.DefaultVersionNumber,
    LatestVersionNumber: latestOf(row),
    Tags: row.Tags,
});

/** A version as DescribeLaunchTemplateVersions answers it. */
export const describedVersion = (template: TemplateRow, version: VersionRow) => ({
    LaunchTemplateId: template.LaunchTemplateId,
    LaunchTemplateName: template.LaunchTemplateName,
    VersionNumber: version.VersionNumber,
    VersionDescription: version.VersionDescription,
    CreateTime: version.CreateTime,
    CreatedBy: version.CreatedBy,
    DefaultVersion: version.VersionNumber === template.DefaultVersionNumber,
    LaunchTemplateData: version.data,
});
