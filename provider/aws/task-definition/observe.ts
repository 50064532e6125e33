import { CallError } from "../../execution/errors";
import { known, type Observation, type Reading } from "../../retirement";
import { readingOf, unreadableOf } from "../reading";
import type { TaskDefinitionApi } from "./api";
import { type Revision, revisionOf } from "./arn";
import { nothing, type ObservedRevision, statuses, type TaskDefinitionObservation } from "./observation";
import type { TaskDefinitionState } from "./state";
import type { TaskFacts, UseFacts } from "./use/facts";
import { namesFamily, passingUsers, rollbackTargets, serviceUsers, targetUsers } from "./use/users";

/** What was seen, completed by the revisions of which this run has decided that they go: they are nobody's latest ACTIVE one any more. */
type Seen = (going: ReadonlySet<string>) => TaskDefinitionObservation;

/**
 * Looks at the revision and at all that a decision about it rests on. Reads only. Which others go is asked for only
 * afterwards, when nothing is waited for any more: rows that are looked at together do not hear of each other before.
 */
export const observeTaskDefinition = async (
    api: TaskDefinitionApi,
    state: Pick<TaskDefinitionState, "arn">,
): Promise<Seen> => {
    const asked = revisionOf(state.arn);
    const account = await readingOf(() => api.account());
    const revision = await observeRevision(api, asked);
    const isThere = revision.is === "present" && revision.value.status !== statuses.deleting;
    if (!isThere) return () => ({ account, revision, ...nothing });
    const facts = await api.use();
    const [active, tasks] = await Promise.all([activeOf(api, asked, facts), tasksOf(api, asked, facts)]);
    return going => ({
        account,
        revision,
        users: targetUsers(asked, facts, isLastActive(asked, active, going)),
        services: serviceUsers(asked, facts),
        others: passingUsers(asked, facts, tasks),
        rollbacks: rollbackTargets(asked, facts),
    });
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

/** The family's ACTIVE revisions; asked only when something names the bare family. */
const activeOf = async (
    api: TaskDefinitionApi,
    revision: Revision,
    { ruleTargets, schedulerTargets }: UseFacts,
): Promise<Reading<readonly string[]> | undefined> => {
    const targets = [ruleTargets, schedulerTargets].flatMap(reading => (reading.is === "known" ? reading.value : []));
    if (!targets.some(target => namesFamily(target, revision))) return undefined;
    return readingOf(() => api.list(revision.family, statuses.active));
};

const isLastActive = (
    revision: Revision,
    active: Reading<readonly string[]> | undefined,
    going: ReadonlySet<string>,
): Reading<boolean> => {
    if (active === undefined) return known(false);
    if (active.is === "unknown") return active;
    return known(active.value.every(arn => arn === revision.arn || going.has(arn)));
};

const tasksOf = async (
    api: TaskDefinitionApi,
    { family }: Revision,
    { clusters }: UseFacts,
): Promise<Reading<readonly TaskFacts[]>> =>
    clusters.is === "unknown" ? clusters : readingOf(() => api.standaloneTasks(clusters.value, family));
