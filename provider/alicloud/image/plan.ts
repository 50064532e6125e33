import {
    type Blocker,
    type Effect,
    type PlannedCall,
    type RetirementPlan,
    refusal,
    unreadable,
    type Warning,
} from "../../retirement";
import type { ImageObservation, ObservedImage } from "./observation";
import { planDeprecate } from "./plan-deprecate";
import { planShares } from "./plan-shares";
import { planSnapshots } from "./plan-snapshots";
import { planTasks } from "./plan-tasks";
import { planUsers } from "./plan-users";
import type { ImageDeletionPolicy } from "./policy";
import type { ImageState } from "./state";

type Subject = Pick<ImageState, "imageId" | "accountId" | "region" | "name" | "snapshotIds">;

/** Whether this run has sent DeleteImage for it, and was not refused. */
export interface Sent {
    readonly isDeleteSent: boolean;
}

/** What removing the row of an image means, decided from the state, what was seen and the policy alone. */
export const planImageRetirement = (
    state: Subject,
    seen: ImageObservation,
    policy: ImageDeletionPolicy,
    { isDeleteSent }: Sent,
): RetirementPlan => {
    if (policy.action === "retain") return retained(state);
    const { imageId } = state;
    const { account, image } = seen;
    if (account.is === "unknown") return cannotSay(unreadable(imageId, "the caller's account", account));
    if (account.value !== state.accountId) return wrongAccount(state, account.value);
    if (image.is === "unknown") return cannotSay(unreadable(imageId, "the image", image));
    if (image.is === "absent") return planGone(state, image.evidence, seen, policy, isDeleteSent);
    return planPresent(state, image.value, seen, policy);
};

export const retained = ({ imageId }: Pick<Subject, "imageId">): RetirementPlan => ({
    outcome: "retain",
    because: `deletionPolicy.action is "retain": ${imageId} stays as it is`,
    effects: [],
    warnings: [],
});

const cannotSay = (reason: Blocker): RetirementPlan => ({ outcome: "unknown", blockers: [reason], warnings: [] });

/** Nothing else that was seen means anything when it was seen with another account's eyes. Never lifted. */
const wrongAccount = ({ imageId, accountId }: Subject, account: string): RetirementPlan => ({
    outcome: "blocked",
    blockers: [
        {
            code: "wrong-account",
            subject: imageId,
            fact: `the credentials belong to account ${account}, and ${imageId} was adopted in account ${accountId}`,
            remedy: `use credentials of account ${accountId}`,
        },
    ],
    warnings: [],
});

/** The call is idempotent: it is sent for an image that cannot be seen, too, so that a denial shows itself. */
const deleteCall = ({ imageId, region }: Subject, isForced: boolean): PlannedCall => ({
    service: "ecs",
    operation: "DeleteImage",
    input: { RegionId: region, ImageId: imageId, ...(isForced ? { Force: true } : {}) },
});

const planGone = (
    state: Subject,
    evidence: string,
    seen: ImageObservation,
    policy: ImageDeletionPolicy,
    isDeleteSent: boolean,
): RetirementPlan => {
    const snapshots = planSnapshots(state, seen.snapshots, policy);
    const refused = refusal([], snapshots.unknowns, snapshots.warnings);
    if (refused !== undefined) return refused;
    return {
        outcome: "already-retired",
        because: evidence,
        calls: [...(isDeleteSent ? [] : [deleteCall(state, false)]), ...snapshots.calls],
        effects: [deleted(state), ...snapshots.effects],
        warnings: snapshots.warnings,
    };
};

const deleted = ({ imageId, name }: Pick<Subject, "imageId" | "name">): Effect => ({
    code: "image-deleted",
    subject: imageId,
    fact: `${imageId} (${name}) is deleted`,
    reversible: { is: "never" },
});

const planPresent = (
    state: Subject,
    image: ObservedImage,
    seen: ImageObservation,
    policy: ImageDeletionPolicy,
): RetirementPlan => {
    const owned = ownershipBlockers(image);
    const users = planUsers(image, seen, policy);
    const shares = planShares(state.region, image, seen.shares, policy);
    const warnings: Warning[] = [...users.warnings, ...shares.warnings];
    if (policy.action === "deprecate") {
        const refused = refusal([...owned, ...shares.blockers], shares.unknowns, warnings);
        return refused ?? planDeprecate(state.region, image, shares, warnings);
    }
    const tasks = planTasks(state.region, image, seen.tasks, policy);
    const snapshots = planSnapshots(state, seen.snapshots, policy);
    warnings.push(...tasks.warnings, ...snapshots.warnings);
    const refused = refusal(
        [...owned, ...users.blockers, ...shares.blockers],
        [...users.unknowns, ...shares.unknowns, ...tasks.unknowns, ...snapshots.unknowns],
        warnings,
    );
    if (refused !== undefined) return refused;

    const effects = [...shares.effects, deleted(image), ...snapshots.effects];
    if (tasks.settling !== undefined) {
        return { outcome: "defer", calls: tasks.calls, because: tasks.settling, wait: "settle", effects, warnings };
    }
    // What is lifted is lifted as late as possible: right before the call that needs it.
    const [first = deleteCall(state, users.isForced), ...rest] = [
        ...tasks.calls,
        ...shares.calls,
        deleteCall(state, users.isForced),
    ];
    return { outcome: "retire", calls: [first, ...rest], effects, warnings };
};

/** Never lifted: only its owner can delete an image. */
const ownershipBlockers = ({ imageId, ownerAlias }: ObservedImage): readonly Blocker[] =>
    ownerAlias === "self"
        ? []
        : [
              {
                  code: "not-owner",
                  subject: imageId,
                  fact: `${imageId} is not this account's own (${ownerAlias})`,
                  remedy: "take the row out with deletionPolicy.action retain",
              },
          ];
