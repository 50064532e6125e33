import { CloudError } from "../service";
import { withoutBinTag } from "./bin";
import { badValue, noSuchImage, noSuchSnapshot } from "./errors";
import { checkId } from "./ids";
import { type ImageRow, imagesIn, knownImage, putImage, snapshotsOf } from "./image";
import { ImageRequest, ListImagesInRecycleBinRequest } from "./image-inputs";
import { ListImagesInRecycleBinResult } from "./image-outputs";
import { checkNameIsFree } from "./names";
import { changes, reads } from "./operation";
import { page } from "./page";
import { Done } from "./shared-shapes";
import { ownSnapshot, putSnapshot, type SnapshotRow, snapshotIn, snapshotsIn } from "./snapshot";
import {
    ListSnapshotsInRecycleBinRequest,
    ListSnapshotsInRecycleBinResult,
    RestoreSnapshotFromRecycleBinRequest,
    RestoreSnapshotFromRecycleBinResult,
} from "./snapshot-shapes";

const stay = ({ entered, exits }: Pick<ImageRow, "entered" | "exits">) => ({
    RecycleBinEnterTime: entered,
    RecycleBinExitTime: exits,
});

export const listImagesInRecycleBin = reads({
    takes: ListImagesInRecycleBinRequest,
    answers: ListImagesInRecycleBinResult,
    handle: call => {
        const { ImageIds: ids } = call.input;
        for (const id of ids ?? []) {
            checkId("AMI", id);
        }
        if ((ids?.length ?? 0) > 20) {
            throw badValue("You can specify up to 20 image IDs in a single request");
        }
        const binned = imagesIn(call.world, call.caller.region, call.now).filter(
            row => row.where === "bin" && row.image.OwnerId === call.caller.account,
        );
        const missing = (ids ?? []).filter(id => !binned.some(row => row.image.ImageId === id));
        if (missing.length > 0 && call.variants.listNotInBin === "error") {
            throw noSuchImage(...missing);
        }
        const { items, NextToken } = page(
            call,
            binned.filter(row => ids?.includes(row.image.ImageId) ?? true),
            row => row.image.ImageId,
        );
        return {
            NextToken,
            Images: items.map(row => ({
                ...stay(row),
                ImageId: row.image.ImageId,
                Name: row.image.Name,
                Description: row.image.Description,
            })),
        };
    },
});

export const listSnapshotsInRecycleBin = reads({
    takes: ListSnapshotsInRecycleBinRequest,
    answers: ListSnapshotsInRecycleBinResult,
    handle: call => {
        const { SnapshotIds: ids } = call.input;
        for (const id of ids ?? []) {
            checkId("Snapshot", id);
        }
        const binned = snapshotsIn(call.world, call.caller.region, call.now).filter(
            row => row.where === "bin" && row.snapshot.OwnerId === call.caller.account,
        );
        const missing = (ids ?? []).find(id => !binned.some(row => row.snapshot.SnapshotId === id));
        if (missing !== undefined && call.variants.listNotInBin === "error") {
            throw noSuchSnapshot(missing);
        }
        const { items, NextToken } = page(
            call,
            binned.filter(row => ids?.includes(row.snapshot.SnapshotId) ?? true),
            row => row.snapshot.SnapshotId,
        );
        return {
            NextToken,
            Snapshots: items.map(row => ({
                ...stay(row),
                SnapshotId: row.snapshot.SnapshotId,
                Description: row.snapshot.Description,
                VolumeId: row.snapshot.VolumeId,
            })),
        };
    },
});

export const restoreImageFromRecycleBin = changes({
    takes: ImageRequest,
    answers: Done,
    handle: call => {
        const { ImageId } = call.input;
        const row = knownImage(call, ImageId);
        if (row.where !== "bin") {
            throw new CloudError(call.variants.restoreNotInBin, `The image '${ImageId}' is not in the Recycle Bin`);
        }
        for (const id of snapshotsOf(row)) {
            const snapshot = snapshotIn(call.world, call.caller.region, call.now, id);
            if (snapshot?.where === "bin") {
                throw new CloudError(
                    call.variants.restoreImageBeforeSnapshots,
                    `The snapshot '${id}' of image '${ImageId}' is in the Recycle Bin. Restore it first`,
                );
            }
            if (snapshot?.where !== "live") {
                throw noSuchSnapshot(id);
            }
        }
        checkNameIsFree(call, row.image.Name);
        putImage(call, { ...outOfBin(row), image: { ...row.image, Tags: withoutBinTag(row.image.Tags) } });
        return { Return: true };
    },
});

export const restoreSnapshotFromRecycleBin = changes({
    takes: RestoreSnapshotFromRecycleBinRequest,
    answers: RestoreSnapshotFromRecycleBinResult,
    handle: call => {
        const row = ownSnapshot(call, "bin");
        const snapshot = { ...row.snapshot, Tags: withoutBinTag(row.snapshot.Tags) };
        putSnapshot(call, { ...outOfBin(row), snapshot });
        return snapshot;
    },
});

const outOfBin = <Row extends ImageRow | SnapshotRow>({ entered, exits, ...row }: Row) => ({
    ...row,
    where: "live" as const,
});
