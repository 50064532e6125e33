import { type Blocker, type Effect, type PlannedCall, type Reading, unreadable, type Warning } from "../../retirement";
import type { ObservedSnapshot } from "./observation";
import type { ImageDeletionPolicy } from "./policy";
import type { ImageState } from "./state";

interface SnapshotsPlan {
    readonly calls: readonly PlannedCall[];
    readonly effects: readonly Effect[];
    readonly warnings: readonly Warning[];
    readonly unknowns: readonly Blocker[];
}

/** How the service names the snapshots that it makes for an image. */
const madeForImage = /^SnapshotForImage-/;

/** What becomes of each snapshot behind an image, one by one. Each goes by a call of its own, after the image has gone. */
export const planSnapshots = (
    { imageId }: Pick<ImageState, "imageId">,
    snapshots: Reading<readonly ObservedSnapshot[]>,
    policy: ImageDeletionPolicy,
): SnapshotsPlan => {
    const deletes = policy.snapshots === "delete";
    const none = { calls: [], effects: [], warnings: [], unknowns: [] };
    if (snapshots.is === "unknown") {
        const remedy = 'run it again, or set deletionPolicy.snapshots to "keep"';
        if (deletes) return { ...none, unknowns: [unreadable(imageId, "its snapshots", snapshots, remedy)] };
        const fact = `which snapshots stay behind is not known: ${snapshots.because}`;
        return { ...none, warnings: [{ code: "snapshots-unreadable", subject: imageId, fact }] };
    }
    const calls: PlannedCall[] = [];
    const effects: Effect[] = [];
    for (const snapshot of snapshots.value) {
        const { id } = snapshot;
        const kept = deletes ? whyKept(snapshot, imageId) : 'deletionPolicy.snapshots is not "delete"';
        if (kept !== undefined) {
            const fact = `${id} stays and goes on costing: ${kept}`;
            effects.push({ code: "snapshot-kept", subject: id, fact, reversible: { is: "always" } });
            continue;
        }
        calls.push({ service: "ecs", operation: "DeleteSnapshot", input: { SnapshotId: id } });
        effects.push({ code: "snapshot-deleted", subject: id, fact: `${id} is deleted`, reversible: { is: "never" } });
    }
    return { ...none, calls, effects };
};

/** Why a snapshot stays, as the end of the sentence "it stays: …"; undefined when nothing keeps it. */
const whyKept = (
    { name, usedByImages, isUsedByDisk, isLocked, keptBy }: ObservedSnapshot,
    imageId: string,
): string | undefined => {
    if (!madeForImage.test(name)) return `the image did not make it (${name === "" ? "it has no name" : name})`;
    if (keptBy !== undefined) return keptBy;
    if (usedByImages.is === "unknown") return `which images use it is not known: ${usedByImages.because}`;
    const others = usedByImages.value.filter(id => id !== imageId);
    if (others.length > 0) return `shared with ${others.join(", ")}`;
    if (isUsedByDisk) return "a disk was made from it, and could not be re-initialised any more";
    if (isLocked.is === "unknown") return `whether it is locked is not known: ${isLocked.because}`;
    return isLocked.value ? "it is locked" : undefined;
};
