import type { Bucket } from "../service";

/** ECS's documented token buckets: each is shared by its operations. Source: MODEL.md, throttling. */
const groups: readonly (Bucket & { readonly operations: readonly string[] })[] = [
    { shared: "cluster changes", burst: 20, perSecond: 1, operations: ["CreateCluster", "DeleteCluster"] },
    { shared: "cluster reads", burst: 50, perSecond: 20, operations: ["DescribeClusters", "ListClusters"] },
    {
        shared: "task definition changes",
        burst: 20,
        perSecond: 1,
        operations: ["RegisterTaskDefinition", "DeregisterTaskDefinition"],
    },
    {
        shared: "task definition reads",
        burst: 50,
        perSecond: 20,
        operations: ["DescribeTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies"],
    },
    { shared: "task definition deletions", burst: 5, perSecond: 1, operations: ["DeleteTaskDefinitions"] },
    { shared: "tag changes", burst: 20, perSecond: 10, operations: ["TagResource", "UntagResource"] },
    { shared: "tag reads", burst: 50, perSecond: 20, operations: ["ListTagsForResource"] },
    { shared: "cluster resource changes", burst: 100, perSecond: 40, operations: ["RunTask", "StopTask"] },
    { shared: "cluster resource reads", burst: 100, perSecond: 20, operations: ["ListTasks", "DescribeTasks"] },
    {
        shared: "service changes",
        burst: 50,
        perSecond: 5,
        operations: ["CreateService", "UpdateService", "DeleteService"],
    },
    { shared: "service reads", burst: 100, perSecond: 20, operations: ["ListServices", "DescribeServices"] },
    {
        shared: "service deployment reads",
        burst: 50,
        perSecond: 20,
        operations: ["ListServiceDeployments", "DescribeServiceDeployments"],
    },
    { shared: "service revision reads", burst: 50, perSecond: 20, operations: ["DescribeServiceRevisions"] },
];

export const bucketOf = (operation: string): Bucket | undefined => {
    const group = groups.find(({ operations }) => operations.includes(operation));
    return group && { shared: `ecs ${group.shared}`, burst: group.burst, perSecond: group.perSecond };
};
