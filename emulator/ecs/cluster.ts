import { keyOf, ownRows } from "../owned";
import type { Input } from "../service";
import { tableOf } from "../world";
import { arnOf, resourceIn } from "./arn";
import { clusterNotFound } from "./errors";
import { statusOfService } from "./service-row";
import { services } from "./service-table";
import type { Tags } from "./tag-shapes";
import { lastStatus, tasks } from "./task";
import type { View } from "./view";

export interface ClusterRow {
    readonly account: string;
    readonly clusterName: string;
    readonly status: "ACTIVE" | "INACTIVE";
    readonly tags: Tags;
    /** Any further member of Cluster, as it was given. */
    readonly members: Input;
}

/** A partition is a region. */
export const clusters = tableOf<ClusterRow>("ecs clusters");

export const clusterNamed = ({ world, caller }: View, asked = "default"): ClusterRow | undefined => {
    const name = resourceIn(caller, "cluster", asked);
    return name === undefined ? undefined : world.row(clusters, caller.region, keyOf(caller, name));
};

/** The name of a cluster in which there can be something. */
export const activeCluster = (view: View, asked: string | undefined): string => {
    const row = clusterNamed(view, asked);
    if (row?.status !== "ACTIVE") {
        throw clusterNotFound();
    }
    return row.clusterName;
};

export const writeCluster = ({ world, caller }: View, row: ClusterRow): ClusterRow => {
    world.write(clusters, caller.region, keyOf(row, row.clusterName), row);
    return row;
};

export const newCluster = (
    { account }: View["caller"],
    clusterName: string,
    given: { readonly tags?: Tags; readonly members?: Input } = {},
): ClusterRow => ({ account, clusterName, status: "ACTIVE", tags: given.tags ?? {}, members: given.members ?? {} });

export const clusterArn = (place: View["caller"], name: string): string => arnOf(place, `cluster/${name}`);

/** What runs in a cluster: services that are not gone, and tasks on their own that are not stopped. */
export const contentsOf = (view: View, { clusterName }: ClusterRow) => ({
    services: ownRows(view, services).filter(
        row => row.cluster === clusterName && statusOfService(row, view.now) !== "INACTIVE",
    ),
    tasks: ownRows(view, tasks).filter(row => row.cluster === clusterName && lastStatus(row, view.now) !== "STOPPED"),
});

export const describedCluster = (view: View, row: ClusterRow) => {
    const contents = contentsOf(view, row);
    return {
        clusterArn: clusterArn(view.caller, row.clusterName),
        clusterName: row.clusterName,
        status: row.status,
        registeredContainerInstancesCount: 0,
        runningTasksCount: contents.tasks.filter(task => lastStatus(task, view.now) === "RUNNING").length,
        pendingTasksCount: contents.tasks.filter(task => lastStatus(task, view.now) === "PENDING").length,
        activeServicesCount: contents.services.length,
        statistics: [],
        settings: [],
        capacityProviders: [],
        defaultCapacityProviderStrategy: [],
        tags: [],
        ...row.members,
    };
};
