import type { Instant, Observation, Reading } from "../../retirement";
import type { UserReading } from "../../retirement/users";

/** An image as DescribeImages answers it, reduced to what decisions rest on. */
export interface ObservedImage {
    readonly imageId: string;
    readonly name: string;
    /** `Available`, `Deprecated`, `Creating`, `Waiting`, `UnAvailable`, `CreateFailed`, or a word that this version does not know. */
    readonly status: string;
    /** `self`, `others`, `system`, `marketplace`. */
    readonly ownerAlias: string;
    readonly family?: string;
    readonly platform: string;
    readonly isPublic: boolean;
    readonly isCopied: boolean;
    readonly created: Instant;
    readonly snapshotIds: readonly string[];
}

/** With whom an image is shared, by each of the three ways that there are. */
export interface Shares {
    readonly accounts: readonly string[];
    readonly groups: readonly string[];
    readonly resourceShares: readonly string[];
}

/** A copy, import or export that is under way. */
export interface Task {
    readonly id: string;
    readonly action: "ImportImage" | "ExportImage";
    readonly canBeCancelled: boolean;
}

/** A snapshot behind the image that still exists. */
export interface ObservedSnapshot {
    readonly id: string;
    readonly name: string;
    /** Other images that stand on it. */
    readonly usedByImages: Reading<readonly string[]>;
    readonly isUsedByDisk: boolean;
    readonly isLocked: Reading<boolean>;
    /** Made by Cloud Backup, or another account's: nobody else deletes it. */
    readonly keptBy?: string;
}

/** Everything that a decision about an image rests on. What is not needed is not asked for and reads as known and empty. */
export interface ImageObservation {
    readonly account: Reading<string>;
    readonly image: Observation<ObservedImage>;
    readonly instances: Reading<readonly string[]>;
    readonly shares: Reading<Shares>;
    readonly tasks: Reading<readonly Task[]>;
    /** The image that the family would lead to afterwards; undefined when it would lead to none. */
    readonly fallback: Reading<string | undefined>;
    /** What launches from it by itself. */
    readonly users: readonly UserReading[];
    readonly snapshots: Reading<readonly ObservedSnapshot[]>;
}
