import { known, type Reading } from "../../../retirement";
import type { ObservedUser, UserReading } from "../../../retirement/users";
import { lastPart, type Revision } from "../arn";
import type { RollbackTarget } from "../observation";
import type { TargetFacts, TaskFacts, UseFacts } from "./facts";

/** What names the revision and would break at its next run, by kind. */
export const targetUsers = (
    revision: Revision,
    { ruleTargets, schedulerTargets }: Pick<UseFacts, "ruleTargets" | "schedulerTargets">,
    isLastActive: Reading<boolean>,
): readonly UserReading[] => [
    { kinds: ["rule-target"], ...targetsOf(revision, ruleTargets, isLastActive) },
    { kinds: ["scheduler-target"], ...targetsOf(revision, schedulerTargets, isLastActive) },
];

type Found = Omit<UserReading, "kinds">;

const targetsOf = (
    revision: Revision,
    targets: Reading<readonly TargetFacts[]>,
    isLastActive: Reading<boolean>,
): Found => {
    if (targets.is === "unknown") return { users: [], unknown: targets };
    const byName = targets.value.filter(target => namesRevision(target, revision));
    const byFamily = targets.value.filter(target => namesFamily(target, revision));
    const isLast = isLastActive.is === "known" && isLastActive.value;
    const users = [
        ...byName.map(target => targetUser(target, `starts ${revision.shortName}`, [{}])),
        ...(isLast ? byFamily : []).map(target =>
            targetUser(
                target,
                `starts the latest revision of ${revision.family}, and ${revision.shortName} is its last ACTIVE one`,
                [{ through: [revision.arnWithoutRevision, revision.family] }],
            ),
        ),
    ];
    const isOpen = isLastActive.is === "unknown" && byFamily.some(({ isEnabled }) => isEnabled);
    return { users, ...(isOpen ? { unknown: isLastActive } : {}) };
};

const words = { "rule-target": "EventBridge rule", "scheduler-target": "schedule" } as const;

const targetUser = (target: TargetFacts, what: string, uses: ObservedUser["uses"]): ObservedUser => ({
    kind: target.kind,
    subject: target.arn,
    fact: `${words[target.kind]} ${target.name} ${what}${target.isEnabled ? "" : ", and is disabled"}`,
    launches: target.isEnabled,
    ids: [target.arn, ...target.ids],
    uses,
});

const namesRevision = ({ taskDefinition }: TargetFacts, { arn, shortName }: Revision): boolean =>
    taskDefinition === arn || taskDefinition === shortName;

export const namesFamily = (
    { taskDefinition }: Pick<TargetFacts, "taskDefinition">,
    { arnWithoutRevision, family }: Revision,
): boolean => taskDefinition === arnWithoutRevision || taskDefinition === family;

/** Services that run the revision: they go on without it. */
export const serviceUsers = ({ arn, shortName }: Revision, { services }: Pick<UseFacts, "services">): UserReading => {
    const kinds = ["service"];
    if (services.is === "unknown") return { kinds, users: [], unknown: services };
    const users = services.value
        .filter(({ runs }) => runs.includes(arn))
        .map((service): ObservedUser => {
            const what = `runs ${shortName}, and cannot be redeployed or rolled back to it afterwards`;
            const fact = `service ${service.name} of cluster ${service.cluster} ${what}`;
            return { kind: "service", subject: service.arn, fact, launches: true, ids: [service.arn], uses: [{}] };
        });
    return { kinds, users };
};

/** What runs the revision now and will end by itself. */
export const passingUsers = (
    { arn, shortName }: Revision,
    { services }: Pick<UseFacts, "services">,
    tasks: Reading<readonly TaskFacts[]>,
): readonly UserReading[] => [
    services.is === "unknown"
        ? { kinds: [], users: [] }
        : {
              kinds: [],
              users: services.value
                  .filter(({ drains }) => drains.includes(arn))
                  .map(service => ({
                      ...passing("service-deployment", service.arn),
                      fact: `a deployment of service ${service.name} of cluster ${service.cluster} is draining from ${shortName}`,
                  })),
          },
    tasks.is === "unknown"
        ? { kinds: ["task"], users: [], unknown: tasks }
        : {
              kinds: ["task"],
              users: standalone(
                  shortName,
                  tasks.value.filter(task => task.taskDefinition === arn),
              ),
          },
];

const passing = (kind: string, subject: string) => ({
    kind,
    subject,
    launches: false,
    ids: [subject] as const,
    uses: [{}] as const,
});

const shownTasks = 5;

const standalone = (shortName: string, tasks: readonly TaskFacts[]): readonly ObservedUser[] => {
    const [first] = tasks;
    if (first === undefined) return [];
    const shown = tasks.slice(0, shownTasks).map(({ arn, cluster }) => `${lastPart(arn)} in ${cluster}`);
    const more = tasks.length > shownTasks ? ` and ${tasks.length - shownTasks} more` : "";
    const what = tasks.length === 1 ? "standalone task runs" : "standalone tasks run";
    return [
        {
            ...passing("task", first.arn),
            fact: `${tasks.length} ${what} ${shortName} (${shown.join(", ")}${more}), and will go on`,
        },
    ];
};

/** Deployments in progress that could be rolled back to the revision. */
export const rollbackTargets = (
    { arn, shortName }: Revision,
    { rollouts }: Pick<UseFacts, "rollouts">,
): Reading<readonly RollbackTarget[]> =>
    rollouts.is === "unknown"
        ? rollouts
        : known(
              rollouts.value
                  .filter(({ goesBackTo }) => goesBackTo.includes(arn))
                  .map(({ service, name, cluster }) => ({
                      service,
                      fact: `a deployment of service ${name} of cluster ${cluster} is in progress and could be rolled back to ${shortName}`,
                  })),
          );
