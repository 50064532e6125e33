import { flag, instant, list, number, required, struct, text } from "../../protocols/shape";
import { BlockDeviceMapping, Filter, TagSpecification } from "../shared-shapes";

/** What the operations on instances take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const DescribeInstancesRequest = {
    InstanceIds: list(text(), "InstanceId"),
    IncludeManagedResources: flag(),
    DryRun: flag(),
    Filters: list(struct(Filter), "Filter"),
    NextToken: text(),
    MaxResults: number(),
};

export const InstanceIpv6Address = {
    Ipv6Address: text(),
    IsPrimaryIpv6: flag(),
};

export const RunInstancesMonitoringEnabled = {
    Enabled: required(flag()),
    MetricCategoryIds: list(text(), "MetricCategoryId"),
};

export const Placement = {
    AvailabilityZoneId: text(),
    Affinity: text(),
    GroupName: text(),
    PartitionNumber: number(),
    HostId: text(),
    Tenancy: text(),
    SpreadDomain: text(),
    HostResourceGroupArn: text(),
    GroupId: text(),
    AvailabilityZone: text(),
};

export const ElasticGpuSpecification = {
    Type: required(text()),
};

export const ElasticInferenceAccelerator = {
    Type: required(text()),
    Count: number(),
};

export const LaunchTemplateSpecification = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    Version: text(),
};

export const SpotMarketOptions = {
    MaxPrice: text(),
    SpotInstanceType: text(),
    BlockDurationMinutes: number(),
    ValidUntil: instant(),
    InstanceInterruptionBehavior: text(),
};

export const InstanceMarketOptionsRequest = {
    MarketType: text(),
    SpotOptions: struct(SpotMarketOptions),
};

export const CreditSpecificationRequest = {
    CpuCredits: required(text()),
};

export const CpuOptionsRequest = {
    CoreCount: number(),
    ThreadsPerCore: number(),
    AmdSevSnp: text(),
    NestedVirtualization: text(),
};

export const CapacityReservationTarget = {
    CapacityReservationId: text(),
    CapacityReservationResourceGroupArn: text(),
};

export const CapacityReservationSpecification = {
    CapacityReservationPreference: text(),
    CapacityReservationTarget: struct(CapacityReservationTarget),
};

export const HibernationOptionsRequest = {
    Configured: flag(),
};

export const LicenseConfigurationRequest = {
    LicenseConfigurationArn: text(),
};

export const InstanceMetadataOptionsRequest = {
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
    HttpProtocolIpv6: text(),
    InstanceMetadataTags: text(),
};

export const EnclaveOptionsRequest = {
    Enabled: flag(),
};

export const PrivateDnsNameOptionsRequest = {
    HostnameType: text(),
    EnableResourceNameDnsARecord: flag(),
    EnableResourceNameDnsAAAARecord: flag(),
};

export const InstanceMaintenanceOptionsRequest = {
    AutoRecovery: text(),
};

export const InstanceNetworkPerformanceOptionsRequest = {
    BandwidthWeighting: text(),
};

export const OperatorRequest = {
    Principal: text(),
};

export const InstanceSecondaryInterfacePrivateIpAddressRequest = {
    PrivateIpAddress: required(text()),
};

export const InstanceSecondaryInterfaceSpecificationRequest = {
    DeleteOnTermination: flag(),
    DeviceIndex: number(),
    PrivateIpAddresses: list(struct(InstanceSecondaryInterfacePrivateIpAddressRequest), "PrivateIpAddress"),
    PrivateIpAddressCount: number(),
    SecondarySubnetId: text(),
    InterfaceType: text(),
    NetworkCardIndex: number(),
};

export const PrivateIpAddressSpecification = {
    Primary: flag(),
    PrivateIpAddress: text(),
};

export const Ipv4PrefixSpecificationRequest = {
    Ipv4Prefix: text(),
};

export const Ipv6PrefixSpecificationRequest = {
    Ipv6Prefix: text(),
};

export const EnaSrdUdpSpecificationRequest = {
    EnaSrdUdpEnabled: flag(),
};

export const EnaSrdSpecificationRequest = {
    EnaSrdEnabled: flag(),
    EnaSrdUdpSpecification: struct(EnaSrdUdpSpecificationRequest),
};

export const ConnectionTrackingSpecificationRequest = {
    TcpEstablishedTimeout: number(),
    UdpStreamTimeout: number(),
    UdpTimeout: number(),
};

export const InstanceNetworkInterfaceSpecification = {
    AssociatePublicIpAddress: flag(),
    DeleteOnTermination: flag(),
    Description: text(),
    DeviceIndex: number(),
    Groups: list(text(), "SecurityGroupId"),
    Ipv6AddressCount: number(),
    Ipv6Addresses: list(struct(InstanceIpv6Address)),
    NetworkInterfaceId: text(),
    PrivateIpAddress: text(),
    PrivateIpAddresses: list(struct(PrivateIpAddressSpecification)),
    SecondaryPrivateIpAddressCount: number(),
    SubnetId: text(),
    AssociateCarrierIpAddress: flag(),
    InterfaceType: text(),
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

export const IamInstanceProfileSpecification = {
    Arn: text(),
    Name: text(),
};

export const RunInstancesRequest = {
    MaxCount: required(number()),
    MinCount: required(number()),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "BlockDeviceMapping"),
    ImageId: text(),
    InstanceType: text(),
    Ipv6AddressCount: number(),
    Ipv6Addresses: list(struct(InstanceIpv6Address), "Ipv6Address"),
    KernelId: text(),
    KeyName: text(),
    Monitoring: struct(RunInstancesMonitoringEnabled),
    Placement: struct(Placement),
    RamdiskId: text(),
    SecurityGroupIds: list(text(), "SecurityGroupId"),
    SecurityGroups: list(text(), "SecurityGroup"),
    SubnetId: text(),
    UserData: text(),
    ElasticGpuSpecification: list(struct(ElasticGpuSpecification)),
    ElasticInferenceAccelerators: list(struct(ElasticInferenceAccelerator), "ElasticInferenceAccelerator"),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    LaunchTemplate: struct(LaunchTemplateSpecification),
    InstanceMarketOptions: struct(InstanceMarketOptionsRequest),
    CreditSpecification: struct(CreditSpecificationRequest),
    CpuOptions: struct(CpuOptionsRequest),
    CapacityReservationSpecification: struct(CapacityReservationSpecification),
    HibernationOptions: struct(HibernationOptionsRequest),
    LicenseSpecifications: list(struct(LicenseConfigurationRequest), "LicenseSpecification"),
    MetadataOptions: struct(InstanceMetadataOptionsRequest),
    EnclaveOptions: struct(EnclaveOptionsRequest),
    PrivateDnsNameOptions: struct(PrivateDnsNameOptionsRequest),
    MaintenanceOptions: struct(InstanceMaintenanceOptionsRequest),
    DisableApiStop: flag(),
    EnablePrimaryIpv6: flag(),
    NetworkPerformanceOptions: struct(InstanceNetworkPerformanceOptionsRequest),
    Operator: struct(OperatorRequest),
    SecondaryInterfaces: list(struct(InstanceSecondaryInterfaceSpecificationRequest), "SecondaryInterface"),
    DryRun: flag(),
    DisableApiTermination: flag(),
    InstanceInitiatedShutdownBehavior: text(),
    PrivateIpAddress: text(),
    ClientToken: text(),
    AdditionalInfo: text(),
    NetworkInterfaces: list(struct(InstanceNetworkInterfaceSpecification), "NetworkInterface"),
    IamInstanceProfile: struct(IamInstanceProfileSpecification),
    EbsOptimized: flag(),
};

export const TerminateInstancesRequest = {
    InstanceIds: required(list(text(), "InstanceId")),
    Force: flag(),
    SkipOsShutdown: flag(),
    DryRun: flag(),
};
