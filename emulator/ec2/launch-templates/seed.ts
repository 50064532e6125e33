import type { Place, Seed } from "../../contract";
import { rowsOf } from "../../owned";
import { homeOf } from "../../place";
import type { World } from "../../world";
import { tagList } from "../seed-members";
import { describedTemplate } from "./described";
import { isTemplateId, type TemplateData, type TemplateRow, templates } from "./template";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.launchTemplates ?? []) {
        const home = homeOf(given);
        const CreatedBy = `arn:aws:iam::${home.account}:root`;
        if (!isTemplateId(given.LaunchTemplateId)) {
            throw new Error(
                `seed: LaunchTemplateId ${JSON.stringify(given.LaunchTemplateId)} is not "lt-" and 8 or 17 hexadecimal digits`,
            );
        }
        const row: TemplateRow = {
            account: home.account,
            LaunchTemplateId: given.LaunchTemplateId,
            LaunchTemplateName: given.LaunchTemplateName ?? given.LaunchTemplateId,
            CreateTime: now,
            CreatedBy,
            DefaultVersionNumber: given.DefaultVersionNumber ?? 1,
            nextVersion: given.versions.length + 1,
            Tags: tagList(given.Tags),
            versions: given.versions.map((data, i) => ({
                VersionNumber: i + 1,
                CreateTime: now,
                CreatedBy,
                data: data as TemplateData,
            })),
        };
        world.write(templates, home.region, row.LaunchTemplateId, row);
    }
};

export const look = (world: World, place: Required<Place>) => ({
    launchTemplates: rowsOf(world, templates, place).map(row => ({
        ...describedTemplate(row),
        versions: row.versions.map(({ VersionNumber, data }) => ({ VersionNumber, ...data })),
    })),
});
