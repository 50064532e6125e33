import type { EmulatorOptions, Settings, Variants } from "./contract";

export const defaultVariants: Variants = {
    protectedImage: "OperationNotPermitted",
    backupImage: "InvalidParameterValue",
    lockedSnapshot: "OperationNotPermitted",
    restoreNotInBin: "InvalidAMIID.NotFound",
    deregisterTwice: "InvalidAMIID.Unavailable",
    imageAfterDeregister: "empty-list",
    disabledWithoutIncludeDisabled: "hidden",
    tagWithoutValue: "any-value",
    restoreImageBeforeSnapshots: "IncorrectState",
    listNotInBin: "left-out",
};

export const settingsFrom = (options: EmulatorOptions): Settings => ({
    pageSize: options.pageSize ?? 1000,
    lagMs: options.lagMs ?? 0,
    throttle: options.throttle,
    variants: { ...defaultVariants, ...options.variants },
});
