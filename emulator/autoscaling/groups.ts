import { randomUUID } from "node:crypto";
import { keyOf } from "../owned";
import { type Call, CloudError } from "../service";
import { invalid, noSuchGroup } from "./errors";
import { deletionTakesMs, type Group, type GroupRow, groupArn, groups, ownGroups } from "./group";
import {
    AutoScalingGroupNamesType,
    CreateAutoScalingGroupType,
    DeleteAutoScalingGroupType,
    UpdateAutoScalingGroupType,
} from "./group-inputs";
import { launchSource } from "./launch-source";
import { operation } from "./operation";
import { AutoScalingGroupsType } from "./outputs";
import { page } from "./page";

type NamedCall = Call<{ readonly AutoScalingGroupName: string }>;

const write = (call: NamedCall, row: GroupRow): void =>
    call.world.write(groups, call.caller.region, keyOf(row, row.group.AutoScalingGroupName), row);

const named = (call: NamedCall): GroupRow => {
    const { AutoScalingGroupName: name } = call.input;
    const row = ownGroups(call).find(({ group }) => group.AutoScalingGroupName === name);
    if (row === undefined) {
        throw noSuchGroup(name);
    }
    if (row.goneFrom !== undefined) {
        throw new CloudError("ScalingActivityInProgress", `The group ${name} is being deleted.`);
    }
    return row;
};

const checkSizes = ({ MinSize = 0, MaxSize = 0, DesiredCapacity = MinSize }: Partial<Group>): void => {
    if (MinSize > MaxSize) {
        throw invalid("Max bound must be greater than or equal to min bound");
    }
    if (DesiredCapacity < MinSize || DesiredCapacity > MaxSize) {
        throw invalid(
            `Desired capacity:${DesiredCapacity} must be between the specified min size:${MinSize} and max size:${MaxSize}`,
        );
    }
};

export const createAutoScalingGroup = operation({
    mutating: true,
    takes: CreateAutoScalingGroupType,
    answers: {},
    handle: call => {
        const { input, caller, now } = call;
        const name = input.AutoScalingGroupName;
        if (ownGroups(call).some(row => row.group.AutoScalingGroupName === name)) {
            throw new CloudError(
                "AlreadyExists",
                `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
            );
        }
        checkSizes(input);
        if ((input.AvailabilityZones ?? []).length === 0 && input.VPCZoneIdentifier === undefined) {
            throw invalid("At least one Availability Zone or VPC Subnet is required.");
        }
        const {
            LaunchConfigurationName,
            LaunchTemplate,
            MixedInstancesPolicy,
            InstanceId,
            LifecycleHookSpecificationList,
            SkipZonalShiftValidation,
            Tags,
            ...members
        } = input;
        const group: Group = {
            DefaultCooldown: 300,
            HealthCheckType: "EC2",
            HealthCheckGracePeriod: 0,
            DesiredCapacity: input.MinSize,
            TerminationPolicies: ["Default"],
            NewInstancesProtectedFromScaleIn: false,
            LoadBalancerNames: [],
            TargetGroupARNs: [],
            SuspendedProcesses: [],
            EnabledMetrics: [],
            AvailabilityZones: [],
            ...members,
            ...launchSource(call, { LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy }),
            AutoScalingGroupARN: groupArn(caller.region, caller.account, name, randomUUID()),
            CreatedTime: now,
            Instances: [],
            Tags: (Tags ?? []).map(tag => ({ ResourceId: name, ResourceType: "auto-scaling-group", ...tag })),
        };
        write(call, { account: caller.account, group });
        return {};
    },
});

export const updateAutoScalingGroup = operation({
    mutating: true,
    takes: UpdateAutoScalingGroupType,
    answers: {},
    handle: call => {
        const row = named(call);
        const { LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy, SkipZonalShiftValidation, ...members } =
            call.input;
        const asked = { LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy };
        const unchanged = Object.values(asked).every(way => way === undefined);
        const none = { LaunchConfigurationName: undefined, LaunchTemplate: undefined, MixedInstancesPolicy: undefined };
        const group: Group = {
            ...row.group,
            ...members,
            // The new way of launching replaces the old one, whichever it was.
            ...(unchanged ? {} : { ...none, ...launchSource(call, asked) }),
        };
        checkSizes(group);
        write(call, { ...row, group });
        return {};
    },
});

export const describeAutoScalingGroups = operation({
    mutating: false,
    takes: AutoScalingGroupNamesType,
    answers: AutoScalingGroupsType,
    handle: call => {
        const { AutoScalingGroupNames: names = [], Filters = [], IncludeInstances } = call.input;
        const found = ownGroups(call)
            .map(({ group }) => group)
            // Names that no group has are not an error; without names all groups are meant.
            .filter(group => names.length === 0 || names.includes(group.AutoScalingGroupName))
            .filter(group => Filters.every(filter => hasTag(group, filter)));
        const { items, NextToken } = page(call, found, group => group.AutoScalingGroupName);
        return {
            NextToken,
            AutoScalingGroups: IncludeInstances === false ? items.map(({ Instances, ...group }) => group) : items,
        };
    },
});

/** The filters of groups are all about tags. */
const hasTag = (
    { Tags = [] }: Group,
    { Name = "", Values = [] }: { readonly Name?: string | undefined; readonly Values?: readonly string[] | undefined },
): boolean => {
    const held =
        Name === "tag-key"
            ? Tags.map(tag => tag.Key)
            : Name === "tag-value"
              ? Tags.map(tag => tag.Value)
              : Name.startsWith("tag:")
                ? Tags.filter(tag => tag.Key === Name.slice("tag:".length)).map(tag => tag.Value)
                : undefined;
    if (held === undefined) {
        throw invalid(`The filter ${Name} is not valid`);
    }
    return held.some(value => value !== undefined && Values.includes(value));
};

export const deleteAutoScalingGroup = operation({
    mutating: true,
    takes: DeleteAutoScalingGroupType,
    answers: {},
    handle: call => {
        const row = named(call);
        if ((row.group.Instances ?? []).length > 0 && call.input.ForceDelete !== true) {
            throw new CloudError(
                "ResourceInUse",
                "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.",
            );
        }
        write(call, {
            ...row,
            goneFrom: new Date(call.now.getTime() + deletionTakesMs),
            group: { ...row.group, Status: "Delete in progress", MinSize: 0, MaxSize: 0, DesiredCapacity: 0 },
        });
        return {};
    },
});
