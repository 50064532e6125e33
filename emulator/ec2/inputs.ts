import { flag, instant, list, number, required, struct, text } from "../protocols/shape";

/**
 * What the operations take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. All members of the
 * model are here, also those without effect in the emulator: EC2 refuses a parameter only when it does not know it.
 */

export const Filter = {
    Name: text(),
    Values: list(text(), "Value"),
};

export const DescribeImagesRequest = {
    ExecutableUsers: list(text(), "ExecutableBy"),
    ImageIds: list(text(), "ImageId"),
    Owners: list(text(), "Owner"),
    IncludeDeprecated: flag(),
    IncludeDisabled: flag(),
    MaxResults: number(),
    NextToken: text(),
    DryRun: flag(),
    Filters: list(struct(Filter), "Filter"),
};

export const Tag = {
    Key: text(),
    Value: text(),
};

export const TagSpecification = {
    ResourceType: text(),
    Tags: list(struct(Tag), "Tag"),
};

export const EbsBlockDevice = {
    DeleteOnTermination: flag(),
    Iops: number(),
    SnapshotId: text(),
    VolumeSize: number(),
    VolumeType: text(),
    KmsKeyId: text(),
    Throughput: number(),
    OutpostArn: text(),
    AvailabilityZone: text(),
    Encrypted: flag(),
    VolumeInitializationRate: number(),
    AvailabilityZoneId: text(),
    EbsCardIndex: number(),
};

export const BlockDeviceMapping = {
    Ebs: struct(EbsBlockDevice),
    NoDevice: text(),
    DeviceName: text(),
    VirtualName: text(),
};

export const RegisterImageRequest = {
    Name: required(text()),
    ImageLocation: text(),
    BillingProducts: list(text(), "BillingProduct"),
    BootMode: text(),
    TpmSupport: text(),
    UefiData: text(),
    ImdsSupport: text(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    DryRun: flag(),
    Description: text(),
    Architecture: text(),
    KernelId: text(),
    RamdiskId: text(),
    RootDeviceName: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "BlockDeviceMapping"),
    VirtualizationType: text(),
    SriovNetSupport: text(),
    EnaSupport: flag(),
};

export const CopyImageRequest = {
    Name: required(text()),
    SourceImageId: required(text()),
    SourceRegion: required(text()),
    ClientToken: text(),
    Description: text(),
    Encrypted: flag(),
    KmsKeyId: text(),
    DestinationOutpostArn: text(),
    CopyImageTags: flag(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    SnapshotCopyCompletionDurationMinutes: number(),
    DestinationAvailabilityZone: text(),
    DestinationAvailabilityZoneId: text(),
    DryRun: flag(),
};

export const CreateImageRequest = {
    InstanceId: required(text()),
    Name: required(text()),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    SnapshotLocation: text(),
    BootModeOverride: text(),
    DryRun: flag(),
    Description: text(),
    NoReboot: flag(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "BlockDeviceMapping"),
};

export const DeregisterImageRequest = {
    ImageId: required(text()),
    DeleteAssociatedSnapshots: flag(),
    DryRun: flag(),
};

export const EnableImageDeprecationRequest = {
    ImageId: required(text()),
    DeprecateAt: required(instant()),
    DryRun: flag(),
};

export const EnableImageDeregistrationProtectionRequest = {
    ImageId: required(text()),
    WithCooldown: flag(),
    DryRun: flag(),
};

export const DescribeImageAttributeRequest = {
    Attribute: required(text()),
    ImageId: required(text()),
    DryRun: flag(),
};

export const AttributeValue = {
    Value: text(),
};

export const LaunchPermission = {
    OrganizationArn: text(),
    OrganizationalUnitArn: text(),
    UserId: text(),
    Group: text(),
};

export const LaunchPermissionModifications = {
    Add: list(struct(LaunchPermission)),
    Remove: list(struct(LaunchPermission)),
};

export const ModifyImageAttributeRequest = {
    ImageId: required(text()),
    Attribute: text(),
    Description: struct(AttributeValue),
    LaunchPermission: struct(LaunchPermissionModifications),
    OperationType: text(),
    ProductCodes: list(text(), "ProductCode"),
    UserGroups: list(text(), "UserGroup"),
    UserIds: list(text(), "UserId"),
    Value: text(),
    OrganizationArns: list(text(), "OrganizationArn"),
    OrganizationalUnitArns: list(text(), "OrganizationalUnitArn"),
    ImdsSupport: struct(AttributeValue),
    DryRun: flag(),
};

export const ResetImageAttributeRequest = {
    Attribute: required(text()),
    ImageId: required(text()),
    DryRun: flag(),
};

export const ListImagesInRecycleBinRequest = {
    ImageIds: list(text(), "ImageId"),
    NextToken: text(),
    MaxResults: number(),
    DryRun: flag(),
};

export const CreateSnapshotRequest = {
    VolumeId: required(text()),
    Description: text(),
    OutpostArn: text(),
    TagSpecifications: list(struct(TagSpecification), "TagSpecification"),
    Location: text(),
    DryRun: flag(),
};

export const DescribeSnapshotsRequest = {
    MaxResults: number(),
    NextToken: text(),
    OwnerIds: list(text(), "Owner"),
    RestorableByUserIds: list(text(), "RestorableBy"),
    SnapshotIds: list(text(), "SnapshotId"),
    DryRun: flag(),
    Filters: list(struct(Filter), "Filter"),
};

export const DeleteSnapshotRequest = {
    SnapshotId: required(text()),
    DryRun: flag(),
};

export const LockSnapshotRequest = {
    SnapshotId: required(text()),
    LockMode: required(text()),
    DryRun: flag(),
    CoolOffPeriod: number(),
    LockDuration: number(),
    ExpirationDate: instant(),
};

export const UnlockSnapshotRequest = {
    SnapshotId: required(text()),
    DryRun: flag(),
};

export const DescribeLockedSnapshotsRequest = {
    Filters: list(struct(Filter), "Filter"),
    MaxResults: number(),
    NextToken: text(),
    SnapshotIds: list(text(), "SnapshotId"),
    DryRun: flag(),
};

export const ListSnapshotsInRecycleBinRequest = {
    MaxResults: number(),
    NextToken: text(),
    SnapshotIds: list(text(), "SnapshotId"),
    DryRun: flag(),
};

export const RestoreSnapshotFromRecycleBinRequest = {
    SnapshotId: required(text()),
    DryRun: flag(),
};

export const CreateTagsRequest = {
    Resources: required(list(text(), "ResourceId")),
    Tags: required(list(struct(Tag), "Tag")),
    DryRun: flag(),
};

export const DeleteTagsRequest = {
    Resources: required(list(text(), "ResourceId")),
    DryRun: flag(),
    Tags: list(struct(Tag), "Tag"),
};

export const DescribeTagsRequest = {
    DryRun: flag(),
    Filters: list(struct(Filter), "Filter"),
    MaxResults: number(),
    NextToken: text(),
};

/** Of every operation that takes an image and nothing more. */
export const ImageRequest = {
    ImageId: required(text()),
    DryRun: flag(),
};
