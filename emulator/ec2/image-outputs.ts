import { flag, instant, list, struct, text } from "../protocols/shape";
import { AttributeValue, BlockDeviceMapping, LaunchPermission, Tag } from "./shared-shapes";

/** What the operations on images answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const StateReason = {
    Code: text(),
    Message: text(),
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

export const ProtectionResult = {
    Return: text(),
};

export const ImageResult = {
    ImageId: text(),
};
