import { randomBytes } from "node:crypto";
import { arnOf } from "../../aws";
import { ownRows } from "../../owned";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { oncePerToken } from "../client-tokens";
import { filterBy } from "../filters";
import { changes, reads } from "../operation";
import { page } from "../page";
import { tagsFor } from "../tag-rules";
import { describedTemplate, describedVersion } from "./described";
import {
    existingVersion,
    nameIsTaken,
    ownTemplate,
    putTemplate,
    type TemplateData,
    type TemplateRow,
    templateNamed,
    templates,
    type VersionRow,
} from "./template";
import {
    CreateLaunchTemplateRequest,
    CreateLaunchTemplateVersionRequest,
    DeleteLaunchTemplateRequest,
    DescribeLaunchTemplatesRequest,
    ModifyLaunchTemplateRequest,
} from "./template-inputs";
import {
    CreateLaunchTemplateResult,
    CreateLaunchTemplateVersionResult,
    DeleteLaunchTemplateResult,
    DescribeLaunchTemplatesResult,
    ModifyLaunchTemplateResult,
} from "./template-outputs";

/** What a version is asked to be and what it is answered as have the same members; only their wire names differ. */
const newVersion = (
    call: Call<{ readonly VersionDescription?: string }>,
    VersionNumber: number,
    data: TemplateData,
): VersionRow => ({
    VersionNumber,
    CreateTime: call.now,
    CreatedBy: arnOf(call.caller),
    data,
    ...(call.input.VersionDescription === undefined ? {} : { VersionDescription: call.input.VersionDescription }),
});

export const createLaunchTemplate = changes({
    takes: CreateLaunchTemplateRequest,
    answers: CreateLaunchTemplateResult,
    handle: call =>
        oncePerToken(call, "CreateLaunchTemplate", () => {
            const { input, caller } = call;
            const name = input.LaunchTemplateName;
            if (!/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) {
                throw new CloudError(
                    "InvalidLaunchTemplateName.MalformedException",
                    "A launch template name must be between 3 and 128 characters and may contain letters, numbers, and ( ) . - / _",
                );
            }
            if (nameIsTaken(call, name)) {
                throw new CloudError(
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "Launch template name already in use.",
                );
            }
            const version = newVersion(call, 1, input.LaunchTemplateData as TemplateData);
            const row = putTemplate(call, {
                account: caller.account,
                LaunchTemplateId: `lt-0${randomBytes(8).toString("hex")}`,
                LaunchTemplateName: name,
                CreateTime: call.now,
                CreatedBy: arnOf(caller),
                DefaultVersionNumber: 1,
                nextVersion: 2,
                Tags: tagsFor("launch-template", input.TagSpecifications, ["launch-template"]),
                versions: [version],
            });
            return { LaunchTemplate: describedTemplate(row) };
        }),
});

export const createLaunchTemplateVersion = changes({
    takes: CreateLaunchTemplateVersionRequest,
    answers: CreateLaunchTemplateVersionResult,
    handle: call =>
        oncePerToken(call, "CreateLaunchTemplateVersion", () => {
            const { input } = call;
            const template = ownTemplate(call);
            const source = input.SourceVersion === undefined ? {} : existingVersion(template, input.SourceVersion).data;
            const version = newVersion(call, template.nextVersion, {
                ...source,
                ...(input.LaunchTemplateData as TemplateData),
            });
            const row = putTemplate(call, {
                ...template,
                nextVersion: template.nextVersion + 1,
                versions: [...template.versions, version],
            });
            return { LaunchTemplateVersion: describedVersion(row, version) };
        }),
});

export const modifyLaunchTemplate = changes({
    takes: ModifyLaunchTemplateRequest,
    answers: ModifyLaunchTemplateResult,
    handle: call => {
        const template = ownTemplate(call);
        const { VersionNumber } = existingVersion(template, call.input.DefaultVersion);
        const row = putTemplate(call, { ...template, DefaultVersionNumber: VersionNumber });
        return { LaunchTemplate: describedTemplate(row) };
    },
});

export const describeLaunchTemplates = reads({
    takes: DescribeLaunchTemplatesRequest,
    answers: DescribeLaunchTemplatesResult,
    handle: call => {
        const { LaunchTemplateIds: ids, LaunchTemplateNames: names, Filters } = call.input;
        const named = (asked: { LaunchTemplateId?: string; LaunchTemplateName?: string }): TemplateRow =>
            templateNamed(call.world, call.caller, asked);
        const asked = [
            ...(ids ?? []).map(LaunchTemplateId => named({ LaunchTemplateId })),
            ...(names ?? []).map(LaunchTemplateName => named({ LaunchTemplateName })),
        ];
        const all = ids === undefined && names === undefined ? ownRows(call, templates) : [...new Set(asked)];
        const found = all.filter(
            filterBy(Filters, {
                "create-time": (row: TemplateRow) => row.CreateTime,
                "launch-template-name": (row: TemplateRow) => row.LaunchTemplateName,
            }),
        );
        const { items, NextToken } = page(call, found, row => row.LaunchTemplateId, 1, 200);
        return { LaunchTemplates: items.map(describedTemplate), NextToken };
    },
});

export const deleteLaunchTemplate = changes({
    takes: DeleteLaunchTemplateRequest,
    answers: DeleteLaunchTemplateResult,
    handle: call => {
        const row = ownTemplate(call);
        call.world.remove(templates, call.caller.region, row.LaunchTemplateId);
        return { LaunchTemplate: describedTemplate(row) };
    },
});
