import type { InputOf, OutputOf } from "../protocols/shape";
import type { Call } from "../service";
import { CloudError } from "../service";
import { badCombination, badValue, imageUnavailable, missing, noSuchImage } from "./errors";
import { checkId } from "./ids";
import { type ImageRow, imageAt, images, type LaunchPermission, mayLaunch, ownImage, putImage } from "./image";
import {
    DescribeImageAttributeRequest,
    ImageRequest,
    ModifyImageAttributeRequest,
    ResetImageAttributeRequest,
} from "./image-inputs";
import { ImageAttribute } from "./image-outputs";
import { changes, reads } from "./operation";
import { Done } from "./shared-shapes";
import { deletions } from "./throttles";

type Attribute = OutputOf<typeof ImageAttribute>;

/** What DescribeImageAttribute can be asked for, and where the answer is. */
const attributes: Readonly<Record<string, (row: ImageRow) => Attribute>> = {
    description: ({ image }) => ({ Description: { Value: image.Description } }),
    kernel: ({ image }) => ({ KernelId: { Value: image.KernelId } }),
    ramdisk: ({ image }) => ({ RamdiskId: { Value: image.RamdiskId } }),
    launchPermission: ({ launchPermissions }) => ({ LaunchPermissions: launchPermissions }),
    productCodes: ({ image }) => ({ ProductCodes: image.ProductCodes ?? [] }),
    blockDeviceMapping: ({ image }) => ({ BlockDeviceMappings: image.BlockDeviceMappings ?? [] }),
    sriovNetSupport: ({ image }) => ({ SriovNetSupport: { Value: image.SriovNetSupport } }),
    bootMode: ({ image }) => ({ BootMode: { Value: image.BootMode } }),
    tpmSupport: ({ image }) => ({ TpmSupport: { Value: image.TpmSupport } }),
    lastLaunchedTime: ({ image }) => ({ LastLaunchedTime: { Value: image.LastLaunchedTime } }),
    imdsSupport: ({ image }) => ({ ImdsSupport: { Value: image.ImdsSupport } }),
    deregistrationProtection: ({ image }) => ({ DeregistrationProtection: { Value: image.DeregistrationProtection } }),
    uefiData: () => ({ UefiData: {} }),
};

export const describeImageAttribute = reads({
    takes: DescribeImageAttributeRequest,
    answers: ImageAttribute,
    handle: call => {
        const { Attribute } = call.input;
        const row = ownImage(call);
        const read = Object.hasOwn(attributes, Attribute) ? attributes[Attribute] : undefined;
        if (read === undefined) {
            throw badValue(`Value (${Attribute}) for parameter attribute is invalid. Unknown image attribute`);
        }
        return { ImageId: row.image.ImageId, ...read(row) };
    },
});

type Modify = InputOf<typeof ModifyImageAttributeRequest>;

export const modifyImageAttribute = changes({
    takes: ModifyImageAttributeRequest,
    answers: Done,
    bucket: deletions,
    handle: call => {
        const row = ownImage(call);
        if (row.image.State !== "available") {
            throw imageUnavailable(row.image.ImageId);
        }
        putImage(call, modified(row, call.input));
        return { Return: true };
    },
});

const modified = (row: ImageRow, input: Modify): ImageRow => {
    const description = input.Description?.Value ?? (input.Attribute === "description" ? input.Value : undefined);
    if (description !== undefined) {
        return { ...row, image: { ...row.image, Description: description } };
    }
    if (input.ImdsSupport?.Value !== undefined) {
        return { ...row, image: { ...row.image, ImdsSupport: input.ImdsSupport.Value } };
    }
    const { add, remove } = permissionChanges(input);
    for (const { UserId } of add) {
        if (UserId !== undefined && !/^\d{12}$/.test(UserId)) {
            throw new CloudError(
                "InvalidAMIAttributeItemValue",
                `Invalid attribute item value "${UserId}" for userId item type.`,
            );
        }
    }
    const kept = row.launchPermissions.filter(permission => !remove.some(other => isSame(permission, other)));
    const added = add.filter(permission => !kept.some(other => isSame(permission, other)));
    return { ...row, launchPermissions: [...kept, ...added] };
};

const isSame = (a: LaunchPermission, b: LaunchPermission): boolean =>
    a.UserId === b.UserId &&
    a.Group === b.Group &&
    a.OrganizationArn === b.OrganizationArn &&
    a.OrganizationalUnitArn === b.OrganizationalUnitArn;

/** The two ways to say the same: `LaunchPermission` with Add and Remove, or `OperationType` with plain lists. */
const permissionChanges = (
    input: Modify,
): { add: readonly LaunchPermission[]; remove: readonly LaunchPermission[] } => {
    if (input.LaunchPermission !== undefined) {
        return { add: input.LaunchPermission.Add ?? [], remove: input.LaunchPermission.Remove ?? [] };
    }
    const listed: readonly LaunchPermission[] = [
        ...(input.UserIds ?? []).map(UserId => ({ UserId })),
        ...(input.UserGroups ?? []).map(Group => ({ Group })),
        ...(input.OrganizationArns ?? []).map(OrganizationArn => ({ OrganizationArn })),
        ...(input.OrganizationalUnitArns ?? []).map(OrganizationalUnitArn => ({ OrganizationalUnitArn })),
    ];
    if (listed.length === 0) {
        throw badCombination("No attributes specified.");
    }
    switch (input.OperationType) {
        case "add":
            return { add: listed, remove: [] };
        case "remove":
            return { add: [], remove: listed };
        case undefined:
            throw missing("OperationType");
        default:
            throw badValue(`Value (${input.OperationType}) for parameter operationType is invalid.`);
    }
};

export const resetImageAttribute = changes({
    takes: ResetImageAttributeRequest,
    answers: Done,
    handle: call => {
        const row = ownImage(call);
        if (call.input.Attribute !== "launchPermission") {
            throw badValue(`Value (${call.input.Attribute}) for parameter attribute is invalid.`);
        }
        putImage(call, { ...row, launchPermissions: [] });
        return { Return: true };
    },
});

/** The one change to an image that another account may make: to be no longer among those it is shared with. */
export const cancelImageLaunchPermission = changes({
    takes: ImageRequest,
    answers: Done,
    handle: call => {
        const row = sharedImage(call);
        const { account } = call.caller;
        const kept = row.launchPermissions.filter(permission => permission.UserId !== account);
        if (kept.length === row.launchPermissions.length) {
            throw new CloudError(
                "InvalidRequest",
                `The image ${row.image.ImageId} is not shared with account ${account}`,
            );
        }
        putImage(call, { ...row, launchPermissions: kept });
        return { Return: true };
    },
});

const sharedImage = (call: Call<{ readonly ImageId: string }>): ImageRow => {
    const { ImageId } = call.input;
    checkId("AMI", ImageId);
    const stored = call.world.row(images, call.caller.region, ImageId);
    const row = stored && imageAt(stored, call.now);
    if (row?.where !== "live" || !mayLaunch(row, call.caller.account)) {
        throw noSuchImage(ImageId);
    }
    return row;
};
