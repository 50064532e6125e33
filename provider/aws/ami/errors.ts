import type { ErrorTable, Meaning } from "../../execution/errors";

/*
 * What EC2 means when it refuses. Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 * AWS does not publish which code answers for a protected, locked or Backup-managed object; all plausible ones are
 * listed as refusals, and the decision is made beforehand, from what the object says of itself.
 */

const imageGone: readonly (readonly [string, Meaning])[] = [
    ["InvalidAMIID.NotFound", "absent"],
    ["InvalidAMIID.Unavailable", "absent"],
];

const refusals: readonly (readonly [string, Meaning])[] = [
    ["OperationNotPermitted", "refused"],
    ["InvalidParameterValue", "refused"],
    ["UnsupportedOperation", "refused"],
    ["InvalidRequest", "refused"],
    ["IncorrectState", "refused"],
];

const imageErrors: ErrorTable = new Map([...imageGone, ...refusals]);

const snapshotErrors: ErrorTable = new Map<string, Meaning>([
    ["InvalidSnapshot.NotFound", "absent"],
    // Right after DeregisterImage EC2 may still count the image among the snapshot's users.
    ["InvalidSnapshot.InUse", "not-yet"],
    ["SnapshotLocked", "refused"],
    ...refusals,
]);

/** Each operation that a plan of this kind may name, and what its error codes mean. */
export const errorTables = {
    DeregisterImage: imageErrors,
    DisableImage: imageErrors,
    EnableImage: imageErrors,
    EnableImageDeprecation: imageErrors,
    DisableImageDeprecation: imageErrors,
    EnableImageDeregistrationProtection: imageErrors,
    DisableImageDeregistrationProtection: imageErrors,
    RestoreImageFromRecycleBin: imageErrors,
    DeleteSnapshot: snapshotErrors,
    RestoreSnapshotFromRecycleBin: snapshotErrors,
} as const satisfies Record<string, ErrorTable>;

export type AmiOperation = keyof typeof errorTables;

export const isAmiOperation = (operation: string): operation is AmiOperation => Object.hasOwn(errorTables, operation);

/** DescribeImages by id says so when the id is not, or no longer, known. */
export const describeImageErrors: ErrorTable = new Map(imageGone);
