import type { EmulatorOptions, Settings, Variants } from "./contract";

/** Every answer that a variant can have; the first is the default. The reasons are in MODEL.md. */
export const variantAnswers: { readonly [V in keyof Variants]: readonly [Variants[V], ...Variants[V][]] } = {
    protectedImage: ["OperationNotPermitted", "InvalidParameterValue", "UnsupportedOperation"],
    backupImage: ["InvalidParameterValue", "OperationNotPermitted"],
    lockedSnapshot: ["OperationNotPermitted", "InvalidParameterValue", "SnapshotLocked"],
    restoreNotInBin: ["InvalidAMIID.NotFound", "IncorrectState", "InvalidRequest"],
    deregisterTwice: ["InvalidAMIID.Unavailable", "InvalidAMIID.NotFound", "success"],
    imageAfterDeregister: ["empty-list", "state-deregistered", "InvalidAMIID.NotFound"],
    disabledWithoutIncludeDisabled: ["hidden", "shown-by-id"],
    tagWithoutValue: ["any-value", "empty-value"],
    restoreImageBeforeSnapshots: ["IncorrectState", "InvalidRequest"],
    listNotInBin: ["left-out", "error"],
    deregisterInactive: ["success", "ClientException"],
    deleteTwice: ["success", "failure"],
    describeInactive: ["always", "while-used"],
    rollbackToInactive: ["ROLLBACK_FAILED", "ROLLBACK_SUCCESSFUL"],
    drainingService: ["listed", "hidden"],
};

const defaultVariants = Object.fromEntries(
    Object.entries(variantAnswers).map(([variant, [first]]) => [variant, first]),
) as unknown as Variants;

export const settingsFrom = (options: EmulatorOptions): Settings => ({
    pageSize: options.pageSize ?? 1000,
    lagMs: options.lagMs ?? 0,
    deploymentMs: options.deploymentMs ?? 60_000,
    throttle: options.throttle,
    variants: { ...defaultVariants, ...options.variants },
});
