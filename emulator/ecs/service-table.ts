import { keyOf, ownRows } from "../owned";
import { tableOf } from "../world";
import { arnOf, resourceIn } from "./arn";
import { serviceNotActive, serviceNotFound } from "./errors";
import { type ServiceRow, statusOfService } from "./service-row";
import type { View } from "./view";

/** A partition is a region. */
export const services = tableOf<ServiceRow>("ecs services");

/** A service by name or ARN, with or without the cluster's name in it. */
export const serviceNamed = ({ world, caller }: View, cluster: string, asked: string): ServiceRow | undefined => {
    const resource = resourceIn(caller, "service", asked);
    const [, inCluster = cluster, name] = /^(?:([^/]+)\/)?([^/]+)$/.exec(resource ?? "") ?? [];
    return name === undefined || inCluster !== cluster
        ? undefined
        : world.row(services, caller.region, keyOf(caller, `${cluster}/${name}`));
};

export const knownService = (view: View, cluster: string, asked: string): ServiceRow => {
    const row = serviceNamed(view, cluster, asked);
    if (row === undefined) {
        throw serviceNotFound();
    }
    return row;
};

/** A service that can be changed. */
export const activeService = (view: View, cluster: string, asked: string): ServiceRow => {
    const row = knownService(view, cluster, asked);
    if (statusOfService(row, view.now) !== "ACTIVE") {
        throw serviceNotActive();
    }
    return row;
};

export const writeService = ({ world, caller }: View, row: ServiceRow): ServiceRow => {
    world.write(services, caller.region, keyOf(row, `${row.cluster}/${row.serviceName}`), row);
    return row;
};

export const ownServices = (view: View): readonly ServiceRow[] => ownRows(view, services);

export const serviceArn = (place: View["caller"], { cluster, serviceName }: ServiceRow): string =>
    arnOf(place, `service/${cluster}/${serviceName}`);
