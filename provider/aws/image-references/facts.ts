import type { Instant, Reading } from "../../retirement";

/** Something in the account that names an image, as DescribeImageReferences lists it. */
export interface ImageReference {
    /** `ec2:Instance`, `ec2:LaunchTemplate`, `ssm:Parameter`, `imagebuilder:ImageRecipe`, `imagebuilder:ContainerRecipe`. */
    readonly type: string;
    readonly arn: string;
}

/** Whom an image is shared with. */
export interface Grantee {
    readonly kind: "account" | "organisation" | "organisational-unit" | "everybody";
    /** Account id or ARN; empty for everybody. */
    readonly name: string;
}

/** What a usage report that exists says of one other account. */
export interface ReportedUse {
    readonly account: string;
    readonly resourceType: string;
    readonly count: number;
}

export interface UsageReport {
    readonly created: Instant;
    readonly uses: readonly ReportedUse[];
}

/** What names one image, and who may launch from it. */
export interface ReferenceFacts {
    readonly references: Reading<readonly ImageReference[]>;
    /** Enabled pipelines, by the ARN of the recipe that they build. Asked for the recipes among the references. */
    readonly pipelines: Reading<ReadonlyMap<string, readonly string[]>>;
    readonly grantees: Reading<readonly Grantee[]>;
    /** The latest one that is there; asked when the image is shared at all. */
    readonly usageReport: Reading<UsageReport | undefined>;
}
