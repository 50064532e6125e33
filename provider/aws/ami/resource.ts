import * as pulumi from "@pulumi/pulumi";
import { typeOf } from "../../adapters/protocol";
import { rowProperties } from "../../adapters/row";
import type { AmiDeletionPolicy } from "./policy";

export type { AmiDeletionPolicy, AmiReferenceKind } from "./policy";

/** Arguments of `aws.Ami`. Unless said otherwise, changing one updates the state only and takes effect at deletion. */
export interface AmiArgs {
    /**
     * The image to adopt: `ami-` and 8 or 17 hexadecimal digits. It must exist and belong to the caller's account.
     * Changing it replaces: the new image is adopted first, and the old one retired after everything that used it has moved.
     */
    readonly imageId: pulumi.Input<string>;
    /**
     * What becomes of the image when this resource leaves the program or the stack is destroyed. A delete sees the policy
     * that the last `pulumi up` stored.
     *
     * @default { action: "deregister" }
     * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
     */
    readonly deletionPolicy?: pulumi.Input<Inputs<AmiDeletionPolicy>>;
    /**
     * Bring the image back, snapshots first, when it is found in the Recycle Bin at adoption, or when a refresh finds it
     * there later. Without it, adopting such an image fails and says until when it could be restored.
     *
     * @default false
     * @see https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-amis.html
     */
    readonly restoreFromRecycleBin?: pulumi.Input<boolean>;
    /**
     * The region of the image, such as `eu-central-1`. It is recorded at creation: a later change of the stack's
     * configuration moves nothing, a change of this argument replaces.
     *
     * @default `aws:region`, then AWS_REGION and the profile
     */
    readonly region?: pulumi.Input<string>;
    /**
     * A profile of the shared AWS files, used instead of the stack's keys. It must lead to the same account.
     *
     * @default `aws:profile`, then the SDK's default chain
     */
    readonly profile?: pulumi.Input<string>;
    /**
     * One URL for EC2, Auto Scaling, Image Builder, the Recycle Bin and STS, for a cloud that is not AWS's own. Recorded in the state: it must hold no
     * password.
     *
     * @default `aws:endpoints`, then AWS_ENDPOINT_URL and its per-service forms, then AWS itself
     */
    readonly endpoint?: pulumi.Input<string>;
    /** Bounds of waits, such as "30s", "10m" or "1h30m". A wait that ends without its thing fails cleanly: the row stays. */
    readonly timeouts?: pulumi.Input<{
        /** For an image that is being made, or restored, to settle. @default "10m" */
        readonly settle?: pulumi.Input<string>;
        /** For a user that this update moves away to let go of the image. @default "60s" */
        readonly release?: pulumi.Input<string>;
        /** For what was sent to be confirmed, retries included. @default "5m" */
        readonly confirm?: pulumi.Input<string>;
    }>;
}

type Inputs<T> = T extends readonly (infer Item)[]
    ? pulumi.Input<Inputs<Item>>[]
    : T extends object
      ? { readonly [Key in keyof T]: pulumi.Input<Inputs<T[Key]>> }
      : T;

const kind = "aws.Ami";

const outputs = [
    "name",
    "ownerId",
    "state",
    "architecture",
    "creationDate",
    "snapshotIds",
    "accountId",
    "arn",
    "restorableUntil",
] as const;

/**
 * An Amazon Machine Image that the program owns the end of: it adopts an existing image, and retires it, by
 * `deletionPolicy`, when the resource is removed.
 *
 * Refused, with every reason and what lifts it: an image of another account, one that AWS Backup manages, one that is
 * protected from deregistration, one that something launches from or that is shared, one that a condition of the policy
 * forbids to lose, and one of which any of this could not be found out.
 *
 * ```ts
 * new aws.Ami("web-2026-11", {
 *     imageId: "ami-0123456789abcdef0",
 *     deletionPolicy: { deleteAssociatedSnapshots: true, recycleBin: { required: true, minimumRetentionDays: 7 } },
 * });
 * ```
 *
 * One object belongs in one stack. `.get` and `pulumi import` are not supported: declaring the resource adopts.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
 */
export class Ami extends pulumi.CustomResource {
    /** The adopted image's id; also the resource's id. */
    declare readonly imageId: pulumi.Output<string>;
    declare readonly deletionPolicy: pulumi.Output<AmiDeletionPolicy | undefined>;
    /** The image's name. */
    declare readonly name: pulumi.Output<string>;
    /** Account that owns the image. */
    declare readonly ownerId: pulumi.Output<string>;
    /** EC2's ImageState at the last look (`available`, `disabled`, `pending`, …), or `in-recycle-bin`. */
    declare readonly state: pulumi.Output<string>;
    /** Such as `x86_64` or `arm64`. */
    declare readonly architecture: pulumi.Output<string>;
    /** When the image was made, ISO 8601. */
    declare readonly creationDate: pulumi.Output<string>;
    /** The EBS snapshots behind the image. */
    declare readonly snapshotIds: pulumi.Output<string[]>;
    /** Where the image is, and where it will be retired. */
    declare readonly region: pulumi.Output<string>;
    /** The account in which it was adopted; no other account's credentials are used to retire it. */
    declare readonly accountId: pulumi.Output<string>;
    declare readonly arn: pulumi.Output<string>;
    /** Until when the Recycle Bin keeps it, when `state` is `in-recycle-bin`. */
    declare readonly restorableUntil: pulumi.Output<string | undefined>;

    constructor(name: string, args: AmiArgs, options?: pulumi.CustomResourceOptions) {
        super(typeOf(kind), name, rowProperties({ kind, handler: "ami", name, args, outputs, options }), options);
    }
}
