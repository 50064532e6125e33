import type * as Sdk from "@aws-sdk/client-ec2";
import type { Tags } from "../recycle-bin/forecast";
import type { ObservedImage } from "./observation";

/** An image of DescribeImages, reduced to what decisions rest on; nothing for one without the members that all have. */
export const imageOf = (image: Sdk.Image): readonly ObservedImage[] => {
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
            isMarketplace: (image.ProductCodes ?? []).some(code => code.ProductCodeType === "marketplace"),
            ...optional("ownerAlias", image.ImageOwnerAlias),
            ...optional("stateReason", image.StateReason?.Message),
            ...optional("imageLocation", image.ImageLocation),
            ...optional("sourceImageId", image.SourceImageId),
            ...optional("sourceInstanceId", image.SourceInstanceId),
            ...optional("deprecationTime", image.DeprecationTime),
            ...optional("lastLaunchedTime", image.LastLaunchedTime),
        },
    ];
};

const optional = <Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } =>
    value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: string });

export const tagsOf = (tags: readonly Sdk.Tag[] | undefined): Tags =>
    Object.fromEntries((tags ?? []).flatMap(tag => (tag.Key === undefined ? [] : [[tag.Key, tag.Value ?? ""]])));
