import { CallError, RetirementError } from "../../execution/errors";
import type { Sent } from "../../execution/journal";
import { sendUntilTaken } from "../../execution/send";
import type { Surroundings } from "../../execution/surroundings";
import { type Pace, type Waiter, waitFor } from "../../execution/wait";
import type { RestorePlan } from "../../restoring/plan";
import { type Call, renderBlocker } from "../../retirement";
import type { RestoreApi } from "./api";
import type { ObservedImage } from "./observation";
import { planRestore } from "./plan-restore";
import { observeRestorable } from "./restorable";

const hidden = "not visible yet";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html */
const snapshotRestored = (pace: Pace): Waiter<string> => ({
    ...pace,
    what: "the snapshots to come back",
    pending: [hidden, "pending", "recovering", "recoverable"],
    target: ["completed"],
});

const imageRestored = (pace: Pace): Waiter<string> => ({
    ...pace,
    what: "the image to come back",
    pending: [hidden, "pending", "transient", "deregistered"],
    target: ["available", "disabled"],
});

export interface RestoreAmi {
    readonly api: RestoreApi;
    readonly imageId: string;
    /** The snapshots that a row or a report names. EC2 does not say which ones a binned image needs. */
    readonly snapshotsOnRecord: readonly string[];
    readonly settle: Pace;
    readonly surroundings: Surroundings;
    /** Hears of each call that took effect. */
    readonly took?: (call: Call & Sent) => void;
}

export interface RestoredAmi {
    /** As EC2 shows it now that it is back. */
    readonly image: ObservedImage;
    /** What was sent for it; nothing when it was back already. */
    readonly calls: readonly (Call & Sent)[];
}

/**
 * Brings an image back from the Recycle Bin: its snapshots first, since EC2 restores no image that lacks one. Adoption and
 * the command share it. It looks for itself, so that it goes on from wherever an earlier run was cut off.
 * https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-amis.html
 */
export const restoreAmi = async (request: RestoreAmi): Promise<RestoredAmi> => {
    const { api, imageId, settle, surroundings } = request;
    const plan = planRestore(await observeRestorable(api, imageId, request.snapshotsOnRecord));
    if (plan.outcome === "lost" || plan.outcome === "unknown") throw refusedBy(imageId, plan);
    const calls: (Call & Sent)[] = [];
    const send = async (call: Call, isBack: () => Promise<boolean>) => {
        const sent = await sendOrFindDone(call, isBack, request);
        if (sent === undefined) return;
        calls.push({ ...call, ...sent });
        request.took?.({ ...call, ...sent });
    };
    const imageState = async () => (await api.describeImage(imageId))?.state ?? hidden;
    if (plan.outcome === "restore") {
        const snapshotCalls = plan.calls.slice(0, -1);
        for (const call of snapshotCalls) await send(call, () => isSnapshotBack(api, String(call.input.SnapshotId)));
        for (const id of plan.needs)
            await waitFor(snapshotRestored(settle), id, () => snapshotState(api, id), surroundings);
        for (const call of plan.calls.slice(-1)) await send(call, () => isImageBack(api, imageId));
    }
    await waitFor(imageRestored(settle), imageId, imageState, surroundings);
    const image = await api.describeImage(imageId);
    if (image !== undefined) return { image, calls };
    throw new RetirementError(
        "not-confirmed",
        `EC2 AMI ${imageId} was restored, and EC2 does not show it: run it again`,
    );
};

const snapshotState = async (api: RestoreApi, id: string): Promise<string> =>
    (await api.describeSnapshots([id]))[0]?.State ?? hidden;

/** What was discarded a moment ago may still show among the living: back is only what the bin does not hold, too. */
const isSnapshotBack = async (api: RestoreApi, id: string): Promise<boolean> =>
    ["completed", "pending", "recovering"].includes(await snapshotState(api, id)) &&
    !(await api.binnedSnapshots()).some(snapshot => snapshot.id === id);

const isImageBack = async (api: RestoreApi, id: string): Promise<boolean> =>
    ["available", "disabled", "pending", "transient"].includes((await api.describeImage(id))?.state ?? hidden) &&
    (await api.binnedImage(id)) === undefined;

const refusedBy = (imageId: string, plan: RestorePlan & { readonly outcome: "lost" | "unknown" }): RetirementError => {
    const code = plan.outcome === "lost" ? "blocked" : "unknown";
    const verdict = plan.outcome === "lost" ? "it cannot come back" : "whether it can come back is not known";
    const message = `restoring EC2 AMI ${imageId}: ${verdict}\n${plan.reasons.map(renderBlocker).join("\n")}`;
    return new RetirementError(code, message, plan.reasons);
};

/**
 * Sends it for as long as what it met may pass. "It is not in the bin" is no success by itself: somebody else, or an
 * attempt of ours whose answer was lost, may have brought it back, or it is gone. Only a look tells.
 */
const sendOrFindDone = async (
    call: Call,
    isBack: () => Promise<boolean>,
    { api, settle, surroundings }: RestoreAmi,
): Promise<Sent | undefined> => {
    try {
        return await sendUntilTaken(call, api.send, settle, surroundings);
    } catch (error) {
        if (!CallError.is(error) || error.meaning === "denied" || !(await isBack())) throw error;
        return undefined;
    }
};
