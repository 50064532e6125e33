import { CallError } from "../../execution/errors";
import type { Knowledge } from "../../execution/journal";
import { known, type Observation, type Reading } from "../../retirement";
import type { UserReading } from "../../retirement/users";
import { referenceUsers } from "../image-references/users";
import { launchUsers } from "../launches/users";
import { readingOf, unreadableOf } from "../reading";
import type { ImageApi } from "./api";
import { observeBin } from "./bin";
import { tagsOf } from "./image-of";
import { type AmiObservation, type ObservedImage, type ObservedSnapshot, stateDeregistered } from "./observation";
import type { AmiDeletionPolicy } from "./policy";
import type { AmiState } from "./state";

/** Looks at the image and at all that a decision about it rests on under this policy. Reads only. */
export const observeAmi = async (
    api: ImageApi,
    state: AmiState,
    policy: AmiDeletionPolicy,
    knowledge: Knowledge,
    gone: ReadonlyMap<string, readonly string[]>,
): Promise<AmiObservation> => {
    const account = await readingOf(() => api.account());
    const image = await observeImage(api, state.imageId);
    const deregisters = (policy.action ?? "deregister") === "deregister";
    const deletes = deregisters && policy.deleteAssociatedSnapshots === true;
    const named = [...knowledge].filter(([, fate]) => fate.is !== "gone").map(([id]) => id);
    const snapshotIds =
        image.is === "present" && !isGone(image)
            ? image.value.snapshotIds
            : [...new Set([...state.snapshotIds, ...named])];
    const [bin, imageRules, snapshotRules, snapshots, users] = await Promise.all([
        isGone(image) ? readingOf(() => observeBin(api, state.imageId, state.snapshotIds)) : known(undefined),
        deregisters && !isGone(image) ? api.rules("EC2_IMAGE") : known([]),
        deletes ? api.rules("EBS_SNAPSHOT") : known([]),
        deregisters || isGone(image)
            ? observeSnapshots(api, snapshotIds, { deletes, imageId: state.imageId, knowledge, gone })
            : known([]),
        image.is === "present" && !isGone(image) && policy.action !== "deprecate" ? observeUsers(api, image.value) : [],
    ]);
    return { account, image, bin, imageRules, snapshotRules, snapshots, users };
};

/** EC2 shows an image that is gone for a short while yet. */
export const isGone = (image: Observation<ObservedImage>): boolean =>
    image.is === "absent" || (image.is === "present" && image.value.state === stateDeregistered);

export const observeImage = async (api: ImageApi, imageId: string): Promise<Observation<ObservedImage>> => {
    try {
        const value = await api.describeImage(imageId);
        if (value !== undefined) return { is: "present", value };
        return { is: "absent", evidence: `EC2 knows no image ${imageId}` };
    } catch (error) {
        if (CallError.is(error)) return unreadableOf(error);
        throw error;
    }
};

/** Everybody in the account and region who launches from the image or names it, and whom it is shared with. */
const observeUsers = async (api: ImageApi, image: ObservedImage): Promise<readonly UserReading[]> => {
    const [launches, references] = await Promise.all([api.launches(), api.references(image.imageId)]);
    return [
        ...launchUsers(image.imageId, launches),
        ...referenceUsers(image.imageId, references, launches, image.lastLaunchedTime),
    ];
};

interface SnapshotQuestion {
    /** Whether they are to go: who uses them and what locks them matters only then. */
    readonly deletes: boolean;
    readonly imageId: string;
    readonly knowledge: Knowledge;
    /** Images that this run has seen gone, and what those in the Recycle Bin need: EC2 may show them once more. */
    readonly gone: ReadonlyMap<string, readonly string[]>;
}

const observeSnapshots = (
    api: ImageApi,
    ids: readonly string[],
    { deletes, imageId, knowledge, gone }: SnapshotQuestion,
): Promise<Reading<readonly ObservedSnapshot[]>> =>
    readingOf(async () => {
        const asked = ids.filter(id => knowledge.get(id)?.is !== "gone");
        if (asked.length === 0) return [];
        const found = await api.describeSnapshots(asked);
        const present = found.flatMap(snapshot => snapshot.SnapshotId ?? []);
        if (present.length === 0) return [];
        const [images, locks] = await Promise.all([
            deletes ? readingOf(() => api.describeImagesOn(present)) : known([]),
            deletes ? readingOf(() => api.describeLockedSnapshots(present)) : known([]),
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
                    usedBy:
                        fate?.is === "kept"
                            ? known([fate.because])
                            : usersOf(id, images, new Set([imageId, ...gone.keys()])),
                    lock: lockOf(id, locks),
                    neededInBin: [...gone]
                        .filter(([image, needs]) => image !== imageId && needs.includes(id))
                        .map(([image]) => image),
                    ...(fate === undefined ? {} : { isNamedByAnswer: true as const }),
                },
            ];
        });
    });

const usersOf = (
    snapshotId: string,
    images: Reading<readonly ObservedImage[]>,
    gone: ReadonlySet<string>,
): Reading<readonly string[]> =>
    images.is === "unknown"
        ? images
        : known(
              images.value
                  .filter(image => !gone.has(image.imageId) && image.state !== stateDeregistered)
                  .filter(image => image.snapshotIds.includes(snapshotId))
                  .map(image => image.imageId)
                  .sort(),
          );

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LockedSnapshotsInfo.html */
const lockOf = (
    snapshotId: string,
    locks: Reading<Awaited<ReturnType<ImageApi["describeLockedSnapshots"]>>>,
): ObservedSnapshot["lock"] => {
    if (locks.is === "unknown") return locks;
    const lock = locks.value.find(candidate => candidate.SnapshotId === snapshotId);
    if (lock === undefined || lock.LockState === "expired") return known(undefined);
    const until = lock.LockExpiresOn?.toISOString();
    return known(until === undefined ? {} : { until });
};
