import { z } from "zod";

/** What should become of the image when its row leaves the program. Every field takes effect at deletion. */
export interface AmiDeletionPolicy {
    /**
     * - `deregister`: EC2 DeregisterImage. The image goes to the Recycle Bin when a retention rule matches, else for good.
     * - `disable`: EC2 DisableImage. Nobody can launch from it any more; its launch permissions are lost.
     * - `deprecate`: EC2 EnableImageDeprecation as of now. It is hidden from others and can still be launched by id.
     * - `retain`: nothing is sent; only the row leaves Pulumi's state.
     *
     * @default "deregister"
     * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
     */
    readonly action?: "deregister" | "disable" | "deprecate" | "retain";
    /**
     * Deregister although something uses the image: lifts blockers of code `in-use`, and what could not be looked at among
     * them. It lifts nothing else: not protection, not another owner, not AWS Backup, not a condition set here.
     *
     * @default false
     */
    readonly force?: boolean;
    /**
     * Also delete the EBS snapshots behind the image. One that another image uses, that is locked or that AWS Backup
     * manages stays, and the preview says so. Without it snapshots stay and go on costing.
     *
     * @default false
     * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html
     */
    readonly deleteAssociatedSnapshots?: boolean;
    /**
     * Lift the image's deregistration protection first. When EC2 then refuses for good, the protection is put back. When
     * it was enabled with a cooldown, it stays in force for 24 hours: the delete says until when, and a later run finishes.
     *
     * @default false
     * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html
     */
    readonly disableDeregistrationProtection?: boolean;
    /**
     * With `required: true`, refuse to deregister unless the image could be restored from the Recycle Bin afterwards, for
     * at least `minimumRetentionDays` (1 to 365) when that is given.
     *
     * @default not required
     * @see https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html
     */
    readonly recycleBin?: { readonly required: boolean; readonly minimumRetentionDays?: number };
    /**
     * Kinds of users that do not block, such as `["launch-permission"]`.
     *
     * @default []
     */
    readonly ignoreReferences?: readonly AmiReferenceKind[];
}

/** Everything that can keep an image in use, by the names that `ignoreReferences` takes. */
export const amiReferenceKinds = [
    "auto-scaling-group",
    "ec2-fleet",
    "spot-fleet",
    "launch-template",
    "ssm-parameter",
    "image-builder-recipe",
    "launch-permission",
] as const;
export type AmiReferenceKind = (typeof amiReferenceKinds)[number];

export const amiDeletionPolicySchema = z
    .strictObject({
        action: z.enum(["deregister", "disable", "deprecate", "retain"]).optional(),
        force: z.boolean().optional(),
        deleteAssociatedSnapshots: z.boolean().optional(),
        disableDeregistrationProtection: z.boolean().optional(),
        recycleBin: z
            .strictObject({ required: z.boolean(), minimumRetentionDays: z.int().min(1).max(365).optional() })
            .optional(),
        ignoreReferences: z.array(z.enum(amiReferenceKinds)).optional(),
    })
    .superRefine((policy, context) => {
        const action = policy.action ?? "deregister";
        const onlyForDeregister = {
            deleteAssociatedSnapshots: policy.deleteAssociatedSnapshots === true,
            disableDeregistrationProtection: policy.disableDeregistrationProtection === true,
            recycleBin: policy.recycleBin?.required === true,
        };
        for (const [field, isSet] of Object.entries(onlyForDeregister)) {
            if (!isSet || action === "deregister") continue;
            context.addIssue({
                code: "custom",
                path: [field],
                message: `goes with action "deregister" only, and action is "${action}": remove one of them`,
            });
        }
        if (policy.recycleBin?.minimumRetentionDays !== undefined && !policy.recycleBin.required) {
            context.addIssue({
                code: "custom",
                path: ["recycleBin", "minimumRetentionDays"],
                message: "has no effect unless required is true: set required, or remove it",
            });
        }
    });
