import { CallError, RetirementError, renderCallError } from "../../execution/errors";
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
    await assertAccount(api, state.accountId, state.imageId);
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

export const assertAccount = async (api: ImageApi, accountId: string, imageId: string): Promise<void> => {
    let account: string;
    try {
        account = await api.account();
    } catch (error) {
        if (!CallError.is(error)) throw error;
        throw new RetirementError("unknown", renderCallError(error), [], { cause: error });
    }
    if (account === accountId) return;
    throw new RetirementError(
        "blocked",
        `the credentials belong to account ${account}, and EC2 AMI ${imageId} was adopted in account ${accountId}: use credentials of account ${accountId}`,
    );
};
