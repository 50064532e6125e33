import {
    type Blocker,
    type Effect,
    type NonEmpty,
    type PlannedCall,
    type RetirementPlan,
    refusal,
    unreadable,
    type Warning,
} from "../../retirement";
import { planUse } from "../../retirement/plan-use";
import type { UserReading } from "../../retirement/users";
import { revisionOf } from "./arn";
import { statuses, type TaskDefinitionObservation } from "./observation";
import type { TaskDefinitionDeletionPolicy } from "./policy";
import type { TaskDefinitionState } from "./state";

type Subject = Pick<TaskDefinitionState, "arn" | "accountId">;

/** What removing the row of a revision means, decided from the state, what was seen and the policy alone. */
export const planTaskDefinitionRetirement = (
    state: Subject,
    seen: TaskDefinitionObservation,
    policy: TaskDefinitionDeletionPolicy,
): RetirementPlan => {
    if (policy.action === "retain") return retained(state);
    const { account, revision } = seen;
    if (account.is === "unknown") return cannotSay(unreadable(state.arn, "the caller's account", account));
    if (account.value !== state.accountId) return wrongAccount(state, account.value);
    if (revision.is === "unknown") return cannotSay(unreadable(state.arn, "the revision", revision));
    if (revision.is === "absent") return done(state, "does not exist (any more)");

    const { status } = revision.value;
    const deletes = policy.action === "delete";
    if (status === statuses.deleting) return done(state, "is being deleted already");
    if (status === statuses.inactive && !deletes) return done(state, "is INACTIVE already");
    if (status !== statuses.active && status !== statuses.inactive) {
        const because = `ECS calls it ${status}, which this version of pulumi-retire does not know`;
        return cannotSay(unreadable(state.arn, "its status", { is: "unknown", because }, "update pulumi-retire"));
    }
    return planPresent(state, status, seen, policy);
};

export const retained = ({ arn }: Pick<Subject, "arn">): RetirementPlan => ({
    outcome: "retain",
    because: `deletionPolicy.action is "retain": ${revisionOf(arn).shortName} stays as it is`,
    effects: [],
    warnings: [],
});

const cannotSay = (reason: Blocker): RetirementPlan => ({ outcome: "unknown", blockers: [reason], warnings: [] });

const done = ({ arn }: Subject, what: string): RetirementPlan => ({
    outcome: "already-retired",
    because: `${revisionOf(arn).shortName} ${what}`,
    calls: [],
    effects: [],
    warnings: [],
});

/** Nothing else that was seen means anything when it was seen with another account's eyes. Never lifted. */
const wrongAccount = ({ arn, accountId }: Subject, account: string): RetirementPlan => ({
    outcome: "blocked",
    blockers: [
        {
            code: "wrong-account",
            subject: arn,
            fact: `the credentials belong to account ${account}, and ${revisionOf(arn).shortName} is of account ${accountId}`,
            remedy: `use credentials of account ${accountId}`,
        },
    ],
    warnings: [],
});

const planPresent = (
    { arn }: Subject,
    status: string,
    seen: TaskDefinitionObservation,
    policy: TaskDefinitionDeletionPolicy,
): RetirementPlan => {
    const { shortName } = revisionOf(arn);
    // What names a revision that is INACTIVE is broken already.
    const use = planUse(shortName, status === statuses.active ? seen.users : [], policy, letGo);
    const services = planServices(shortName, seen.services, policy);
    // They end by themselves: neither they nor that they could not be looked at stands in the way.
    const others = planUse(shortName, seen.others, { force: true }, letGo);
    const rollback = planRollback(arn, seen, policy);
    const warnings = [...use.warnings, ...services.warnings, ...others.warnings, ...rollback.warnings];
    const refused = refusal(
        [...use.blockers, ...services.blockers],
        [...use.unknowns, ...services.unknowns, ...rollback.unknowns],
        warnings,
    );
    if (refused !== undefined) return refused;

    const effects = [effectOf(arn, policy)];
    if (status === statuses.active) warnings.push(...afterwards(arn));
    if (rollback.because !== undefined) {
        return { outcome: "defer", calls: [], because: rollback.because, wait: "rollback", effects, warnings };
    }
    return { outcome: "retire", calls: callsFor(arn, status, policy), effects, warnings };
};

const letGo = (): string => "let it name another revision";

/** Running a revision that is INACTIVE works: only a user who asked for it unused is refused. */
const planServices = (shortName: string, reading: UserReading, policy: TaskDefinitionDeletionPolicy) => {
    if (policy.requireUnused !== true) {
        const users = reading.users.map(user => ({ ...user, launches: false }));
        return planUse(shortName, [{ ...reading, users }], { force: true }, letGo);
    }
    const remedy = "set deletionPolicy.requireUnused to false";
    const { blockers, unknowns, warnings } = planUse(shortName, [reading], {}, () => "deploy another revision");
    return {
        // It is a condition that the user has set: no other field lifts it.
        blockers: blockers.map(blocker => ({ ...blocker, remedy: `deploy another revision, or ${remedy}` })),
        unknowns: unknowns.map(unknown => ({
            ...unknown,
            remedy: `${unknown.remedy.split(", or ", 1)[0]}, or ${remedy}`,
        })),
        warnings,
    };
};

const planRollback = (arn: string, { rollbacks }: TaskDefinitionObservation, policy: TaskDefinitionDeletionPolicy) => {
    const { shortName } = revisionOf(arn);
    const keeps = policy.keepRollbackTarget !== false;
    const none = { unknowns: [] as Blocker[], warnings: [] as Warning[], because: undefined };
    if (rollbacks.is === "unknown") {
        const what = `whether a deployment could be rolled back to ${shortName}`;
        const remedy = "run it again, or set deletionPolicy.keepRollbackTarget to false";
        if (keeps) return { ...none, unknowns: [unreadable(arn, what, rollbacks, remedy)] };
        const fact = `${what} is not known: ${rollbacks.because}`;
        return { ...none, warnings: [{ code: "not-looked-at", subject: arn, fact }] };
    }
    const facts = rollbacks.value.map(({ fact }) => fact);
    if (facts.length === 0) return none;
    if (keeps) return { ...none, because: `${facts.join("; ")}; deletionPolicy.keepRollbackTarget waits for that` };
    return {
        ...none,
        warnings: rollbacks.value.map(({ service: subject, fact }) => ({ code: "rollback-target", subject, fact })),
    };
};

const effectOf = (arn: string, policy: TaskDefinitionDeletionPolicy): Effect => {
    const { shortName } = revisionOf(arn);
    return policy.action === "delete"
        ? {
              code: "revision-deleted",
              subject: arn,
              fact: `${shortName} is deleted, and disappears once nothing refers to it`,
              reversible: { is: "never" },
          }
        : {
              code: "revision-deregistered",
              subject: arn,
              fact: `${shortName} is INACTIVE: what runs it goes on and scales, and nothing new starts from it`,
              reversible: { is: "never" },
          };
};

const afterwards = (arn: string): readonly Warning[] => {
    const { shortName } = revisionOf(arn);
    return [
        { code: "usable-for-a-while", subject: arn, fact: `for up to 10 minutes ${shortName} can still be used` },
        {
            code: "no-way-back",
            subject: arn,
            fact: `${shortName} cannot be made ACTIVE again: registering its definition again makes a new revision`,
        },
    ];
};

/** Only the exact ARN, never the family. A revision that is INACTIVE already is not deregistered a second time. */
const callsFor = (arn: string, status: string, policy: TaskDefinitionDeletionPolicy): NonEmpty<PlannedCall> => {
    const deregister = ecs("DeregisterTaskDefinition", { taskDefinition: arn });
    const remove = ecs("DeleteTaskDefinitions", { taskDefinitions: [arn] });
    if (policy.action !== "delete") return [deregister];
    return status === statuses.active ? [deregister, remove] : [remove];
};

const ecs = (operation: string, input: PlannedCall["input"]): PlannedCall => ({ service: "ecs", operation, input });
