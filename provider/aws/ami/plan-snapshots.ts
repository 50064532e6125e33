import {
    type Blocker,
    type Effect,
    type Instant,
    type Reading,
    renderDeadline,
    renderInstant,
    unreadable,
    type Warning,
} from "../../retirement";
import { forecastSnapshot, type RetentionRule, reversibilityOf, type SnapshotFate } from "../recycle-bin/forecast";
import type { ObservedSnapshot } from "./observation";

interface Question {
    readonly imageId: string;
    readonly imageCreated: Instant;
    /** Whether each snapshot takes a call of its own, instead of going along with the image. */
    readonly takesOwnCalls: boolean;
    readonly accountId: string;
    readonly snapshots: Reading<readonly ObservedSnapshot[]>;
    readonly rules: Reading<readonly RetentionRule[]>;
    /** Whether the policy wants them deleted. */
    readonly deletes: boolean;
    readonly now: Date;
}

interface SnapshotsPlan {
    /** Ids of what is to be deleted; the others that exist stay. */
    readonly deleted: readonly string[];
    /** The same decisions in the forecast's words. */
    readonly fates: ReadonlyMap<string, SnapshotFate>;
    readonly effects: readonly Effect[];
    readonly warnings: readonly Warning[];
    /** What had to be known to delete them, and is not. */
    readonly unknowns: readonly Blocker[];
}

/** What becomes of each snapshot behind an image, one by one. */
export const planSnapshots = (question: Question): SnapshotsPlan => {
    const { imageId, snapshots, deletes } = question;
    if (snapshots.is === "known") return planEach(question, snapshots.value);
    const plan = { deleted: [], fates: new Map(), effects: [], warnings: [], unknowns: [] };
    if (deletes) return { ...plan, unknowns: [notReadable(imageId, "its snapshots", snapshots)] };
    const fact = `which snapshots stay behind is not known: ${snapshots.because}`;
    return { ...plan, warnings: [{ code: "snapshots-unreadable", subject: imageId, fact }] };
};

const planEach = (question: Question, snapshots: readonly ObservedSnapshot[]): SnapshotsPlan => {
    const { deletes } = question;
    const deleted: string[] = [];
    const fates = new Map<string, SnapshotFate>();
    const effects: Effect[] = [];
    const warnings: Warning[] = [];
    const unknowns: Blocker[] = [];
    for (const snapshot of snapshots) {
        const { id, usedBy, lock } = snapshot;
        const kept = whyKept(snapshot, question);
        if (kept !== undefined) {
            fates.set(id, { is: "kept" });
            effects.push(keptEffect(id, kept));
            continue;
        }
        if (deletes && usedBy.is === "unknown") {
            unknowns.push(notReadable(id, `which images use ${id}`, usedBy));
            fates.set(id, { is: "unknown", because: usedBy.because });
            continue;
        }
        deleted.push(id);
        fates.set(id, { is: "deleted", tags: snapshot.tags });
        effects.push(deletedEffect(snapshot, question));
        if (lock.is === "unknown") {
            const fact = `whether ${id} is locked could not be read: ${lock.because}; EC2 keeps it when it is`;
            warnings.push({ code: "lock-unreadable", subject: id, fact });
        }
        if (backupTag in snapshot.tags) {
            const fact = `${id} carries AWS Backup's tag; EC2 keeps it when AWS Backup still manages it`;
            warnings.push({ code: "maybe-managed-by-aws-backup", subject: id, fact });
        }
        if (isOlder(snapshot, question.imageCreated)) {
            const fact = `${id} is older than the image (${renderInstant(snapshot.startTime)}): it may be somebody's backup`;
            warnings.push({ code: "snapshot-older-than-image", subject: id, fact });
        }
    }
    return { deleted, fates, effects, warnings, unknowns };
};

/** Why a snapshot stays, as the end of the sentence "it stays: …"; undefined when nothing keeps it. */
const whyKept = (snapshot: ObservedSnapshot, { deletes, accountId, takesOwnCalls }: Question): string | undefined => {
    const { ownerId, usedBy, neededInBin, lock, tags } = snapshot;
    if (!deletes) return "deleteAssociatedSnapshots is not set";
    if (ownerId !== accountId) return `it belongs to account ${ownerId}`;
    if (usedBy.is === "known" && usedBy.value.length > 0) return `shared with ${usedBy.value.join(", ")}`;
    if (neededInBin.length > 0) return `${neededInBin.join(", ")} in the Recycle Bin cannot come back without it`;
    if (lock.is === "known" && lock.value !== undefined) {
        return lock.value.until === undefined
            ? "it is locked"
            : `it is locked until ${renderDeadline(lock.value.until)}`;
    }
    // The tag alone is no proof, since a restored copy keeps it: enough to leave it alone, not to count on its staying.
    return takesOwnCalls && backupTag in tags ? "it carries AWS Backup's tag" : undefined;
};

const keptEffect = (id: string, because: string): Effect => ({
    code: "snapshot-kept",
    subject: id,
    fact: `${id} stays and goes on costing: ${because}`,
    reversible: { is: "always" },
});

const deletedEffect = ({ id, tags }: ObservedSnapshot, { rules, now }: Question): Effect => ({
    code: "snapshot-deleted",
    subject: id,
    fact: `${id} is deleted`,
    reversible: reversibilityOf(forecastSnapshot(id, tags, rules, now)),
});

const backupTag = "aws:backup:source-resource";
const minuteMs = 60_000;

/** Snapshots that an image made begin with it or after it; the minute allows for the order of the cloud's own steps. */
const isOlder = (snapshot: ObservedSnapshot, imageCreated: Instant): boolean =>
    Date.parse(snapshot.startTime) < Date.parse(imageCreated) - minuteMs;

const notReadable = (subject: string, what: string, reading: Parameters<typeof unreadable>[2]): Blocker =>
    unreadable(subject, what, reading, "run it again, or set deletionPolicy.deleteAssociatedSnapshots to false");
