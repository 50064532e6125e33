import type { Restorable } from "../../restoring/plan";
import { known, type Reading } from "../../retirement";
import { readingOf } from "../reading";
import type { BinnedSnapshot, RestoreApi } from "./api";
import { observeImage } from "./observe";
import { imageMadeFrom, type NeededSnapshot, planRestore, type RestoreObservation } from "./plan-restore";

/**
 * Looks at one image and at the snapshots that it needs to come back: those that a row or a report has on record, and
 * those whose description names it, in the bin and outside of it. Reads only.
 */
export const observeRestorable = async (
    api: RestoreApi,
    imageId: string,
    onRecord: readonly string[],
): Promise<RestoreObservation> => {
    const [accountId, region, image, binned, seen] = await Promise.all([
        api.account(),
        api.region(),
        observeImage(api, imageId),
        readingOf(() => api.binnedImage(imageId)),
        observeSnapshots(api, [imageId], onRecord),
    ]);
    return {
        imageId,
        accountId,
        region,
        image,
        binned,
        needs: needsOf(imageId, onRecord, seen),
        needsAreOnRecord: onRecord.length > 0,
    };
};

/** Everything in the Recycle Bin, with whether it can come back. Reads only. */
export const listRestorable = async (
    api: RestoreApi,
    onRecord: (imageId: string) => readonly string[],
): Promise<readonly Restorable[]> => {
    const images = await api.binnedImages();
    if (images.length === 0) return [];
    const [accountId, region] = await Promise.all([api.account(), api.region()]);
    const ids = images.map(({ id }) => id);
    const seen = await observeSnapshots(api, ids, ids.flatMap(onRecord));
    return [...images]
        .sort((a, b) => Date.parse(a.leaves) - Date.parse(b.leaves) || (a.id < b.id ? -1 : 1))
        .map(({ id, name, entered, leaves }) => ({
            id,
            name,
            entered,
            leaves,
            plan: planRestore({
                imageId: id,
                accountId,
                region,
                image: { is: "absent", evidence: "the Recycle Bin lists it" },
                binned: known({ leaves }),
                needs: needsOf(id, onRecord(id), seen),
                needsAreOnRecord: onRecord(id).length > 0,
            }),
        }));
};

interface SeenSnapshots {
    readonly binned: readonly BinnedSnapshot[];
    readonly live: readonly { readonly id: string; readonly description: string; readonly state: string }[];
}

const observeSnapshots = (
    api: RestoreApi,
    imageIds: readonly string[],
    onRecord: readonly string[],
): Promise<Reading<SeenSnapshots>> =>
    readingOf(async () => {
        const [binned, naming, named] = await Promise.all([
            api.binnedSnapshots(),
            api.describeSnapshotsNaming(imageIds),
            onRecord.length === 0 ? [] : api.describeSnapshots(onRecord),
        ]);
        const live = [...naming, ...named].flatMap(({ SnapshotId: id, Description: description = "", State: state }) =>
            id === undefined ? [] : [{ id, description, state: state ?? "" }],
        );
        return { binned, live };
    });

const needsOf = (
    imageId: string,
    onRecord: readonly string[],
    seen: Reading<SeenSnapshots>,
): Reading<readonly NeededSnapshot[]> => {
    if (seen.is === "unknown") return seen;
    const isNeeded = ({ id, description }: { readonly id: string; readonly description: string }) =>
        onRecord.includes(id) || imageMadeFrom(description) === imageId;
    const needs = new Map<string, NeededSnapshot>(onRecord.map(id => [id, { id, where: { is: "gone" } }]));
    for (const { id, state } of seen.value.live.filter(isNeeded)) needs.set(id, { id, where: { is: "live", state } });
    // One that was deleted a moment ago may still show among the living: what the bin says counts.
    for (const { id, leaves } of seen.value.binned.filter(isNeeded))
        needs.set(id, { id, where: { is: "bin", leaves } });
    return known([...needs.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
};
