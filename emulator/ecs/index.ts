import { arnOf } from "../aws";
import { json11 } from "../protocols/json-1.1";
import { epochSeconds } from "../protocols/rest-json";
import { CloudError, type Operation, type Service } from "../service";
import { bucketOf } from "./buckets";
import { createCluster, deleteCluster, describeClusters, listClusters } from "./clusters";
import { registerTaskDefinition } from "./register";
import { look, put } from "./seed";
import { createService, deleteService, updateService } from "./service-changes";
import {
    describeServiceDeployments,
    describeServiceRevisions,
    listServiceDeployments,
    stopServiceDeployment,
} from "./service-deployments";
import { describeServices, listServices } from "./services";
import { listTagsForResource, tagResource, untagResource } from "./tags";
import {
    deleteTaskDefinitions,
    deregisterTaskDefinition,
    describeTaskDefinition,
    listTaskDefinitionFamilies,
    listTaskDefinitions,
} from "./task-definitions";
import { createTaskSet, deleteTaskSet, describeTaskSets, updateServicePrimaryTaskSet } from "./task-sets";
import { describeTasks, listTasks, runTask, stopTask } from "./tasks";

const operations: Readonly<Record<string, Operation>> = {
    RegisterTaskDefinition: registerTaskDefinition,
    DescribeTaskDefinition: describeTaskDefinition,
    ListTaskDefinitions: listTaskDefinitions,
    ListTaskDefinitionFamilies: listTaskDefinitionFamilies,
    DeregisterTaskDefinition: deregisterTaskDefinition,
    DeleteTaskDefinitions: deleteTaskDefinitions,
    CreateCluster: createCluster,
    DeleteCluster: deleteCluster,
    ListClusters: listClusters,
    DescribeClusters: describeClusters,
    CreateService: createService,
    UpdateService: updateService,
    DeleteService: deleteService,
    ListServices: listServices,
    DescribeServices: describeServices,
    ListServiceDeployments: listServiceDeployments,
    DescribeServiceDeployments: describeServiceDeployments,
    StopServiceDeployment: stopServiceDeployment,
    DescribeServiceRevisions: describeServiceRevisions,
    CreateTaskSet: createTaskSet,
    DeleteTaskSet: deleteTaskSet,
    DescribeTaskSets: describeTaskSets,
    UpdateServicePrimaryTaskSet: updateServicePrimaryTaskSet,
    RunTask: runTask,
    StopTask: stopTask,
    ListTasks: listTasks,
    DescribeTasks: describeTasks,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
};

const protocol = json11("AmazonEC2ContainerServiceV20141113");

export const ecs: Service = {
    ...protocol,
    name: "ecs",
    signingNames: ["ecs"],
    operations: new Map(
        Object.entries(operations).map(([name, operation]) => [name, { ...operation, bucket: () => bucketOf(name) }]),
    ),
    encode: (operation, output, requestId) => protocol.encode(operation, inSeconds(output) as typeof output, requestId),
    denied: (action, caller) =>
        new CloudError(
            "AccessDeniedException",
            `User: ${arnOf(caller)} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
        ),
    throttled: () => new CloudError("ThrottlingException", "Rate exceeded"),
    statusOf: code => (code === "ServerException" ? 500 : undefined),
    put,
    look,
};

/** Times are seconds on the wire, wherever they are in an answer. */
const inSeconds = (value: unknown): unknown => {
    if (value instanceof Date) {
        return epochSeconds(value);
    }
    if (Array.isArray(value)) {
        return value.map(inSeconds);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inSeconds(member)]))
        : value;
};
