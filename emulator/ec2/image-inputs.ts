import { flag, instant, list, number, required, struct, text } from "../protocols/shape";
import { AttributeValue, BlockDeviceMapping, Filter, LaunchPermission, TagSpecification } from "./shared-shapes";

/**
 * What the operations on images take, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. All members
 * of the model are here, also those without effect in the emulator: EC2 refuses a parameter only when it does not know it.
 */
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

/** Of every operation that takes an image and nothing more. */
export const ImageRequest = {
    ImageId: required(text()),
    DryRun: flag(),
};
