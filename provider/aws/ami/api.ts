import type * as Sdk from "@aws-sdk/client-ec2";
import type { Sent } from "../../execution/journal";
import type { Call, Instant } from "../../retirement";
import type { AwsCloud } from "../client";
import { callErrorOf } from "../errors";
import { readRules } from "../recycle-bin/api";
import { describeImageErrors, errorTables, isAmiOperation } from "./errors";
import type { BinnedImage, ObservedImage } from "./observation";
import { sentOf } from "./sent";

/** The part of EC2 that retiring an image needs, and the only file of this kind that touches the SDK. */
export class AmiApi {
    constructor(readonly cloud: AwsCloud) {}

    /** Undefined when EC2 answers that there is no such image. Rejects with a `CallError` when it does not answer that. */
    async describeImage(id: string): Promise<ObservedImage | undefined> {
        const images = await this.describeImages({ ImageIds: [id] });
        return images.find(image => image.imageId === id);
    }

    /** The account's own images that stand on any of these snapshots. */
    describeImagesOn(snapshotIds: readonly string[]): Promise<readonly ObservedImage[]> {
        return this.describeImages({
            Owners: ["self"],
            Filters: [{ Name: "block-device-mapping.snapshot-id", Values: [...snapshotIds] }],
        });
    }

    private async describeImages(input: Sdk.DescribeImagesCommandInput): Promise<readonly ObservedImage[]> {
        const { sdk, client } = await this.cloud.ec2();
        // By id EC2 takes no page size; without ids it is asked for pages, as AWS recommends.
        const paged = input.ImageIds === undefined ? { MaxResults: 1000 } : {};
        const all = { ...input, ...paged, IncludeDisabled: true, IncludeDeprecated: true };
        return read("ec2:DescribeImages", describeImageErrors, async () => {
            const found: ObservedImage[] = [];
            let token: string | undefined;
            do {
                const page = await client.send(new sdk.DescribeImagesCommand({ ...all, NextToken: token }));
                found.push(...(page.Images ?? []).flatMap(imageOf));
                token = page.NextToken;
            } while (token);
            return found;
        }).catch(absentAsEmpty);
    }

    /** Those of the snapshots that exist outside the bin. By filter, since one missing id would fail a question by ids. */
    async describeSnapshots(ids: readonly string[]): Promise<readonly Sdk.Snapshot[]> {
        const { sdk, client } = await this.cloud.ec2();
        const Filters = [{ Name: "snapshot-id", Values: [...ids] }];
        return read("ec2:DescribeSnapshots", undefined, async () => {
            const found: Sdk.Snapshot[] = [];
            let token: string | undefined;
            do {
                const page = await client.send(
                    new sdk.DescribeSnapshotsCommand({ Filters, MaxResults: 1000, NextToken: token }),
                );
                found.push(...(page.Snapshots ?? []));
                token = page.NextToken;
            } while (token);
            return found;
        });
    }

    async describeLockedSnapshots(ids: readonly string[]): Promise<readonly Sdk.LockedSnapshotsInfo[]> {
        const { sdk, client } = await this.cloud.ec2();
        return read("ec2:DescribeLockedSnapshots", undefined, async () => {
            const found: Sdk.LockedSnapshotsInfo[] = [];
            let token: string | undefined;
            do {
                const page = await client.send(
                    new sdk.DescribeLockedSnapshotsCommand({ SnapshotIds: [...ids], NextToken: token }),
                );
                found.push(...(page.Snapshots ?? []));
                token = page.NextToken;
            } while (token);
            return found;
        });
    }

    async binnedImage(id: string): Promise<BinnedImage | undefined> {
        const { sdk, client } = await this.cloud.ec2();
        return read("ec2:ListImagesInRecycleBin", describeImageErrors, async () => {
            const { Images = [] } = await client.send(new sdk.ListImagesInRecycleBinCommand({ ImageIds: [id] }));
            const image = Images.find(candidate => candidate.ImageId === id);
            if (image?.RecycleBinEnterTime === undefined || image.RecycleBinExitTime === undefined) return undefined;
            return { entered: image.RecycleBinEnterTime.toISOString(), leaves: image.RecycleBinExitTime.toISOString() };
        }).catch(absentAs(undefined));
    }

    /** All snapshots in the bin: a question by ids fails as a whole for one that is not there. */
    async binnedSnapshots(): Promise<readonly Sdk.SnapshotRecycleBinInfo[]> {
        const { sdk, client } = await this.cloud.ec2();
        return read("ec2:ListSnapshotsInRecycleBin", undefined, async () => {
            const found: Sdk.SnapshotRecycleBinInfo[] = [];
            let token: string | undefined;
            do {
                const page = await client.send(
                    new sdk.ListSnapshotsInRecycleBinCommand({ MaxResults: 1000, NextToken: token }),
                );
                found.push(...(page.Snapshots ?? []));
                token = page.NextToken;
            } while (token);
            return found;
        });
    }

    rules(type: "EC2_IMAGE" | "EBS_SNAPSHOT") {
        return readRules(this.cloud, type);
    }

    /** Sends one planned call. Only operations that have an error table can be sent at all. */
    async send(call: Call): Promise<Sent> {
        if (call.service !== "ec2" || !isAmiOperation(call.operation)) {
            throw new Error(`no plan for an image may send ${call.service}:${call.operation}`);
        }
        const { operation } = call;
        const { sdk, client } = await this.cloud.ec2();
        try {
            return sentOf(operation, call.input, await client.send(commandOf(sdk, operation, call.input)));
        } catch (error) {
            // How EC2 says yes to a DryRun. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
            if (call.input.DryRun === true && (error as Error).name === "DryRunOperation") return {};
            throw callErrorOf(`ec2:${operation}`, error, errorTables[operation]);
        }
    }
}

// The command of an operation is `<Operation>Command`, with the API's own names as input; a plan holds times as text.
const commandOf = (sdk: typeof Sdk, operation: keyof typeof errorTables, input: Readonly<Record<string, unknown>>) => {
    const { DeprecateAt } = input as { DeprecateAt?: Instant };
    const typed = { ...input, ...(DeprecateAt === undefined ? {} : { DeprecateAt: new Date(DeprecateAt) }) };
    const Command = sdk[`${operation}Command`] as unknown as typeof Sdk.DeregisterImageCommand;
    return new Command(typed as unknown as Sdk.DeregisterImageCommandInput);
};

const read = async <T>(call: string, errors: Parameters<typeof callErrorOf>[2], task: () => Promise<T>): Promise<T> => {
    try {
        return await task();
    } catch (error) {
        throw callErrorOf(call, error, errors);
    }
};

const absentAs =
    <T>(value: T) =>
    (error: unknown): T => {
        if ((error as { meaning?: string }).meaning === "absent") return value;
        throw error;
    };

const absentAsEmpty = absentAs<readonly ObservedImage[]>([]);

const imageOf = (image: Sdk.Image): readonly ObservedImage[] => {
    const { ImageId, OwnerId, State } = image;
    if (ImageId === undefined || OwnerId === undefined || State === undefined) return [];
    return [
        {
            imageId: ImageId,
            ownerId: OwnerId,
            name: image.Name ?? "",
            state: State,
            architecture: image.Architecture ?? "",
            creationDate: image.CreationDate ?? "",
            rootDeviceType: image.RootDeviceType ?? "ebs",
            snapshotIds: (image.BlockDeviceMappings ?? []).flatMap(mapping => mapping.Ebs?.SnapshotId ?? []),
            tags: tagsOf(image.Tags),
            deregistrationProtection: image.DeregistrationProtection ?? "disabled",
            ...optional("ownerAlias", image.ImageOwnerAlias),
            ...optional("stateReason", image.StateReason?.Message),
            ...optional("imageLocation", image.ImageLocation),
            ...optional("sourceImageId", image.SourceImageId),
            ...optional("sourceInstanceId", image.SourceInstanceId),
            ...optional("deprecationTime", image.DeprecationTime),
        },
    ];
};

const optional = <Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } =>
    value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: string });

export const tagsOf = (tags: readonly Sdk.Tag[] | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries((tags ?? []).flatMap(tag => (tag.Key === undefined ? [] : [[tag.Key, tag.Value ?? ""]])));
