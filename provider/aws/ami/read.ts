import { RetirementError } from "../../execution/errors";
import { assertAccount } from "../caller";
import type { ImageApi } from "./api";
import { observeBin, restorableUntil } from "./bin";
import { type ObservedImage, stateDeregistered, stateInRecycleBin } from "./observation";
import { observeImage } from "./observe";
import type { AmiState } from "./state";

/**
 * The row as the cloud has it now. Undefined, which drops the row, only when EC2 says that the image is gone, the bin
 * does not hold it, and no snapshot that the row was to delete is left: dropping the row would orphan it.
 */
export const readAmi = async (api: ImageApi, state: AmiState): Promise<AmiState | undefined> => {
    await assertAccount(api, state.accountId, `EC2 AMI ${state.imageId}`);
    const image = await observeImage(api, state.imageId);
    if (image.is === "unknown")
        throw new RetirementError("unknown", `reading EC2 AMI ${state.imageId}: ${image.because}`);
    if (image.is === "present" && image.value.state !== stateDeregistered) return { ...state, ...factsOf(image.value) };

    const { restorableUntil: _, ...rest } = state;
    const binned = await observeBin(api, state.imageId, state.snapshotIds);
    if (binned !== undefined) {
        return { ...rest, state: stateInRecycleBin, restorableUntil: restorableUntil(binned) };
    }
    const deletes = state.deletionPolicy?.deleteAssociatedSnapshots === true && state.snapshotIds.length > 0;
    if (deletes && (await api.describeSnapshots(state.snapshotIds)).length > 0)
        return { ...rest, state: stateDeregistered };
    return undefined;
};

/** What a row records of an image. */
export const factsOf = (image: ObservedImage) => ({
    name: image.name,
    ownerId: image.ownerId,
    state: image.state,
    architecture: image.architecture,
    creationDate: image.creationDate,
    snapshotIds: image.snapshotIds,
});
