import { ownRows, rowsOf } from "../../owned";
import type { OutputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { tableOf, type World } from "../../world";
import { missing } from "../errors";
import type { Tag } from "../filters";
import type { ResponseLaunchTemplateData } from "./data-outputs";

/** The parameters of a version, as they are answered. */
export type TemplateData = OutputOf<typeof ResponseLaunchTemplateData>;

export interface VersionRow {
    readonly VersionNumber: number;
    readonly VersionDescription?: string;
    readonly CreateTime: Date;
    readonly CreatedBy: string;
    readonly data: TemplateData;
}

export interface TemplateRow {
    readonly account: string;
    readonly LaunchTemplateId: string;
    readonly LaunchTemplateName: string;
    readonly CreateTime: Date;
    readonly CreatedBy: string;
    readonly DefaultVersionNumber: number;
    /** What the next version is numbered: numbers are not used twice. */
    readonly nextVersion: number;
    readonly Tags: readonly Tag[];
    /** In the order of their numbers. A template has at least one. */
    readonly versions: readonly VersionRow[];
}

/** A partition is a region. */
export const templates = tableOf<TemplateRow>("ec2 launch templates");

/** How a template is named in calls, and by groups and fleets. */
export interface TemplateName {
    readonly LaunchTemplateId?: string | undefined;
    readonly LaunchTemplateName?: string | undefined;
}

export const latestOf = ({ versions }: TemplateRow): number => Math.max(...versions.map(row => row.VersionNumber));

export const templateArn = (region: string, { account, LaunchTemplateId }: TemplateRow): string =>
    `arn:aws:ec2:${region}:${account}:launch-template/${LaunchTemplateId}`;

export const isTemplateId = (id: string): boolean => /^lt-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id);

export const checkTemplateId = (id: string): void => {
    if (!isTemplateId(id)) {
        throw new CloudError("InvalidLaunchTemplateId.Malformed", `Invalid id: "${id}" (expecting "lt-...")`);
    }
};

export const noSuchTemplateId = (id: string): CloudError =>
    new CloudError(
        "InvalidLaunchTemplateId.NotFound",
        `The specified launch template, with template ID ${id}, does not exist.`,
    );

export const noSuchTemplateName = (name: string): CloudError =>
    new CloudError(
        "InvalidLaunchTemplateName.NotFoundException",
        `The specified launch template, with template name ${name}, does not exist.`,
    );

/** The template that a call names by id or by name, or EC2's error. */
export const templateNamed = (
    world: World,
    place: { readonly account: string; readonly region: string },
    { LaunchTemplateId: id, LaunchTemplateName: name }: TemplateName,
): TemplateRow => {
    if ((id === undefined) === (name === undefined)) {
        throw id === undefined
            ? missing("LaunchTemplateId")
            : new CloudError(
                  "InvalidParameterCombination",
                  "Either the launch template ID or the launch template name must be specified, not both",
              );
    }
    if (id !== undefined) {
        checkTemplateId(id);
    }
    const found = rowsOf(world, templates, place).find(row =>
        id === undefined ? row.LaunchTemplateName === name : row.LaunchTemplateId === id,
    );
    if (found === undefined) {
        throw id === undefined ? noSuchTemplateName(name ?? "") : noSuchTemplateId(id);
    }
    return found;
};

export const ownTemplate = (call: Call<TemplateName>): TemplateRow =>
    templateNamed(call.world, call.caller, call.input);

/** A version by number, `$Latest` or `$Default`; undefined: there is none of that number. */
export const versionOf = (template: TemplateRow, asked = "$Default"): VersionRow | undefined => {
    const number =
        asked === "$Latest"
            ? latestOf(template)
            : asked === "$Default"
              ? template.DefaultVersionNumber
              : /^\d+$/.test(asked)
                ? Number(asked)
                : undefined;
    if (number === undefined) {
        throw new CloudError(
            "InvalidLaunchTemplateId.VersionNotFound",
            `The version '${asked}' is not a version number, $Latest or $Default`,
        );
    }
    return template.versions.find(row => row.VersionNumber === number);
};

export const existingVersion = (template: TemplateRow, asked?: string): VersionRow => {
    const row = versionOf(template, asked);
    if (row === undefined) {
        throw new CloudError(
            "InvalidLaunchTemplateId.VersionNotFound",
            `Could not find the specified version ${asked} for the launch template with ID ${template.LaunchTemplateId}.`,
        );
    }
    return row;
};

export const putTemplate = (call: Pick<Call, "world" | "caller">, row: TemplateRow): TemplateRow => {
    call.world.write(templates, call.caller.region, row.LaunchTemplateId, row);
    return row;
};

export const nameIsTaken = (call: Pick<Call, "world" | "caller">, name: string): boolean =>
    ownRows(call, templates).some(row => row.LaunchTemplateName === name);
