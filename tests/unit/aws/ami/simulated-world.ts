import type { AmiOperation } from "../../../../provider/aws/ami/errors";
import type { ObservedImage } from "../../../../provider/aws/ami/observation";
import type { Grantee, ImageReference } from "../../../../provider/aws/image-references/facts";
import type { LaunchConfiguration, Launcher, TemplateVersion } from "../../../../provider/aws/launches/facts";
import type { BinnedType } from "../../../../provider/aws/recycle-bin/api";
import type { RetentionRule, Tags } from "../../../../provider/aws/recycle-bin/forecast";
import type { Instant } from "../../../../provider/retirement";

/** All that the simulated EC2 holds: plain values, which nothing ever changes in place. */
export interface SimulatedWorld {
    readonly now: Instant;
    /** The account of the credentials. */
    readonly caller: string;
    readonly images: readonly SimulatedImage[];
    readonly snapshots: readonly SimulatedSnapshot[];
    readonly rules: Readonly<Record<BinnedType, readonly RetentionRule[]>>;
    readonly groups: readonly Launcher[];
    readonly fleets: readonly Launcher[];
    readonly spotFleets: readonly Launcher[];
    readonly launchConfigurations: readonly LaunchConfiguration[];
    readonly templateVersions: readonly TemplateVersion[];
    readonly references: readonly ImageReference[];
    /** Recipes that an enabled pipeline builds. */
    readonly builtRecipes: readonly string[];
    readonly grantees: readonly Grantee[];
    /** Questions that nobody answers, from the preview to the end of the delete. */
    readonly faults: Readonly<Partial<Record<Question, Fault>>>;
    /** What the caller may not do. */
    readonly forbidden: readonly AmiOperation[];
    /** AWS Backup or a Marketplace listing holds the image. EC2 says so only when it refuses. */
    readonly isHeld: boolean;
    /** Each call is throttled when it is sent for the first time. */
    readonly throttlesFirst: boolean;
    /** How long EC2 shows an image as it was, and counts it among its snapshots' users, after a call has changed it. */
    readonly lagMs: number;
}

export interface SimulatedImage extends ObservedImage {
    readonly bin?: { readonly entered: Instant; readonly leaves: Instant };
    /** What becomes of one that is being made, and when. */
    readonly settles?: { readonly afterMs: number; readonly to: string };
}

export interface SimulatedSnapshot {
    readonly id: string;
    readonly ownerId: string;
    readonly tags: Tags;
    readonly startTime: Instant;
    readonly description: string;
    readonly lock?: { readonly state: "governance" | "compliance" | "expired"; readonly expires?: Instant };
    /** AWS Backup manages it. EC2 says so only when it refuses. */
    readonly isHeld: boolean;
    /** It lies in the Recycle Bin until then. */
    readonly leaves?: Instant;
}

export const questions = [
    "account",
    "image",
    "imagesOn",
    "snapshots",
    "locks",
    "binnedImage",
    "binnedSnapshots",
    "EC2_IMAGE",
    "EBS_SNAPSHOT",
    "groups",
    "fleets",
    "spotFleets",
    "launchConfigurations",
    "templateVersions",
    "references",
    "pipelines",
    "grantees",
    "usageReport",
] as const;
export type Question = (typeof questions)[number];

export const faults = ["denied", "throttled", "cut"] as const;
export type Fault = (typeof faults)[number];
