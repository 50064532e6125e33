import assert from "node:assert/strict";
import {
    DescribeServiceDeploymentsCommand,
    DescribeServiceRevisionsCommand,
    type ECSClient,
    ListServiceDeploymentsCommand,
    StopServiceDeploymentCommand,
} from "@aws-sdk/client-ecs";
import { variantAnswers } from "../../emulator";
import { refusal } from "./clients";
import {
    deleteDefinitions,
    deployments,
    deregister,
    describeService,
    inRunners,
    makeService,
    moveService,
    serviceArn,
    statusOf,
    taskDefinition,
} from "./task-runners";

const three = {
    taskDefinitions: [{ family: "web" }, { family: "web" }, { family: "web" }],
    clusters: [{ clusterName: "default" }],
};

const listed = async (ecs: ECSClient, input: object = {}) =>
    (await ecs.send(new ListServiceDeploymentsCommand({ service: "web", ...input }))).serviceDeployments ?? [];
const last = async (ecs: ECSClient) => {
    const [newest] = await listed(ecs);
    const arn = newest?.serviceDeploymentArn ?? "";
    const { serviceDeployments = [] } = await ecs.send(
        new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
    );
    return { arn, deployment: serviceDeployments[0] };
};
const runsOf = async (ecs: ECSClient, ...serviceRevisionArns: (string | undefined)[]) => {
    const { serviceRevisions = [] } = await ecs.send(
        new DescribeServiceRevisionsCommand({ serviceRevisionArns: serviceRevisionArns.map(arn => arn ?? "") }),
    );
    return serviceRevisions.map(row => row.taskDefinition);
};
const stop = async (ecs: ECSClient, stopType?: "ROLLBACK" | "ABORT") =>
    ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: (await last(ecs)).arn, stopType }));

describe("ECS service deployments", () => {
    it(
        "tell what they deploy and what a rollback would go back to",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            const { deployment } = await last(ecs);
            assert.deepEqual([deployment?.status, deployment?.serviceArn], ["IN_PROGRESS", serviceArn("web")]);
            const [source] = deployment?.sourceServiceRevisions ?? [];
            assert.deepEqual(await runsOf(ecs, source?.arn, deployment?.targetServiceRevision?.arn), [
                taskDefinition("web:1"),
                taskDefinition("web:2"),
            ]);
            assert.deepEqual(
                (await listed(ecs)).map(row => row.status),
                ["IN_PROGRESS", "SUCCESSFUL"],
            );
            emulator.clock.advance({ minutes: 1 });
            assert.deepEqual(
                (await listed(ecs, { status: ["SUCCESSFUL"] })).map(row => row.finishedAt?.toISOString()),
                ["2026-01-01T00:02:00.000Z", "2026-01-01T00:01:00.000Z"],
            );
            assert.deepEqual(await listed(ecs, { status: ["IN_PROGRESS"] }), []);
            const since = new Date("2026-01-01T00:00:30Z");
            assert.equal((await listed(ecs, { createdAt: { after: since } })).length, 1);
        }),
    );

    it(
        "are stopped by the next one; a rollback goes to what was last fully deployed",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            await moveService(ecs, "web:3");
            assert.deepEqual(
                (await listed(ecs)).map(row => row.status),
                ["IN_PROGRESS", "STOPPED", "SUCCESSFUL"],
            );
            await stop(ecs);
            const { deployment } = await last(ecs);
            assert.deepEqual(await runsOf(ecs, deployment?.rollback?.serviceRevisionArn), [taskDefinition("web:1")]);
        }),
    );

    it(
        "are rolled back when stopped, also without a configured rollback",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            await stop(ecs);
            assert.equal((await last(ecs)).deployment?.status, "ROLLBACK_IN_PROGRESS");
            assert.deepEqual(await deployments(ecs), [
                ["PRIMARY", "web:1", 2],
                ["ACTIVE", "web:2", 0],
            ]);
            assert.equal((await refusal(stop(ecs))).code, "ConflictException");
            emulator.clock.advance({ minutes: 1 });
            assert.equal((await last(ecs)).deployment?.status, "ROLLBACK_SUCCESSFUL");
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:1", 2]]);
        }),
    );

    for (const answer of variantAnswers.rollbackToInactive) {
        it(
            `that roll back to an INACTIVE revision: ${answer}`,
            inRunners(
                { seed: three, deploymentMs: 3_600_000, variants: { rollbackToInactive: answer } },
                async ({ ecs, emulator }) => {
                    await makeService(ecs, { taskDefinition: "web:1" });
                    emulator.clock.advance({ hours: 1 });
                    await moveService(ecs, "web:2");
                    await deregister(ecs, "web:1");
                    emulator.clock.advance({ minutes: 10 });
                    await stop(ecs);
                    emulator.clock.advance({ hours: 1 });
                    assert.equal((await last(ecs)).deployment?.status, answer);
                    const primary = answer === "ROLLBACK_FAILED" ? "web:2" : "web:1";
                    assert.equal((await describeService(ecs))?.taskDefinition, taskDefinition(primary));
                },
            ),
        );
    }

    it(
        "roll back to a revision that was deregistered less than ten minutes ago",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            await deregister(ecs, "web:1");
            await stop(ecs);
            emulator.clock.advance({ minutes: 1 });
            assert.equal((await last(ecs)).deployment?.status, "ROLLBACK_SUCCESSFUL");
        }),
    );

    it(
        "hold what they would roll back to, until they are over",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            emulator.clock.advance({ minutes: 1 });
            await moveService(ecs, "web:2");
            await stop(ecs);
            await deregister(ecs, "web:2");
            await deleteDefinitions(ecs, "web:2");
            emulator.clock.advance({ hours: 24 });
            assert.equal(await statusOf(ecs, "web:2"), "DELETE_IN_PROGRESS");
            emulator.clock.advance({ minutes: 1 });
            assert.equal((await refusal(statusOf(ecs, "web:2"))).code, "ClientException");
        }),
    );

    it(
        "can be aborted; the first of a service has nothing to go back to; one that is over is not stopped",
        inRunners({ seed: three, deploymentMs: 60_000 }, async ({ ecs, emulator }) => {
            await makeService(ecs, { taskDefinition: "web:1" });
            assert.equal((await refusal(stop(ecs))).code, "ConflictException");
            emulator.clock.advance({ minutes: 1 });
            assert.equal((await refusal(stop(ecs))).code, "ConflictException");
            await moveService(ecs, "web:2");
            await stop(ecs, "ABORT");
            emulator.clock.advance({ hours: 1 });
            assert.equal((await last(ecs)).deployment?.status, "STOPPED");
            const none = `${(await last(ecs)).arn}x`;
            const missing = ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: none }));
            assert.equal((await refusal(missing)).code, "ServiceDeploymentNotFoundException");
        }),
    );

    it(
        "are as long as the emulator says from then on",
        inRunners({ seed: three }, async ({ ecs, emulator }) => {
            emulator.configure({ deploymentMs: 0 });
            await makeService(ecs, { taskDefinition: "web:1" });
            assert.deepEqual(await deployments(ecs), [["PRIMARY", "web:1", 2]]);
        }),
    );
});
