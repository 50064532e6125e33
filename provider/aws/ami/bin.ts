import { earliest, type Instant } from "../../retirement";
import { readingOf } from "../reading";
import type { ImageApi } from "./api";
import type { BinnedImage } from "./observation";

/**
 * An image in the Recycle Bin, and the snapshots that it needs to come back. The bin does not say which those are: they
 * are the ones that the row names, and those whose description names the image, as EC2 writes it when it makes one
 * ("Created by CreateImage(i-…) for ami-…", "Copied for DestinationAmi ami-… from SourceAmi ami-…").
 */
export const observeBin = async (
    api: ImageApi,
    imageId: string,
    knownSnapshotIds: readonly string[],
): Promise<BinnedImage | undefined> => {
    const image = await api.binnedImage(imageId);
    if (image === undefined) return undefined;
    const snapshots = await readingOf(
        async () =>
            new Map(
                (await api.binnedSnapshots())
                    .filter(({ id, description }) => knownSnapshotIds.includes(id) || names(description, imageId))
                    .map(({ id, leaves }) => [id, leaves]),
            ),
    );
    return { ...image, snapshots };
};

/** A copy's description also names the image that it was copied from, which does not stand on the snapshot. */
const names = (description: string, imageId: string): boolean =>
    /(?:CreateImage\([^)]*\) for|DestinationAmi) (ami-[0-9a-f]+)/.exec(description)?.[1] === imageId;

/** As long as all of them are there; as long as the image is, when the bin's snapshots could not be read. */
export const restorableUntil = ({ leaves, snapshots }: BinnedImage): Instant =>
    earliest(leaves, ...(snapshots.is === "known" ? snapshots.value.values() : []));
