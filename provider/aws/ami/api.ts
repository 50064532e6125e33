import type * as Sdk from "@aws-sdk/client-ec2";
import type { Sent } from "../../execution/journal";
import type { Call, Instant, Reading } from "../../retirement";
import { asked, askedForOne } from "../asked";
import type { AwsCloud } from "../client";
import { callErrorOf } from "../errors";
import { readGrantees, readReferences } from "../image-references/api";
import type { Grantee, ReferenceFacts } from "../image-references/facts";
import { scanLaunches } from "../launches/api";
import type { LaunchFacts } from "../launches/facts";
import { allPages } from "../paging";
import { type BinnedType, readRules } from "../recycle-bin/api";
import type { RetentionRule } from "../recycle-bin/forecast";
import { sharedScan } from "../shared-scan";
import { describeImageErrors, errorTables, isAmiOperation } from "./errors";
import { imageOf } from "./image-of";
import type { BinnedImage, ObservedImage } from "./observation";
import { sentOf } from "./sent";

/** The part of AWS that adopting and retiring an image needs. Questions reject with a `CallError`. */
export interface ImageApi {
    account(): Promise<string>;
    region(): Promise<string>;
    /** By the cloud's own clock. */
    now(): Date;
    /** Undefined when EC2 answers that there is no such image. */
    describeImage(id: string): Promise<ObservedImage | undefined>;
    /** The account's own images that stand on any of these snapshots. */
    describeImagesOn(snapshotIds: readonly string[]): Promise<readonly ObservedImage[]>;
    /** Those of the snapshots that exist outside the bin. */
    describeSnapshots(ids: readonly string[]): Promise<readonly Sdk.Snapshot[]>;
    describeLockedSnapshots(ids: readonly string[]): Promise<readonly Sdk.LockedSnapshotsInfo[]>;
    binnedImage(id: string): Promise<Pick<BinnedImage, "entered" | "leaves"> | undefined>;
    binnedSnapshots(): Promise<readonly BinnedSnapshot[]>;
    rules(type: BinnedType): Promise<Reading<readonly RetentionRule[]>>;
    launches(): Promise<LaunchFacts>;
    references(imageId: string): Promise<ReferenceFacts>;
    /** Sends one planned call. Only operations that have an error table can be sent at all. */
    send(call: Call): Promise<Sent>;
}

/** What bringing an image back needs besides. */
export interface RestoreApi extends ImageApi {
    /** All that the bin holds of the account's images. */
    binnedImages(): Promise<readonly BinnedImageSummary[]>;
    /** The account's own snapshots outside the bin whose description has one of these image ids in it. */
    describeSnapshotsNaming(imageIds: readonly string[]): Promise<readonly Sdk.Snapshot[]>;
    /** Whom the image is shared with. */
    grantees(imageId: string): Promise<readonly Grantee[]>;
}

export interface BinnedImageSummary {
    readonly id: string;
    readonly name: string;
    readonly entered: Instant;
    readonly leaves: Instant;
}

export interface BinnedSnapshot {
    readonly id: string;
    readonly description: string;
    readonly leaves: Instant;
}

const launchesOf = sharedScan(scanLaunches);

/** The port's only adapter in the product, and the only file of this kind that touches the SDK. */
export const imageApi = (cloud: AwsCloud): RestoreApi => ({
    account: () => cloud.account(),
    region: () => cloud.region(),
    now: () => cloud.now(),

    async describeImage(id) {
        const images = await describeImages(cloud, { ImageIds: [id] });
        return images?.find(image => image.imageId === id);
    },

    async describeImagesOn(snapshotIds) {
        const Filters = [{ Name: "block-device-mapping.snapshot-id", Values: [...snapshotIds] }];
        return (await describeImages(cloud, { Owners: ["self"], Filters, MaxResults: 1000 })) ?? [];
    },

    async describeSnapshots(ids) {
        const { sdk, client } = await cloud.ec2();
        // By filter, since one missing id would fail a question by ids.
        const Filters = [{ Name: "snapshot-id", Values: [...ids] }];
        return asked("ec2:DescribeSnapshots", () =>
            allPages(
                NextToken => client.send(new sdk.DescribeSnapshotsCommand({ Filters, MaxResults: 1000, NextToken })),
                page => page.Snapshots,
                page => page.NextToken,
            ),
        );
    },

    async describeLockedSnapshots(ids) {
        const { sdk, client } = await cloud.ec2();
        return asked("ec2:DescribeLockedSnapshots", () =>
            allPages(
                NextToken => client.send(new sdk.DescribeLockedSnapshotsCommand({ SnapshotIds: [...ids], NextToken })),
                page => page.Snapshots,
                page => page.NextToken,
            ),
        );
    },

    async binnedImage(id) {
        const ask = () => listBinnedImages(cloud, { ImageIds: [id] });
        const images = await askedForOne("ec2:ListImagesInRecycleBin", ask, describeImageErrors);
        return images?.find(image => image.id === id);
    },

    binnedImages: () => asked("ec2:ListImagesInRecycleBin", () => listBinnedImages(cloud, { MaxResults: 1000 })),

    async binnedSnapshots() {
        const { sdk, client } = await cloud.ec2();
        // All of the bin: a question by ids fails as a whole for one that is not there.
        const snapshots = await asked("ec2:ListSnapshotsInRecycleBin", () =>
            allPages(
                NextToken => client.send(new sdk.ListSnapshotsInRecycleBinCommand({ MaxResults: 1000, NextToken })),
                page => page.Snapshots,
                page => page.NextToken,
            ),
        );
        return snapshots.flatMap(({ SnapshotId: id, Description: description = "", RecycleBinExitTime: leaves }) =>
            id === undefined || leaves === undefined ? [] : [{ id, description, leaves: leaves.toISOString() }],
        );
    },

    async describeSnapshotsNaming(imageIds) {
        const { sdk, client } = await cloud.ec2();
        const chunks = Array.from({ length: Math.ceil(imageIds.length / valuesAQuestion) }, (_, index) =>
            imageIds.slice(index * valuesAQuestion, (index + 1) * valuesAQuestion),
        );
        const found = chunks.map(ids => {
            const Filters = [{ Name: "description", Values: ids.map(id => `*${id}*`) }];
            const question = { OwnerIds: ["self"], Filters, MaxResults: 1000 };
            return asked("ec2:DescribeSnapshots", () =>
                allPages(
                    NextToken => client.send(new sdk.DescribeSnapshotsCommand({ ...question, NextToken })),
                    page => page.Snapshots,
                    page => page.NextToken,
                ),
            );
        });
        return (await Promise.all(found)).flat();
    },

    grantees: imageId => readGrantees(cloud, imageId),
    rules: type => readRules(cloud, type),
    launches: () => launchesOf(cloud),
    references: imageId => readReferences(cloud, imageId),

    async send(call) {
        if (call.service !== "ec2" || !isAmiOperation(call.operation)) {
            throw new Error(`no plan for an image may send ${call.service}:${call.operation}`);
        }
        const { operation, input } = call;
        const { sdk, client } = await cloud.actingEc2();
        try {
            return sentOf(operation, input, await client.send(commandOf(sdk, operation, input)));
        } catch (error) {
            // How EC2 says yes to a DryRun. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
            if (input.DryRun === true && (error as Error).name === "DryRunOperation") return {};
            throw callErrorOf(`ec2:${operation}`, error, errorTables[operation]);
        }
    },
});

/** A call takes 200 filter values. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
const valuesAQuestion = 200;

const listBinnedImages = async (
    cloud: AwsCloud,
    question: Sdk.ListImagesInRecycleBinCommandInput,
): Promise<readonly BinnedImageSummary[]> => {
    const { sdk, client } = await cloud.ec2();
    const images = await allPages(
        NextToken => client.send(new sdk.ListImagesInRecycleBinCommand({ ...question, NextToken })),
        page => page.Images,
        page => page.NextToken,
    );
    return images.flatMap(
        ({ ImageId: id, Name: name = "", RecycleBinEnterTime: entered, RecycleBinExitTime: leaves }) =>
            id === undefined || entered === undefined || leaves === undefined
                ? []
                : [{ id, name, entered: entered.toISOString(), leaves: leaves.toISOString() }],
    );
};

/** With disabled and deprecated ones, which EC2 hides unless asked. Undefined when EC2 knows no image of these ids. */
const describeImages = async (
    cloud: AwsCloud,
    input: Sdk.DescribeImagesCommandInput,
): Promise<readonly ObservedImage[] | undefined> => {
    const { sdk, client } = await cloud.ec2();
    const all = { ...input, IncludeDisabled: true, IncludeDeprecated: true };
    const ask = () =>
        allPages(
            NextToken => client.send(new sdk.DescribeImagesCommand({ ...all, NextToken })),
            page => page.Images,
            page => page.NextToken,
        );
    const images = await askedForOne("ec2:DescribeImages", ask, describeImageErrors);
    return images?.flatMap(imageOf);
};

/** The command of an operation is `<Operation>Command`, with the API's own names as input; a plan holds times as text. */
const commandOf = (sdk: typeof Sdk, operation: keyof typeof errorTables, input: Call["input"]) => {
    const { DeprecateAt } = input as { DeprecateAt?: Instant };
    const typed = { ...input, ...(DeprecateAt === undefined ? {} : { DeprecateAt: new Date(DeprecateAt) }) };
    const Command = sdk[`${operation}Command`] as unknown as typeof Sdk.DeregisterImageCommand;
    return new Command(typed as unknown as Sdk.DeregisterImageCommandInput);
};
