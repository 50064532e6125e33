import type * as AutoScaling from "@aws-sdk/client-auto-scaling";
import type * as Ec2 from "@aws-sdk/client-ec2";
import { CallError, type ErrorTable, type Meaning } from "../../execution/errors";
import { asked } from "../asked";
import type { AwsCloud } from "../client";
import { allPages } from "../paging";
import { readingOf } from "../reading";
import type { LaunchConfiguration, Launcher, LaunchFacts, TemplateReference, TemplateVersion } from "./facts";
import { isOf } from "./users";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const templateErrors: ErrorTable = new Map<string, Meaning>([
    ["InvalidLaunchTemplateId.NotFound", "absent"],
    ["InvalidLaunchTemplateName.NotFoundException", "absent"],
    ["InvalidLaunchTemplateId.VersionNotFound", "absent"],
]);

/** Looks at everything that launches in the account and region. Each question that fails is unknown for itself. */
export const scanLaunches = async (cloud: AwsCloud): Promise<LaunchFacts> => {
    const [groups, fleets, spotFleets] = await Promise.all([
        readingOf(() => readGroups(cloud)),
        readingOf(() => readFleets(cloud)),
        readingOf(() => readSpotFleets(cloud)),
    ]);
    // After the launchers, so that what one of them names is there if it exists at all.
    const launchers = [groups, fleets, spotFleets].flatMap(reading => (reading.is === "known" ? reading.value : []));
    const [launchConfigurations, templateVersions] = await Promise.all([
        readingOf(() => readLaunchConfigurations(cloud)),
        readingOf(() => readTemplateVersions(cloud, launchers)),
    ]);
    return { groups, launchConfigurations, fleets, spotFleets, templateVersions };
};

const readGroups = async (cloud: AwsCloud): Promise<readonly Launcher[]> => {
    const { sdk, client } = await cloud.autoScaling();
    const question = { MaxRecords: 100, IncludeManagedResources: true };
    const groups = await asked("autoscaling:DescribeAutoScalingGroups", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeAutoScalingGroupsCommand({ ...question, NextToken })),
            page => page.AutoScalingGroups,
            page => page.NextToken,
        ),
    );
    // A group that is being deleted launches nothing more: its Status is set then and at no other time.
    return groups.filter(group => group.Status === undefined).map(launcherOfGroup);
};

const launcherOfGroup = (group: AutoScaling.AutoScalingGroup): Launcher => {
    const mixed = group.MixedInstancesPolicy?.LaunchTemplate;
    const overrides = mixed?.Overrides ?? [];
    const specifications = [
        group.LaunchTemplate,
        mixed?.LaunchTemplateSpecification,
        ...overrides.map(override => override.LaunchTemplateSpecification),
    ];
    return {
        kind: "auto-scaling-group",
        name: group.AutoScalingGroupName ?? "",
        ...(group.AutoScalingGroupARN === undefined ? {} : { arn: group.AutoScalingGroupARN }),
        templates: specifications.flatMap(referenceOf),
        ...(group.LaunchConfigurationName === undefined ? {} : { launchConfiguration: group.LaunchConfigurationName }),
        imageIds: overrides.flatMap(override => (override as { ImageId?: string }).ImageId ?? []),
    };
};

const readLaunchConfigurations = async (cloud: AwsCloud): Promise<readonly LaunchConfiguration[]> => {
    const { sdk, client } = await cloud.autoScaling();
    const found = await asked("autoscaling:DescribeLaunchConfigurations", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeLaunchConfigurationsCommand({ MaxRecords: 100, NextToken })),
            page => page.LaunchConfigurations,
            page => page.NextToken,
        ),
    );
    return found.flatMap(({ LaunchConfigurationName: name, ImageId: imageId }) =>
        name === undefined || imageId === undefined ? [] : [{ name, imageId }],
    );
};

/** Fleets that may still launch: one of type `instant` launches once, when it is made. One of type `request` goes on until it has its capacity. */
const readFleets = async (cloud: AwsCloud): Promise<readonly Launcher[]> => {
    const { sdk, client } = await cloud.ec2();
    const Filters = [{ Name: "fleet-state", Values: ["submitted", "active", "modifying"] }];
    const fleets = await asked("ec2:DescribeFleets", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeFleetsCommand({ Filters, NextToken })),
            page => page.Fleets,
            page => page.NextToken,
        ),
    );
    return fleets.filter(fleet => fleet.Type !== "instant").map(launcherOfFleet);
};

const launcherOfFleet = (fleet: Ec2.FleetData): Launcher => {
    const configs = fleet.LaunchTemplateConfigs ?? [];
    return {
        kind: "ec2-fleet",
        name: fleet.FleetId ?? "",
        templates: configs.flatMap(config => referenceOf(config.LaunchTemplateSpecification)),
        imageIds: configs.flatMap(config => config.Overrides ?? []).flatMap(override => override.ImageId ?? []),
    };
};

const activeSpotStates = new Set<string | undefined>(["submitted", "active", "modifying"]);

const readSpotFleets = async (cloud: AwsCloud): Promise<readonly Launcher[]> => {
    const { sdk, client } = await cloud.ec2();
    const fleets = await asked("ec2:DescribeSpotFleetRequests", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeSpotFleetRequestsCommand({ MaxResults: 1000, NextToken })),
            page => page.SpotFleetRequestConfigs,
            page => page.NextToken,
        ),
    );
    return fleets
        .filter(fleet => activeSpotStates.has(fleet.SpotFleetRequestState))
        .map(({ SpotFleetRequestId, SpotFleetRequestConfig: config }) => ({
            kind: "spot-fleet" as const,
            name: SpotFleetRequestId ?? "",
            templates: (config?.LaunchTemplateConfigs ?? []).flatMap(each =>
                referenceOf(each.LaunchTemplateSpecification),
            ),
            imageIds: (config?.LaunchSpecifications ?? []).flatMap(specification => specification.ImageId ?? []),
        }));
};

interface Specification {
    readonly LaunchTemplateId?: string | undefined;
    readonly LaunchTemplateName?: string | undefined;
    readonly Version?: string | undefined;
}

const referenceOf = (specification: Specification | undefined): TemplateReference[] => {
    if (specification === undefined) return [];
    const { LaunchTemplateId: id, LaunchTemplateName: name, Version: version } = specification;
    return [
        {
            ...(id === undefined ? {} : { id }),
            ...(name === undefined ? {} : { name }),
            ...(version === undefined ? {} : { version }),
        },
    ];
};

/** The latest and the default version of every template: two questions for the whole region. */
const readCurrentVersions = async (cloud: AwsCloud): Promise<readonly TemplateVersion[]> => {
    const [latest, defaults] = await Promise.all(
        ["$Latest", "$Default"].map(version => readVersions(cloud, { Versions: [version] })),
    );
    const found = new Map<string, TemplateVersion>();
    for (const version of latest ?? []) found.set(keyOf(version), { ...version, isLatest: true });
    for (const version of defaults ?? []) found.set(keyOf(version), found.get(keyOf(version)) ?? version);
    return [...found.values()];
};

const keyOf = ({ templateId, version }: TemplateVersion): string => `${templateId}:${version}`;

const readVersions = async (
    cloud: AwsCloud,
    input: Ec2.DescribeLaunchTemplateVersionsCommandInput,
): Promise<readonly TemplateVersion[]> => {
    const { sdk, client } = await cloud.ec2();
    const question = { ...input, ResolveAlias: true, IncludeManagedResources: true, MaxResults: 200 };
    const ask = () =>
        allPages(
            NextToken => client.send(new sdk.DescribeLaunchTemplateVersionsCommand({ ...question, NextToken })),
            page => page.LaunchTemplateVersions,
            page => page.NextToken,
        );
    const versions = await asked("ec2:DescribeLaunchTemplateVersions", ask, templateErrors);
    return versions.flatMap(version => {
        if (version.LaunchTemplateId === undefined || version.VersionNumber === undefined) return [];
        const imageId = version.LaunchTemplateData?.ImageId;
        return [
            {
                templateId: version.LaunchTemplateId,
                templateName: version.LaunchTemplateName ?? version.LaunchTemplateId,
                version: version.VersionNumber,
                isDefault: version.DefaultVersion === true,
                isLatest: false,
                ...(imageId === undefined ? {} : { imageId }),
            },
        ];
    });
};

/** What is current, and the versions that launchers name by number and that are neither the latest nor the default. */
const readTemplateVersions = async (
    cloud: AwsCloud,
    launchers: readonly Launcher[],
): Promise<readonly TemplateVersion[]> => {
    const current = await readCurrentVersions(cloud);
    const wanted = new Map<string, TemplateReference>();
    for (const reference of launchers.flatMap(launcher => launcher.templates)) {
        if (reference.version === undefined || reference.version.startsWith("$")) continue;
        const isThere = current.some(
            version => isOf(reference, version) && version.version === Number(reference.version),
        );
        if (!isThere) wanted.set(JSON.stringify(reference), reference);
    }
    const named = await Promise.all([...wanted.values()].map(reference => readNamedVersion(cloud, reference)));
    return [...current, ...named.flat()];
};

const readNamedVersion = async (cloud: AwsCloud, { id, name, version = "" }: TemplateReference) => {
    try {
        const template = id === undefined ? { LaunchTemplateName: name } : { LaunchTemplateId: id };
        return await readVersions(cloud, { ...template, Versions: [version] });
    } catch (error) {
        if (CallError.is(error) && error.meaning === "absent") return [];
        throw error;
    }
};
