import { containerRecipes, imageRecipes } from "../../imagebuilder/recipe";
import { ownRows } from "../../owned";
import type { InputOf, OutputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { arnOfParameter, parameters } from "../../ssm/parameter";
import { badCombination, badValue, missing } from "../errors";
import { checkId } from "../ids";
import { instanceArn, ownInstances } from "../instances/instance";
import { templateArn, templates } from "../launch-templates/template";
import { reads } from "../operation";
import { page } from "../page";
import { DescribeImageReferencesRequest, type ResourceTypeOption } from "./reference-inputs";
import { DescribeImageReferencesResult } from "./reference-outputs";

type ReferenceCall = Call<InputOf<typeof DescribeImageReferencesRequest>>;

/** A resource and the images that it names. */
interface User {
    readonly arn: string;
    readonly imageIds: readonly (string | undefined)[];
}

interface Kind {
    /** What EC2 calls on behalf of the caller to find the users of this kind. */
    readonly needs: readonly string[];
    readonly option?: { readonly name: string; readonly allows: (value: string) => boolean };
    users(call: ReferenceCall, options: readonly string[]): readonly User[];
}

const stateNames = ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"];

/** How many of a template's newest versions are looked at when the caller does not say. */
const defaultDepth = 10;

export const isDepth = (value: string): boolean => /^[1-9]\d*$/.test(value) && Number(value) <= 10_000;

/** The resource types that are searched. Source: facts on image references in MODEL.md. */
const kinds: Readonly<Record<string, Kind>> = {
    "ec2:Instance": {
        needs: ["ec2:DescribeInstances"],
        option: { name: "state-name", allows: value => stateNames.includes(value) },
        users: (call, states) =>
            ownInstances(call)
                .filter(({ state }) => states.length === 0 || states.includes(state))
                .map(row => ({ arn: instanceArn(call.caller.region, row), imageIds: [row.instance.ImageId] })),
    },
    "ec2:LaunchTemplate": {
        needs: ["ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions"],
        option: { name: "version-depth", allows: isDepth },
        users: (call, [depth]) =>
            ownRows(call, templates).map(row => ({
                arn: templateArn(call.caller.region, row),
                imageIds: row.versions.slice(-Number(depth ?? defaultDepth)).map(version => version.data.ImageId),
            })),
    },
    "ssm:Parameter": {
        needs: ["ssm:DescribeParameters", "ssm:GetParameters"],
        users: call =>
            ownRows(call, parameters)
                .filter(row => row.DataType === "aws:ec2:image")
                .map(row => ({ arn: arnOfParameter(call.caller.region, row), imageIds: [row.Value] })),
    },
    "imagebuilder:ImageRecipe": {
        needs: ["imagebuilder:ListImageRecipes"],
        users: call => ownRows(call, imageRecipes).map(row => ({ arn: row.arn, imageIds: [row.parentImage] })),
    },
    "imagebuilder:ContainerRecipe": {
        needs: ["imagebuilder:ListContainerRecipes", "imagebuilder:GetContainerRecipe"],
        users: call =>
            ownRows(call, containerRecipes).map(row => ({
                arn: row.arn,
                imageIds: [row.instanceConfiguration?.image],
            })),
    },
};

export const describeImageReferences = reads({
    takes: DescribeImageReferencesRequest,
    answers: DescribeImageReferencesResult,
    handle: call => {
        const { ImageIds } = call.input;
        if (ImageIds.length < 1 || ImageIds.length > 10) {
            throw badValue(`The number of image ids is ${ImageIds.length}. Expecting between 1 and 10.`);
        }
        for (const id of ImageIds) {
            checkId("AMI", id);
        }
        const asked = askedKinds(call);
        const refusal = asked
            .flatMap(({ kind }) => kind.needs)
            .map(action => call.refusalOf(action, {}))
            .find(refused => refused !== undefined);
        if (refusal !== undefined) {
            throw refusal;
        }
        const references = asked.flatMap(({ type, kind, options }) =>
            kind.users(call, options).flatMap(({ arn, imageIds }) =>
                ImageIds.filter((id, i) => imageIds.includes(id) && ImageIds.indexOf(id) === i).map(ImageId => ({
                    ImageId,
                    ResourceType: type,
                    Arn: arn,
                })),
            ),
        );
        const { items, NextToken } = page(call, references, ({ ImageId, Arn }) => `${ImageId} ${Arn}`, 5);
        return { NextToken, ImageReferences: items };
    },
});

interface Asked {
    readonly type: string;
    readonly kind: Kind;
    readonly options: readonly string[];
}

/** All types with their defaults, which the options of a type that is also named override; or the named ones only. */
const askedKinds = ({ input }: ReferenceCall): readonly Asked[] => {
    if (input.IncludeAllResourceTypes !== true && input.ResourceTypes === undefined) {
        throw missing("ResourceTypes or IncludeAllResourceTypes");
    }
    const named = new Map((input.ResourceTypes ?? []).map(type => [type.ResourceType ?? "", type]));
    const unknown = [...named.keys()].find(type => !Object.hasOwn(kinds, type));
    if (unknown !== undefined) {
        throw badValue(`Value (${unknown}) for parameter resourceType is invalid.`);
    }
    return Object.entries(kinds)
        .filter(([type]) => input.IncludeAllResourceTypes === true || named.has(type))
        .map(([type, kind]) => {
            const options = named.get(type)?.ResourceTypeOptions ?? [];
            return { type, kind, options: options.flatMap(option => valuesOf(type, kind, option)) };
        });
};

const valuesOf = (
    type: string,
    { option }: Kind,
    { OptionName, OptionValues = [] }: OutputOf<typeof ResourceTypeOption>,
): readonly string[] => {
    if (option === undefined || OptionName !== option.name) {
        throw badCombination(`The option ${OptionName} is not valid for the resource type ${type}`);
    }
    const wrong = OptionValues.find(value => !option.allows(value));
    if (wrong !== undefined) {
        throw badValue(`Value (${wrong}) for the option ${OptionName} is invalid.`);
    }
    return OptionValues;
};
