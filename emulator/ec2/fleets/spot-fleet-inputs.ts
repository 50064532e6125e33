import { decimal, flag, instant, list, number, required, struct, text } from "../../protocols/shape";
import { IamInstanceProfileSpecification, InstanceNetworkInterfaceSpecification } from "../instances/instance-inputs";
import { InstanceRequirements } from "../launch-templates/requirements-shapes";
import { BlockDeviceMapping, Tag, TagSpecification } from "../shared-shapes";
import { FleetLaunchTemplateSpecification } from "./fleet-outputs";

/** What the operations on Spot Fleets take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const SpotCapacityRebalance = {
    ReplacementStrategy: text(),
    TerminationDelay: number(),
};

export const SpotMaintenanceStrategies = {
    CapacityRebalance: struct(SpotCapacityRebalance),
};

export const SpotFleetMonitoring = {
    Enabled: flag(),
};

export const SpotPlacement = {
    AvailabilityZone: text(),
    GroupName: text(),
    Tenancy: text(),
    AvailabilityZoneId: text(),
};

export const SpotFleetTagSpecification = {
    ResourceType: text(),
    Tags: list(struct(Tag), "Tag"),
};

export const GroupIdentifier = {
    GroupId: text(),
    GroupName: text(),
};

export const SpotFleetLaunchSpecification = {
    AddressingType: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "BlockDeviceMapping"),
    EbsOptimized: flag(),
    IamInstanceProfile: struct(IamInstanceProfileSpecification),
    ImageId: text(),
    InstanceType: text(),
    KernelId: text(),
    KeyName: text(),
    Monitoring: struct(SpotFleetMonitoring),
    NetworkInterfaces: list(struct(InstanceNetworkInterfaceSpecification), "NetworkInterfaceSet"),
    Placement: struct(SpotPlacement),
    RamdiskId: text(),
    SpotPrice: text(),
    SubnetId: text(),
    UserData: text(),
    WeightedCapacity: decimal(),
    TagSpecifications: list(struct(SpotFleetTagSpecification), "TagSpecificationSet"),
    InstanceRequirements: struct(InstanceRequirements),
    SecurityGroups: list(struct(GroupIdentifier), "GroupSet"),
};

export const LaunchTemplateOverrides = {
    InstanceType: text(),
    SpotPrice: text(),
    SubnetId: text(),
    AvailabilityZone: text(),
    WeightedCapacity: decimal(),
    Priority: decimal(),
    InstanceRequirements: struct(InstanceRequirements),
    AvailabilityZoneId: text(),
};

export const LaunchTemplateConfig = {
    LaunchTemplateSpecification: struct(FleetLaunchTemplateSpecification),
    Overrides: list(struct(LaunchTemplateOverrides)),
};

export const ClassicLoadBalancer = {
    Name: text(),
};

export const ClassicLoadBalancersConfig = {
    ClassicLoadBalancers: list(struct(ClassicLoadBalancer)),
};

export const TargetGroup = {
    Arn: text(),
};

export const TargetGroupsConfig = {
    TargetGroups: list(struct(TargetGroup)),
};

export const LoadBalancersConfig = {
    ClassicLoadBalancersConfig: struct(ClassicLoadBalancersConfig),
    TargetGroupsConfig: struct(TargetGroupsConfig),
};

export const SpotFleetRequestConfigData = {
    IamFleetRole: required(text()),
    TargetCapacity: required(number()),
    AllocationStrategy: text(),
    OnDemandAllocationStrategy: text(),
    SpotMaintenanceStrategies: struct(SpotMaintenanceStrategies),
    ClientToken: text(),
    ExcessCapacityTerminationPolicy: text(),
    FulfilledCapacity: decimal(),
    OnDemandFulfilledCapacity: decimal(),
    LaunchSpecifications: list(struct(SpotFleetLaunchSpecification)),
    LaunchTemplateConfigs: list(struct(LaunchTemplateConfig)),
    SpotPrice: text(),
    OnDemandTargetCapacity: number(),
    OnDemandMaxTotalPrice: text(),
    SpotMaxTotalPrice: text(),
    TerminateInstancesWithExpiration: flag(),
    Type: text(),
    ValidFrom: instant(),
    ValidUntil: instant(),
    ReplaceUnhealthyInstances: flag(),
    InstanceInterruptionBehavior: text(),
    LoadBalancersConfig: struct(LoadBalancersConfig),
    InstancePoolsToUseCount: number(),
    Context: text(),
    TargetCapacityUnitType: text(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
};

export const RequestSpotFleetRequest = {
    SpotFleetRequestConfig: required(struct(SpotFleetRequestConfigData)),
    DryRun: flag(),
};

export const DescribeSpotFleetRequestsRequest = {
    DryRun: flag(),
    SpotFleetRequestIds: list(text(), "SpotFleetRequestId"),
    NextToken: text(),
    MaxResults: number(),
};

export const CancelSpotFleetRequestsRequest = {
    SpotFleetRequestIds: required(list(text(), "SpotFleetRequestId")),
    TerminateInstances: required(flag()),
    DryRun: flag(),
};
