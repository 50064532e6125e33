import { deregisterImage } from "./deregister-image";
import { describeImages } from "./describe-images";
import { createFleet, deleteFleets, describeFleets } from "./fleets/fleets";
import { cancelSpotFleetRequests, describeSpotFleetRequests, requestSpotFleet } from "./fleets/spot-fleets";
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
import { describeImageReferences } from "./image-use/references";
import {
    createImageUsageReport,
    deleteImageUsageReport,
    describeImageUsageReportEntries,
    describeImageUsageReports,
} from "./image-use/reports";
import { describeInstances, runInstances, terminateInstances } from "./instances/instances";
import {
    createLaunchTemplate,
    createLaunchTemplateVersion,
    deleteLaunchTemplate,
    describeLaunchTemplates,
    modifyLaunchTemplate,
} from "./launch-templates/templates";
import { deleteLaunchTemplateVersions, describeLaunchTemplateVersions } from "./launch-templates/versions";
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
        DescribeInstances: describeInstances,
        RunInstances: runInstances,
        TerminateInstances: terminateInstances,
        CreateLaunchTemplate: createLaunchTemplate,
        CreateLaunchTemplateVersion: createLaunchTemplateVersion,
        ModifyLaunchTemplate: modifyLaunchTemplate,
        DescribeLaunchTemplates: describeLaunchTemplates,
        DescribeLaunchTemplateVersions: describeLaunchTemplateVersions,
        DeleteLaunchTemplate: deleteLaunchTemplate,
        DeleteLaunchTemplateVersions: deleteLaunchTemplateVersions,
        CreateFleet: createFleet,
        DescribeFleets: describeFleets,
        DeleteFleets: deleteFleets,
        RequestSpotFleet: requestSpotFleet,
        DescribeSpotFleetRequests: describeSpotFleetRequests,
        CancelSpotFleetRequests: cancelSpotFleetRequests,
        DescribeImageReferences: describeImageReferences,
        CreateImageUsageReport: createImageUsageReport,
        DescribeImageUsageReports: describeImageUsageReports,
        DescribeImageUsageReportEntries: describeImageUsageReportEntries,
        DeleteImageUsageReport: deleteImageUsageReport,
    }),
);
