import { flag, instant, list, number, required, struct, text } from "../../protocols/shape";
import {
    CapacityReservationTarget,
    ConnectionTrackingSpecificationRequest,
    CreditSpecificationRequest,
    ElasticGpuSpecification,
    EnaSrdSpecificationRequest,
    Ipv4PrefixSpecificationRequest,
    Ipv6PrefixSpecificationRequest,
    OperatorRequest,
    PrivateIpAddressSpecification,
} from "../instances/instance-inputs";
import { Tag } from "../shared-shapes";
import { InstanceRequirementsRequest } from "./requirements-shapes";

/** What a launch template version is made of, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const LaunchTemplateIamInstanceProfileSpecificationRequest = {
    Arn: text(),
    Name: text(),
};

export const LaunchTemplateEbsBlockDeviceRequest = {
    Encrypted: flag(),
    DeleteOnTermination: flag(),
    Iops: number(),
    KmsKeyId: text(),
    SnapshotId: text(),
    VolumeSize: number(),
    VolumeType: text(),
    Throughput: number(),
    VolumeInitializationRate: number(),
    EbsCardIndex: number(),
};

export const LaunchTemplateBlockDeviceMappingRequest = {
    DeviceName: text(),
    VirtualName: text(),
    Ebs: struct(LaunchTemplateEbsBlockDeviceRequest),
    NoDevice: text(),
};

export const InstanceIpv6AddressRequest = {
    Ipv6Address: text(),
};

export const LaunchTemplateInstanceNetworkInterfaceSpecificationRequest = {
    AssociateCarrierIpAddress: flag(),
    AssociatePublicIpAddress: flag(),
    DeleteOnTermination: flag(),
    Description: text(),
    DeviceIndex: number(),
    Groups: list(text(), "SecurityGroupId"),
    InterfaceType: text(),
    Ipv6AddressCount: number(),
    Ipv6Addresses: list(struct(InstanceIpv6AddressRequest)),
    NetworkInterfaceId: text(),
    PrivateIpAddress: text(),
    PrivateIpAddresses: list(struct(PrivateIpAddressSpecification)),
    SecondaryPrivateIpAddressCount: number(),
    SubnetId: text(),
    NetworkCardIndex: number(),
    Ipv4Prefixes: list(struct(Ipv4PrefixSpecificationRequest), "Ipv4Prefix"),
    Ipv4PrefixCount: number(),
    Ipv6Prefixes: list(struct(Ipv6PrefixSpecificationRequest), "Ipv6Prefix"),
    Ipv6PrefixCount: number(),
    PrimaryIpv6: flag(),
    EnaSrdSpecification: struct(EnaSrdSpecificationRequest),
    ConnectionTrackingSpecification: struct(ConnectionTrackingSpecificationRequest),
    EnaQueueCount: number(),
};

export const LaunchTemplatesMonitoringRequest = {
    Enabled: flag(),
    MetricCategoryIds: list(text(), "MetricCategoryId"),
};

export const LaunchTemplatePlacementRequest = {
    AvailabilityZone: text(),
    AvailabilityZoneId: text(),
    Affinity: text(),
    GroupName: text(),
    HostId: text(),
    Tenancy: text(),
    SpreadDomain: text(),
    HostResourceGroupArn: text(),
    PartitionNumber: number(),
    GroupId: text(),
};

export const LaunchTemplateTagSpecificationRequest = {
    ResourceType: text(),
    Tags: list(struct(Tag), "Tag"),
};

export const LaunchTemplateElasticInferenceAccelerator = {
    Type: required(text()),
    Count: number(),
};

export const LaunchTemplateSpotMarketOptionsRequest = {
    MaxPrice: text(),
    SpotInstanceType: text(),
    BlockDurationMinutes: number(),
    ValidUntil: instant(),
    InstanceInterruptionBehavior: text(),
};

export const LaunchTemplateInstanceMarketOptionsRequest = {
    MarketType: text(),
    SpotOptions: struct(LaunchTemplateSpotMarketOptionsRequest),
};

export const LaunchTemplateCpuOptionsRequest = {
    CoreCount: number(),
    ThreadsPerCore: number(),
    AmdSevSnp: text(),
    NestedVirtualization: text(),
};

export const LaunchTemplateCapacityReservationSpecificationRequest = {
    CapacityReservationPreference: text(),
    CapacityReservationTarget: struct(CapacityReservationTarget),
};

export const LaunchTemplateLicenseConfigurationRequest = {
    LicenseConfigurationArn: text(),
};

export const LaunchTemplateHibernationOptionsRequest = {
    Configured: flag(),
};

export const LaunchTemplateInstanceMetadataOptionsRequest = {
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
    HttpProtocolIpv6: text(),
    InstanceMetadataTags: text(),
};

export const LaunchTemplateEnclaveOptionsRequest = {
    Enabled: flag(),
};

export const LaunchTemplatePrivateDnsNameOptionsRequest = {
    HostnameType: text(),
    EnableResourceNameDnsARecord: flag(),
    EnableResourceNameDnsAAAARecord: flag(),
};

export const LaunchTemplateInstanceMaintenanceOptionsRequest = {
    AutoRecovery: text(),
};

export const LaunchTemplateNetworkPerformanceOptionsRequest = {
    BandwidthWeighting: text(),
};

export const SecondaryInterfacePrivateIpAddressSpecificationRequest = {
    PrivateIpAddress: text(),
};

export const LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest = {
    DeleteOnTermination: flag(),
    DeviceIndex: number(),
    PrivateIpAddresses: list(struct(SecondaryInterfacePrivateIpAddressSpecificationRequest), "PrivateIpAddress"),
    PrivateIpAddressCount: number(),
    SecondarySubnetId: text(),
    InterfaceType: text(),
    NetworkCardIndex: number(),
};

export const RequestLaunchTemplateData = {
    KernelId: text(),
    EbsOptimized: flag(),
    IamInstanceProfile: struct(LaunchTemplateIamInstanceProfileSpecificationRequest),
    BlockDeviceMappings: list(struct(LaunchTemplateBlockDeviceMappingRequest), "BlockDeviceMapping"),
    NetworkInterfaces: list(struct(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest), "NetworkInterface"),
    ImageId: text(),
    InstanceType: text(),
    KeyName: text(),
    Monitoring: struct(LaunchTemplatesMonitoringRequest),
    Placement: struct(LaunchTemplatePlacementRequest),
    RamDiskId: text(),
    DisableApiTermination: flag(),
    InstanceInitiatedShutdownBehavior: text(),
    UserData: text(),
    TagSpecifications: list(struct(LaunchTemplateTagSpecificationRequest), "TagSpecification"),
    ElasticGpuSpecifications: list(struct(ElasticGpuSpecification), "ElasticGpuSpecification"),
    ElasticInferenceAccelerators: list(
        struct(LaunchTemplateElasticInferenceAccelerator),
        "ElasticInferenceAccelerator",
    ),
    SecurityGroupIds: list(text(), "SecurityGroupId"),
    SecurityGroups: list(text(), "SecurityGroup"),
    InstanceMarketOptions: struct(LaunchTemplateInstanceMarketOptionsRequest),
    CreditSpecification: struct(CreditSpecificationRequest),
    CpuOptions: struct(LaunchTemplateCpuOptionsRequest),
    CapacityReservationSpecification: struct(LaunchTemplateCapacityReservationSpecificationRequest),
    LicenseSpecifications: list(struct(LaunchTemplateLicenseConfigurationRequest), "LicenseSpecification"),
    HibernationOptions: struct(LaunchTemplateHibernationOptionsRequest),
    MetadataOptions: struct(LaunchTemplateInstanceMetadataOptionsRequest),
    EnclaveOptions: struct(LaunchTemplateEnclaveOptionsRequest),
    InstanceRequirements: struct(InstanceRequirementsRequest),
    PrivateDnsNameOptions: struct(LaunchTemplatePrivateDnsNameOptionsRequest),
    MaintenanceOptions: struct(LaunchTemplateInstanceMaintenanceOptionsRequest),
    DisableApiStop: flag(),
    Operator: struct(OperatorRequest),
    NetworkPerformanceOptions: struct(LaunchTemplateNetworkPerformanceOptionsRequest),
    SecondaryInterfaces: list(
        struct(LaunchTemplateInstanceSecondaryInterfaceSpecificationRequest),
        "SecondaryInterface",
    ),
};
