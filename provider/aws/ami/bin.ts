import { earliest, type Instant } from "../../retirement";
import { readingOf } from "../reading";
import type { ImageApi } from "./api";
import type { BinnedImage } from "./observation";
import { imageMadeFrom } from "./plan-restore";

/**
 * An image in the Recycle Bin, and the snapshots that it needs to come back. The bin does not say which those are: they
 * are the ones that the row names, and those whose description names the image.
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
                    .filter(
                        ({ id, description }) =>
                            knownSnapshotIds.includes(id) || imageMadeFrom(description) === imageId,
                    )
                    .map(({ id, leaves }) => [id, leaves]),
            ),
    );
    return { ...image, snapshots };
};

/** As long as all of them are there; as long as the image is, when the bin's snapshots could not be read. */
export const restorableUntil = ({ leaves, snapshots }: BinnedImage): Instant =>
    earliest(leaves, ...(snapshots.is === "known" ? snapshots.value.values() : []));
