import { CallError } from "../../execution/errors";
import type { Retirement } from "../../execution/execute";
import type { Context } from "../../execution/kind";
import type { Pace } from "../../execution/wait";
import { type Call, known, type Reading } from "../../retirement";
import { withLettingGo } from "../../retirement/users";
import { unreadableOf } from "../reading";
import type { ImageApi } from "./api";
import type { AmiObservation } from "./observation";
import { isGone, observeAmi } from "./observe";
import { planAmiRetirement, retained } from "./plan";
import type { AmiState } from "./state";

interface Paces {
    readonly settle: Pace;
    readonly confirm: Pace;
    readonly release: Pace;
}

/** How one image is looked at, planned for and sent about. Looking reads only. */
export const amiRetirement = (
    api: ImageApi,
    state: AmiState,
    { gone }: Pick<Context, "gone">,
    { settle, confirm, release }: Paces,
): Retirement => {
    const { imageId } = state;
    const policy = state.deletionPolicy ?? {};
    let { snapshotIds } = state;
    return {
        subject: `EC2 AMI ${imageId}`,
        action: policy.action ?? "deregister",
        async look(knowledge, letsGo) {
            if (policy.action === "retain") return retained(state);
            const known = { ...state, snapshotIds };
            const seen = await observeAmi(api, known, policy, knowledge, gone);
            // What the living image is seen to stand on is the row's own, also once only this run remembers it.
            if (seen.image.is === "present" && !isGone(seen.image)) snapshotIds = seen.image.value.snapshotIds;
            if (isGone(seen.image)) gone.set(imageId, needsOf(seen, snapshotIds));
            const users = withLettingGo(seen.users, letsGo);
            return planAmiRetirement(known, { ...seen, users }, policy, api.now());
        },
        takeAsDone(plan) {
            const effect =
                "effects" in plan ? plan.effects.find(({ code }) => code === "image-deregistered") : undefined;
            if (plan.outcome !== "retire" || effect === undefined) return;
            gone.set(imageId, effect.reversible.is === "never" ? [] : snapshotIds);
        },
        isAllowed: call => isAllowed(api, call),
        send: call => api.send(call),
        waits: { settle },
        confirm,
        release,
    };
};

/** What an image in the bin needs to come back; nothing for one that cannot. */
const needsOf = ({ bin }: AmiObservation, snapshotIds: readonly string[]): readonly string[] =>
    bin.is === "known" && bin.value === undefined ? [] : snapshotIds;

/** EC2 answers a DryRun by the caller's permissions alone, and changes nothing. */
const isAllowed = async (api: ImageApi, call: Call): Promise<Reading<boolean>> => {
    try {
        await api.send({ ...call, input: { ...call.input, DryRun: true } });
        return known(true);
    } catch (error) {
        if (!CallError.is(error)) throw error;
        return error.meaning === "denied" ? known(false) : unreadableOf(error);
    }
};
