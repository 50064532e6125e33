import type { Retirement } from "../../execution/execute";
import type { Context } from "../../execution/kind";
import type { Pace } from "../../execution/wait";
import { withLettingGo } from "../../retirement/users";
import type { TaskDefinitionApi } from "./api";
import { revisionOf } from "./arn";
import { observeTaskDefinition } from "./observe";
import { planTaskDefinitionRetirement, retained } from "./plan";
import type { TaskDefinitionState } from "./state";

interface Paces {
    readonly rollback: Pace;
    readonly confirm: Pace;
    readonly release: Pace;
}

/** How one revision is looked at, planned for and sent about. Looking reads only. */
export const taskDefinitionRetirement = (
    api: TaskDefinitionApi,
    state: TaskDefinitionState,
    { gone }: Pick<Context, "gone">,
    { rollback, confirm, release }: Paces,
): Retirement => {
    const { arn } = state;
    const policy = state.deletionPolicy ?? {};
    return {
        subject: `ECS task definition ${revisionOf(arn).shortName}`,
        action: policy.action ?? "deregister",
        async look(_knowledge, letsGo) {
            if (policy.action === "retain") return retained(state);
            const observed = await observeTaskDefinition(api, state);
            // Of two last revisions that go at the same time, the second to decide is the last one: nothing is waited for
            // from here to where the decision is entered.
            const seen = observed(new Set(goingBefore(arn, gone)));
            const users = withLettingGo(seen.users, letsGo);
            const [services = seen.services] = withLettingGo([seen.services], letsGo);
            const plan = planTaskDefinitionRetirement(state, { ...seen, users, services }, policy);
            if (plan.outcome === "retire" || plan.outcome === "already-retired") gone.set(arn, []);
            else gone.delete(arn);
            return plan;
        },
        send: call => api.send(call),
        waits: { rollback },
        confirm,
        release,
    };
};

const goingBefore = (arn: string, gone: ReadonlyMap<string, unknown>): readonly string[] => {
    const going = [...gone.keys()];
    return gone.has(arn) ? going.slice(0, going.indexOf(arn)) : going;
};
