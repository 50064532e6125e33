import { flag, instant, list, number, struct, text } from "../protocols/shape";

/** What the operations answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */

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
    VolumeInitializationRate: number("VolumeInitializationRate"),
    AvailabilityZoneId: text("AvailabilityZoneId"),
    EbsCardIndex: number("EbsCardIndex"),
};

export const BlockDeviceMapping = {
    Ebs: struct(EbsBlockDevice),
    NoDevice: text(),
    DeviceName: text(),
    VirtualName: text(),
};

export const StateReason = {
    Code: text(),
    Message: text(),
};

export const Tag = {
    Key: text(),
    Value: text(),
};

export const ImageWatermark = {
    WatermarkKey: text(),
    SourceImageRegion: text(),
    SourceImageId: text(),
    SourceImageCreationTime: instant(),
    WatermarkCreationTime: instant(),
};

export const ScanResults = {
    HighestFindingSeverityLabel: text(),
    FindingScanDate: instant(),
    InformationalFixAvailableSince: instant(),
    LowFixAvailableSince: instant(),
    MediumFixAvailableSince: instant(),
    HighFixAvailableSince: instant(),
    CriticalFixAvailableSince: instant(),
};

export const InstanceTypeItem = {
    InstanceType: text(),
};

export const InstanceTypeSpecification = {
    SupportedInstanceTypes: list(struct(InstanceTypeItem), "supportedInstanceTypeSet"),
    UnsupportedInstanceTypes: list(struct(InstanceTypeItem), "unsupportedInstanceTypeSet"),
};

export const ProductCode = {
    ProductCodeId: text("productCode"),
    ProductCodeType: text("type"),
};

export const Image = {
    PlatformDetails: text(),
    UsageOperation: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "blockDeviceMapping"),
    Description: text(),
    EnaSupport: flag(),
    Hypervisor: text(),
    ImageOwnerAlias: text(),
    Name: text(),
    RootDeviceName: text(),
    RootDeviceType: text(),
    SriovNetSupport: text(),
    StateReason: struct(StateReason),
    Tags: list(struct(Tag), "tagSet"),
    VirtualizationType: text(),
    BootMode: text(),
    TpmSupport: text(),
    DeprecationTime: text(),
    ImdsSupport: text(),
    SourceInstanceId: text(),
    DeregistrationProtection: text(),
    LastLaunchedTime: text(),
    ImageAllowed: flag(),
    SourceImageId: text(),
    SourceImageRegion: text(),
    FreeTierEligible: flag(),
    PublicSsmParameterName: text(),
    ImageWatermarks: list(struct(ImageWatermark), "imageWatermarkSet"),
    ScanResults: struct(ScanResults),
    InstanceTypeSpecification: struct(InstanceTypeSpecification),
    ImageId: text(),
    ImageLocation: text(),
    State: text("imageState"),
    OwnerId: text("imageOwnerId"),
    CreationDate: text(),
    Public: flag("isPublic"),
    ProductCodes: list(struct(ProductCode)),
    Architecture: text(),
    ImageType: text(),
    KernelId: text(),
    RamdiskId: text(),
    Platform: text(),
};

export const DescribeImagesResult = {
    NextToken: text(),
    Images: list(struct(Image), "imagesSet"),
};

export const DeleteSnapshotReturnCode = {
    SnapshotId: text(),
    ReturnCode: text(),
};

export const DeregisterImageResult = {
    Return: flag(),
    DeleteSnapshotResults: list(struct(DeleteSnapshotReturnCode), "deleteSnapshotResultSet"),
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

export const ImageAttribute = {
    Description: struct(AttributeValue),
    KernelId: struct(AttributeValue, "kernel"),
    RamdiskId: struct(AttributeValue, "ramdisk"),
    SriovNetSupport: struct(AttributeValue),
    BootMode: struct(AttributeValue),
    TpmSupport: struct(AttributeValue),
    UefiData: struct(AttributeValue),
    LastLaunchedTime: struct(AttributeValue),
    ImdsSupport: struct(AttributeValue),
    DeregistrationProtection: struct(AttributeValue),
    ImageId: text(),
    LaunchPermissions: list(struct(LaunchPermission), "launchPermission"),
    ProductCodes: list(struct(ProductCode)),
    BlockDeviceMappings: list(struct(BlockDeviceMapping), "blockDeviceMapping"),
};

export const ImageRecycleBinInfo = {
    ImageId: text(),
    Name: text(),
    Description: text(),
    RecycleBinEnterTime: instant(),
    RecycleBinExitTime: instant(),
};

export const ListImagesInRecycleBinResult = {
    Images: list(struct(ImageRecycleBinInfo), "imageSet"),
    NextToken: text(),
};

export const Snapshot = {
    OwnerAlias: text(),
    OutpostArn: text(),
    Tags: list(struct(Tag), "tagSet"),
    StorageTier: text(),
    RestoreExpiryTime: instant(),
    SseType: text(),
    AvailabilityZone: text(),
    TransferType: text(),
    CompletionDurationMinutes: number(),
    CompletionTime: instant(),
    FullSnapshotSizeInBytes: number(),
    SnapshotId: text(),
    VolumeId: text(),
    State: text("status"),
    StateMessage: text("statusMessage"),
    StartTime: instant(),
    Progress: text(),
    OwnerId: text(),
    Description: text(),
    VolumeSize: number(),
    Encrypted: flag(),
    KmsKeyId: text(),
    DataEncryptionKeyId: text(),
};

export const DescribeSnapshotsResult = {
    NextToken: text(),
    Snapshots: list(struct(Snapshot), "snapshotSet"),
};

export const LockSnapshotResult = {
    SnapshotId: text(),
    LockState: text(),
    LockDuration: number(),
    CoolOffPeriod: number(),
    CoolOffPeriodExpiresOn: instant(),
    LockCreatedOn: instant(),
    LockExpiresOn: instant(),
    LockDurationStartTime: instant(),
};

export const LockedSnapshotsInfo = {
    OwnerId: text(),
    SnapshotId: text(),
    LockState: text(),
    LockDuration: number(),
    CoolOffPeriod: number(),
    CoolOffPeriodExpiresOn: instant(),
    LockCreatedOn: instant(),
    LockDurationStartTime: instant(),
    LockExpiresOn: instant(),
};

export const DescribeLockedSnapshotsResult = {
    Snapshots: list(struct(LockedSnapshotsInfo), "snapshotSet"),
    NextToken: text(),
};

export const SnapshotRecycleBinInfo = {
    SnapshotId: text(),
    RecycleBinEnterTime: instant(),
    RecycleBinExitTime: instant(),
    Description: text(),
    VolumeId: text(),
};

export const ListSnapshotsInRecycleBinResult = {
    Snapshots: list(struct(SnapshotRecycleBinInfo), "snapshotSet"),
    NextToken: text(),
};

export const RestoreSnapshotFromRecycleBinResult = {
    SnapshotId: text(),
    OutpostArn: text(),
    Description: text(),
    Encrypted: flag(),
    OwnerId: text(),
    Progress: text(),
    StartTime: instant(),
    State: text("status"),
    VolumeId: text(),
    VolumeSize: number(),
    SseType: text(),
};

export const TagDescription = {
    Key: text(),
    ResourceId: text(),
    ResourceType: text(),
    Value: text(),
};

export const DescribeTagsResult = {
    NextToken: text(),
    Tags: list(struct(TagDescription), "tagSet"),
};

/** Of every operation that answers only that it was done. */
export const Done = {
    Return: flag(),
};

export const ProtectionResult = {
    Return: text(),
};

export const ImageResult = {
    ImageId: text(),
};

export const SnapshotResult = {
    SnapshotId: text(),
};
