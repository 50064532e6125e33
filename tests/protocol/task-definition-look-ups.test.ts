import assert from "node:assert/strict";
import type { Seed } from "../../emulator";
import { adopting, arnOf, deregistration } from "./task-definition-world";
import { home, protocolWorld } from "./world";

/*
 * Each question that a decision rests on, denied and then answered by a 200 that says nothing: neither reads as "nobody",
 * nothing is sent, and exactly the field that the question belongs to lets the revision go.
 */

const cluster = `arn:aws:ecs:${home.region}:${home.account}:cluster/main`;
const base: Seed = {
    taskDefinitions: [1, 2].map(revision => ({ ...home, family: "web", revision })),
    clusters: [{ ...home, clusterName: "main" }],
};
const starting = (TaskDefinitionArn: string) => ({ Arn: cluster, EcsParameters: { TaskDefinitionArn } });
const rule = (TaskDefinitionArn: string): Seed => ({
    eventRules: [{ ...home, Name: "nightly", Targets: [{ Id: "t", ...starting(TaskDefinitionArn) }] }],
});
const rollingOut: Seed = {
    services: [
        {
            ...home,
            serviceName: "shop",
            cluster: "main",
            taskDefinition: "web:1",
            serviceDeployments: [{ taskDefinition: "web:2" }],
        },
    ],
};
const rules = { ignoreReferences: ["rule-target"] };
const schedules = { ignoreReferences: ["scheduler-target"] };
const noRollback = { keepRollbackTarget: false };

interface Question {
    readonly seed?: Seed;
    /** The policy under which the answer is not needed. */
    readonly lift: object;
    /** Answers that say nothing. @default `{}` */
    readonly bodies?: readonly string[];
}

const strange = (list: string) => JSON.stringify({ [list]: [], failures: [{ arn: "arn:x", reason: "NOT_TODAY" }] });

const questions: Readonly<Record<string, Question>> = {
    "ecs:ListServices": { lift: noRollback },
    "ecs:DescribeServices": { seed: rollingOut, lift: noRollback, bodies: [strange("services")] },
    "ecs:ListServiceDeployments": { seed: rollingOut, lift: noRollback },
    "ecs:DescribeServiceDeployments": { seed: rollingOut, lift: noRollback, bodies: [strange("serviceDeployments")] },
    "ecs:DescribeServiceRevisions": { seed: rollingOut, lift: noRollback, bodies: [strange("serviceRevisions")] },
    "ecs:ListClusters": { lift: { ...noRollback, ...rules } },
    "events:ListEventBuses": { lift: rules },
    "events:ListRuleNamesByTarget": { seed: rule(arnOf(2)), lift: rules },
    "events:ListTargetsByRule": { seed: rule(arnOf(2)), lift: rules },
    "events:DescribeRule": { seed: rule(arnOf(1)), lift: rules },
    "ecs:ListTaskDefinitions": { seed: rule("web"), lift: rules },
    "scheduler:ListSchedules": { lift: schedules },
    "scheduler:GetSchedule": {
        seed: { schedules: [{ ...home, Name: "daily", Target: starting(arnOf(2)) }] },
        lift: schedules,
    },
};

/** Questions whose empty answer is a whole one: a rule without a name is told by the name that it was asked by. */
const mayBeEmpty = new Set(["events:DescribeRule", "scheduler:GetSchedule"]);

describe("a question about a task definition", () => {
    const world = protocolWorld({ seed: base });

    for (const [call, { seed = {}, lift, bodies = ["{}"] }] of Object.entries(questions)) {
        it(`${call}: nothing is sent without an answer, and only its own field does without it`, async () => {
            world.emulator.put(seed);
            const first = await world.provider();
            const { id, properties } = await first.create(adopting(1));
            const refused = async (says: RegExp) => {
                // A process shares what it saw for two seconds: each look is another's.
                const provider = await world.provider();
                await assert.rejects(provider.delete(id, properties), (error: { details: string }) => {
                    assert.match(error.details, says);
                    return true;
                });
                assert.deepEqual(world.emulator.mutations(), []);
            };
            world.emulator.deny(call);
            await refused(new RegExp(`${call}: [^]*allow ${call}`));
            world.emulator.allow(call);
            for (const body of mayBeEmpty.has(call) ? [] : bodies) {
                world.emulator.failNext(call, { status: 200, body });
                await refused(new RegExp(`${call}: the answer is not readable`));
            }
            world.emulator.deny(call);
            const careless = await first.update(id, properties, adopting(1, lift));
            await first.delete(id, careless);
            assert.deepEqual(world.emulator.mutations(), [deregistration(1)]);
        });
    }

    it("ecs:DescribeTasks: is a warning only, denied or empty, since tasks go on", async () => {
        const task = { ...home, cluster: "main", lastStatus: "RUNNING" } as const;
        world.emulator.put({ tasks: [1, 2].map(revision => ({ ...task, taskDefinition: `web:${revision}` })) });
        const provider = await world.provider();
        for (const revision of [1, 2]) {
            const { id, properties } = await provider.create(adopting(revision));
            if (revision === 1) world.emulator.deny("ecs:DescribeTasks");
            else {
                world.emulator.allow("ecs:DescribeTasks");
                world.emulator.failNext("ecs:DescribeTasks", { status: 200, body: strange("tasks"), times: 20 });
            }
            await provider.delete(id, properties);
            assert.match(provider.output, new RegExp(`who uses web:${revision} \\(task\\) is not known`));
        }
        assert.deepEqual(
            world.emulator.mutations(),
            [1, 2].map(each => deregistration(each)),
        );
    });
});
