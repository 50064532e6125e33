import type { InputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { oncePerToken } from "../client-tokens";
import { badValue, missing } from "../errors";
import { filterBy, type Tag } from "../filters";
import { checkId } from "../ids";
import { existingVersion, type TemplateData, templateNamed } from "../launch-templates/template";
import { changes, reads } from "../operation";
import { page } from "../page";
import { tagsFor } from "../tag-rules";
import { launches, terminations, unfiltered } from "../throttles";
import { type Instance, type InstanceRow, instances, noSuchInstance, ownInstances, stateCodes } from "./instance";
import { DescribeInstancesRequest, RunInstancesRequest, TerminateInstancesRequest } from "./instance-inputs";
import { DescribeInstancesResult, Reservation, TerminateInstancesResult } from "./instance-outputs";
import { launch, launchableImage, startsInMs } from "./launch";

const named = (call: Call<unknown>, ids: readonly string[]): readonly InstanceRow[] => {
    for (const id of ids) {
        checkId("Instance", id);
    }
    const own = new Map(ownInstances(call).map(row => [row.instance.InstanceId, row]));
    const unknown = ids.filter(id => !own.has(id));
    if (unknown.length > 0) {
        throw noSuchInstance(...unknown);
    }
    return ids.flatMap(id => own.get(id) ?? []);
};

export const describeInstances = reads({
    takes: DescribeInstancesRequest,
    answers: DescribeInstancesResult,
    bucket: unfiltered,
    handle: call => {
        const { InstanceIds, Filters } = call.input;
        const found = (InstanceIds === undefined ? ownInstances(call) : named(call, InstanceIds)).filter(
            ({ instance }) => filterBy(Filters, fields)(instance),
        );
        const { items, NextToken } = page(call, found, row => row.instance.InstanceId, 5);
        return { NextToken, Reservations: items.map(row => reservation([row])) };
    },
});

const fields = {
    architecture: (instance: Instance) => instance.Architecture,
    "image-id": (instance: Instance) => instance.ImageId,
    "instance-id": (instance: Instance) => instance.InstanceId,
    "instance-lifecycle": (instance: Instance) => instance.InstanceLifecycle,
    "instance-state-code": (instance: Instance) => instance.State?.Code,
    "instance-state-name": (instance: Instance) => instance.State?.Name,
    "instance-type": (instance: Instance) => instance.InstanceType,
    "key-name": (instance: Instance) => instance.KeyName,
    "launch-time": (instance: Instance) => instance.LaunchTime,
    "root-device-type": (instance: Instance) => instance.RootDeviceType,
    "subnet-id": (instance: Instance) => instance.SubnetId,
    "vpc-id": (instance: Instance) => instance.VpcId,
};

const reservation = (rows: readonly InstanceRow[]) => ({
    ReservationId: rows[0]?.reservationId,
    OwnerId: rows[0]?.account,
    Groups: [],
    Instances: rows.map(row => row.instance),
});

type RunCall = Call<InputOf<typeof RunInstancesRequest>>;

export const runInstances = changes({
    takes: RunInstancesRequest,
    answers: Reservation,
    bucket: launches,
    handle: call =>
        oncePerToken(call, "RunInstances", () => {
            const { MinCount, MaxCount, TagSpecifications } = call.input;
            if (MinCount < 1 || MaxCount < MinCount) {
                throw badValue(`Value (${MaxCount}) for parameter maxCount is invalid.`);
            }
            const data = templateData(call);
            const ImageId = call.input.ImageId ?? data.ImageId;
            if (ImageId === undefined) {
                throw missing("ImageId");
            }
            const image = launchableImage(call, ImageId);
            const InstanceType = call.input.InstanceType ?? data.InstanceType;
            const taggable = ["instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu"];
            const Tags: readonly Tag[] = tagsFor("instance", TagSpecifications, taggable);
            const rows = launch(call, image, MaxCount, {
                Tags,
                ...(InstanceType === undefined ? {} : { InstanceType }),
                ...(call.input.KeyName === undefined ? {} : { KeyName: call.input.KeyName }),
                ...(call.input.SubnetId === undefined ? {} : { SubnetId: call.input.SubnetId }),
            });
            return reservation(rows);
        }),
});

const templateData = ({ world, caller, input }: RunCall): TemplateData =>
    input.LaunchTemplate === undefined
        ? {}
        : existingVersion(templateNamed(world, caller, input.LaunchTemplate), input.LaunchTemplate.Version).data;

export const terminateInstances = changes({
    takes: TerminateInstancesRequest,
    answers: TerminateInstancesResult,
    bucket: terminations,
    handle: call => ({
        TerminatingInstances: named(call, call.input.InstanceIds).map(row => {
            const PreviousState = { Code: stateCodes[row.state], Name: row.state };
            const { InstanceId } = row.instance;
            if (row.state === "terminated") {
                return { InstanceId, PreviousState, CurrentState: PreviousState };
            }
            const terminatedFrom = new Date(call.now.getTime() + startsInMs);
            call.world.write(instances, call.caller.region, InstanceId, {
                ...row,
                state: "shutting-down",
                terminatedFrom,
            });
            return { InstanceId, PreviousState, CurrentState: { Code: 32, Name: "shutting-down" } };
        }),
    }),
});
