import type { RestorePlan } from "../../restoring/plan";
import {
    type Blocker,
    type Call,
    earliest,
    type Instant,
    isNonEmpty,
    type Observation,
    type Reading,
    unreadable,
} from "../../retirement";
import { type ObservedImage, stateDeregistered } from "./observation";

/** A snapshot that an image needs to come back, and where it is. */
export interface NeededSnapshot {
    readonly id: string;
    readonly where:
        | { readonly is: "bin"; readonly leaves: Instant }
        | { readonly is: "live"; readonly state: string }
        | { readonly is: "gone" };
}

/** Everything that a decision about bringing an image back rests on. */
export interface RestoreObservation {
    readonly imageId: string;
    readonly accountId: string;
    readonly region: string;
    /** Among the living. */
    readonly image: Observation<ObservedImage>;
    readonly binned: Reading<{ readonly leaves: Instant } | undefined>;
    readonly needs: Reading<readonly NeededSnapshot[]>;
    /** Whether a row or a report named the snapshots; else they are those whose description names the image. */
    readonly needsAreOnRecord: boolean;
}

/** States of an image that is back, or will be in a moment. */
const backStates = ["available", "disabled", "pending", "transient"];

/** Snapshots first: EC2 restores no image that lacks one, and one that is gone cannot be brought back by anything. */
export const planRestore = (observation: RestoreObservation): RestorePlan => {
    const { imageId, image, binned, needs } = observation;
    const unknowns: Blocker[] = [];
    if (image.is === "unknown") unknowns.push(unreadable(imageId, `whether ${imageId} is there`, image));
    if (binned.is === "unknown") unknowns.push(unreadable(imageId, `whether ${imageId} is in the Recycle Bin`, binned));
    if (binned.is === "known" && binned.value === undefined) return refusal([], unknowns) ?? notInBin(observation);
    if (needs.is === "unknown") unknowns.push(unreadable(imageId, `which snapshots ${imageId} stands on`, needs));
    const snapshots = needs.is === "known" ? needs.value : [];
    const refused = refusal(snapshots.flatMap(lossOf(imageId)), unknowns);
    if (refused !== undefined) return refused;
    const leaves = binned.is === "known" && binned.value !== undefined ? [binned.value.leaves] : [];
    const inBin = snapshots.flatMap(({ id, where }) => (where.is === "bin" ? [{ id, leaves: where.leaves }] : []));
    const [first = "", ...rest] = [...leaves, ...inBin.map(snapshot => snapshot.leaves)];
    return {
        outcome: "restore",
        calls: [
            ...inBin.map(({ id }) => ec2("RestoreSnapshotFromRecycleBin", { SnapshotId: id })),
            ec2("RestoreImageFromRecycleBin", { ImageId: imageId }),
        ],
        needs: snapshots.map(({ id }) => id),
        until: earliest(first, ...rest),
        caveats: caveatsOf(observation, snapshots),
    };
};

const ec2 = (operation: string, input: Call["input"]): Call => ({ service: "ec2", operation, input });

const refusal = (losses: readonly Blocker[], unknowns: readonly Blocker[]): RestorePlan | undefined => {
    const reasons = [...losses, ...unknowns];
    if (!isNonEmpty(reasons)) return undefined;
    return { outcome: losses.length > 0 ? "lost" : "unknown", reasons };
};

const lossOf =
    (imageId: string) =>
    ({ id, where }: NeededSnapshot): readonly Blocker[] => {
        if (where.is === "gone") {
            const fact = `${id} is gone: it is neither in the Recycle Bin nor outside of it, and ${imageId} cannot come back without it`;
            return [{ code: "snapshot-gone", subject: id, fact, remedy: noWay }];
        }
        if (where.is !== "live" || where.state !== "error") return [];
        const fact = `${id} is in state error, and ${imageId} cannot come back without it`;
        return [{ code: "snapshot-failed", subject: id, fact, remedy: noWay }];
    };

const noWay = "make the image anew: nothing brings this one back";

const notInBin = ({ imageId, accountId, region, image }: RestoreObservation): RestorePlan => {
    const lost = (code: string, fact: string, remedy: string): RestorePlan => ({
        outcome: "lost",
        reasons: [{ code, subject: imageId, fact, remedy }],
    });
    if (image.is !== "present") {
        return lost(
            "not-in-recycle-bin",
            `there is no EC2 AMI ${imageId} in region ${region} of account ${accountId}, nor in its Recycle Bin`,
            "correct the id, the region or the credentials; an image that no rule covered, or whose retention is over, is gone for good",
        );
    }
    const { state, ownerId } = image.value;
    const fact = `${imageId} is not in the Recycle Bin: it is ${state}`;
    if (ownerId !== accountId) {
        return lost(
            "not-owner",
            `${fact}, and belongs to account ${ownerId}`,
            `use credentials of account ${ownerId}: only an owner restores`,
        );
    }
    if (backStates.includes(state)) return { outcome: "back-already", fact };
    const remedy = state === stateDeregistered ? noWay : "look why: ec2:DescribeImages tells its StateReason";
    return lost("not-in-recycle-bin", fact, remedy);
};

const caveatsOf = (
    { imageId, needsAreOnRecord }: RestoreObservation,
    snapshots: readonly NeededSnapshot[],
): readonly string[] => {
    if (needsAreOnRecord) return [];
    if (snapshots.length === 0) {
        return [
            `which snapshots ${imageId} stands on is not known: EC2 does not say, and no snapshot's description names it; when one is still in the Recycle Bin or gone, EC2 refuses`,
        ];
    }
    return [
        `EC2 does not say which snapshots an image in the Recycle Bin stands on: counted are those whose description names ${imageId} (${snapshots.map(({ id }) => id).join(", ")})`,
    ];
};

/**
 * The image that a snapshot was made for, by the description that EC2 gives it ("Created by CreateImage(i-…) for ami-…",
 * "Copied for DestinationAmi ami-… from SourceAmi ami-…"). A copy's also names the image that it was copied from, which
 * does not stand on the snapshot.
 */
export const imageMadeFrom = (description: string): string | undefined =>
    /(?:CreateImage\([^)]*\) for|DestinationAmi) (ami-[0-9a-f]+)/.exec(description)?.[1];
