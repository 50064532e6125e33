import { known, type Reading } from "../../retirement";
import { asked } from "../asked";
import type { AwsCloud } from "../client";
import { coalesced } from "../coalesce";
import { allPages } from "../paging";
import { readingOf } from "../reading";
import type { Grantee, ImageReference, ReferenceFacts, UsageReport } from "./facts";

/** What names an image and who may launch from it. Each question that fails is unknown for itself. */
export const readReferences = async (cloud: AwsCloud, imageId: string): Promise<ReferenceFacts> => {
    const [references, grantees] = await Promise.all([
        readingOf(async () => (await asker(cloud)(imageId)) ?? []),
        readingOf(() => readGrantees(cloud, imageId)),
    ]);
    const [pipelines, usageReport] = await Promise.all([
        references.is === "known"
            ? readPipelines(cloud, references.value)
            : known(new Map<string, readonly string[]>()),
        grantees.is === "known" && grantees.value.length > 0
            ? readingOf(() => readUsageReport(cloud, imageId))
            : known(undefined),
    ]);
    return { references, pipelines, grantees, usageReport };
};

/** EC2 takes ten images a question. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageReferences.html */
const imagesAQuestion = 10;
/** An instance that is going or gone does not use its image any more. */
const livingStates = ["pending", "running", "stopping", "stopped"];
/** All of a template's versions: EC2's own default looks at the ten newest. */
const everyVersion = "10000";

const resourceTypes = [
    {
        ResourceType: "ec2:Instance" as const,
        ResourceTypeOptions: [{ OptionName: "state-name" as const, OptionValues: livingStates }],
    },
    {
        ResourceType: "ec2:LaunchTemplate" as const,
        ResourceTypeOptions: [{ OptionName: "version-depth" as const, OptionValues: [everyVersion] }],
    },
    { ResourceType: "ssm:Parameter" as const },
    { ResourceType: "imagebuilder:ImageRecipe" as const },
    { ResourceType: "imagebuilder:ContainerRecipe" as const },
];

const askers = new WeakMap<AwsCloud, (imageId: string) => Promise<readonly ImageReference[] | undefined>>();

/** One for each cloud: what several retirements ask at the same time goes out as one request. */
const asker = (cloud: AwsCloud) => {
    const asking = askers.get(cloud) ?? coalesced(imagesAQuestion, ids => describeReferences(cloud, ids));
    askers.set(cloud, asking);
    return asking;
};

const describeReferences = async (
    cloud: AwsCloud,
    ImageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ImageReference[]>> => {
    const { sdk, client } = await cloud.ec2();
    const found = await asked("ec2:DescribeImageReferences", () =>
        allPages(
            NextToken =>
                client.send(
                    new sdk.DescribeImageReferencesCommand({
                        ImageIds: [...ImageIds],
                        ResourceTypes: resourceTypes,
                        MaxResults: 1000,
                        NextToken,
                    }),
                ),
            page => page.ImageReferences,
            page => page.NextToken,
        ),
    );
    const byImage = new Map<string, ImageReference[]>(ImageIds.map(id => [id, []]));
    for (const { ImageId = "", ResourceType: type, Arn: arn } of found) {
        if (type !== undefined && arn !== undefined) byImage.get(ImageId)?.push({ type, arn });
    }
    return byImage;
};

const readPipelines = (
    cloud: AwsCloud,
    references: readonly ImageReference[],
): Promise<Reading<ReadonlyMap<string, readonly string[]>>> =>
    readingOf(async () => {
        const recipes = references.filter(({ type }) => type.startsWith("imagebuilder:"));
        if (recipes.length === 0) return new Map();
        const { sdk, client } = await cloud.imageBuilder();
        const pipelines = await asked("imagebuilder:ListImagePipelines", () =>
            allPages(
                nextToken =>
                    client.send(
                        new sdk.ListImagePipelinesCommand({
                            filters: [{ name: "status", values: ["ENABLED"] }],
                            nextToken,
                        }),
                    ),
                page => page.imagePipelineList,
                page => page.nextToken,
            ),
        );
        return new Map(
            recipes.map(({ arn }): [string, readonly string[]] => [
                arn,
                pipelines
                    .filter(pipeline => pipeline.status === "ENABLED")
                    .filter(pipeline => pipeline.imageRecipeArn === arn || pipeline.containerRecipeArn === arn)
                    .flatMap(pipeline => pipeline.arn ?? []),
            ]),
        );
    });

/** Whom an image is shared with; rejects with a `CallError`. */
export const readGrantees = async (cloud: AwsCloud, ImageId: string): Promise<readonly Grantee[]> => {
    const { sdk, client } = await cloud.ec2();
    const question = new sdk.DescribeImageAttributeCommand({ ImageId, Attribute: "launchPermission" });
    const permissions = await asked("ec2:DescribeImageAttribute", () =>
        allPages(
            () => client.send(question),
            answer => answer.LaunchPermissions,
            () => undefined,
        ),
    );
    return permissions.flatMap(({ UserId, Group, OrganizationArn, OrganizationalUnitArn }): Grantee[] => {
        if (Group !== undefined) return [{ kind: "everybody", name: "" }];
        if (UserId !== undefined) return [{ kind: "account", name: UserId }];
        if (OrganizationArn !== undefined) return [{ kind: "organisation", name: OrganizationArn }];
        return OrganizationalUnitArn === undefined
            ? []
            : [{ kind: "organisational-unit", name: OrganizationalUnitArn }];
    });
};

/** The latest report that somebody has had made: making one takes hours, so none is asked for here. */
const readUsageReport = async (cloud: AwsCloud, imageId: string): Promise<UsageReport | undefined> => {
    const { sdk, client } = await cloud.ec2();
    const reports = await asked("ec2:DescribeImageUsageReports", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeImageUsageReportsCommand({ ImageIds: [imageId], NextToken })),
            page => page.ImageUsageReports,
            page => page.NextToken,
        ),
    );
    const latest = reports
        .filter(report => report.State === "available" && report.ReportId !== undefined)
        .sort((a, b) => (b.CreationTime?.getTime() ?? 0) - (a.CreationTime?.getTime() ?? 0))[0];
    if (latest?.ReportId === undefined) return undefined;
    const ReportIds = [latest.ReportId];
    const entries = await asked("ec2:DescribeImageUsageReportEntries", () =>
        allPages(
            NextToken => client.send(new sdk.DescribeImageUsageReportEntriesCommand({ ReportIds, NextToken })),
            page => page.ImageUsageReportEntries,
            page => page.NextToken,
        ),
    );
    return {
        created: latest.CreationTime?.toISOString() ?? "",
        uses: entries.map(entry => ({
            account: entry.AccountId ?? "",
            resourceType: entry.ResourceType ?? "",
            count: entry.UsageCount ?? 0,
        })),
    };
};
