import type * as Ecs from "@aws-sdk/client-ecs";
import { asked } from "../../asked";
import type { AwsCloud } from "../../client";
import { allPages } from "../../paging";
import { readingOf } from "../../reading";
import { lastPart } from "../arn";
import type { RolloutFacts, ServiceFacts, TaskFacts, UseFacts } from "./facts";
import { readRuleTargets } from "./rules/api";
import { readSchedulerTargets } from "./schedules/api";

/** Looks at everything that runs task definitions in the account and region. Each question that fails is unknown for itself. */
export const scanUse = async (cloud: AwsCloud): Promise<UseFacts> => {
    const clusters = await readingOf(() => readClusters(cloud));
    const inClusters = <T>(read: (clusters: readonly string[]) => Promise<T>) =>
        clusters.is === "unknown" ? Promise.resolve(clusters) : readingOf(() => read(clusters.value));
    const services = inClusters(known => readServices(cloud, known));
    const [found, ruleTargets, schedulerTargets] = await Promise.all([
        services,
        inClusters(known => readRuleTargets(cloud, known)),
        readingOf(() => readSchedulerTargets(cloud)),
    ]);
    const rollouts = found.is === "unknown" ? found : await readingOf(() => readRollouts(cloud, found.value));
    return {
        clusters,
        services: found.is === "unknown" ? found : { is: "known", value: found.value.map(({ facts }) => facts) },
        rollouts,
        ruleTargets,
        schedulerTargets,
    };
};

const readClusters = async (cloud: AwsCloud): Promise<readonly string[]> => {
    const { sdk, client } = await cloud.ecs();
    return asked("ecs:ListClusters", () =>
        allPages(
            nextToken => client.send(new sdk.ListClustersCommand({ maxResults: 100, nextToken })),
            page => page.clusterArns,
            page => page.nextToken,
        ),
    );
};

interface FoundService {
    readonly facts: ServiceFacts;
    readonly isRollingOut: boolean;
}

const describedAtOnce = 10;

const readServices = async (cloud: AwsCloud, clusters: readonly string[]): Promise<readonly FoundService[]> => {
    const { sdk, client } = await cloud.ecs();
    const found: FoundService[] = [];
    for (const cluster of clusters) {
        const arns = await asked("ecs:ListServices", () =>
            allPages(
                nextToken => client.send(new sdk.ListServicesCommand({ cluster, maxResults: 100, nextToken })),
                page => page.serviceArns,
                page => page.nextToken,
            ),
        );
        for (const services of chunks(arns, describedAtOnce)) {
            const answer = await asked("ecs:DescribeServices", () =>
                allPages(
                    () => client.send(new sdk.DescribeServicesCommand({ cluster, services: [...services] })),
                    page => complete(page.services, page.failures),
                    () => undefined,
                ),
            );
            // One that is DRAINING or INACTIVE starts nothing more.
            found.push(...answer.filter(({ status }) => status === "ACTIVE").map(foundService));
        }
    }
    return found;
};

const foundService = (service: Ecs.Service): FoundService => {
    const deployments = service.deployments ?? [];
    const taskSets = service.taskSets ?? [];
    const primary = deployments.filter(({ status }) => status === "PRIMARY");
    const older = deployments.filter(({ status }) => status !== "PRIMARY");
    const runs = [...primary, ...taskSets.filter(({ status }) => status !== "DRAINING")];
    const drains = [...older, ...taskSets.filter(({ status }) => status === "DRAINING")];
    const revisions = (from: readonly { readonly taskDefinition?: string | undefined }[]) => [
        ...new Set(from.flatMap(({ taskDefinition }) => taskDefinition ?? [])),
    ];
    return {
        facts: {
            arn: service.serviceArn ?? "",
            name: service.serviceName ?? "",
            cluster: lastPart(service.clusterArn ?? ""),
            // With the external controller a service has no deployments, and with none at all its own word counts.
            runs: runs.length === 0 ? revisions([service]) : revisions(runs),
            drains: revisions(drains),
        },
        isRollingOut: older.length > 0 || primary.some(({ rolloutState }) => rolloutState === "IN_PROGRESS"),
    };
};

/** A deployment may be stopped with a rollback until it has ended, whether or not it was configured to roll back. */
const inProgress: Ecs.ServiceDeploymentStatus[] = [
    "PENDING",
    "IN_PROGRESS",
    "STOP_REQUESTED",
    "ROLLBACK_REQUESTED",
    "ROLLBACK_IN_PROGRESS",
];

const readRollouts = async (cloud: AwsCloud, services: readonly FoundService[]): Promise<readonly RolloutFacts[]> => {
    const { sdk, client } = await cloud.ecs();
    const rollouts: RolloutFacts[] = [];
    for (const { facts } of services.filter(({ isRollingOut }) => isRollingOut)) {
        const { arn: service, name, cluster } = facts;
        const briefs = await asked("ecs:ListServiceDeployments", () =>
            allPages(
                nextToken =>
                    client.send(
                        new sdk.ListServiceDeploymentsCommand({ service, cluster, status: inProgress, nextToken }),
                    ),
                page => page.serviceDeployments,
                page => page.nextToken,
            ),
        );
        const sources = await sourcesOf(
            cloud,
            briefs.flatMap(({ serviceDeploymentArn }) => serviceDeploymentArn ?? []),
        );
        if (sources.length === 0) continue;
        rollouts.push({ service, name, cluster, goesBackTo: await revisionsOf(cloud, sources) });
    }
    return rollouts;
};

const sourcesOf = async (cloud: AwsCloud, serviceDeploymentArns: string[]): Promise<readonly string[]> => {
    if (serviceDeploymentArns.length === 0) return [];
    const { sdk, client } = await cloud.ecs();
    const deployments = await asked("ecs:DescribeServiceDeployments", () =>
        allPages(
            () => client.send(new sdk.DescribeServiceDeploymentsCommand({ serviceDeploymentArns })),
            page => complete(page.serviceDeployments, page.failures),
            () => undefined,
        ),
    );
    const sources = deployments.flatMap(({ sourceServiceRevisions }) => sourceServiceRevisions ?? []);
    return [...new Set(sources.flatMap(({ arn }) => arn ?? []))];
};

const revisionsOf = async (cloud: AwsCloud, serviceRevisionArns: readonly string[]): Promise<readonly string[]> => {
    const { sdk, client } = await cloud.ecs();
    const revisions = await asked("ecs:DescribeServiceRevisions", () =>
        allPages(
            () =>
                client.send(new sdk.DescribeServiceRevisionsCommand({ serviceRevisionArns: [...serviceRevisionArns] })),
            page => (page.failures?.length ? undefined : page.serviceRevisions),
            () => undefined,
        ),
    );
    return revisions.flatMap(({ taskDefinition }) => taskDefinition ?? []);
};

/** Running tasks of a family that no service has started. */
export const readStandaloneTasks = async (
    cloud: AwsCloud,
    clusters: readonly string[],
    family: string,
): Promise<readonly TaskFacts[]> => {
    const { sdk, client } = await cloud.ecs();
    const found: TaskFacts[] = [];
    for (const cluster of clusters) {
        const arns = await asked("ecs:ListTasks", () =>
            allPages(
                nextToken => client.send(new sdk.ListTasksCommand({ cluster, family, maxResults: 100, nextToken })),
                page => page.taskArns,
                page => page.nextToken,
            ),
        );
        for (const tasks of chunks(arns, 100)) {
            const answer = await asked("ecs:DescribeTasks", () =>
                allPages(
                    () => client.send(new sdk.DescribeTasksCommand({ cluster, tasks: [...tasks] })),
                    page => complete(page.tasks, page.failures),
                    () => undefined,
                ),
            );
            const standalone = answer.filter(({ group }) => group?.startsWith("service:") !== true);
            found.push(
                ...standalone.map(task => ({
                    arn: task.taskArn ?? "",
                    cluster: lastPart(cluster),
                    taskDefinition: task.taskDefinitionArn ?? "",
                })),
            );
        }
    }
    return found;
};

/** What has gone since it was listed is no loss; any other failure leaves the answer in the dark about something. */
const complete = <T>(
    found: readonly T[] | undefined,
    failures: readonly { readonly reason?: string | undefined }[] = [],
): readonly T[] | undefined => (failures.every(({ reason }) => reason === "MISSING") ? found : undefined);

const chunks = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
    Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));
