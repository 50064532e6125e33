import { z } from "zod";

/** What should become of the image when its row leaves the program. Every field takes effect at deletion. */
export interface ImageDeletionPolicy {
    /**
     * - `delete`: ECS DeleteImage. There is no recycle bin for images: it is gone for good.
     * - `deprecate`: ECS ModifyImageAttribute to `Deprecated`. Nobody can share or copy it any more, its family falls back to
     *   another image, and it can still start instances by its id.
     * - `retain`: nothing is sent; only the row leaves Pulumi's state.
     *
     * @default "delete"
     * @see https://www.alibabacloud.com/help/en/ecs/developer-reference/api-ecs-2014-05-26-deleteimage
     */
    readonly action?: "delete" | "deprecate" | "retain";
    /**
     * Delete although instances use the image: their system disks can never be re-initialised. It is sent as the API's
     * `Force`, only when instances use the image, and lifts nothing else: not shares, not publication, not other users.
     *
     * @default false
     */
    readonly force?: boolean;
    /**
     * Take back every share first: accounts, share groups, resource shares. The accounts lose sight of the image. When the
     * deletion is then refused for good, they are given back.
     *
     * @default false
     */
    readonly unshare?: boolean;
    /**
     * Take the image out of the community first; given back likewise.
     *
     * @default false
     */
    readonly unpublish?: boolean;
    /**
     * Cancel the copy, import or export that is under way, instead of waiting for its end.
     *
     * @default false
     */
    readonly cancelInProgress?: boolean;
    /**
     * What becomes of the snapshots that the image made (`SnapshotForImage-…`). One that another image or a disk uses, that
     * is locked or somebody else's stays in either case, and is named.
     *
     * @default "keep"
     */
    readonly snapshots?: "keep" | "delete";
    /**
     * Kinds of users that do not block, such as `["scaling-configuration"]`. Instances are lifted by `force` alone.
     *
     * @default []
     */
    readonly ignoreReferences?: readonly ImageReferenceKind[];
}

/** What launches from an image by itself, by the names that `ignoreReferences` takes. */
export const imageReferenceKinds = ["launch-template", "scaling-configuration", "image-family"] as const;
export type ImageReferenceKind = (typeof imageReferenceKinds)[number];

export const imageDeletionPolicySchema = z
    .strictObject({
        action: z.enum(["delete", "deprecate", "retain"]).optional(),
        force: z.boolean().optional(),
        unshare: z.boolean().optional(),
        unpublish: z.boolean().optional(),
        cancelInProgress: z.boolean().optional(),
        snapshots: z.enum(["keep", "delete"]).optional(),
        ignoreReferences: z.array(z.enum(imageReferenceKinds)).optional(),
    })
    .superRefine((policy, context) => {
        const action = policy.action ?? "delete";
        const onlyForDelete = {
            force: policy.force === true,
            unpublish: policy.unpublish === true,
            cancelInProgress: policy.cancelInProgress === true,
            snapshots: policy.snapshots === "delete",
        };
        for (const [field, isSet] of Object.entries(onlyForDelete)) {
            if (!isSet || action === "delete") continue;
            const message = `goes with action "delete" only, and action is "${action}": remove one of them`;
            context.addIssue({ code: "custom", path: [field], message });
        }
    });
