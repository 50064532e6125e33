import { type Blocker, type Effect, type PlannedCall, type Reading, unreadable, type Warning } from "../../retirement";
import type { ObservedImage, Shares } from "./observation";
import type { ImageDeletionPolicy } from "./policy";

export interface SharesPlan {
    readonly blockers: readonly Blocker[];
    readonly unknowns: readonly Blocker[];
    readonly warnings: readonly Warning[];
    readonly effects: readonly Effect[];
    readonly calls: readonly PlannedCall[];
}

/** The API takes ten accounts in one call, and ignores any further ones in silence. */
const accountsInOneCall = 10;

/** Publication and sharing, each lifted by its own field only, and given back when the deletion is refused for good. */
export const planShares = (
    region: string,
    image: ObservedImage,
    shares: Reading<Shares>,
    policy: ImageDeletionPolicy,
): SharesPlan => {
    const publication = planPublication(region, image, policy);
    const { imageId } = image;
    if (shares.is === "unknown") {
        const reason = unreadable(imageId, `with whom ${imageId} is shared`, shares);
        return { ...publication, unknowns: [reason] };
    }
    const { accounts, groups, resourceShares } = shares.value;
    const told = [
        ...accounts.map(account => `account ${account}`),
        ...groups.map(group => `share group ${group}`),
        ...resourceShares.map(share => `resource share ${share}`),
    ];
    if (told.length === 0) return publication;
    if (policy.unshare !== true) {
        const blockers = told.map(
            (whom): Blocker => ({
                code: "shared",
                subject: imageId,
                fact: `${imageId} is shared with ${whom}`,
                remedy: "take the share back, or set deletionPolicy.unshare to true",
            }),
        );
        return { ...publication, blockers: [...publication.blockers, ...blockers] };
    }
    const calls = [
        ...chunks(accounts, accountsInOneCall).map(chunk => permissionCall(region, imageId, "Account", chunk)),
        ...chunks(groups, accountsInOneCall).map(chunk => permissionCall(region, imageId, "Group", chunk)),
        ...resourceShares.map(share => resourceShareCall(region, imageId, share)),
    ];
    const effects = told.map(
        (whom): Effect => ({
            code: `share-with-${whom.replaceAll(" ", "-")}-removed`,
            subject: imageId,
            fact: `${whom} loses sight of ${imageId}`,
            reversible: { is: "never" },
        }),
    );
    return { ...publication, calls: [...publication.calls, ...calls], effects: [...publication.effects, ...effects] };
};

const none: SharesPlan = { blockers: [], unknowns: [], warnings: [], effects: [], calls: [] };

const planPublication = (
    region: string,
    { imageId, isPublic }: ObservedImage,
    policy: ImageDeletionPolicy,
): SharesPlan => {
    if (!isPublic) return none;
    if (policy.unpublish !== true) {
        const fact = `${imageId} is published as a community image`;
        const remedy = "take it out of the community, or set deletionPolicy.unpublish to true";
        return { ...none, blockers: [{ code: "published", subject: imageId, fact, remedy }] };
    }
    const publish = (IsPublic: boolean): PlannedCall => ({
        service: "ecs",
        operation: "ModifyImageSharePermission",
        input: { RegionId: region, ImageId: imageId, IsPublic },
    });
    const fact = `${imageId} is no community image any more`;
    return {
        ...none,
        effects: [{ code: "publication-ended", subject: imageId, fact, reversible: { is: "never" } }],
        calls: [{ ...publish(false), undo: publish(true) }],
    };
};

const permissionCall = (
    region: string,
    imageId: string,
    what: "Account" | "Group",
    names: readonly string[],
): PlannedCall => {
    const operation = what === "Account" ? "ModifyImageSharePermission" : "ModifyImageShareGroupPermission";
    const call = (verb: "Add" | "Remove") => ({
        service: "ecs",
        operation,
        input: { RegionId: region, ImageId: imageId, [`${verb}${what}`]: [...names] },
    });
    return { ...call("Remove"), undo: call("Add") };
};

const resourceShareCall = (region: string, imageId: string, resourceShareId: string): PlannedCall => {
    const call = (operation: string) => ({
        service: "resourcesharing",
        operation,
        input: {
            ResourceShareId: resourceShareId,
            Resources: [{ ResourceId: imageId, ResourceType: "Image" }],
            RegionId: region,
        },
    });
    return { ...call("DisassociateResourceShare"), undo: call("AssociateResourceShare") };
};

const chunks = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
    Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));
