import { ownRows } from "../../owned";
import type { InputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { imageIdOf, isAlias } from "../../ssm/parameter";
import { badCombination, badValue, missing } from "../errors";
import { filterBy } from "../filters";
import { changes, reads } from "../operation";
import { page } from "../page";
import { describedVersion } from "./described";
import { existingVersion, ownTemplate, putTemplate, type TemplateRow, templates, type VersionRow } from "./template";
import { DeleteLaunchTemplateVersionsRequest, DescribeLaunchTemplateVersionsRequest } from "./template-inputs";
import { DeleteLaunchTemplateVersionsResult, DescribeLaunchTemplateVersionsResult } from "./template-outputs";

type DescribeCall = Call<InputOf<typeof DescribeLaunchTemplateVersionsRequest>>;
type Described = ReturnType<typeof describedVersion>;

export const describeLaunchTemplateVersions = reads({
    takes: DescribeLaunchTemplateVersionsRequest,
    answers: DescribeLaunchTemplateVersionsResult,
    handle: call => {
        const { input } = call;
        const found = chosenTemplates(call)
            .flatMap(template => chosenVersions(call, template).map(version => describedVersion(template, version)))
            .map(version => (input.ResolveAlias === true ? resolved(call, version) : version))
            .filter(filterBy(input.Filters, fields));
        const { items, NextToken } = page(call, found, newestFirst, 1, 200);
        return { LaunchTemplateVersions: items, NextToken };
    },
});

/** One template by id or name; or all of them, when nothing but their latest and default versions is asked for. */
const chosenTemplates = (call: DescribeCall): readonly TemplateRow[] => {
    const { LaunchTemplateId, LaunchTemplateName, Versions } = call.input;
    if (LaunchTemplateId !== undefined || LaunchTemplateName !== undefined) {
        return [ownTemplate(call)];
    }
    if (Versions === undefined) {
        throw missing("LaunchTemplateId");
    }
    const numbered = Versions.find(version => version !== "$Latest" && version !== "$Default");
    if (numbered !== undefined) {
        throw badValue(
            `The version '${numbered}' needs a launch template: without one only $Latest and $Default can be described`,
        );
    }
    return ownRows(call, templates);
};

const chosenVersions = ({ input }: DescribeCall, template: TemplateRow): readonly VersionRow[] => {
    const { Versions, MinVersion, MaxVersion } = input;
    if (Versions !== undefined) {
        if (MinVersion !== undefined || MaxVersion !== undefined) {
            throw badCombination("Versions cannot be specified together with MinVersion or MaxVersion");
        }
        return [...new Set(Versions.map(version => existingVersion(template, version)))];
    }
    return template.versions.filter(
        ({ VersionNumber }) =>
            VersionNumber >= Number(MinVersion ?? 0) && VersionNumber <= Number(MaxVersion ?? Number.POSITIVE_INFINITY),
    );
};

/** The version with the image that its alias stands for now. An alias of nothing stays what it is. */
const resolved = (call: DescribeCall, version: Described): Described => {
    const { ImageId } = version.LaunchTemplateData;
    if (!isAlias(ImageId)) {
        return version;
    }
    const refusal = call.refusalOf("ssm:GetParameters", {});
    if (refusal !== undefined) {
        throw refusal;
    }
    const image = imageIdOf(call.world, call.caller, ImageId) ?? ImageId;
    return { ...version, LaunchTemplateData: { ...version.LaunchTemplateData, ImageId: image } };
};

/** Pages are in the order of these keys: of a template the newest version first. */
const newestFirst = ({ LaunchTemplateId, VersionNumber }: Described): string =>
    `${LaunchTemplateId} ${String(Number.MAX_SAFE_INTEGER - VersionNumber).padStart(16, "0")}`;

const fields = {
    "create-time": (version: Described & { Tags?: never }) => version.CreateTime,
    "ebs-optimized": ({ LaunchTemplateData }: Described) => LaunchTemplateData.EbsOptimized,
    "http-endpoint": ({ LaunchTemplateData }: Described) => LaunchTemplateData.MetadataOptions?.HttpEndpoint,
    "http-tokens": ({ LaunchTemplateData }: Described) => LaunchTemplateData.MetadataOptions?.HttpTokens,
    "iam-instance-profile": ({ LaunchTemplateData }: Described) => LaunchTemplateData.IamInstanceProfile?.Arn,
    "image-id": ({ LaunchTemplateData }: Described) => LaunchTemplateData.ImageId,
    "instance-type": ({ LaunchTemplateData }: Described) => LaunchTemplateData.InstanceType,
    "is-default-version": ({ DefaultVersion }: Described) => DefaultVersion,
    "kernel-id": ({ LaunchTemplateData }: Described) => LaunchTemplateData.KernelId,
    "ram-disk-id": ({ LaunchTemplateData }: Described) => LaunchTemplateData.RamDiskId,
};

export const deleteLaunchTemplateVersions = changes({
    takes: DeleteLaunchTemplateVersionsRequest,
    answers: DeleteLaunchTemplateVersionsResult,
    handle: call => {
        const template = ownTemplate(call);
        const { LaunchTemplateId, LaunchTemplateName } = template;
        const asked = call.input.Versions.map(version => {
            const row = template.versions.find(({ VersionNumber }) => String(VersionNumber) === version);
            return { version, row, isDefault: row?.VersionNumber === template.DefaultVersionNumber };
        });
        const deleted = asked.flatMap(({ row, isDefault }) => (row === undefined || isDefault ? [] : [row]));
        if (deleted.length > 0) {
            putTemplate(call, { ...template, versions: template.versions.filter(row => !deleted.includes(row)) });
        }
        return {
            SuccessfullyDeletedLaunchTemplateVersions: deleted.map(({ VersionNumber }) => ({
                LaunchTemplateId,
                LaunchTemplateName,
                VersionNumber,
            })),
            UnsuccessfullyDeletedLaunchTemplateVersions: asked
                .filter(({ row, isDefault }) => row === undefined || isDefault)
                .map(({ version, isDefault }) => ({
                    LaunchTemplateId,
                    LaunchTemplateName,
                    VersionNumber: Number(version),
                    ResponseError: isDefault
                        ? { Code: "unexpectedError", Message: "The default version cannot be deleted" }
                        : {
                              Code: "launchTemplateVersionDoesNotExist",
                              Message: `The version ${version} of the launch template does not exist`,
                          },
                })),
        };
    },
});
