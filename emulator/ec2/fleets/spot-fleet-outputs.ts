import { decimal, flag, instant, list, number, struct, text } from "../../protocols/shape";
import {
    IamInstanceProfileSpecification,
    InstanceIpv6Address,
    PrivateIpAddressSpecification,
} from "../instances/instance-inputs";
import { InstanceRequirementsAnswer } from "../launch-templates/data-outputs";
import { BlockDeviceMapping, Tag, TagSpecification } from "../shared-shapes";
import { FleetLaunchTemplateSpecification } from "./fleet-outputs";
import {
    GroupIdentifier,
    LoadBalancersConfig,
    SpotFleetMonitoring,
    SpotMaintenanceStrategies,
    SpotPlacement,
} from "./spot-fleet-inputs";

/** What the operations on Spot Fleets answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const RequestSpotFleetResponse = {
    SpotFleetRequestId: text(),
};

export const Ipv4PrefixSpecificationRequestAnswer = {
    Ipv4Prefix: text("Ipv4Prefix"),
};

export const Ipv6PrefixSpecificationRequestAnswer = {
    Ipv6Prefix: text("Ipv6Prefix"),
};

export const EnaSrdUdpSpecificationRequestAnswer = {
    EnaSrdUdpEnabled: flag("EnaSrdUdpEnabled"),
};

export const EnaSrdSpecificationRequestAnswer = {
    EnaSrdEnabled: flag("EnaSrdEnabled"),
    EnaSrdUdpSpecification: struct(EnaSrdUdpSpecificationRequestAnswer, "EnaSrdUdpSpecification"),
};

export const ConnectionTrackingSpecificationRequestAnswer = {
    TcpEstablishedTimeout: number("TcpEstablishedTimeout"),
    UdpStreamTimeout: number("UdpStreamTimeout"),
    UdpTimeout: number("UdpTimeout"),
};

export const InstanceNetworkInterfaceSpecificationAnswer = {
    AssociatePublicIpAddress: flag(),
    DeleteOnTermination: flag(),
    Description: text(),
    DeviceIndex: number(),
    Groups: list(text(), "SecurityGroupId"),
    Ipv6AddressCount: number(),
    Ipv6Addresses: list(struct(InstanceIpv6Address), "ipv6AddressesSet"),
    NetworkInterfaceId: text(),
    PrivateIpAddress: text(),
    PrivateIpAddresses: list(struct(PrivateIpAddressSpecification), "privateIpAddressesSet"),
    SecondaryPrivateIpAddressCount: number(),
    SubnetId: text(),
    AssociateCarrierIpAddress: flag("AssociateCarrierIpAddress"),
    InterfaceType: text("InterfaceType"),
    NetworkCardIndex: number("NetworkCardIndex"),
    Ipv4Prefixes: list(struct(Ipv4PrefixSpecificationRequestAnswer), "Ipv4Prefix"),
    Ipv4PrefixCount: number("Ipv4PrefixCount"),
    Ipv6Prefixes: list(struct(Ipv6PrefixSpecificationRequestAnswer), "Ipv6Prefix"),
    Ipv6PrefixCount: number("Ipv6PrefixCount"),
    PrimaryIpv6: flag("PrimaryIpv6"),
    EnaSrdSpecification: struct(EnaSrdSpecificationRequestAnswer, "EnaSrdSpecification"),
    ConnectionTrackingSpecification: struct(
        ConnectionTrackingSpecificationRequestAnswer,
        "ConnectionTrackingSpecification",
    ),
    EnaQueueCount: number("EnaQueueCount"),
};

export const SpotFleetTagSpecificationAnswer = {
    ResourceType: text(),
    Tags: list(struct(Tag), "tag"),
};

export const SpotFleetLaunchSpecificationAnswer = {
    AddressingType: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "blockDeviceMapping"),
    EbsOptimized: flag(),
    IamInstanceProfile: struct(IamInstanceProfileSpecification),
    ImageId: text(),
    InstanceType: text(),
    KernelId: text(),
    KeyName: text(),
    Monitoring: struct(SpotFleetMonitoring),
    NetworkInterfaces: list(struct(InstanceNetworkInterfaceSpecificationAnswer), "networkInterfaceSet"),
    Placement: struct(SpotPlacement),
    RamdiskId: text(),
    SpotPrice: text(),
    SubnetId: text(),
    UserData: text(),
    WeightedCapacity: decimal(),
    TagSpecifications: list(struct(SpotFleetTagSpecificationAnswer), "tagSpecificationSet"),
    InstanceRequirements: struct(InstanceRequirementsAnswer),
    SecurityGroups: list(struct(GroupIdentifier), "groupSet"),
};

export const LaunchTemplateOverridesAnswer = {
    InstanceType: text(),
    SpotPrice: text(),
    SubnetId: text(),
    AvailabilityZone: text(),
    WeightedCapacity: decimal(),
    Priority: decimal(),
    InstanceRequirements: struct(InstanceRequirementsAnswer),
    AvailabilityZoneId: text(),
};

export const LaunchTemplateConfigAnswer = {
    LaunchTemplateSpecification: struct(FleetLaunchTemplateSpecification),
    Overrides: list(struct(LaunchTemplateOverridesAnswer)),
};

export const SpotFleetRequestConfigDataAnswer = {
    IamFleetRole: text(),
    TargetCapacity: number(),
    AllocationStrategy: text(),
    OnDemandAllocationStrategy: text(),
    SpotMaintenanceStrategies: struct(SpotMaintenanceStrategies),
    ClientToken: text(),
    ExcessCapacityTerminationPolicy: text(),
    FulfilledCapacity: decimal(),
    OnDemandFulfilledCapacity: decimal(),
    LaunchSpecifications: list(struct(SpotFleetLaunchSpecificationAnswer)),
    LaunchTemplateConfigs: list(struct(LaunchTemplateConfigAnswer)),
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

export const SpotFleetRequestConfig = {
    ActivityStatus: text(),
    CreateTime: instant(),
    SpotFleetRequestConfig: struct(SpotFleetRequestConfigDataAnswer),
    SpotFleetRequestId: text(),
    SpotFleetRequestState: text(),
    Tags: list(struct(Tag), "tagSet"),
};

export const DescribeSpotFleetRequestsResponse = {
    NextToken: text(),
    SpotFleetRequestConfigs: list(struct(SpotFleetRequestConfig), "spotFleetRequestConfigSet"),
};

export const CancelSpotFleetRequestsSuccessItem = {
    CurrentSpotFleetRequestState: text(),
    PreviousSpotFleetRequestState: text(),
    SpotFleetRequestId: text(),
};

export const CancelSpotFleetRequestsError = {
    Code: text(),
    Message: text(),
};

export const CancelSpotFleetRequestsErrorItem = {
    Error: struct(CancelSpotFleetRequestsError),
    SpotFleetRequestId: text(),
};

export const CancelSpotFleetRequestsResponse = {
    SuccessfulFleetRequests: list(struct(CancelSpotFleetRequestsSuccessItem), "successfulFleetRequestSet"),
    UnsuccessfulFleetRequests: list(struct(CancelSpotFleetRequestsErrorItem), "unsuccessfulFleetRequestSet"),
};
