import { RetirementError } from "../../execution/errors";
import { sendUntilTaken } from "../../execution/send";
import type { Surroundings } from "../../execution/surroundings";
import { type Pace, type Waiter, waitFor } from "../../execution/wait";
import type { ImageApi } from "./api";
import type { BinnedImage, ObservedImage } from "./observation";

const hidden = "not visible yet";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html */
const snapshotRestored = (pace: Pace): Waiter<string> => ({
    ...pace,
    what: "the snapshots to come back",
    pending: [hidden, "pending", "recovering", "recoverable"],
    target: ["completed"],
});

const imageRestored = (pace: Pace): Waiter<string> => ({
    ...pace,
    what: "the image to come back",
    pending: [hidden, "pending", "transient", "deregistered"],
    target: ["available", "disabled"],
});

/**
 * Brings an image back from the Recycle Bin: its snapshots first, since EC2 restores no image that lacks one.
 * https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-amis.html
 */
export const restoreAmi = async (
    api: ImageApi,
    imageId: string,
    binned: BinnedImage,
    settle: Pace,
    surroundings: Surroundings,
): Promise<ObservedImage> => {
    const send = (operation: string, input: Readonly<Record<string, unknown>>) =>
        sendUntilTaken({ service: "ec2", operation, input }, api.send, settle, surroundings);
    if (binned.snapshots.is === "unknown") {
        const because = `which snapshots of ${imageId} are in the Recycle Bin is not known: ${binned.snapshots.because}`;
        throw new RetirementError("unknown", `restoring EC2 AMI ${imageId}: ${because}`);
    }
    const snapshotIds = [...binned.snapshots.value.keys()].sort();
    for (const SnapshotId of snapshotIds) await send("RestoreSnapshotFromRecycleBin", { SnapshotId });
    for (const id of snapshotIds) {
        const state = async () => (await api.describeSnapshots([id]))[0]?.State ?? hidden;
        await waitFor(snapshotRestored(settle), id, state, surroundings);
    }
    await send("RestoreImageFromRecycleBin", { ImageId: imageId });
    await waitFor(
        imageRestored(settle),
        imageId,
        async () => (await api.describeImage(imageId))?.state ?? hidden,
        surroundings,
    );
    const image = await api.describeImage(imageId);
    if (image !== undefined) {
        surroundings.tell(`${[imageId, ...snapshotIds].join(", ")}: restored from the Recycle Bin`);
        return image;
    }
    throw new RetirementError(
        "not-confirmed",
        `EC2 AMI ${imageId} was restored, and EC2 does not show it: run it again`,
    );
};
