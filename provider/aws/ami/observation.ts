import type { Instant, Observation, Reading } from "../../retirement";
import type { UserReading } from "../../retirement/users";
import type { RetentionRule, Tags } from "../recycle-bin/forecast";

/** EC2's word for an image that is gone and can still be seen for a short while. */
export const stateDeregistered = "deregistered";
/** Our word for where such an image may be; EC2 itself shows a binned image to nobody. */
export const stateInRecycleBin = "in-recycle-bin";

/** An image as DescribeImages answers it, reduced to what decisions rest on. */
export interface ObservedImage {
    readonly imageId: string;
    readonly ownerId: string;
    readonly ownerAlias?: string;
    readonly name: string;
    /** EC2's ImageState, or a word that this version does not know. */
    readonly state: string;
    readonly stateReason?: string;
    readonly architecture: string;
    readonly creationDate: Instant;
    readonly rootDeviceType: string;
    readonly snapshotIds: readonly string[];
    readonly tags: Tags;
    /** `disabled`, `enabled-without-cooldown`, `enabled-with-cooldown` or `disabled after <time>`. */
    readonly deregistrationProtection: string;
    /** Where the files of an instance-store-backed image lie in S3. */
    readonly imageLocation?: string;
    readonly sourceImageId?: string;
    readonly sourceInstanceId?: string;
    readonly deprecationTime?: Instant;
    /** A day behind; for owners only. */
    readonly lastLaunchedTime?: Instant;
    readonly isMarketplace: boolean;
}

export interface BinnedImage {
    readonly entered: Instant;
    readonly leaves: Instant;
    /** Until when the bin keeps each snapshot that it holds of this image. */
    readonly snapshots: Reading<ReadonlyMap<string, Instant>>;
}

/** A snapshot behind the image that exists outside the Recycle Bin. */
export interface ObservedSnapshot {
    readonly id: string;
    readonly ownerId: string;
    readonly tags: Tags;
    readonly startTime: Instant;
    /** Other images of the account that stand on it. */
    readonly usedBy: Reading<readonly string[]>;
    /** Images that this run has put into the Recycle Bin and that cannot come back without it. EC2 does not know of them. */
    readonly neededInBin: readonly string[];
    /** The lock that holds it, and until when; undefined when none does. */
    readonly lock: Reading<{ readonly until?: Instant } | undefined>;
    /** EC2 named it, in this run, as one that the deregistration was to take along and did not: the row's, though not in its state. */
    readonly isNamedByAnswer?: true;
}

/** Everything that a decision about an image rests on. What a policy does not need is not asked for and reads as known and empty. */
export interface AmiObservation {
    readonly account: Reading<string>;
    readonly image: Observation<ObservedImage>;
    /** Asked when the image is not among the living. */
    readonly bin: Reading<BinnedImage | undefined>;
    readonly imageRules: Reading<readonly RetentionRule[]>;
    readonly snapshotRules: Reading<readonly RetentionRule[]>;
    readonly snapshots: Reading<readonly ObservedSnapshot[]>;
    /** Who uses it, question by question. Not asked when the image is gone. */
    readonly users: readonly UserReading[];
}
