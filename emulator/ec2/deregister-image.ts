import type { Call } from "../service";
import { CloudError } from "../service";
import { discardedImage, discardedSnapshot } from "./bin";
import { imageUnavailable, noSuchImage } from "./errors";
import { type ImageRow, isProtected, knownImage, putImage, snapshotsOf, usersOfSnapshot } from "./image";
import { DeregisterImageRequest } from "./image-inputs";
import { DeregisterImageResult } from "./image-outputs";
import { changes } from "./operation";
import { isLocked, isOfBackup, putSnapshot, snapshotIn } from "./snapshot";
import { deletions } from "./throttles";

export const deregisterImage = changes({
    takes: DeregisterImageRequest,
    answers: DeregisterImageResult,
    bucket: deletions,
    handle: call => {
        const row = knownImage(call, call.input.ImageId);
        if (row.where !== "live") {
            return again(call);
        }
        refuse(call, row);
        putImage(call, discardedImage(call, row));
        // From here on EC2 answers 200: the image is gone, whatever becomes of its snapshots.
        return call.input.DeleteAssociatedSnapshots === true
            ? {
                  Return: true,
                  DeleteSnapshotResults: snapshotsOf(row).map(id => ({
                      SnapshotId: id,
                      ReturnCode: deleteAlong(call, id),
                  })),
              }
            : { Return: true };
    },
});

const again = ({ input: { ImageId }, variants }: Call<{ readonly ImageId: string }>) => {
    switch (variants.deregisterTwice) {
        case "success":
            return { Return: true };
        case "InvalidAMIID.NotFound":
            throw noSuchImage(ImageId);
        case "InvalidAMIID.Unavailable":
            throw imageUnavailable(ImageId);
    }
};

const refuse = ({ variants }: Call<unknown>, row: ImageRow): void => {
    const { ImageId, ImageOwnerAlias } = row.image;
    if (ImageOwnerAlias === "aws-backup-vault") {
        throw new CloudError(
            variants.backupImage,
            "This image is managed by AWS Backup and cannot be deleted via EC2 APIs. " +
                "If you wish to delete this image, please do so via the Backup console.",
        );
    }
    if (isProtected(row)) {
        throw new CloudError(
            variants.protectedImage,
            `The image ${ImageId} has deregistration protection '${row.image.DeregistrationProtection}' and cannot be deregistered`,
        );
    }
};

/** Deletes one snapshot along with its image, and says in EC2's words what came of it. */
const deleteAlong = (call: Call<unknown>, id: string): string => {
    const row = snapshotIn(call.world, call.caller.region, call.now, id);
    if (row?.where !== "live" || row.snapshot.OwnerId !== call.caller.account) {
        return "client-error";
    }
    if (usersOfSnapshot(call.world, call.caller.region, id).length > 0) {
        return "skipped";
    }
    const refusal = call.refusalOf("ec2:DeleteSnapshot", { SnapshotId: id });
    if (refusal !== undefined) {
        return refusal.code === "UnauthorizedOperation"
            ? "missing-permissions"
            : refusal.status >= 500
              ? "internal-error"
              : "client-error";
    }
    if (isOfBackup(row) || isLocked(row, call.now)) {
        return "client-error";
    }
    putSnapshot(call, discardedSnapshot(call, row));
    return "success";
};
