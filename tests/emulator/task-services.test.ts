import assert from "node:assert/strict";
import {
    CreateClusterCommand,
    CreateServiceCommand,
    DeleteClusterCommand,
    DeleteServiceCommand,
    DescribeClustersCommand,
    DescribeServicesCommand,
    ListClustersCommand,
    ListServicesCommand,
    UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { variantAnswers } from "../../emulator";
import { refusal } from "./clients";
import {
    cluster,
    deployments,
    describeService,
    inRunners,
    makeService,
    moveService,
    serviceArn,
    taskDefinition,
} from "./task-runners";

const three = {
    taskDefinitions: [{ family: "web" }, { family: "web" }, { family: "web" }],
    clusters: [{ clusterName: "default" }],
};

describe("ECS services", () => {
    it(
        "deploy in emulated time: until the deployment ends, the one before it runs beside the primary one",
        inRunners({ seed: three, deploymentMs: 120_000 }, async ({ ecs, emulator }) => {
            const { service } = await makeService(ecs, { taskDefinition: "web:1" });
            assert.deepEqual([service?.serviceArn, service?.clusterArn], [serviceArn("web"), cluster()]);
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:1", 0]]);
            emulator.clock.advance({ minutes: 2 });
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:1", 2]]);
            await moveService(ecs, "web:2");
            emulator.clock.advance({ minutes: 1, seconds: 59 });
            assert.deepEqual(await deployments(ecs), [
                ["PRIMARY", "web:2", 0],
                ["ACTIVE", "web:1", 2],
            ]);
            const moving = await describeService(ecs);
            assert.equal(moving?.taskDefinition, taskDefinition("web:2"));
            assert.match(moving?.currentServiceDeployment ?? "", /:service-deployment\/default\/web\/\w{21}$/);
            assert.deepEqual(
                moving?.deployments?.map(row => row.rolloutState),
                ["IN_PROGRESS", "COMPLETED"],
            );
            emulator.clock.advance({ seconds: 1 });
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:2", 2]]);
            assert.equal((await describeService(ecs))?.currentServiceDeployment, undefined);
        }),
    );

    it(
        "that are moved on while they deploy keep everything that still runs",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            await moveService(ecs, "web:3");
            assert.deepEqual(await deployments(ecs), [
                ["PRIMARY", "web:3", 0],
                ["ACTIVE", "web:2", 0],
                ["ACTIVE", "web:1", 2],
            ]);
            emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:3", 2]]);
        }),
    );

    it(
        "scale without a deployment, and deploy the same revision when forced to",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web" });
            emulator.clock.advance({ minutes: 1 });
            await ecs.send(new UpdateServiceCommand({ service: "web", desiredCount: 4, taskDefinition: "web:3" }));
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:3", 4]]);
            await ecs.send(new UpdateServiceCommand({ service: "web", forceNewDeployment: true }));
            assert.equal((await deployments(ecs)).length, 2);
        }),
    );

    for (const answer of variantAnswers.drainingService) {
        it(
            `drain for five minutes when deleted, ${answer}, and are INACTIVE then`,
            inRunners(
                { seed: three, deploymentMs: 0, variants: { drainingService: answer } },
                async ({ ecs, emulator }) => {
                    await makeService(ecs);
                    const remove = (force: boolean) => ecs.send(new DeleteServiceCommand({ service: "web", force }));
                    const listed = async () => (await ecs.send(new ListServicesCommand({}))).serviceArns ?? [];
                    assert.match(
                        (await refusal(remove(false))).message,
                        /cannot be stopped while it is scaled above 0/,
                    );
                    assert.equal((await remove(true)).service?.status, "DRAINING");
                    assert.deepEqual(await listed(), answer === "listed" ? [serviceArn("web")] : []);
                    assert.equal((await refusal(moveService(ecs, "web:1"))).code, "ServiceNotActiveException");
                    assert.match((await refusal(makeService(ecs))).message, /still Draining/);
                    emulator.clock.advance({ minutes: 5 });
                    const ended = await describeService(ecs);
                    assert.deepEqual([ended?.status, ended?.deployments], ["INACTIVE", []]);
                    assert.deepEqual(await listed(), []);
                    await makeService(ecs);
                    assert.equal((await describeService(ecs))?.status, "ACTIVE");
                },
            ),
        );
    }

    it(
        "are described ten at a time, by name or ARN, those missing named; listed ten a page",
        inRunners(
            {
                seed: {
                    ...three,
                    services: Array.from({ length: 12 }, (_, i) => ({
                        serviceName: `s${String(i).padStart(2, "0")}`,
                        taskDefinition: "web:1",
                    })),
                },
            },
            async ({ ecs }) => {
                const first = await ecs.send(new ListServicesCommand({}));
                assert.equal(first.serviceArns?.length, 10);
                const second = await ecs.send(new ListServicesCommand({ nextToken: first.nextToken }));
                assert.deepEqual(second.serviceArns, [serviceArn("s10"), serviceArn("s11")]);
                assert.equal((await ecs.send(new ListServicesCommand({ maxResults: 100 }))).serviceArns?.length, 12);
                const { services, failures } = await ecs.send(
                    new DescribeServicesCommand({ services: ["s01", serviceArn("s02"), "none"] }),
                );
                assert.deepEqual(
                    services?.map(row => row.serviceName),
                    ["s01", "s02"],
                );
                assert.deepEqual(failures, [{ arn: serviceArn("none"), reason: "MISSING" }]);
                const eleven = ecs.send(new DescribeServicesCommand({ services: Array(11).fill("s01") }));
                assert.equal((await refusal(eleven)).code, "InvalidParameterException");
                const nowhere = ecs.send(new DescribeServicesCommand({ cluster: "none", services: ["s01"] }));
                assert.equal((await refusal(nowhere)).code, "ClusterNotFoundException");
            },
        ),
    );

    it(
        "whose deployments others make are not moved by an update",
        inRunners({ seed: three }, async ({ ecs }) => {
            const type = "CODE_DEPLOY" as const;
            const { service } = await ecs.send(
                new CreateServiceCommand({
                    serviceName: "web",
                    taskDefinition: "web:1",
                    deploymentController: { type },
                }),
            );
            assert.deepEqual(
                service?.taskSets?.map(set => [set.status, set.taskDefinition]),
                [["PRIMARY", taskDefinition("web:1")]],
            );
            assert.match(
                (await refusal(moveService(ecs, "web:2"))).message,
                /with a CODE_DEPLOY deployment controller/,
            );
        }),
    );
});

describe("ECS clusters", () => {
    it(
        "are made once, cannot be deleted while something runs, and are described after they are gone",
        inRunners({ seed: { taskDefinitions: [{ family: "web" }] } }, async ({ ecs, emulator }) => {
            const listed = async () => (await ecs.send(new ListClustersCommand({}))).clusterArns;
            await ecs.send(new CreateClusterCommand({ clusterName: "blue" }));
            await ecs.send(new CreateClusterCommand({ clusterName: "blue" }));
            assert.deepEqual(await listed(), [cluster("blue")]);
            await makeService(ecs, { cluster: "blue", desiredCount: 0 });
            const remove = () => ecs.send(new DeleteClusterCommand({ cluster: cluster("blue") }));
            assert.equal((await refusal(remove())).code, "ClusterContainsServicesException");
            await ecs.send(new DeleteServiceCommand({ cluster: "blue", service: "web" }));
            emulator.clock.advance({ minutes: 5 });
            await remove();
            assert.deepEqual(await listed(), []);
            const { clusters, failures } = await ecs.send(new DescribeClustersCommand({ clusters: ["blue", "red"] }));
            assert.deepEqual(
                [clusters?.map(row => row.status), failures?.map(row => row.reason)],
                [["INACTIVE"], ["MISSING"]],
            );
            assert.equal((await refusal(remove())).code, "ClusterNotFoundException");
        }),
    );
});
