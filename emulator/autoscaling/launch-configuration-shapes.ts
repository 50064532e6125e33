import { flag, list, number, required, struct, text } from "../protocols/shape";

/** What the operations on launch configurations take, from the API model of Auto Scaling (2011-01-01) as @aws-sdk/client-auto-scaling 3.1169.0 carries it. */
export const Ebs = {
    SnapshotId: text(),
    VolumeSize: number(),
    VolumeType: text(),
    DeleteOnTermination: flag(),
    Iops: number(),
    Encrypted: flag(),
    Throughput: number(),
};

export const BlockDeviceMapping = {
    DeviceName: required(text()),
    VirtualName: text(),
    Ebs: struct(Ebs),
    NoDevice: flag(),
};

export const InstanceMonitoring = {
    Enabled: flag(),
};

export const InstanceMetadataOptions = {
    HttpTokens: text(),
    HttpPutResponseHopLimit: number(),
    HttpEndpoint: text(),
};

export const CreateLaunchConfigurationType = {
    LaunchConfigurationName: required(text()),
    ImageId: text(),
    KeyName: text(),
    SecurityGroups: list(text()),
    ClassicLinkVPCId: text(),
    ClassicLinkVPCSecurityGroups: list(text()),
    UserData: text(),
    InstanceId: text(),
    InstanceType: text(),
    KernelId: text(),
    RamdiskId: text(),
    BlockDeviceMappings: list(struct(BlockDeviceMapping)),
    InstanceMonitoring: struct(InstanceMonitoring),
    SpotPrice: text(),
    IamInstanceProfile: text(),
    EbsOptimized: flag(),
    AssociatePublicIpAddress: flag(),
    PlacementTenancy: text(),
    MetadataOptions: struct(InstanceMetadataOptions),
};

export const LaunchConfigurationNamesType = {
    LaunchConfigurationNames: list(text()),
    NextToken: text(),
    MaxRecords: number(),
};

export const LaunchConfigurationNameType = {
    LaunchConfigurationName: required(text()),
};
