import {
    type Blocker,
    type Effect,
    known,
    type PlannedCall,
    type RetirementPlan,
    type Reversibility,
    refusal,
    unreadable,
} from "../../retirement";
import { planUse } from "../../retirement/plan-use";
import type { ImageKeeping, SnapshotFate } from "../recycle-bin/forecast";
import { type AmiObservation, type ObservedImage, stateDeregistered } from "./observation";
import { managedWarnings, ownershipBlockers } from "./plan-ownership";
import { planProtection } from "./plan-protection";
import { planPutAway, putAwayBlockers } from "./plan-put-away";
import { planRecycleBin } from "./plan-recycle-bin";
import { planSnapshots } from "./plan-snapshots";
import { letGo } from "./plan-use";
import type { AmiDeletionPolicy } from "./policy";
import type { AmiState } from "./state";

/**
 * What removing the row of an image means, decided from the state, what was seen and the policy alone.
 * The rows of the design's table stand here in its order; each rule of more than a few lines has its own file.
 */
export const planAmiRetirement = (
    state: AmiState,
    seen: AmiObservation,
    policy: AmiDeletionPolicy,
    now: Date,
): RetirementPlan => {
    if (policy.action === "retain") return retained(state);
    const refused = refusal(...accountReasons(state, seen));
    if (refused !== undefined) return refused;
    if (seen.image.is === "unknown") {
        return { outcome: "unknown", blockers: [unreadable(state.imageId, "the image", seen.image)], warnings: [] };
    }
    if (seen.image.is === "absent" || seen.image.value.state === stateDeregistered) {
        return planGone(state, seen, policy, now);
    }
    return planPresent(state, seen.image.value, seen, policy, now);
};

export const retained = (state: Pick<AmiState, "imageId">): RetirementPlan => ({
    outcome: "retain",
    because: `deletionPolicy.action is "retain": ${state.imageId} stays as it is`,
    effects: [],
    warnings: [],
});

/** Nothing else that was seen means anything when it was seen with another account's eyes. Never lifted. */
const accountReasons = (state: AmiState, seen: AmiObservation): [Blocker[], Blocker[]] => {
    if (seen.account.is === "unknown") return [[], [unreadable(state.imageId, "the caller's account", seen.account)]];
    if (seen.account.value === state.accountId) return [[], []];
    return [
        [
            {
                code: "wrong-account",
                subject: state.imageId,
                fact: `the credentials belong to account ${seen.account.value}, and ${state.imageId} was adopted in account ${state.accountId}`,
                remedy: `use credentials of account ${state.accountId}`,
            },
        ],
        [],
    ];
};

/** The image is gone or in the bin; what is left are the snapshots that the state names, asked about one by one. */
const planGone = (state: AmiState, seen: AmiObservation, policy: AmiDeletionPolicy, now: Date): RetirementPlan => {
    const { imageId, accountId } = state;
    const deletes = deletesSnapshots(policy);
    const snapshots = planSnapshots({
        imageId,
        accountId,
        imageCreated: state.creationDate,
        snapshots: namedOnly(state, seen),
        rules: seen.snapshotRules,
        deletes,
        takesOwnCalls: true,
        now,
    });
    const fates = new Map([...fatesInBin(state, seen), ...snapshots.fates]);
    const question = { image: keepingOfGone(seen), snapshots: fates, snapshotRules: seen.snapshotRules, now };
    const bin = planRecycleBin(imageId, question, policy, snapshots.deleted.length > 0);
    const warnings = [...snapshots.warnings, ...bin.warnings];
    const refused = refusal(bin.blockers, snapshots.unknowns, warnings);
    if (refused !== undefined) return refused;

    return {
        outcome: "already-retired",
        because: `${imageId} is ${question.image.is === "in-bin" ? "in the Recycle Bin" : "deregistered"} already`,
        calls: snapshots.deleted.map(id => ec2("DeleteSnapshot", { SnapshotId: id })),
        effects: [
            deregistered(state, question.image.is === "gone" ? { is: "never" } : bin.reversible),
            ...snapshots.effects,
        ],
        warnings,
    };
};

const deregistered = ({ imageId, name }: Pick<AmiState, "imageId" | "name">, reversible: Reversibility): Effect => ({
    code: "image-deregistered",
    subject: imageId,
    fact: `${imageId} (${name}) is deregistered`,
    reversible,
});

/** Snapshots that the state names, or that EC2's own answer to the deregistration named: no others are this row's. */
const namedOnly = (state: AmiState, { snapshots }: AmiObservation): AmiObservation["snapshots"] =>
    snapshots.is === "unknown"
        ? snapshots
        : known(
              snapshots.value.filter(
                  ({ id, isNamedByAnswer }) => isNamedByAnswer === true || state.snapshotIds.includes(id),
              ),
          );

/** The bin takes EBS-backed images. Whether it takes one that never was available is not documented, and not counted on. */
const keepingOf = ({ imageId, rootDeviceType, state, tags }: ObservedImage, seen: AmiObservation): ImageKeeping => {
    if (rootDeviceType !== "ebs") return { is: "not-eligible" };
    if (state === "available" || state === "disabled") return { is: "going", tags, rules: seen.imageRules };
    return {
        is: "unknown",
        because: `${imageId} is ${state}, and whether the Recycle Bin takes such an image is not documented`,
    };
};

/** What the image stood on and EC2 no longer shows lies in the bin, or is gone: either decides what can be restored. */
const fatesInBin = (state: AmiState, { bin, snapshots }: AmiObservation): ReadonlyMap<string, SnapshotFate> => {
    if (bin.is === "unknown" || bin.value === undefined) return new Map();
    if (snapshots.is === "unknown") return new Map([["its snapshots", snapshots]]);
    const { snapshots: binned } = bin.value;
    const present = new Set(snapshots.value.map(({ id }) => id));
    const missing = state.snapshotIds.filter(id => !present.has(id));
    if (binned.is === "unknown") {
        // All that the state names are there: what the bin holds does not matter then.
        const isEnough = state.snapshotIds.length > 0 && missing.length === 0;
        return isEnough ? new Map() : new Map([["its snapshots", binned]]);
    }
    return new Map(
        [...new Set([...missing, ...binned.value.keys()])].map((id): [string, SnapshotFate] => {
            const leaves = binned.value.get(id);
            return [id, leaves === undefined ? { is: "gone" } : { is: "in-bin", leaves }];
        }),
    );
};

const keepingOfGone = ({ bin }: AmiObservation): ImageKeeping => {
    if (bin.is === "unknown") return bin;
    return bin.value === undefined
        ? { is: "gone" }
        : { is: "in-bin", entered: bin.value.entered, leaves: bin.value.leaves };
};

const deletesSnapshots = (policy: AmiDeletionPolicy): boolean =>
    (policy.action ?? "deregister") === "deregister" && policy.deleteAssociatedSnapshots === true;

const ec2 = (operation: string, input: PlannedCall["input"]): PlannedCall => ({ service: "ec2", operation, input });

const planPresent = (
    state: AmiState,
    image: ObservedImage,
    seen: AmiObservation,
    policy: AmiDeletionPolicy,
    now: Date,
): RetirementPlan => {
    const owned = ownershipBlockers(state, image);
    const warnings = managedWarnings(image);
    const action = policy.action ?? "deregister";
    // From a disabled image nobody launches any more: disabling it again breaks nothing.
    const isDisabled = action === "disable" && image.state === "disabled";
    const use = planUse(image.imageId, isDisabled ? [] : seen.users, policy, letGo);
    warnings.push(...use.warnings);
    if (action === "disable" || action === "deprecate") {
        const blockers = [...owned, ...use.blockers, ...putAwayBlockers(image, action)];
        return refusal(blockers, use.unknowns, warnings) ?? planPutAway(image, action, now, warnings);
    }

    const { imageId, creationDate } = image;
    const deletes = deletesSnapshots(policy);
    const takesOwnCalls = isNeededInBin(seen);
    const snapshots = planSnapshots({
        imageId,
        imageCreated: creationDate,
        accountId: state.accountId,
        snapshots: seen.snapshots,
        rules: seen.snapshotRules,
        deletes,
        takesOwnCalls,
        now,
    });
    const question = {
        image: keepingOf(image, seen),
        snapshots: snapshots.fates,
        snapshotRules: seen.snapshotRules,
        now,
    };
    const bin = planRecycleBin(imageId, question, policy, true);
    const protection = planProtection(image, policy, now);
    warnings.push(...snapshots.warnings, ...bin.warnings);
    const refused = refusal(
        [...owned, ...protection.blockers, ...bin.blockers, ...use.blockers],
        [...snapshots.unknowns, ...use.unknowns],
        warnings,
    );
    if (refused !== undefined) return refused;

    const effects: Effect[] = [
        ...protection.effects,
        deregistered(image, bin.reversible),
        ...snapshots.effects,
        ...filesKept(image),
    ];
    const settling = unsettled(image);
    if (settling !== undefined) {
        return { outcome: "defer", calls: [], because: settling, wait: "settle", effects, warnings };
    }
    if (protection.deferred !== undefined) {
        return { outcome: "defer", calls: protection.calls, ...protection.deferred, effects, warnings };
    }
    const along = deletes && !takesOwnCalls ? { DeleteAssociatedSnapshots: true } : {};
    const deregister = ec2("DeregisterImage", { ImageId: imageId, ...along });
    const singly = takesOwnCalls ? snapshots.deleted.map(id => ec2("DeleteSnapshot", { SnapshotId: id })) : [];
    const [first = deregister, ...rest] = [...protection.calls, deregister, ...singly];
    return { outcome: "retire", calls: [first, ...rest], effects, warnings };
};

/**
 * EC2 takes the snapshots along with the image and spares those that other images use. It does not spare one that an
 * image in the bin needs: then each goes by a call of its own.
 */
const isNeededInBin = ({ snapshots }: AmiObservation): boolean =>
    snapshots.is === "known" && snapshots.value.some(({ neededInBin }) => neededInBin.length > 0);

/** An image that is still being made is waited for, except a copy: deregistering is how EC2 stops one. */
const unsettled = (image: ObservedImage): string | undefined => {
    if (image.state === "transient") return `${image.imageId} is in transition`;
    const isCopy = image.sourceImageId !== undefined && image.sourceInstanceId === undefined;
    if (image.state === "pending" && !isCopy) return `${image.imageId} is still being made (pending)`;
    return undefined;
};

const filesKept = (image: ObservedImage): Effect[] => {
    if (image.rootDeviceType === "ebs") return [];
    const where = image.imageLocation === undefined ? "in S3" : `in S3 at ${image.imageLocation}`;
    return [
        {
            code: "files-kept",
            subject: image.imageId,
            fact: `the files of this instance-store-backed image stay ${where} and go on costing`,
            reversible: { is: "always" },
        },
    ];
};
