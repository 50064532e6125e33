import { flag, instant, list, number, struct, text } from "../protocols/shape";
import {
    AvailabilityZoneDistribution,
    AvailabilityZoneImpairmentPolicy,
    CapacityReservationSpecification,
    InstanceLifecyclePolicy,
    InstanceMaintenancePolicy,
    Operator,
    TrafficSourceIdentifier,
} from "./group-inputs";
import { BlockDeviceMapping, InstanceMetadataOptions, InstanceMonitoring } from "./launch-configuration-shapes";
import { LaunchTemplateSpecification, MixedInstancesPolicy } from "./mixed-instances-shapes";

/** What the operations answer, from the API model of Auto Scaling (2011-01-01) as @aws-sdk/client-auto-scaling 3.1169.0 carries it. */
export const Instance = {
    InstanceId: text(),
    AvailabilityZone: text(),
    LifecycleState: text(),
    HealthStatus: text(),
    ProtectedFromScaleIn: flag(),
    InstanceType: text(),
    AvailabilityZoneId: text(),
    LaunchConfigurationName: text(),
    LaunchTemplate: struct(LaunchTemplateSpecification),
    ImageId: text(),
    WeightedCapacity: text(),
};

export const SuspendedProcess = {
    ProcessName: text(),
    SuspensionReason: text(),
};

export const EnabledMetric = {
    Metric: text(),
    Granularity: text(),
};

export const TagDescription = {
    ResourceId: text(),
    ResourceType: text(),
    Key: text(),
    Value: text(),
    PropagateAtLaunch: flag(),
};

export const InstanceReusePolicy = {
    ReuseOnScaleIn: flag(),
};

export const WarmPoolConfiguration = {
    MaxGroupPreparedCapacity: number(),
    MinSize: number(),
    PoolState: text(),
    Status: text(),
    InstanceReusePolicy: struct(InstanceReusePolicy),
};

export const AutoScalingGroup = {
    AutoScalingGroupName: text(),
    MinSize: number(),
    MaxSize: number(),
    DesiredCapacity: number(),
    DefaultCooldown: number(),
    AvailabilityZones: list(text()),
    HealthCheckType: text(),
    CreatedTime: instant(),
    AutoScalingGroupARN: text(),
    LaunchConfigurationName: text(),
    LaunchTemplate: struct(LaunchTemplateSpecification),
    MixedInstancesPolicy: struct(MixedInstancesPolicy),
    PredictedCapacity: number(),
    AvailabilityZoneIds: list(text()),
    LoadBalancerNames: list(text()),
    TargetGroupARNs: list(text()),
    HealthCheckGracePeriod: number(),
    Instances: list(struct(Instance)),
    SuspendedProcesses: list(struct(SuspendedProcess)),
    PlacementGroup: text(),
    VPCZoneIdentifier: text(),
    EnabledMetrics: list(struct(EnabledMetric)),
    Status: text(),
    Tags: list(struct(TagDescription)),
    TerminationPolicies: list(text()),
    NewInstancesProtectedFromScaleIn: flag(),
    ServiceLinkedRoleARN: text(),
    MaxInstanceLifetime: number(),
    CapacityRebalance: flag(),
    WarmPoolConfiguration: struct(WarmPoolConfiguration),
    WarmPoolSize: number(),
    Context: text(),
    DesiredCapacityType: text(),
    DefaultInstanceWarmup: number(),
    TrafficSources: list(struct(TrafficSourceIdentifier)),
    InstanceMaintenancePolicy: struct(InstanceMaintenancePolicy),
    DeletionProtection: text(),
    AvailabilityZoneDistribution: struct(AvailabilityZoneDistribution),
    AvailabilityZoneImpairmentPolicy: struct(AvailabilityZoneImpairmentPolicy),
    CapacityReservationSpecification: struct(CapacityReservationSpecification),
    InstanceLifecyclePolicy: struct(InstanceLifecyclePolicy),
    Operator: struct(Operator),
};

export const LaunchConfiguration = {
    LaunchConfigurationName: text(),
    ImageId: text(),
    InstanceType: text(),
    CreatedTime: instant(),
    LaunchConfigurationARN: text(),
    KeyName: text(),
    SecurityGroups: list(text()),
    ClassicLinkVPCId: text(),
    ClassicLinkVPCSecurityGroups: list(text()),
    UserData: text(),
    KernelId: text(),
    RamdiskId: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping)),
    InstanceMonitoring: struct(InstanceMonitoring),
    SpotPrice: text(),
    IamInstanceProfile: text(),
    EbsOptimized: flag(),
    AssociatePublicIpAddress: flag(),
    PlacementTenancy: text(),
    MetadataOptions: struct(InstanceMetadataOptions),
};

export const AutoScalingGroupsType = {
    AutoScalingGroups: list(struct(AutoScalingGroup)),
    NextToken: text(),
};

export const LaunchConfigurationsType = {
    LaunchConfigurations: list(struct(LaunchConfiguration)),
    NextToken: text(),
};
