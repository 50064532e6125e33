import { randomUUID } from "node:crypto";
import type { InputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { oncePerToken } from "../client-tokens";
import { badValue, missing } from "../errors";
import { filterBy } from "../filters";
import { launch, launchableImage } from "../instances/launch";
import { existingVersion, templateNamed } from "../launch-templates/template";
import { changes, reads } from "../operation";
import { page } from "../page";
import { tagsFor } from "../tag-rules";
import { type Fleet, fleets, isFleetId, ownFleets, terminatesInMs } from "./fleet";
import { CreateFleetRequest, DeleteFleetsRequest, DescribeFleetsRequest } from "./fleet-inputs";
import { CreateFleetResult, DeleteFleetsResult, DescribeFleetsResult } from "./fleet-outputs";

type CreateCall = Call<InputOf<typeof CreateFleetRequest>>;

export const createFleet = changes({
    takes: CreateFleetRequest,
    answers: CreateFleetResult,
    handle: call =>
        oncePerToken(call, "CreateFleet", () => {
            const { input, caller, now } = call;
            const Type = input.Type ?? "maintain";
            if (!["request", "maintain", "instant"].includes(Type)) {
                throw badValue(`Value (${Type}) for parameter type is invalid.`);
            }
            const { TagSpecifications, DryRun, ...members } = input;
            const images = imagesOf(call);
            const FleetId = `fleet-${randomUUID()}`;
            const capacity = input.TargetCapacitySpecification.TotalTargetCapacity ?? 0;
            // Only an instant fleet launches here: its answer is the instances.
            const launched = Type === "instant" ? instancesOf(call, images[0], capacity) : [];
            const fleet: Fleet = {
                ...members,
                Type,
                FleetId,
                FleetState: "active",
                ActivityStatus: "fulfilled",
                CreateTime: now,
                FulfilledCapacity: capacity,
                FulfilledOnDemandCapacity: input.TargetCapacitySpecification.OnDemandTargetCapacity ?? 0,
                ExcessCapacityTerminationPolicy: input.ExcessCapacityTerminationPolicy ?? "termination",
                TerminateInstancesWithExpiration: input.TerminateInstancesWithExpiration ?? false,
                ReplaceUnhealthyInstances: input.ReplaceUnhealthyInstances ?? false,
                Tags: tagsFor("fleet", TagSpecifications, ["fleet", "instance", "volume"]),
                Instances: launched,
            };
            call.world.write(fleets, caller.region, FleetId, { account: caller.account, fleet });
            return { FleetId, Errors: [], Instances: launched };
        }),
});

/** The images that the configurations name, by their templates or overrides; a template that does not exist refuses the fleet. */
const imagesOf = ({ input, world, caller }: CreateCall): readonly (string | undefined)[] =>
    input.LaunchTemplateConfigs.flatMap(({ LaunchTemplateSpecification: asked, Overrides }) => {
        if (asked === undefined) {
            throw missing("LaunchTemplateConfigs.1.LaunchTemplateSpecification");
        }
        if (asked.Version === undefined) {
            throw missing("LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version");
        }
        const { data } = existingVersion(templateNamed(world, caller, asked), asked.Version);
        return [...(Overrides ?? []).map(override => override.ImageId ?? data.ImageId), data.ImageId];
    });

const instancesOf = (call: CreateCall, imageId: string | undefined, count: number) => {
    if (imageId === undefined) {
        throw missing("ImageId");
    }
    const rows = launch(call, launchableImage(call, imageId), count, {});
    return [
        {
            InstanceIds: rows.map(row => row.instance.InstanceId),
            InstanceType: rows[0]?.instance.InstanceType,
            Lifecycle: "on-demand",
        },
    ];
};

export const describeFleets = reads({
    takes: DescribeFleetsRequest,
    answers: DescribeFleetsResult,
    handle: call => {
        const { FleetIds, Filters } = call.input;
        const own = ownFleets(call).map(row => row.fleet);
        for (const id of FleetIds ?? []) {
            if (!isFleetId(id)) {
                throw new CloudError("InvalidFleetId.Malformed", `Invalid id: "${id}" (expecting "fleet-...")`);
            }
            if (!own.some(fleet => fleet.FleetId === id)) {
                throw new CloudError("InvalidFleetId.NotFound", `The fleet '${id}' does not exist`);
            }
        }
        const found = own
            .filter(fleet => FleetIds?.includes(fleet.FleetId) ?? fleet.Type !== "instant")
            .filter(
                filterBy(Filters, {
                    "activity-status": (fleet: Fleet) => fleet.ActivityStatus,
                    "excess-capacity-termination-policy": (fleet: Fleet) => fleet.ExcessCapacityTerminationPolicy,
                    "fleet-state": (fleet: Fleet) => fleet.FleetState,
                    "replace-unhealthy-instances": (fleet: Fleet) => fleet.ReplaceUnhealthyInstances,
                    type: (fleet: Fleet) => fleet.Type,
                }),
            );
        const { items, NextToken } = page(call, found, fleet => fleet.FleetId);
        return { NextToken, Fleets: items };
    },
});

export const deleteFleets = changes({
    takes: DeleteFleetsRequest,
    answers: DeleteFleetsResult,
    handle: call => {
        const { FleetIds, TerminateInstances } = call.input;
        const own = new Map(ownFleets(call).map(row => [row.fleet.FleetId, row]));
        const refusals = new Map(
            FleetIds.flatMap(id => {
                const refusal = refusalOf(own.get(id)?.fleet, id, TerminateInstances);
                return refusal === undefined ? [] : [[id, refusal] as const];
            }),
        );
        const deleted = FleetIds.filter(id => !refusals.has(id)).flatMap(id => own.get(id) ?? []);
        const CurrentFleetState = TerminateInstances ? "deleted_terminating" : "deleted_running";
        for (const row of deleted) {
            call.world.write(fleets, call.caller.region, row.fleet.FleetId, {
                ...row,
                fleet: { ...row.fleet, FleetState: CurrentFleetState },
                ...(TerminateInstances ? { deletedFrom: new Date(call.now.getTime() + terminatesInMs) } : {}),
            });
        }
        return {
            SuccessfulFleetDeletions: deleted.map(({ fleet }) => ({
                FleetId: fleet.FleetId,
                PreviousFleetState: fleet.FleetState,
                CurrentFleetState,
            })),
            UnsuccessfulFleetDeletions: [...refusals].map(([FleetId, refusal]) => ({ FleetId, Error: refusal })),
        };
    },
});

const refusalOf = (fleet: Fleet | undefined, id: string, terminates: boolean) => {
    if (!isFleetId(id)) {
        return { Code: "fleetIdMalformed", Message: `The fleet id '${id}' is malformed` };
    }
    if (fleet === undefined) {
        return { Code: "fleetIdDoesNotExist", Message: `The fleet '${id}' does not exist` };
    }
    const isGoing = fleet.FleetState.startsWith("deleted");
    return isGoing || (fleet.Type === "instant" && !terminates)
        ? { Code: "fleetNotInDeletableState", Message: `The fleet '${id}' cannot be deleted so` }
        : undefined;
};
