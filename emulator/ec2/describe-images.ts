import type { InputOf } from "../protocols/shape";
import type { Call } from "../service";
import { CloudError } from "../service";
import { noSuchImage } from "./errors";
import { filterBy } from "./filters";
import { checkId } from "./ids";
import { type Image, type ImageRow, imagesIn, mayLaunch } from "./image";
import { DescribeImagesRequest } from "./image-inputs";
import { DescribeImagesResult } from "./image-outputs";
import { reads } from "./operation";
import { page } from "./page";

type DescribeCall = Call<InputOf<typeof DescribeImagesRequest>>;

export const describeImages = reads({
    takes: DescribeImagesRequest,
    answers: DescribeImagesResult,
    handle: call => {
        refuseDisabledFilter(call);
        const { input, caller } = call;
        for (const id of input.ImageIds ?? []) {
            checkId("AMI", id);
        }
        const visible = imagesIn(call.world, caller.region, call.now)
            .filter(row => mayLaunch(row, caller.account))
            .flatMap(row => asDescribed(call, row));
        if (input.ImageIds !== undefined) {
            refuseUnknown(call, input.ImageIds, visible);
        }
        const matches = filterBy(input.Filters, fields);
        const shown = visible
            .filter((found): found is Described & { image: Image } => found.image !== undefined)
            .filter(({ image }) => input.ImageIds?.includes(image.ImageId) ?? true)
            .filter(({ row }) => isOwnedByAny(call, row) && isExecutableByAny(call, row) && isListed(call, row))
            .filter(({ image }) => matches(image));
        const { items, NextToken } = page(call, shown, ({ image }) => image.ImageId);
        return { NextToken, Images: items.map(({ image }) => image) };
    },
});

/** A visible row, with what is shown of it: a deregistered image may be known without being shown. */
interface Described {
    readonly row: ImageRow;
    readonly image: Image | undefined;
}

const asDescribed = (call: DescribeCall, row: ImageRow): readonly Described[] => {
    if (row.where === "live") {
        const own = row.image.OwnerId === call.caller.account;
        // When an image was last launched is told to its owner only.
        return [{ row, image: own ? row.image : { ...row.image, LastLaunchedTime: undefined } }];
    }
    // To anybody but its owner a deregistered image was never there.
    if (row.purged === true || row.image.OwnerId !== call.caller.account) {
        return [];
    }
    switch (call.variants.imageAfterDeregister) {
        case "InvalidAMIID.NotFound":
            return [];
        case "empty-list":
            return [{ row, image: undefined }];
        case "state-deregistered":
            return [{ row, image: { ...row.image, State: "deregistered" } }];
    }
};

const refuseUnknown = (_: DescribeCall, ids: readonly string[], visible: readonly Described[]): void => {
    const known = new Set(visible.map(({ row }) => row.image.ImageId));
    const unknown = ids.filter(id => !known.has(id));
    if (unknown.length > 0) {
        throw noSuchImage(...unknown);
    }
};

const refuseDisabledFilter = ({ input: { Filters, IncludeDisabled } }: DescribeCall): void => {
    if (
        IncludeDisabled !== true &&
        Filters?.some(({ Name, Values }) => Name === "state" && Values?.includes("disabled"))
    ) {
        throw new CloudError(
            "InvalidParameter",
            "When filtering by the 'disabled' state, 'IncludeDisabled' must be set to 'true' in the request.",
        );
    }
};

const isOwnedByAny = ({ input: { Owners }, caller }: DescribeCall, { image }: ImageRow): boolean =>
    Owners === undefined ||
    Owners.some(
        owner => image.OwnerId === (owner === "self" ? caller.account : owner) || image.ImageOwnerAlias === owner,
    );

const isExecutableByAny = ({ input, caller }: DescribeCall, { launchPermissions }: ImageRow): boolean =>
    input.ExecutableUsers === undefined ||
    input.ExecutableUsers.some(user =>
        launchPermissions.some(permission =>
            user === "all"
                ? permission.Group === "all"
                : permission.UserId === (user === "self" ? caller.account : user),
        ),
    );

/** Disabled images are shown on request only; deprecated ones to their owner, on request, and to who knows the id. */
const isListed = ({ input, caller, variants, now }: DescribeCall, { image }: ImageRow): boolean => {
    const askedById = input.ImageIds?.includes(image.ImageId) === true;
    if (image.State === "disabled" && input.IncludeDisabled !== true) {
        return askedById && variants.disabledWithoutIncludeDisabled === "shown-by-id";
    }
    const deprecated = image.DeprecationTime !== undefined && new Date(image.DeprecationTime) <= now;
    return !deprecated || image.OwnerId === caller.account || input.IncludeDeprecated === true || askedById;
};

const ebs = <T>(image: Image, pick: (mapping: NonNullable<Image["BlockDeviceMappings"]>[number]) => T): T[] =>
    (image.BlockDeviceMappings ?? []).map(pick);

/** The filters of DescribeImages by their names. */
const fields = {
    architecture: (image: Image) => image.Architecture,
    "block-device-mapping.delete-on-termination": (image: Image) =>
        ebs(image, mapping => mapping.Ebs?.DeleteOnTermination),
    "block-device-mapping.device-name": (image: Image) => ebs(image, mapping => mapping.DeviceName),
    "block-device-mapping.encrypted": (image: Image) => ebs(image, mapping => mapping.Ebs?.Encrypted),
    "block-device-mapping.snapshot-id": (image: Image) => ebs(image, mapping => mapping.Ebs?.SnapshotId),
    "block-device-mapping.volume-size": (image: Image) => ebs(image, mapping => mapping.Ebs?.VolumeSize),
    "block-device-mapping.volume-type": (image: Image) => ebs(image, mapping => mapping.Ebs?.VolumeType),
    "creation-date": (image: Image) => image.CreationDate,
    description: (image: Image) => image.Description,
    "ena-support": (image: Image) => image.EnaSupport,
    "free-tier-eligible": (image: Image) => image.FreeTierEligible,
    hypervisor: (image: Image) => image.Hypervisor,
    "image-allowed": (image: Image) => image.ImageAllowed,
    "image-id": (image: Image) => image.ImageId,
    "image-type": (image: Image) => image.ImageType,
    "is-public": (image: Image) => image.Public,
    "kernel-id": (image: Image) => image.KernelId,
    "manifest-location": (image: Image) => image.ImageLocation,
    name: (image: Image) => image.Name,
    "owner-alias": (image: Image) => image.ImageOwnerAlias,
    "owner-id": (image: Image) => image.OwnerId,
    platform: (image: Image) => image.Platform,
    "product-code": (image: Image) => (image.ProductCodes ?? []).map(code => code.ProductCodeId),
    "product-code.type": (image: Image) => (image.ProductCodes ?? []).map(code => code.ProductCodeType),
    "ramdisk-id": (image: Image) => image.RamdiskId,
    "root-device-name": (image: Image) => image.RootDeviceName,
    "root-device-type": (image: Image) => image.RootDeviceType,
    "source-image-id": (image: Image) => image.SourceImageId,
    "source-image-region": (image: Image) => image.SourceImageRegion,
    "source-instance-id": (image: Image) => image.SourceInstanceId,
    "sriov-net-support": (image: Image) => image.SriovNetSupport,
    state: (image: Image) => image.State,
    "state-reason-code": (image: Image) => image.StateReason?.Code,
    "state-reason-message": (image: Image) => image.StateReason?.Message,
    "virtualization-type": (image: Image) => image.VirtualizationType,
} as const;
