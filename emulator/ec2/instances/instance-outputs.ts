import { flag, instant, list, number, struct, text } from "../../protocols/shape";
import { GroupIdentifier } from "../fleets/spot-fleet-inputs";
import { ProductCode, StateReason } from "../image-outputs";
import { CapacityReservationTargetResponse, OperatorResponse } from "../launch-templates/data-outputs";
import { Tag } from "../shared-shapes";
import { Placement } from "./instance-inputs";
import { InstanceNetworkInterface } from "./network-outputs";

/** What the operations on instances answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const EbsInstanceBlockDevice = {
    AttachTime: instant(),
    DeleteOnTermination: flag(),
    Status: text(),
    VolumeId: text(),
    AssociatedResource: text(),
    VolumeOwnerId: text(),
    Operator: struct(OperatorResponse),
    EbsCardIndex: number(),
};

export const InstanceBlockDeviceMapping = {
    DeviceName: text(),
    Ebs: struct(EbsInstanceBlockDevice),
};

export const IamInstanceProfile = {
    Arn: text(),
    Id: text(),
};

export const ElasticGpuAssociation = {
    ElasticGpuId: text(),
    ElasticGpuAssociationId: text(),
    ElasticGpuAssociationState: text(),
    ElasticGpuAssociationTime: text(),
};

export const ElasticInferenceAcceleratorAssociation = {
    ElasticInferenceAcceleratorArn: text(),
    ElasticInferenceAcceleratorAssociationId: text(),
    ElasticInferenceAcceleratorAssociationState: text(),
    ElasticInferenceAcceleratorAssociationTime: instant(),
};

export const CpuOptions = {
    CoreCount: number(),
    ThreadsPerCore: number(),
    AmdSevSnp: text(),
    NestedVirtualization: text(),
};

export const CapacityReservationSpecificationResponse = {
    CapacityReservationPreference: text(),
    CapacityReservationTarget: struct(CapacityReservationTargetResponse),
};

export const HibernationOptions = {
    Configured: flag(),
};

export const LicenseConfiguration = {
    LicenseConfigurationArn: text(),
};

export const InstanceMetadataOptionsResponse = {
    State: text(),
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
    HttpProtocolIpv6: text(),
    InstanceMetadataTags: text(),
};

export const EnclaveOptions = {
    Enabled: flag(),
};

export const PrivateDnsNameOptionsResponse = {
    HostnameType: text(),
    EnableResourceNameDnsARecord: flag(),
    EnableResourceNameDnsAAAARecord: flag(),
};

export const InstanceMaintenanceOptions = {
    AutoRecovery: text(),
    RebootMigration: text(),
};

export const InstanceNetworkPerformanceOptions = {
    BandwidthWeighting: text(),
};

export const InstanceSecondaryInterfaceAttachment = {
    AttachTime: instant(),
    AttachmentId: text(),
    DeleteOnTermination: flag(),
    DeviceIndex: number(),
    Status: text(),
    NetworkCardIndex: number(),
};

export const InstanceSecondaryInterfacePrivateIpAddress = {
    PrivateIpAddress: text(),
};

export const InstanceSecondaryInterface = {
    Attachment: struct(InstanceSecondaryInterfaceAttachment),
    MacAddress: text(),
    SecondaryInterfaceId: text(),
    OwnerId: text(),
    PrivateIpAddresses: list(struct(InstanceSecondaryInterfacePrivateIpAddress), "privateIpAddressSet"),
    SourceDestCheck: flag(),
    Status: text(),
    SecondarySubnetId: text(),
    SecondaryNetworkId: text(),
    InterfaceType: text(),
};

export const InstanceState = {
    Code: number(),
    Name: text(),
};

export const Monitoring = {
    MetricCategoryIds: list(text(), "metricCategoryIdSet"),
    State: text(),
};

export const Instance = {
    Architecture: text(),
    BlockDeviceMappings: list(struct(InstanceBlockDeviceMapping), "blockDeviceMapping"),
    ClientToken: text(),
    EbsOptimized: flag(),
    EnaSupport: flag(),
    Hypervisor: text(),
    IamInstanceProfile: struct(IamInstanceProfile),
    InstanceLifecycle: text(),
    ElasticGpuAssociations: list(struct(ElasticGpuAssociation), "elasticGpuAssociationSet"),
    ElasticInferenceAcceleratorAssociations: list(
        struct(ElasticInferenceAcceleratorAssociation),
        "elasticInferenceAcceleratorAssociationSet",
    ),
    NetworkInterfaces: list(struct(InstanceNetworkInterface), "networkInterfaceSet"),
    OutpostArn: text(),
    RootDeviceName: text(),
    RootDeviceType: text(),
    SecurityGroups: list(struct(GroupIdentifier), "groupSet"),
    SourceDestCheck: flag(),
    SpotInstanceRequestId: text(),
    SriovNetSupport: text(),
    StateReason: struct(StateReason),
    Tags: list(struct(Tag), "tagSet"),
    VirtualizationType: text(),
    CpuOptions: struct(CpuOptions),
    CapacityBlockId: text(),
    CapacityReservationId: text(),
    CapacityReservationSpecification: struct(CapacityReservationSpecificationResponse),
    HibernationOptions: struct(HibernationOptions),
    Licenses: list(struct(LicenseConfiguration), "licenseSet"),
    MetadataOptions: struct(InstanceMetadataOptionsResponse),
    EnclaveOptions: struct(EnclaveOptions),
    BootMode: text(),
    PlatformDetails: text(),
    UsageOperation: text(),
    UsageOperationUpdateTime: instant(),
    PrivateDnsNameOptions: struct(PrivateDnsNameOptionsResponse),
    Ipv6Address: text(),
    TpmSupport: text(),
    MaintenanceOptions: struct(InstanceMaintenanceOptions),
    CurrentInstanceBootMode: text(),
    NetworkPerformanceOptions: struct(InstanceNetworkPerformanceOptions),
    Operator: struct(OperatorResponse),
    SecondaryInterfaces: list(struct(InstanceSecondaryInterface), "secondaryInterfaceSet"),
    InstanceId: text(),
    ImageId: text(),
    State: struct(InstanceState, "instanceState"),
    PrivateDnsName: text(),
    PublicDnsName: text("dnsName"),
    StateTransitionReason: text("reason"),
    KeyName: text(),
    AmiLaunchIndex: number(),
    ProductCodes: list(struct(ProductCode)),
    InstanceType: text(),
    LaunchTime: instant(),
    Placement: struct(Placement),
    KernelId: text(),
    RamdiskId: text(),
    Platform: text(),
    Monitoring: struct(Monitoring),
    SubnetId: text(),
    VpcId: text(),
    PrivateIpAddress: text(),
    PublicIpAddress: text("ipAddress"),
};

export const Reservation = {
    ReservationId: text(),
    OwnerId: text(),
    RequesterId: text(),
    Groups: list(struct(GroupIdentifier), "groupSet"),
    Instances: list(struct(Instance), "instancesSet"),
};

export const DescribeInstancesResult = {
    NextToken: text(),
    Reservations: list(struct(Reservation), "reservationSet"),
};

export const InstanceStateChange = {
    InstanceId: text(),
    CurrentState: struct(InstanceState),
    PreviousState: struct(InstanceState),
};

export const TerminateInstancesResult = {
    TerminatingInstances: list(struct(InstanceStateChange), "instancesSet"),
};
