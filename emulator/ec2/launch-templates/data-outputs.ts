import { flag, instant, list, number, struct, text } from "../../protocols/shape";
import { Tag } from "../shared-shapes";
import { LaunchTemplateInstanceNetworkInterfaceSpecification } from "./data-network-outputs";
import {
    AcceleratorCount,
    AcceleratorTotalMemoryMiB,
    BaselineEbsBandwidthMbps,
    MemoryGiBPerVCpu,
    MemoryMiB,
    NetworkBandwidthGbps,
    NetworkInterfaceCount,
    PerformanceFactorReference,
    TotalLocalStorageGB,
    VCpuCountRange,
} from "./requirements-shapes";

/** A launch template version's parameters as they are answered, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const LaunchTemplateIamInstanceProfileSpecification = {
    Arn: text(),
    Name: text(),
};

export const LaunchTemplateEbsBlockDevice = {
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

export const LaunchTemplateBlockDeviceMapping = {
    DeviceName: text(),
    VirtualName: text(),
    Ebs: struct(LaunchTemplateEbsBlockDevice),
    NoDevice: text(),
};

export const LaunchTemplatesMonitoring = {
    Enabled: flag(),
    MetricCategoryIds: list(text(), "metricCategoryIdSet"),
};

export const LaunchTemplatePlacement = {
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

export const LaunchTemplateTagSpecification = {
    ResourceType: text(),
    Tags: list(struct(Tag), "tagSet"),
};

export const ElasticGpuSpecificationResponse = {
    Type: text(),
};

export const LaunchTemplateElasticInferenceAcceleratorResponse = {
    Type: text(),
    Count: number(),
};

export const LaunchTemplateSpotMarketOptions = {
    MaxPrice: text(),
    SpotInstanceType: text(),
    BlockDurationMinutes: number(),
    ValidUntil: instant(),
    InstanceInterruptionBehavior: text(),
};

export const LaunchTemplateInstanceMarketOptions = {
    MarketType: text(),
    SpotOptions: struct(LaunchTemplateSpotMarketOptions),
};

export const CreditSpecification = {
    CpuCredits: text(),
};

export const LaunchTemplateCpuOptions = {
    CoreCount: number(),
    ThreadsPerCore: number(),
    AmdSevSnp: text(),
    NestedVirtualization: text(),
};

export const CapacityReservationTargetResponse = {
    CapacityReservationId: text(),
    CapacityReservationResourceGroupArn: text(),
};

export const LaunchTemplateCapacityReservationSpecificationResponse = {
    CapacityReservationPreference: text(),
    CapacityReservationTarget: struct(CapacityReservationTargetResponse),
};

export const LaunchTemplateLicenseConfiguration = {
    LicenseConfigurationArn: text(),
};

export const LaunchTemplateHibernationOptions = {
    Configured: flag(),
};

export const LaunchTemplateInstanceMetadataOptions = {
    State: text(),
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
    HttpProtocolIpv6: text(),
    InstanceMetadataTags: text(),
};

export const LaunchTemplateEnclaveOptions = {
    Enabled: flag(),
};

export const CpuPerformanceFactorAnswer = {
    References: list(struct(PerformanceFactorReference), "referenceSet"),
};

export const BaselinePerformanceFactorsAnswer = {
    Cpu: struct(CpuPerformanceFactorAnswer),
};

export const InstanceRequirementsAnswer = {
    VCpuCount: struct(VCpuCountRange),
    MemoryMiB: struct(MemoryMiB),
    CpuManufacturers: list(text(), "cpuManufacturerSet"),
    MemoryGiBPerVCpu: struct(MemoryGiBPerVCpu),
    ExcludedInstanceTypes: list(text(), "excludedInstanceTypeSet"),
    InstanceGenerations: list(text(), "instanceGenerationSet"),
    SpotMaxPricePercentageOverLowestPrice: number(),
    OnDemandMaxPricePercentageOverLowestPrice: number(),
    BareMetal: text(),
    BurstablePerformance: text(),
    RequireHibernateSupport: flag(),
    NetworkInterfaceCount: struct(NetworkInterfaceCount),
    LocalStorage: text(),
    LocalStorageTypes: list(text(), "localStorageTypeSet"),
    TotalLocalStorageGB: struct(TotalLocalStorageGB),
    BaselineEbsBandwidthMbps: struct(BaselineEbsBandwidthMbps),
    AcceleratorTypes: list(text(), "acceleratorTypeSet"),
    AcceleratorCount: struct(AcceleratorCount),
    AcceleratorManufacturers: list(text(), "acceleratorManufacturerSet"),
    AcceleratorNames: list(text(), "acceleratorNameSet"),
    AcceleratorTotalMemoryMiB: struct(AcceleratorTotalMemoryMiB),
    NetworkBandwidthGbps: struct(NetworkBandwidthGbps),
    AllowedInstanceTypes: list(text(), "allowedInstanceTypeSet"),
    MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: number(),
    BaselinePerformanceFactors: struct(BaselinePerformanceFactorsAnswer),
    RequireEncryptionInTransit: flag(),
};

export const LaunchTemplatePrivateDnsNameOptions = {
    HostnameType: text(),
    EnableResourceNameDnsARecord: flag(),
    EnableResourceNameDnsAAAARecord: flag(),
};

export const LaunchTemplateInstanceMaintenanceOptions = {
    AutoRecovery: text(),
};

export const OperatorResponse = {
    Managed: flag(),
    Principal: text(),
    HiddenByDefault: flag(),
};

export const LaunchTemplateNetworkPerformanceOptions = {
    BandwidthWeighting: text(),
};

export const SecondaryInterfacePrivateIpAddressSpecification = {
    PrivateIpAddress: text(),
};

export const LaunchTemplateInstanceSecondaryInterfaceSpecification = {
    DeleteOnTermination: flag(),
    DeviceIndex: number(),
    PrivateIpAddresses: list(struct(SecondaryInterfacePrivateIpAddressSpecification), "privateIpAddressesSet"),
    PrivateIpAddressCount: number(),
    SecondarySubnetId: text(),
    InterfaceType: text(),
    NetworkCardIndex: number(),
};

export const ResponseLaunchTemplateData = {
    KernelId: text(),
    EbsOptimized: flag(),
    IamInstanceProfile: struct(LaunchTemplateIamInstanceProfileSpecification),
    BlockDeviceMappings: list(struct(LaunchTemplateBlockDeviceMapping), "blockDeviceMappingSet"),
    NetworkInterfaces: list(struct(LaunchTemplateInstanceNetworkInterfaceSpecification), "networkInterfaceSet"),
    ImageId: text(),
    InstanceType: text(),
    KeyName: text(),
    Monitoring: struct(LaunchTemplatesMonitoring),
    Placement: struct(LaunchTemplatePlacement),
    RamDiskId: text(),
    DisableApiTermination: flag(),
    InstanceInitiatedShutdownBehavior: text(),
    UserData: text(),
    TagSpecifications: list(struct(LaunchTemplateTagSpecification), "tagSpecificationSet"),
    ElasticGpuSpecifications: list(struct(ElasticGpuSpecificationResponse), "elasticGpuSpecificationSet"),
    ElasticInferenceAccelerators: list(
        struct(LaunchTemplateElasticInferenceAcceleratorResponse),
        "elasticInferenceAcceleratorSet",
    ),
    SecurityGroupIds: list(text(), "securityGroupIdSet"),
    SecurityGroups: list(text(), "securityGroupSet"),
    InstanceMarketOptions: struct(LaunchTemplateInstanceMarketOptions),
    CreditSpecification: struct(CreditSpecification),
    CpuOptions: struct(LaunchTemplateCpuOptions),
    CapacityReservationSpecification: struct(LaunchTemplateCapacityReservationSpecificationResponse),
    LicenseSpecifications: list(struct(LaunchTemplateLicenseConfiguration), "licenseSet"),
    HibernationOptions: struct(LaunchTemplateHibernationOptions),
    MetadataOptions: struct(LaunchTemplateInstanceMetadataOptions),
    EnclaveOptions: struct(LaunchTemplateEnclaveOptions),
    InstanceRequirements: struct(InstanceRequirementsAnswer),
    PrivateDnsNameOptions: struct(LaunchTemplatePrivateDnsNameOptions),
    MaintenanceOptions: struct(LaunchTemplateInstanceMaintenanceOptions),
    DisableApiStop: flag(),
    Operator: struct(OperatorResponse),
    NetworkPerformanceOptions: struct(LaunchTemplateNetworkPerformanceOptions),
    SecondaryInterfaces: list(struct(LaunchTemplateInstanceSecondaryInterfaceSpecification), "secondaryInterfaceSet"),
};
