import { CallError } from "../../execution/errors";
import { known, type Observation, type Reading } from "../../retirement";
import { readingOf, unreadableOf } from "../reading";
import type { TaskDefinitionApi } from "./api";
import { type Revision, revisionOf } from "./arn";
import { nothing, type ObservedRevision, statuses, type TaskDefinitionObservation } from "./observation";
import type { TaskDefinitionState } from "./state";
import type { TaskFacts, UseFacts } from "./use/facts";
import { namesFamily, passingUsers, rollbackTargets, serviceUsers, targetUsers } from "./use/users";

/** Looks at the revision and at all that a decision about it rests on. Reads only. */
export const observeTaskDefinition = async (
    api: TaskDefinitionApi,
    state: Pick<TaskDefinitionState, "arn">,
    /** Revisions of which this run has decided that they go: they are nobody's latest ACTIVE one any more. */
    going: ReadonlySet<string>,
): Promise<TaskDefinitionObservation> => {
    const asked = revisionOf(state.arn);
    const account = await readingOf(() => api.account());
    const revision = await observeRevision(api, asked);
    const isThere = revision.is === "present" && revision.value.status !== statuses.deleting;
    if (!isThere) return { account, revision, ...nothing };
    const facts = await api.use();
    const [isLast, tasks] = await Promise.all([isLastActive(api, asked, facts, going), tasksOf(api, asked, facts)]);
    return {
        account,
        revision,
        users: targetUsers(asked, facts, isLast),
        services: serviceUsers(asked, facts),
        others: passingUsers(asked, facts, tasks),
        rollbacks: rollbackTargets(asked, facts),
    };
};

/**
 * ECS describes an INACTIVE revision only while something refers to it, and says of any other what it says of one that
 * never was: the lists by status are the evidence.
 */
export const observeRevision = async (
    api: TaskDefinitionApi,
    { arn, family, shortName }: Revision,
): Promise<Observation<ObservedRevision>> => {
    try {
        const described = await api.describe(arn);
        if (described !== undefined) {
            return { is: "present", value: { arn, status: described.definition.status ?? "" } };
        }
        for (const status of Object.values(statuses)) {
            if ((await api.list(family, status)).includes(arn)) return { is: "present", value: { arn, status } };
        }
        return { is: "absent", evidence: `ECS cannot describe ${shortName}, and lists it in no status` };
    } catch (error) {
        if (CallError.is(error)) return unreadableOf(error);
        throw error;
    }
};

/** Asked only when something names the bare family. */
const isLastActive = async (
    api: TaskDefinitionApi,
    revision: Revision,
    { ruleTargets, schedulerTargets }: UseFacts,
    going: ReadonlySet<string>,
): Promise<Reading<boolean>> => {
    const targets = [ruleTargets, schedulerTargets].flatMap(reading => (reading.is === "known" ? reading.value : []));
    if (!targets.some(target => namesFamily(target, revision))) return known(false);
    return readingOf(async () => {
        const active = await api.list(revision.family, statuses.active);
        return active.every(arn => arn === revision.arn || going.has(arn));
    });
};

const tasksOf = async (
    api: TaskDefinitionApi,
    { family }: Revision,
    { clusters }: UseFacts,
): Promise<Reading<readonly TaskFacts[]>> =>
    clusters.is === "unknown" ? clusters : readingOf(() => api.standaloneTasks(clusters.value, family));
