import { RetirementError } from "../../execution/errors";
import type { Surroundings } from "../../execution/surroundings";
import { type Pace, type Waiter, waitFor } from "../../execution/wait";
import type { AmiApi } from "./api";
import type { ObservedImage } from "./observation";

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
 * Brings an image back from the Recycle Bin: its snapshots first, since EC2 restores no image that lacks one. The bin
 * does not say which snapshots an image stands on: they are those that the row names, and those whose description names
 * the image, as EC2 writes it when it makes an image ("Created by CreateImage(i-…) for ami-…", "Copied for
 * DestinationAmi ami-…").
 * https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-amis.html
 */
export const restoreAmi = async (
    api: AmiApi,
    imageId: string,
    knownSnapshotIds: readonly string[],
    settle: Pace,
    surroundings: Surroundings,
): Promise<ObservedImage> => {
    const send = async (operation: string, input: Readonly<Record<string, unknown>>) => {
        await surroundings.engine.assertAlive();
        await api.send({ service: "ec2", operation, input });
    };
    const snapshotIds = (await api.binnedSnapshots())
        .filter(
            ({ SnapshotId = "", Description = "" }) =>
                knownSnapshotIds.includes(SnapshotId) || names(Description, imageId),
        )
        .flatMap(({ SnapshotId }) => SnapshotId ?? [])
        .sort();
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
    if (image !== undefined) return image;
    throw new RetirementError(
        "not-confirmed",
        `EC2 AMI ${imageId} was restored, and EC2 does not show it: run it again`,
    );
};

/** Whole ids only: an id of 8 digits must not be found in one of 17. */
const names = (description: string, imageId: string): boolean => description.split(/[^a-z0-9-]/).includes(imageId);
