import { flag, list, number, required, struct, text } from "../protocols/shape";
import { LaunchTemplateSpecification, MixedInstancesPolicy } from "./mixed-instances-shapes";

/** What the operations on groups take, from the API model of Auto Scaling (2011-01-01) as @aws-sdk/client-auto-scaling 3.1169.0 carries it. */
export const LifecycleHookSpecification = {
    LifecycleHookName: required(text()),
    LifecycleTransition: required(text()),
    NotificationMetadata: text(),
    HeartbeatTimeout: number(),
    DefaultResult: text(),
    NotificationTargetARN: text(),
    RoleARN: text(),
};

export const Tag = {
    Key: required(text()),
    ResourceId: text(),
    ResourceType: text(),
    Value: text(),
    PropagateAtLaunch: flag(),
};

export const TrafficSourceIdentifier = {
    Identifier: required(text()),
    Type: text(),
};

export const InstanceMaintenancePolicy = {
    MinHealthyPercentage: number(),
    MaxHealthyPercentage: number(),
};

export const AvailabilityZoneDistribution = {
    CapacityDistributionStrategy: text(),
};

export const AvailabilityZoneImpairmentPolicy = {
    ZonalShiftEnabled: flag(),
    ImpairedZoneHealthCheckBehavior: text(),
};

export const CapacityReservationTarget = {
    CapacityReservationIds: list(text()),
    CapacityReservationResourceGroupArns: list(text()),
};

export const CapacityReservationSpecification = {
    CapacityReservationPreference: text(),
    CapacityReservationTarget: struct(CapacityReservationTarget),
};

export const RetentionTriggers = {
    TerminateHookAbandon: text(),
};

export const InstanceLifecyclePolicy = {
    RetentionTriggers: struct(RetentionTriggers),
};

export const Operator = {
    Principal: required(text()),
};

export const CreateAutoScalingGroupType = {
    AutoScalingGroupName: required(text()),
    MinSize: required(number()),
    MaxSize: required(number()),
    LaunchConfigurationName: text(),
    LaunchTemplate: struct(LaunchTemplateSpecification),
    MixedInstancesPolicy: struct(MixedInstancesPolicy),
    InstanceId: text(),
    DesiredCapacity: number(),
    DefaultCooldown: number(),
    AvailabilityZones: list(text()),
    AvailabilityZoneIds: list(text()),
    LoadBalancerNames: list(text()),
    TargetGroupARNs: list(text()),
    HealthCheckType: text(),
    HealthCheckGracePeriod: number(),
    PlacementGroup: text(),
    VPCZoneIdentifier: text(),
    TerminationPolicies: list(text()),
    NewInstancesProtectedFromScaleIn: flag(),
    CapacityRebalance: flag(),
    LifecycleHookSpecificationList: list(struct(LifecycleHookSpecification)),
    DeletionProtection: text(),
    Tags: list(struct(Tag)),
    ServiceLinkedRoleARN: text(),
    MaxInstanceLifetime: number(),
    Context: text(),
    DesiredCapacityType: text(),
    DefaultInstanceWarmup: number(),
    TrafficSources: list(struct(TrafficSourceIdentifier)),
    InstanceMaintenancePolicy: struct(InstanceMaintenancePolicy),
    AvailabilityZoneDistribution: struct(AvailabilityZoneDistribution),
    AvailabilityZoneImpairmentPolicy: struct(AvailabilityZoneImpairmentPolicy),
    SkipZonalShiftValidation: flag(),
    CapacityReservationSpecification: struct(CapacityReservationSpecification),
    InstanceLifecyclePolicy: struct(InstanceLifecyclePolicy),
    Operator: struct(Operator),
};

export const UpdateAutoScalingGroupType = {
    AutoScalingGroupName: required(text()),
    LaunchConfigurationName: text(),
    LaunchTemplate: struct(LaunchTemplateSpecification),
    MixedInstancesPolicy: struct(MixedInstancesPolicy),
    MinSize: number(),
    MaxSize: number(),
    DesiredCapacity: number(),
    DefaultCooldown: number(),
    AvailabilityZones: list(text()),
    AvailabilityZoneIds: list(text()),
    HealthCheckType: text(),
    HealthCheckGracePeriod: number(),
    PlacementGroup: text(),
    VPCZoneIdentifier: text(),
    TerminationPolicies: list(text()),
    NewInstancesProtectedFromScaleIn: flag(),
    ServiceLinkedRoleARN: text(),
    MaxInstanceLifetime: number(),
    CapacityRebalance: flag(),
    Context: text(),
    DesiredCapacityType: text(),
    DefaultInstanceWarmup: number(),
    InstanceMaintenancePolicy: struct(InstanceMaintenancePolicy),
    AvailabilityZoneDistribution: struct(AvailabilityZoneDistribution),
    AvailabilityZoneImpairmentPolicy: struct(AvailabilityZoneImpairmentPolicy),
    SkipZonalShiftValidation: flag(),
    CapacityReservationSpecification: struct(CapacityReservationSpecification),
    InstanceLifecyclePolicy: struct(InstanceLifecyclePolicy),
    DeletionProtection: text(),
};

export const Filter = {
    Name: text(),
    Values: list(text()),
};

export const AutoScalingGroupNamesType = {
    AutoScalingGroupNames: list(text()),
    IncludeInstances: flag(),
    IncludeManagedResources: flag(),
    NextToken: text(),
    MaxRecords: number(),
    Filters: list(struct(Filter)),
};

export const DeleteAutoScalingGroupType = {
    AutoScalingGroupName: required(text()),
    ForceDelete: flag(),
};
