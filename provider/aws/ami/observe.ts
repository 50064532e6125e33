import { CallError } from "../../execution/errors";
import type { Knowledge } from "../../execution/journal";
import { known, type Observation, type Reading } from "../../retirement";
import { readingOf, unreadableOf } from "../reading";
import { type AmiApi, tagsOf } from "./api";
import { type AmiObservation, type ObservedImage, type ObservedSnapshot, stateDeregistered } from "./observation";
import type { AmiDeletionPolicy } from "./policy";
import type { AmiState } from "./state";

/** Looks at the image and at all that a decision about it rests on under this policy. Reads only. */
export const observeAmi = async (
    api: AmiApi,
    state: AmiState,
    policy: AmiDeletionPolicy,
    knowledge: Knowledge,
): Promise<AmiObservation> => {
    const account = await readingOf(() => api.cloud.account());
    const image = await observeImage(api, state.imageId);
    const isGone = image.is === "absent" || (image.is === "present" && image.value.state === stateDeregistered);
    const deregisters = (policy.action ?? "deregister") === "deregister";
    const left = [...knowledge].filter(([, fate]) => fate.is === "left").map(([id]) => id);
    const snapshotIds =
        image.is === "present" && !isGone ? image.value.snapshotIds : [...new Set([...state.snapshotIds, ...left])];
    const [bin, imageRules, snapshotRules, snapshots] = await Promise.all([
        isGone ? readingOf(() => api.binnedImage(state.imageId)) : known(undefined),
        deregisters && !isGone ? api.rules("EC2_IMAGE") : known([]),
        deregisters && policy.deleteAssociatedSnapshots === true ? api.rules("EBS_SNAPSHOT") : known([]),
        deregisters ? observeSnapshots(api, state.imageId, snapshotIds, knowledge) : known([]),
    ]);
    return { account, image, bin, imageRules, snapshotRules, snapshots };
};

export const observeImage = async (api: AmiApi, imageId: string): Promise<Observation<ObservedImage>> => {
    try {
        const value = await api.describeImage(imageId);
        if (value !== undefined) return { is: "present", value };
        return { is: "absent", evidence: `EC2 knows no image ${imageId}` };
    } catch (error) {
        if (CallError.is(error)) return unreadableOf(error);
        throw error;
    }
};

const observeSnapshots = (
    api: AmiApi,
    imageId: string,
    ids: readonly string[],
    knowledge: Knowledge,
): Promise<Reading<readonly ObservedSnapshot[]>> =>
    readingOf(async () => {
        const asked = ids.filter(id => knowledge.get(id)?.is !== "gone");
        if (asked.length === 0) return [];
        const found = await api.describeSnapshots(asked);
        const present = found.flatMap(snapshot => snapshot.SnapshotId ?? []);
        if (present.length === 0) return [];
        const [images, locks] = await Promise.all([
            readingOf(() => api.describeImagesOn(present)),
            readingOf(() => api.describeLockedSnapshots(present)),
        ]);
        return found.flatMap((snapshot): ObservedSnapshot[] => {
            const id = snapshot.SnapshotId;
            if (id === undefined) return [];
            const fate = knowledge.get(id);
            return [
                {
                    id,
                    ownerId: snapshot.OwnerId ?? "",
                    tags: tagsOf(snapshot.Tags),
                    startTime: snapshot.StartTime?.toISOString() ?? "",
                    usedBy: fate?.is === "kept" ? known([fate.because]) : usersOf(id, imageId, images),
                    lock: lockOf(id, locks),
                    ...(fate?.is === "left" ? { isLeft: true as const } : {}),
                },
            ];
        });
    });

const usersOf = (
    snapshotId: string,
    imageId: string,
    images: Reading<readonly ObservedImage[]>,
): Reading<readonly string[]> =>
    images.is === "unknown"
        ? images
        : known(
              images.value
                  .filter(image => image.imageId !== imageId && image.state !== stateDeregistered)
                  .filter(image => image.snapshotIds.includes(snapshotId))
                  .map(image => image.imageId)
                  .sort(),
          );

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LockedSnapshotsInfo.html */
const lockOf = (
    snapshotId: string,
    locks: Reading<Awaited<ReturnType<AmiApi["describeLockedSnapshots"]>>>,
): ObservedSnapshot["lock"] => {
    if (locks.is === "unknown") return locks;
    const lock = locks.value.find(candidate => candidate.SnapshotId === snapshotId);
    if (lock === undefined || lock.LockState === "expired") return known(undefined);
    const until = lock.LockExpiresOn?.toISOString();
    return known(until === undefined ? {} : { until });
};
