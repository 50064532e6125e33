import { decimal, flag, instant, list, number, required, struct, text } from "../../protocols/shape";
import { Placement } from "../instances/instance-inputs";
import { InstanceRequirementsRequest } from "../launch-templates/requirements-shapes";
import { Filter, TagSpecification } from "../shared-shapes";

/** What the operations on EC2 Fleets take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const FleetLaunchTemplateSpecificationRequest = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    Version: text(),
    LaunchTemplateSpecificationUserData: text(),
};

export const FleetEbsBlockDeviceRequest = {
    Encrypted: flag(),
    DeleteOnTermination: flag(),
    Iops: number(),
    Throughput: number(),
    KmsKeyId: text(),
    SnapshotId: text(),
    VolumeSize: number(),
    VolumeType: text(),
};

export const FleetBlockDeviceMappingRequest = {
    DeviceName: text(),
    VirtualName: text(),
    Ebs: struct(FleetEbsBlockDeviceRequest),
    NoDevice: text(),
};

export const FleetIamInstanceProfileSpecificationRequest = {
    Arn: text(),
    Name: text(),
};

export const FleetInstanceMetadataOptionsRequest = {
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
};

export const FleetLaunchTemplateOverridesRequest = {
    InstanceType: text(),
    MaxPrice: text(),
    SubnetId: text(),
    AvailabilityZone: text(),
    WeightedCapacity: decimal(),
    Priority: decimal(),
    Placement: struct(Placement),
    KeyName: text(),
    BlockDeviceMappings: list(struct(FleetBlockDeviceMappingRequest), "BlockDeviceMapping"),
    IamInstanceProfile: struct(FleetIamInstanceProfileSpecificationRequest),
    MetadataOptions: struct(FleetInstanceMetadataOptionsRequest),
    InstanceRequirements: struct(InstanceRequirementsRequest),
    ImageId: text(),
    AvailabilityZoneId: text(),
};

export const FleetLaunchTemplateConfigRequest = {
    LaunchTemplateSpecification: struct(FleetLaunchTemplateSpecificationRequest),
    Overrides: list(struct(FleetLaunchTemplateOverridesRequest)),
};

export const TargetCapacitySpecificationRequest = {
    TotalTargetCapacity: required(number()),
    OnDemandTargetCapacity: number(),
    SpotTargetCapacity: number(),
    DefaultTargetCapacityType: text(),
    TargetCapacityUnitType: text(),
};

export const FleetSpotCapacityRebalanceRequest = {
    ReplacementStrategy: text(),
    TerminationDelay: number(),
};

export const FleetSpotMaintenanceStrategiesRequest = {
    CapacityRebalance: struct(FleetSpotCapacityRebalanceRequest),
};

export const SpotOptionsRequest = {
    AllocationStrategy: text(),
    MaintenanceStrategies: struct(FleetSpotMaintenanceStrategiesRequest),
    InstanceInterruptionBehavior: text(),
    InstancePoolsToUseCount: number(),
    SingleInstanceType: flag(),
    SingleAvailabilityZone: flag(),
    MinTargetCapacity: number(),
    MaxTotalPrice: text(),
};

export const CapacityReservationOptionsRequest = {
    UsageStrategy: text(),
};

export const OnDemandOptionsRequest = {
    AllocationStrategy: text(),
    CapacityReservationOptions: struct(CapacityReservationOptionsRequest),
    SingleInstanceType: flag(),
    SingleAvailabilityZone: flag(),
    MinTargetCapacity: number(),
    MaxTotalPrice: text(),
};

export const FleetCapacityReservationTargetRequest = {
    CapacityReservationIds: list(text(), "CapacityReservationId"),
    CapacityReservationResourceGroupArns: list(text(), "CapacityReservationResourceGroupArn"),
};

export const ReservedCapacityFallbackOptionsRequest = {
    MarketTypes: list(text(), "MarketType"),
};

export const ReservedCapacityOptionsRequest = {
    AllocationStrategy: text(),
    ReservationTypes: list(text(), "ReservationType"),
    CapacityReservationTarget: struct(FleetCapacityReservationTargetRequest),
    ReservedCapacityFallbackOptions: struct(ReservedCapacityFallbackOptionsRequest),
};

export const CreateFleetRequest = {
    LaunchTemplateConfigs: required(list(struct(FleetLaunchTemplateConfigRequest))),
    TargetCapacitySpecification: required(struct(TargetCapacitySpecificationRequest)),
    DryRun: flag(),
    ClientToken: text(),
    SpotOptions: struct(SpotOptionsRequest),
    OnDemandOptions: struct(OnDemandOptionsRequest),
    ReservedCapacityOptions: struct(ReservedCapacityOptionsRequest),
    ExcessCapacityTerminationPolicy: text(),
    TerminateInstancesWithExpiration: flag(),
    Type: text(),
    ValidFrom: instant(),
    ValidUntil: instant(),
    ReplaceUnhealthyInstances: flag(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    Context: text(),
};

export const DescribeFleetsRequest = {
    DryRun: flag(),
    MaxResults: number(),
    NextToken: text(),
    FleetIds: list(text(), "FleetId"),
    Filters: list(struct(Filter), "Filter"),
};

export const DeleteFleetsRequest = {
    FleetIds: required(list(text(), "FleetId")),
    TerminateInstances: required(flag()),
    DryRun: flag(),
};
