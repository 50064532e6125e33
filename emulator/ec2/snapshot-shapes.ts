import { flag, instant, list, number, required, struct, text } from "../protocols/shape";
import { Filter, Tag, TagSpecification } from "./shared-shapes";

/** What the operations on snapshots take and answer, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
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

export const SnapshotResult = {
    SnapshotId: text(),
};
