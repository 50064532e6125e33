import assert from "node:assert/strict";
import {
    DescribeServiceDeploymentsCommand,
    DescribeTaskSetsCommand,
    ListServiceDeploymentsCommand,
    ListServicesCommand,
} from "@aws-sdk/client-ecs";
import { seedFrom } from "../../emulator/seed-file";
import { refusal } from "./clients";
import {
    cluster,
    deployments,
    describeDefinition,
    describeService,
    inRunners,
    moveService,
    register,
    statusOf,
    taskDefinition,
} from "./task-runners";

const Target = { Arn: cluster(), EcsParameters: { TaskDefinitionArn: taskDefinition("web") } };
const seed = {
    taskDefinitions: [
        { family: "web", revision: 3, tags: { team: "a" } },
        { family: "web", revision: 4, status: "INACTIVE" as const, deregisteredAt: "2025-12-31T23:51:00Z" },
        { family: "web", revision: 5, status: "DELETE_IN_PROGRESS" as const },
    ],
    clusters: [{ clusterName: "blue", tags: { team: "a" } }],
    services: [
        {
            serviceName: "moving",
            taskDefinition: "web:3",
            serviceDeployments: [{ taskDefinition: "web:4", endsAt: "2026-01-01T00:10:00Z" }],
        },
        { serviceName: "draining", taskDefinition: "web:3", status: "DRAINING" as const },
        { serviceName: "sets", taskSets: [{ taskDefinition: "web:3" }, { taskDefinition: "web:4", externalId: "x" }] },
        {
            serviceName: "old",
            taskDefinition: "web:3",
            deployments: [{ taskDefinition: "web:5", endsAt: "2026-01-01T01:00:00Z" }],
        },
    ],
    tasks: [{ taskDefinition: "web:3", cluster: "blue", group: "family:web" }],
    eventBuses: [{ Name: "orders" }],
    eventRules: [{ Name: "hourly", ScheduleExpression: "rate(1 hour)", Targets: [{ Id: "run", ...Target }] }],
    scheduleGroups: [{ Name: "team" }],
    schedules: [{ Name: "nightly", Target }],
};

describe("a seed of task definitions and what runs them", () => {
    it(
        "is taken from JSON as it is from TypeScript, and seen by a look",
        inRunners({ seed: seedFrom(JSON.parse(JSON.stringify(seed)), "the seed") }, async ({ emulator }) => {
            const look = emulator.look();
            const counts = Object.entries(seed).map(([kind, rows]) => [kind, rows.length]);
            // The cluster `default` was made for the services.
            const expected = { ...Object.fromEntries(counts), clusters: 2 };
            assert.deepEqual(
                Object.fromEntries(Object.keys(seed).map(kind => [kind, look[kind as keyof typeof seed].length])),
                expected,
            );
        }),
    );

    it(
        "says numbers, states and times",
        inRunners({ seed, deploymentMs: 0 }, async ({ ecs, emulator }) => {
            assert.deepEqual((await describeDefinition(ecs, "web")).tags, [{ key: "team", value: "a" }]);
            assert.deepEqual(
                [await statusOf(ecs, "web:4"), await statusOf(ecs, "web:5")],
                ["INACTIVE", "DELETE_IN_PROGRESS"],
            );
            assert.equal((await register(ecs)).taskDefinition?.revision, 6);
            // Nine of its ten minutes are over.
            await moveService(ecs, "web:4", "old");
            emulator.clock.advance({ minutes: 1 });
            assert.equal((await refusal(moveService(ecs, "web:4", "moving"))).message, "TaskDefinition is inactive");
        }),
    );

    it(
        "has deployments that are under way, with what they would roll back to",
        inRunners({ seed }, async ({ ecs, emulator }) => {
            assert.deepEqual(await deployments(ecs, "moving"), [
                ["PRIMARY", "web:4", 0],
                ["ACTIVE", "web:3", 1],
            ]);
            const { serviceDeployments = [] } = await ecs.send(
                new ListServiceDeploymentsCommand({ service: "moving", status: ["IN_PROGRESS"] }),
            );
            const described = await ecs.send(
                new DescribeServiceDeploymentsCommand({
                    serviceDeploymentArns: serviceDeployments.map(row => row.serviceDeploymentArn ?? ""),
                }),
            );
            assert.equal(described.serviceDeployments?.[0]?.sourceServiceRevisions?.length, 1);
            emulator.clock.advance({ minutes: 10 });
            assert.deepEqual(await deployments(ecs, "moving"), [["PRIMARY", "web:4", 1]]);
            assert.deepEqual(await deployments(ecs, "old"), [
                ["PRIMARY", "web:3", 1],
                ["ACTIVE", "web:5", 1],
            ]);
            emulator.clock.advance({ hours: 1 });
            assert.deepEqual(await deployments(ecs, "old"), [["PRIMARY", "web:3", 1]]);
        }),
    );

    it(
        "has services that drain for ever, and task sets",
        inRunners({ seed }, async ({ ecs, emulator }) => {
            emulator.clock.advance({ days: 1 });
            assert.equal((await describeService(ecs, "draining"))?.status, "DRAINING");
            assert.equal((await ecs.send(new ListServicesCommand({}))).serviceArns?.length, 4);
            const { taskSets } = await ecs.send(new DescribeTaskSetsCommand({ cluster: "default", service: "sets" }));
            assert.deepEqual(
                taskSets?.map(set => [set.status, set.externalId]),
                [
                    ["PRIMARY", undefined],
                    ["ACTIVE", "x"],
                ],
            );
        }),
    );

    const statuses = [
        "SUCCESSFUL",
        "STOPPED",
        "ROLLBACK_IN_PROGRESS",
        "ROLLBACK_SUCCESSFUL",
        "ROLLBACK_FAILED",
    ] as const;
    for (const status of statuses) {
        const serviceDeployments = [{ taskDefinition: "web:2", status }];
        const services = [{ serviceName: "web", taskDefinition: "web:1", serviceDeployments }];
        it(
            `has deployments that are ${status}`,
            inRunners({ seed: { services } }, async ({ ecs }) => {
                const { serviceDeployments: rows = [] } = await ecs.send(
                    new ListServiceDeploymentsCommand({ service: "web" }),
                );
                assert.equal(rows[0]?.status, status);
                const rolledBack = status === "ROLLBACK_SUCCESSFUL" || status === "ROLLBACK_IN_PROGRESS";
                const primary = taskDefinition(rolledBack ? "web:1" : "web:2");
                assert.equal((await describeService(ecs))?.taskDefinition, primary);
            }),
        );
    }

    const wrong: [string, unknown, RegExp][] = [
        ["taskDefinitions", { family: "a b" }, /taskDefinitions\.0\.family: must be letters.*not "a b"/],
        ["taskDefinitions", { family: "web", status: "GONE" }, /taskDefinitions\.0\.status/],
        [
            "services",
            { serviceName: "s", taskDefinition: "web" },
            /services\.0\.taskDefinition: must be family:revision/,
        ],
        [
            "services",
            { serviceName: "s", serviceDeployments: [{ taskDefinition: "web:1", status: "PAUSED" }] },
            /services\.0\.serviceDeployments\.0\.status/,
        ],
        ["tasks", { taskDefinition: "web:1", taskId: "1" }, /tasks\.0\.taskId: must be 32 hexadecimal digits/],
        [
            "eventRules",
            { Name: "r", Targets: [{ Id: "x", Arn: "web" }] },
            /eventRules\.0\.Targets\.0\.Arn: must be an ARN/,
        ],
        ["schedules", { Name: "s" }, /schedules\.0\.Target/],
        ["clusters", {}, /clusters\.0\.clusterName/],
    ];
    for (const [kind, object, message] of wrong) {
        it(`is refused by member: ${message.source.slice(0, 60)}`, () => {
            assert.throws(() => seedFrom({ [kind]: [object] }, "the seed"), message);
        });
    }

    it(
        "names revisions, in TypeScript too",
        inRunners({}, async ({ emulator }) => {
            assert.throws(
                () => emulator.put({ services: [{ serviceName: "s", taskDefinition: "web" }] }),
                /names task definitions as family:revision or ARN, not "web"/,
            );
        }),
    );
});
