import { decimal, flag, list, number, required, struct, text } from "../protocols/shape";

/** Instance requirements, from the API model of Auto Scaling (2011-01-01) as @aws-sdk/client-auto-scaling 3.1169.0 carries it. They are stored and answered, and choose nothing here. */
export const VCpuCountRequest = {
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
    References: list(struct(PerformanceFactorReferenceRequest)),
};

export const BaselinePerformanceFactorsRequest = {
    Cpu: struct(CpuPerformanceFactorRequest),
};

export const InstanceRequirements = {
    VCpuCount: required(struct(VCpuCountRequest)),
    MemoryMiB: required(struct(MemoryMiBRequest)),
    CpuManufacturers: list(text()),
    MemoryGiBPerVCpu: struct(MemoryGiBPerVCpuRequest),
    ExcludedInstanceTypes: list(text()),
    InstanceGenerations: list(text()),
    SpotMaxPricePercentageOverLowestPrice: number(),
    MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: number(),
    OnDemandMaxPricePercentageOverLowestPrice: number(),
    BareMetal: text(),
    BurstablePerformance: text(),
    RequireHibernateSupport: flag(),
    NetworkInterfaceCount: struct(NetworkInterfaceCountRequest),
    LocalStorage: text(),
    LocalStorageTypes: list(text()),
    TotalLocalStorageGB: struct(TotalLocalStorageGBRequest),
    BaselineEbsBandwidthMbps: struct(BaselineEbsBandwidthMbpsRequest),
    AcceleratorTypes: list(text()),
    AcceleratorCount: struct(AcceleratorCountRequest),
    AcceleratorManufacturers: list(text()),
    AcceleratorNames: list(text()),
    AcceleratorTotalMemoryMiB: struct(AcceleratorTotalMemoryMiBRequest),
    NetworkBandwidthGbps: struct(NetworkBandwidthGbpsRequest),
    AllowedInstanceTypes: list(text()),
    BaselinePerformanceFactors: struct(BaselinePerformanceFactorsRequest),
};
