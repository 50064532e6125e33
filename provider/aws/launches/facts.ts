import type { Reading } from "../../retirement";

/*
 * What an account has in a region that launches instances, as one scan saw it. It serves all images that retire in a run.
 */

/** A launch template as somebody names it: by id or by name, at a version. */
export interface TemplateReference {
    readonly id?: string;
    readonly name?: string;
    /** A number, `$Latest` or `$Default`; left out means the default. */
    readonly version?: string;
}

/** Something that launches by itself: an Auto Scaling group, an EC2 Fleet, a Spot Fleet. */
export interface Launcher {
    readonly kind: "auto-scaling-group" | "ec2-fleet" | "spot-fleet";
    /** Name or id, as its console shows it. */
    readonly name: string;
    readonly arn?: string;
    readonly templates: readonly TemplateReference[];
    readonly launchConfiguration?: string;
    /** Images that it names itself, past any template. */
    readonly imageIds: readonly string[];
}

export interface LaunchConfiguration {
    readonly name: string;
    readonly imageId: string;
}

export interface TemplateVersion {
    readonly templateId: string;
    readonly templateName: string;
    readonly version: number;
    readonly isDefault: boolean;
    /** Whether it is the version that `$Latest` leads to. */
    readonly isLatest: boolean;
    /** With aliases resolved; undefined when the version names no image. */
    readonly imageId?: string;
}

export interface LaunchFacts {
    readonly groups: Reading<readonly Launcher[]>;
    readonly launchConfigurations: Reading<readonly LaunchConfiguration[]>;
    readonly fleets: Reading<readonly Launcher[]>;
    readonly spotFleets: Reading<readonly Launcher[]>;
    /** The latest and the default version of every template, and each other version that a launcher names. */
    readonly templateVersions: Reading<readonly TemplateVersion[]>;
}
