import assert from "node:assert/strict";
import { outcomesOf, previewed, previewOf } from "./preview-fidelity";
import { adopted, appliedToRevisions, arnOf, clusterArn, endings, revision, revisionsInState } from "./revisions";
import { assertToldOnce, home, scenario } from "./scenario";

interface Case {
    readonly policy?: object;
    readonly outcome: "retire" | "blocked";
}

/** A row for each, which adopts the first revision of its family. */
const cases = {
    byRule: { outcome: "blocked" },
    byBusOfItsOwn: { outcome: "blocked" },
    byDisabledRule: { outcome: "retire" },
    bySchedule: { outcome: "blocked" },
    bySdkSchedule: { outcome: "blocked" },
    byDisabledSchedule: { outcome: "retire" },
    byOtherRevision: { outcome: "retire" },
    ignoredRule: { policy: { ignoreReferences: ["rule-target"] }, outcome: "retire" },
    forced: { policy: { force: true }, outcome: "retire" },
    /** By an override for its id, without an up before it. */
    overridden: { outcome: "retire" },
    /** The rule names the family, which has another ACTIVE revision. */
    byFamily: { outcome: "retire" },
    /** And here it has none. */
    lastOfFamily: { outcome: "blocked" },
} satisfies Record<string, Case>;
const names = Object.keys(cases) as (keyof typeof cases)[];

/** Two rows that adopt the two revisions of a family that a schedule names: whichever comes second is the last one. */
const lastTwo = ["last-two-1", "last-two-2"] as const;

const runs = (TaskDefinitionArn: string) => ({ Arn: clusterArn, EcsParameters: { TaskDefinitionArn } });
const rule = (Name: string, taskDefinition: string, more: object = {}) => ({
    ...home,
    Name,
    Targets: [{ Id: "task", ...runs(taskDefinition) }],
    ...more,
});
const schedule = (
    Name: string,
    Target: ReturnType<typeof runs> | { Arn: string; Input: string },
    more: object = {},
) => ({
    ...home,
    Name,
    Target,
    ScheduleExpression: "rate(1 day)",
    ...more,
});

const seed = {
    clusters: [{ ...home, clusterName: "main" }],
    taskDefinitions: [
        ...names.map(name => revision(`${name}:1`)),
        ...["byOtherRevision:2", "byFamily:2", "last-two:1", "last-two:2"].map(name => revision(name)),
    ],
    eventBuses: [{ ...home, Name: "orders" }],
    eventRules: [
        rule("nightly", arnOf("byRule:1")),
        rule("ordered", arnOf("byBusOfItsOwn:1"), { EventBusName: "orders" }),
        rule("asleep", arnOf("byDisabledRule:1"), { State: "DISABLED" as const }),
        rule("newer", arnOf("byOtherRevision:2")),
        rule("ignored", arnOf("ignoredRule:1")),
        rule("latest", arnOf("byFamily")),
        rule("last", "lastOfFamily"),
    ],
    scheduleGroups: [{ ...home, Name: "jobs" }],
    schedules: [
        schedule("hourly", runs(arnOf("bySchedule:1")), { GroupName: "jobs" }),
        schedule("called", {
            Arn: "arn:aws:scheduler:::aws-sdk:ecs:runTask",
            Input: JSON.stringify({ Cluster: "main", TaskDefinition: "bySdkSchedule:1" }),
        }),
        schedule("paused", runs(arnOf("byDisabledSchedule:1")), { State: "DISABLED" as const }),
        schedule("forced", runs(arnOf("forced:1"))),
        schedule("overridden", runs(arnOf("overridden:1"))),
        schedule("whichever", runs(arnOf("last-two"))),
    ],
};

const blocked = names.filter(name => cases[name].outcome === "blocked");

describe("rules and schedules", () => {
    const world = scenario({ seed });

    before(async () => {
        const { stack } = world;
        const timeouts = { release: "0s" };
        const rows = [
            ...names.map(name => {
                const { policy: deletionPolicy = {} }: Case = cases[name];
                return adopted(name, `${name}:1`, { deletionPolicy, timeouts });
            }),
            ...lastTwo.map((name, index) => adopted(name, `last-two:${index + 1}`, { timeouts })),
        ];
        stack.program(rows.join("\n"));
        await stack.up();
        stack.program("");
    });

    it("keep each revision that they would start next time, on whatever bus and in whatever group, and the last of a family", async () => {
        const { emulator, stack } = world;
        const overrides = { [arnOf("overridden:1")]: { ignoreReferences: ["scheduler-target"] } };
        const env = { PULUMI_RETIRE_OVERRIDES: JSON.stringify(overrides) };
        const preview = await previewOf(stack, [], { env });
        const { "last-two-1": one, "last-two-2": other, ...rest } = outcomesOf(preview);
        assert.deepEqual(rest, Object.fromEntries(names.map(name => [name, cases[name].outcome])));
        assert.deepEqual([one, other].sort(), ["blocked", "retire"]);
        assert.equal(preview.code, 2);
        assert.deepEqual(previewed(preview, "overridden").overridden, { ignoreReferences: arnOf("overridden:1") });
        const told = previewed(preview, "byDisabledRule").warnings.map(({ fact }) => fact);
        assert.ok(told.includes("EventBridge rule asleep starts byDisabledRule:1, and is disabled"), told.join("\n"));

        const { output } = await appliedToRevisions(
            world,
            preview,
            () => stack.up({ expectFailure: true, args: ["--continue-on-error", "--parallel", "16"], env }),
            { either: lastTwo },
        );
        const left = endings(emulator).includes("DeregisterTaskDefinition last-two:1") ? "last-two:2" : "last-two:1";
        assert.deepEqual(revisionsInState(stack), [...blocked.map(name => `${name}:1`), left].sort());
        assert.equal(endings(emulator).length, names.length - blocked.length + 1);
        assertToldOnce(
            output,
            "byRule:1 is in use (rule-target): EventBridge rule nightly starts byRule:1",
            "byBusOfItsOwn:1 is in use (rule-target): EventBridge rule orders/ordered starts byBusOfItsOwn:1",
            "bySchedule:1 is in use (scheduler-target): schedule jobs/hourly starts bySchedule:1",
            "bySdkSchedule:1 is in use (scheduler-target): schedule default/called starts bySdkSchedule:1",
            "EventBridge rule last starts the latest revision of lastOfFamily, and lastOfFamily:1 is its last ACTIVE one",
            `schedule default/whichever starts the latest revision of last-two, and ${left} is its last ACTIVE one`,
        );
    });
});
