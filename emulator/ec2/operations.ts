import { deregisterImage } from "./deregister-image";
import { describeImages } from "./describe-images";
import {
    cancelImageLaunchPermission,
    describeImageAttribute,
    modifyImageAttribute,
    resetImageAttribute,
} from "./image-attributes";
import {
    disableImage,
    disableImageDeprecation,
    disableImageDeregistrationProtection,
    enableImage,
    enableImageDeprecation,
    enableImageDeregistrationProtection,
} from "./image-states";
import { copyImage, createImage, registerImage } from "./new-images";
import type { Ec2Operation } from "./operation";
import {
    listImagesInRecycleBin,
    listSnapshotsInRecycleBin,
    restoreImageFromRecycleBin,
    restoreSnapshotFromRecycleBin,
} from "./recycle-bin";
import { describeLockedSnapshots, lockSnapshot, unlockSnapshot } from "./snapshot-locks";
import { createSnapshot, deleteSnapshot, describeSnapshots } from "./snapshots";
import { createTags, deleteTags, describeTags } from "./tags";

export const operations: ReadonlyMap<string, Ec2Operation> = new Map(
    Object.entries({
        DescribeImages: describeImages,
        RegisterImage: registerImage,
        CreateImage: createImage,
        CopyImage: copyImage,
        DeregisterImage: deregisterImage,
        DisableImage: disableImage,
        EnableImage: enableImage,
        EnableImageDeprecation: enableImageDeprecation,
        DisableImageDeprecation: disableImageDeprecation,
        EnableImageDeregistrationProtection: enableImageDeregistrationProtection,
        DisableImageDeregistrationProtection: disableImageDeregistrationProtection,
        DescribeImageAttribute: describeImageAttribute,
        ModifyImageAttribute: modifyImageAttribute,
        ResetImageAttribute: resetImageAttribute,
        CancelImageLaunchPermission: cancelImageLaunchPermission,
        ListImagesInRecycleBin: listImagesInRecycleBin,
        RestoreImageFromRecycleBin: restoreImageFromRecycleBin,
        CreateSnapshot: createSnapshot,
        DescribeSnapshots: describeSnapshots,
        DeleteSnapshot: deleteSnapshot,
        LockSnapshot: lockSnapshot,
        UnlockSnapshot: unlockSnapshot,
        DescribeLockedSnapshots: describeLockedSnapshots,
        ListSnapshotsInRecycleBin: listSnapshotsInRecycleBin,
        RestoreSnapshotFromRecycleBin: restoreSnapshotFromRecycleBin,
        CreateTags: createTags,
        DeleteTags: deleteTags,
        DescribeTags: describeTags,
    }),
);
