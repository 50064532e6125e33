import { decimal, flag, instant, list, number, struct, text } from "../../protocols/shape";
import { InstanceRequirementsAnswer } from "../launch-templates/data-outputs";
import { Tag } from "../shared-shapes";

/** What the operations on EC2 Fleets answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const FleetLaunchTemplateSpecification = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    Version: text(),
};

export const PlacementResponse = {
    GroupName: text(),
};

export const EbsBlockDeviceResponse = {
    Encrypted: flag(),
    DeleteOnTermination: flag(),
    Iops: number(),
    Throughput: number(),
    KmsKeyId: text(),
    SnapshotId: text(),
    VolumeSize: number(),
    VolumeType: text(),
};

export const BlockDeviceMappingResponse = {
    DeviceName: text(),
    VirtualName: text(),
    Ebs: struct(EbsBlockDeviceResponse),
    NoDevice: text(),
};

export const FleetLaunchTemplateOverrides = {
    InstanceType: text(),
    MaxPrice: text(),
    SubnetId: text(),
    AvailabilityZone: text(),
    WeightedCapacity: decimal(),
    Priority: decimal(),
    Placement: struct(PlacementResponse),
    InstanceRequirements: struct(InstanceRequirementsAnswer),
    ImageId: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMappingResponse), "blockDeviceMappingSet"),
    AvailabilityZoneId: text(),
};

export const FleetLaunchTemplateConfig = {
    LaunchTemplateSpecification: struct(FleetLaunchTemplateSpecification),
    Overrides: list(struct(FleetLaunchTemplateOverrides)),
};

export const TargetCapacitySpecification = {
    TotalTargetCapacity: number(),
    OnDemandTargetCapacity: number(),
    SpotTargetCapacity: number(),
    DefaultTargetCapacityType: text(),
    TargetCapacityUnitType: text(),
};

export const FleetSpotCapacityRebalance = {
    ReplacementStrategy: text(),
    TerminationDelay: number(),
};

export const FleetSpotMaintenanceStrategies = {
    CapacityRebalance: struct(FleetSpotCapacityRebalance),
};

export const SpotOptions = {
    AllocationStrategy: text(),
    MaintenanceStrategies: struct(FleetSpotMaintenanceStrategies),
    InstanceInterruptionBehavior: text(),
    InstancePoolsToUseCount: number(),
    SingleInstanceType: flag(),
    SingleAvailabilityZone: flag(),
    MinTargetCapacity: number(),
    MaxTotalPrice: text(),
};

export const CapacityReservationOptions = {
    UsageStrategy: text(),
};

export const OnDemandOptions = {
    AllocationStrategy: text(),
    CapacityReservationOptions: struct(CapacityReservationOptions),
    SingleInstanceType: flag(),
    SingleAvailabilityZone: flag(),
    MinTargetCapacity: number(),
    MaxTotalPrice: text(),
};

export const ReservedCapacityFallbackOptions = {
    MarketTypes: list(text(), "marketTypeSet"),
};

export const ReservedCapacityOptions = {
    AllocationStrategy: text(),
    ReservationTypes: list(text(), "reservationTypeSet"),
    ReservedCapacityFallbackOptions: struct(ReservedCapacityFallbackOptions),
};

export const LaunchTemplateAndOverridesResponse = {
    LaunchTemplateSpecification: struct(FleetLaunchTemplateSpecification),
    Overrides: struct(FleetLaunchTemplateOverrides),
};

export const DescribeFleetError = {
    LaunchTemplateAndOverrides: struct(LaunchTemplateAndOverridesResponse),
    Lifecycle: text(),
    ErrorCode: text(),
    ErrorMessage: text(),
};

export const DescribeFleetsInstances = {
    LaunchTemplateAndOverrides: struct(LaunchTemplateAndOverridesResponse),
    Lifecycle: text(),
    InstanceIds: list(text()),
    InstanceType: text(),
    Platform: text(),
};

export const FleetData = {
    ActivityStatus: text(),
    CreateTime: instant(),
    FleetId: text(),
    FleetState: text(),
    ClientToken: text(),
    ExcessCapacityTerminationPolicy: text(),
    FulfilledCapacity: decimal(),
    FulfilledOnDemandCapacity: decimal(),
    LaunchTemplateConfigs: list(struct(FleetLaunchTemplateConfig)),
    TargetCapacitySpecification: struct(TargetCapacitySpecification),
    TerminateInstancesWithExpiration: flag(),
    Type: text(),
    ValidFrom: instant(),
    ValidUntil: instant(),
    ReplaceUnhealthyInstances: flag(),
    SpotOptions: struct(SpotOptions),
    OnDemandOptions: struct(OnDemandOptions),
    ReservedCapacityOptions: struct(ReservedCapacityOptions),
    Tags: list(struct(Tag), "tagSet"),
    Errors: list(struct(DescribeFleetError), "errorSet"),
    Instances: list(struct(DescribeFleetsInstances), "fleetInstanceSet"),
    Context: text(),
};

export const CreateFleetError = {
    LaunchTemplateAndOverrides: struct(LaunchTemplateAndOverridesResponse),
    Lifecycle: text(),
    ErrorCode: text(),
    ErrorMessage: text(),
};

export const CreateFleetInstance = {
    LaunchTemplateAndOverrides: struct(LaunchTemplateAndOverridesResponse),
    Lifecycle: text(),
    InstanceIds: list(text()),
    InstanceType: text(),
    Platform: text(),
    AvailabilityZoneId: text(),
    AvailabilityZone: text(),
    SubnetId: text(),
};

export const CreateFleetResult = {
    FleetId: text(),
    Errors: list(struct(CreateFleetError), "errorSet"),
    Instances: list(struct(CreateFleetInstance), "fleetInstanceSet"),
};

export const DescribeFleetsResult = {
    NextToken: text(),
    Fleets: list(struct(FleetData), "fleetSet"),
};

export const DeleteFleetSuccessItem = {
    CurrentFleetState: text(),
    PreviousFleetState: text(),
    FleetId: text(),
};

export const DeleteFleetError = {
    Code: text(),
    Message: text(),
};

export const DeleteFleetErrorItem = {
    Error: struct(DeleteFleetError),
    FleetId: text(),
};

export const DeleteFleetsResult = {
    SuccessfulFleetDeletions: list(struct(DeleteFleetSuccessItem), "successfulFleetDeletionSet"),
    UnsuccessfulFleetDeletions: list(struct(DeleteFleetErrorItem), "unsuccessfulFleetDeletionSet"),
};
