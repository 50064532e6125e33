import { randomUUID } from "node:crypto";
import { CloudError } from "../../service";
import { oncePerToken } from "../client-tokens";
import { missing } from "../errors";
import { existingVersion, templateNamed } from "../launch-templates/template";
import { changes, reads } from "../operation";
import { page } from "../page";
import { tagsFor } from "../tag-rules";
import { terminatesInMs } from "./fleet";
import { ownSpotFleets, type SpotFleet, spotFleets } from "./spot-fleet";
import {
    CancelSpotFleetRequestsRequest,
    DescribeSpotFleetRequestsRequest,
    RequestSpotFleetRequest,
} from "./spot-fleet-inputs";
import {
    CancelSpotFleetRequestsResponse,
    DescribeSpotFleetRequestsResponse,
    RequestSpotFleetResponse,
} from "./spot-fleet-outputs";

export const requestSpotFleet = changes({
    takes: RequestSpotFleetRequest,
    answers: RequestSpotFleetResponse,
    handle: call => {
        const { world, caller, now } = call;
        const config = call.input.SpotFleetRequestConfig;
        return oncePerToken({ ...call, input: config }, "RequestSpotFleet", () => {
            const { LaunchSpecifications = [], LaunchTemplateConfigs = [] } = config;
            if (LaunchSpecifications.length === 0 && LaunchTemplateConfigs.length === 0) {
                throw missing("SpotFleetRequestConfig.LaunchSpecifications");
            }
            for (const { LaunchTemplateSpecification: asked } of LaunchTemplateConfigs) {
                existingVersion(templateNamed(world, caller, asked ?? {}), asked?.Version);
            }
            const SpotFleetRequestId = `sfr-${randomUUID()}`;
            const request: SpotFleet = {
                SpotFleetRequestId,
                SpotFleetRequestState: "active",
                ActivityStatus: "fulfilled",
                CreateTime: now,
                SpotFleetRequestConfig: { Type: "maintain", AllocationStrategy: "lowestPrice", ...config },
                Tags: tagsFor("spot-fleet-request", config.TagSpecifications, ["spot-fleet-request"]),
            };
            world.write(spotFleets, caller.region, SpotFleetRequestId, { account: caller.account, request });
            return { SpotFleetRequestId };
        });
    },
});

export const describeSpotFleetRequests = reads({
    takes: DescribeSpotFleetRequestsRequest,
    answers: DescribeSpotFleetRequestsResponse,
    handle: call => {
        const { SpotFleetRequestIds: ids } = call.input;
        const own = ownSpotFleets(call).map(row => row.request);
        const unknown = ids?.find(id => !own.some(request => request.SpotFleetRequestId === id));
        if (unknown !== undefined) {
            throw new CloudError(
                "InvalidSpotFleetRequestId.NotFound",
                `The spot fleet request ID '${unknown}' does not exist`,
            );
        }
        const found = own.filter(request => ids?.includes(request.SpotFleetRequestId) ?? true);
        const { items, NextToken } = page(call, found, request => request.SpotFleetRequestId);
        return { NextToken, SpotFleetRequestConfigs: items };
    },
});

export const cancelSpotFleetRequests = changes({
    takes: CancelSpotFleetRequestsRequest,
    answers: CancelSpotFleetRequestsResponse,
    handle: call => {
        const { SpotFleetRequestIds: ids, TerminateInstances } = call.input;
        const own = new Map(ownSpotFleets(call).map(row => [row.request.SpotFleetRequestId, row]));
        const isCancellable = (id: string): boolean =>
            own.get(id)?.request.SpotFleetRequestState.startsWith("cancelled") === false;
        const cancelled = ids.filter(isCancellable).flatMap(id => own.get(id) ?? []);
        const state = TerminateInstances ? "cancelled_terminating" : "cancelled_running";
        for (const row of cancelled) {
            call.world.write(spotFleets, call.caller.region, row.request.SpotFleetRequestId, {
                ...row,
                request: { ...row.request, SpotFleetRequestState: state },
                ...(TerminateInstances ? { cancelledFrom: new Date(call.now.getTime() + terminatesInMs) } : {}),
            });
        }
        return {
            SuccessfulFleetRequests: cancelled.map(({ request }) => ({
                SpotFleetRequestId: request.SpotFleetRequestId,
                PreviousSpotFleetRequestState: request.SpotFleetRequestState,
                CurrentSpotFleetRequestState: state,
            })),
            UnsuccessfulFleetRequests: ids
                .filter(id => !isCancellable(id))
                .map(id => ({
                    SpotFleetRequestId: id,
                    Error: own.has(id)
                        ? { Code: "fleetRequestNotInCancellableState", Message: `The request ${id} is cancelled` }
                        : { Code: "fleetRequestIdDoesNotExist", Message: `The request ${id} does not exist` },
                })),
        };
    },
});
