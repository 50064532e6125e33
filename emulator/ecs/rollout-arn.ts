import { arnOf, resourceIn } from "./arn";
import type { RolloutRow } from "./rollout";
import type { ServiceRow } from "./service-row";
import { ownServices } from "./service-table";
import type { View } from "./view";

type Place = View["caller"];

export const deploymentArn = (place: Place, { cluster, serviceName }: ServiceRow, { id }: RolloutRow): string =>
    arnOf(place, `service-deployment/${cluster}/${serviceName}/${id}`);

export const revisionArn = (place: Place, { cluster, serviceName }: ServiceRow, id: string): string =>
    arnOf(place, `service-revision/${cluster}/${serviceName}/${id}`);

/** The service and the id that the ARN of one of its deployments or revisions names. */
export const partNamed = (
    view: View,
    kind: "service-deployment" | "service-revision",
    arn: string,
): { readonly service: ServiceRow; readonly id: string } | undefined => {
    const [cluster, serviceName, id] = (resourceIn(view.caller, kind, arn) ?? "").split("/");
    const service = ownServices(view).find(row => row.cluster === cluster && row.serviceName === serviceName);
    return service === undefined || id === undefined ? undefined : { service, id };
};
