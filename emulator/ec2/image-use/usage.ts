import { containerRecipes, imageRecipes } from "../../imagebuilder/recipe";
import type { InputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { badValue } from "../errors";
import { instancesIn } from "../instances/instance";
import { templates } from "../launch-templates/template";
import { isDepth } from "./references";
import type { Entry } from "./report";
import type { CreateImageUsageReportRequest } from "./report-inputs";

type ReportCall = Call<InputOf<typeof CreateImageUsageReportRequest>>;

/** Whose resources name the image, once for each time. */
type Users = (call: ReportCall, imageId: string, depth: number) => readonly string[];

/** How many of a template's newest versions a report looks at when the caller does not say. */
const defaultDepth = 20;

const users: Readonly<Record<string, Users>> = {
    "ec2:Instance": ({ world, caller, now }, imageId) =>
        instancesIn(world, caller.region, now)
            .filter(({ instance, state }) => instance.ImageId === imageId && state !== "terminated")
            .map(({ account }) => account),
    "ec2:LaunchTemplate": ({ world, caller }, imageId, depth) =>
        world
            .rows(templates, caller.region)
            .filter(([, { versions }]) => versions.slice(-depth).some(({ data }) => data.ImageId === imageId))
            .map(([, { account }]) => account),
    "imagebuilder:ImageRecipe": ({ world, caller }, imageId) =>
        world
            .rows(imageRecipes, caller.region)
            .filter(([, { parentImage }]) => parentImage === imageId)
            .map(([, { account }]) => account),
    "imagebuilder:ContainerRecipe": ({ world, caller }, imageId) =>
        world
            .rows(containerRecipes, caller.region)
            .filter(([, { instanceConfiguration }]) => instanceConfiguration?.image === imageId)
            .map(([, { account }]) => account),
};

export const reportableTypes: readonly string[] = Object.keys(users);

/** What other accounts do with the image at this moment, by account and type. */
export const entriesOf = (call: ReportCall, imageId: string): readonly Entry[] =>
    call.input.ResourceTypes.flatMap(({ ResourceType = "", ResourceTypeOptions = [] }) => {
        const asked = ResourceTypeOptions.find(({ OptionName }) => OptionName === "version-depth")?.OptionValues?.[0];
        if (asked !== undefined && !isDepth(asked)) {
            throw badValue(`Value (${asked}) for the option version-depth is invalid.`);
        }
        const found = (users[ResourceType]?.(call, imageId, Number(asked ?? defaultDepth)) ?? [])
            .filter(account => account !== call.caller.account)
            .filter(account => call.input.AccountIds?.includes(account) ?? true);
        return [...new Set(found)].map(AccountId => ({
            AccountId,
            ResourceType,
            UsageCount: found.filter(account => account === AccountId).length,
        }));
    });
