import { list, number, struct, text } from "../protocols/shape";
import { InstanceRequirements } from "./requirements-shapes";

/** What a group launches from, from the API model of Auto Scaling (2011-01-01) as @aws-sdk/client-auto-scaling 3.1169.0 carries it. */
export const LaunchTemplateSpecification = {
    LaunchTemplateId: text(),
    LaunchTemplateName: text(),
    Version: text(),
};

export const LaunchTemplateOverrides = {
    InstanceType: text(),
    WeightedCapacity: text(),
    LaunchTemplateSpecification: struct(LaunchTemplateSpecification),
    InstanceRequirements: struct(InstanceRequirements),
    ImageId: text(),
};

export const LaunchTemplate = {
    LaunchTemplateSpecification: struct(LaunchTemplateSpecification),
    Overrides: list(struct(LaunchTemplateOverrides)),
};

export const DistributionSegment = {
    TargetCapacityTypes: list(text()),
};

export const InstancesDistribution = {
    OnDemandAllocationStrategy: text(),
    OnDemandBaseCapacity: number(),
    OnDemandPercentageAboveBaseCapacity: number(),
    SpotAllocationStrategy: text(),
    SpotInstancePools: number(),
    SpotMaxPrice: text(),
    DistributionSegments: list(struct(DistributionSegment)),
};

export const MixedInstancesPolicy = {
    LaunchTemplate: struct(LaunchTemplate),
    InstancesDistribution: struct(InstancesDistribution),
};
