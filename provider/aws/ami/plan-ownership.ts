import type { Blocker, Warning } from "../../retirement";
import type { ObservedImage } from "./observation";
import type { AmiState } from "./state";

/** Another owner and AWS Backup: never lifted. */
export const ownershipBlockers = (state: AmiState, image: ObservedImage): Blocker[] => {
    const blockers: Blocker[] = [];
    if (image.ownerId !== state.accountId) {
        blockers.push({
            code: "not-owner",
            subject: image.imageId,
            fact: `${image.imageId} belongs to account ${image.ownerId}, not to ${state.accountId}`,
            remedy: "cancel the launch permission instead (ec2:CancelImageLaunchPermission), and take the row out with deletionPolicy.action retain",
        });
    }
    if (image.ownerAlias === "aws-backup-vault") {
        blockers.push({
            code: "managed-by-aws-backup",
            subject: image.imageId,
            fact: `${image.imageId} is managed by AWS Backup, which EC2 does not let anybody else deregister`,
            remedy: "delete the recovery point in AWS Backup",
        });
    }
    return blockers;
};

/** Signs that somebody else keeps books of the image: none of them forbids its removal, all of them are worth knowing. */
export const managedWarnings = (image: ObservedImage): Warning[] =>
    signs
        .filter(({ shows }) => shows(image))
        .map(({ code, fact }) => ({ code, subject: image.imageId, fact: fact(image.imageId) }));

interface Sign {
    readonly code: string;
    readonly shows: (image: ObservedImage) => boolean;
    readonly fact: (imageId: string) => string;
}

const signs: readonly Sign[] = [
    {
        // A restored copy keeps the name and the tag: EC2's own refusal decides.
        code: "maybe-managed-by-aws-backup",
        shows: ({ ownerAlias, name, tags }) =>
            ownerAlias !== "aws-backup-vault" && (name.startsWith("AwsBackup") || "aws:backup:source-resource" in tags),
        fact: id => `${id} looks like one that AWS Backup made; EC2 refuses when it still manages it`,
    },
    {
        // https://docs.aws.amazon.com/imagebuilder/latest/userguide/delete-resources.html
        code: "made-by-image-builder",
        shows: ({ tags }) => tags.CreatedBy === "EC2 Image Builder",
        fact: id =>
            `${id} was made by EC2 Image Builder, whose image record stays behind; its own way is imagebuilder:StartResourceStateUpdate to DELETED, with the AMIs and snapshots`,
    },
    {
        code: "made-by-data-lifecycle-manager",
        shows: ({ tags }) => Object.keys(tags).some(key => key.startsWith("aws:dlm:")),
        fact: id => `${id} was made by a policy of Data Lifecycle Manager, which retires its images by itself`,
    },
    {
        code: "marketplace-product",
        shows: ({ isMarketplace }) => isMarketplace,
        fact: id => `${id} carries a Marketplace product code; EC2 refuses when a listing still needs it`,
    },
];
