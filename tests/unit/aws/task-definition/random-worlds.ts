import fc from "fast-check";
import type { TaskDefinitionDeletionPolicy } from "../../../../provider/aws/task-definition/policy";
import { operations, questions, type SimulatedWorld } from "./simulated-ecs";
import { account, arn, arnOf, targetOf } from "./worlds";

export interface Case {
    readonly world: SimulatedWorld;
    readonly policy: TaskDefinitionDeletionPolicy;
    readonly jitter: number;
}

const seldom = <T>(rare: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> =>
    fc.oneof({ arbitrary: fc.constant(usual), weight: 5 }, { arbitrary: rare, weight: 1 });

const named = fc.constantFrom(arn, "web:3", "web", arn.slice(0, arn.lastIndexOf(":")), arnOf(30), "web:2", "other");
const targets = (kind: "rule-target" | "scheduler-target") =>
    fc.array(
        fc
            .record({ names: named, isEnabled: seldom(fc.constant(false), true) })
            .map(({ names, isEnabled }) => targetOf(names, { kind, isEnabled })),
        { maxLength: 2 },
    );
const revision = fc.constantFrom(arn, arnOf(2), arnOf(30));

const world: fc.Arbitrary<SimulatedWorld> = fc.record({
    caller: seldom(fc.constant("222222222222"), account),
    revisions: fc
        .record({
            own: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS", "FROZEN", undefined),
            others: fc.dictionary(
                fc.constantFrom(arnOf(2), arnOf(30), arnOf(3, "web-2")),
                fc.constantFrom("ACTIVE", "INACTIVE"),
            ),
        })
        .map(({ own, others }) => (own === undefined ? others : { ...others, [arn]: own })),
    describesInactive: fc.boolean(),
    rules: seldom(targets("rule-target"), []),
    schedules: seldom(targets("scheduler-target"), []),
    services: fc.array(
        fc.record({
            arn: fc.constant("arn:s"),
            name: fc.constant("s"),
            cluster: fc.constant("main"),
            runs: fc.array(revision, { maxLength: 2 }),
            drains: fc.array(revision, { maxLength: 1 }),
        }),
        { maxLength: 2 },
    ),
    rollout: seldom(
        fc.record({ endsMs: fc.constantFrom(1, 30_000, 1_000_000, 1_784_000, 1_801_000, 9_000_000) }),
        undefined,
    ),
    tasks: fc.array(
        revision.map(taskDefinition => ({ arn: "arn:t", cluster: "main", taskDefinition })),
        { maxLength: 2 },
    ),
    faults: seldom(
        fc.dictionary(
            fc.constantFrom(...questions),
            fc.constantFrom("denied" as const, "throttled" as const, "cut" as const),
            {
                maxKeys: 2,
            },
        ),
        {},
    ),
    forbidden: seldom(fc.subarray([...operations]), []),
    firstTime: seldom(
        fc.dictionary(
            fc.constantFrom(...operations),
            fc.constantFrom("throttled" as const, "lost before" as const, "lost after" as const),
        ),
        {},
    ),
});

const policy: fc.Arbitrary<TaskDefinitionDeletionPolicy> = fc.record(
    {
        action: fc.constantFrom("deregister", "deregister", "delete", "delete", "delete", "retain"),
        force: seldom(fc.constant(true), false),
        requireUnused: seldom(fc.constant(true), false),
        keepRollbackTarget: seldom(fc.constant(false), true),
        ignoreReferences: fc.subarray(["rule-target", "scheduler-target"]),
    },
    { requiredKeys: ["action"] },
);

export const cases: fc.Arbitrary<Case> = fc.record({
    world,
    policy,
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
