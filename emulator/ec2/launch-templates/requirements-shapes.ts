import { decimal, flag, list, number, required, struct, text } from "../../protocols/shape";

/** Instance requirements as they are asked for, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. They are stored and answered, and choose nothing here. */
export const VCpuCountRangeRequest = {
    Min: required(decimal()),
    Max: decimal(),
};

export const MemoryMiBRequest = {
    Min: required(decimal()),
    Max: decimal(),
};

export const MemoryGiBPerVCpuRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const NetworkInterfaceCountRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const TotalLocalStorageGBRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const BaselineEbsBandwidthMbpsRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const AcceleratorCountRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const AcceleratorTotalMemoryMiBRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const NetworkBandwidthGbpsRequest = {
    Min: decimal(),
    Max: decimal(),
};

export const PerformanceFactorReferenceRequest = {
    InstanceFamily: text(),
};

export const CpuPerformanceFactorRequest = {
    References: list(struct(PerformanceFactorReferenceRequest), "Reference"),
};

export const BaselinePerformanceFactorsRequest = {
    Cpu: struct(CpuPerformanceFactorRequest),
};

export const InstanceRequirementsRequest = {
    VCpuCount: required(struct(VCpuCountRangeRequest)),
    MemoryMiB: required(struct(MemoryMiBRequest)),
    CpuManufacturers: list(text(), "CpuManufacturer"),
    MemoryGiBPerVCpu: struct(MemoryGiBPerVCpuRequest),
    ExcludedInstanceTypes: list(text(), "ExcludedInstanceType"),
    InstanceGenerations: list(text(), "InstanceGeneration"),
    SpotMaxPricePercentageOverLowestPrice: number(),
    OnDemandMaxPricePercentageOverLowestPrice: number(),
    BareMetal: text(),
    BurstablePerformance: text(),
    RequireHibernateSupport: flag(),
    NetworkInterfaceCount: struct(NetworkInterfaceCountRequest),
    LocalStorage: text(),
    LocalStorageTypes: list(text(), "LocalStorageType"),
    TotalLocalStorageGB: struct(TotalLocalStorageGBRequest),
    BaselineEbsBandwidthMbps: struct(BaselineEbsBandwidthMbpsRequest),
    AcceleratorTypes: list(text(), "AcceleratorType"),
    AcceleratorCount: struct(AcceleratorCountRequest),
    AcceleratorManufacturers: list(text(), "AcceleratorManufacturer"),
    AcceleratorNames: list(text(), "AcceleratorName"),
    AcceleratorTotalMemoryMiB: struct(AcceleratorTotalMemoryMiBRequest),
    NetworkBandwidthGbps: struct(NetworkBandwidthGbpsRequest),
    AllowedInstanceTypes: list(text(), "AllowedInstanceType"),
    MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: number(),
    BaselinePerformanceFactors: struct(BaselinePerformanceFactorsRequest),
    RequireEncryptionInTransit: flag(),
};

export const VCpuCountRange = {
    Min: decimal(),
    Max: decimal(),
};

export const MemoryMiB = {
    Min: decimal(),
    Max: decimal(),
};

export const MemoryGiBPerVCpu = {
    Min: decimal(),
    Max: decimal(),
};

export const NetworkInterfaceCount = {
    Min: decimal(),
    Max: decimal(),
};

export const TotalLocalStorageGB = {
    Min: decimal(),
    Max: decimal(),
};

export const BaselineEbsBandwidthMbps = {
    Min: decimal(),
    Max: decimal(),
};

export const AcceleratorCount = {
    Min: decimal(),
    Max: decimal(),
};

export const AcceleratorTotalMemoryMiB = {
    Min: decimal(),
    Max: decimal(),
};

export const NetworkBandwidthGbps = {
    Min: decimal(),
    Max: decimal(),
};

export const PerformanceFactorReference = {
    InstanceFamily: text(),
};

export const CpuPerformanceFactor = {
    References: list(struct(PerformanceFactorReference), "ReferenceSet"),
};

export const BaselinePerformanceFactors = {
    Cpu: struct(CpuPerformanceFactor),
};

export const InstanceRequirements = {
    VCpuCount: struct(VCpuCountRange),
    MemoryMiB: struct(MemoryMiB),
    CpuManufacturers: list(text(), "CpuManufacturerSet"),
    MemoryGiBPerVCpu: struct(MemoryGiBPerVCpu),
    ExcludedInstanceTypes: list(text(), "ExcludedInstanceTypeSet"),
    InstanceGenerations: list(text(), "InstanceGenerationSet"),
    SpotMaxPricePercentageOverLowestPrice: number(),
    OnDemandMaxPricePercentageOverLowestPrice: number(),
    BareMetal: text(),
    BurstablePerformance: text(),
    RequireHibernateSupport: flag(),
    NetworkInterfaceCount: struct(NetworkInterfaceCount),
    LocalStorage: text(),
    LocalStorageTypes: list(text(), "LocalStorageTypeSet"),
    TotalLocalStorageGB: struct(TotalLocalStorageGB),
    BaselineEbsBandwidthMbps: struct(BaselineEbsBandwidthMbps),
    AcceleratorTypes: list(text(), "AcceleratorTypeSet"),
    AcceleratorCount: struct(AcceleratorCount),
    AcceleratorManufacturers: list(text(), "AcceleratorManufacturerSet"),
    AcceleratorNames: list(text(), "AcceleratorNameSet"),
    AcceleratorTotalMemoryMiB: struct(AcceleratorTotalMemoryMiB),
    NetworkBandwidthGbps: struct(NetworkBandwidthGbps),
    AllowedInstanceTypes: list(text(), "AllowedInstanceTypeSet"),
    MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: number(),
    BaselinePerformanceFactors: struct(BaselinePerformanceFactors),
    RequireEncryptionInTransit: flag(),
};
