import { flag, list, number, struct, text } from "../protocols/shape";

/** What occurs in several operations, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const Filter = {
    Name: text(),
    Values: list(text(), "Value"),
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

export const AttributeValue = {
    Value: text(),
};

export const LaunchPermission = {
    OrganizationArn: text(),
    OrganizationalUnitArn: text(),
    UserId: text(),
    Group: text(),
};

/** Of every operation that answers only that it was done. */
export const Done = {
    Return: flag(),
};
