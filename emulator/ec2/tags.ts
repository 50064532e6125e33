import type { Call } from "../service";
import { CloudError } from "../service";
import { noSuchImage, noSuchSnapshot } from "./errors";
import { filterBy, type Tag } from "./filters";
import { checkId } from "./ids";
import { images, imagesIn, knownImage } from "./image";
import { changes, reads } from "./operation";
import { page } from "./page";
import { Done } from "./shared-shapes";
import { maySee, snapshotIn, snapshots, snapshotsIn } from "./snapshot";
import { merged } from "./tag-rules";
import { CreateTagsRequest, DeleteTagsRequest, DescribeTagsRequest, DescribeTagsResult } from "./tag-shapes";
import { tagging } from "./throttles";

/** Puts the tags of one resource to what `change` makes of them. What is in the Recycle Bin can be tagged as well. */
const retag = (call: Call<unknown>, id: string, change: (tags: readonly Tag[]) => readonly Tag[]): (() => void) => {
    const { world, caller, now } = call;
    if (id.startsWith("ami-")) {
        const row = knownImage(call, id);
        if (row.where === "gone") {
            throw noSuchImage(id);
        }
        const Tags = change(row.image.Tags ?? []);
        return () => world.write(images, caller.region, id, { ...row, image: { ...row.image, Tags } });
    }
    if (id.startsWith("snap-")) {
        checkId("Snapshot", id);
        const row = snapshotIn(world, caller.region, now, id);
        if (row === undefined || row.where === "gone" || !maySee(row, caller.account)) {
            throw noSuchSnapshot(id);
        }
        const Tags = change(row.snapshot.Tags ?? []);
        return () => world.write(snapshots, caller.region, id, { ...row, snapshot: { ...row.snapshot, Tags } });
    }
    throw new CloudError("InvalidID", `The ID '${id}' is not valid`);
};

/** All resources or none: what is wrong with one refuses the call before anything is written. */
const retagAll = (
    call: Call<{ readonly Resources: readonly string[] }>,
    change: (tags: readonly Tag[]) => readonly Tag[],
) => {
    const writes = call.input.Resources.map(id => retag(call, id, change));
    for (const write of writes) {
        write();
    }
    return { Return: true };
};

export const createTags = changes({
    takes: CreateTagsRequest,
    answers: Done,
    bucket: tagging,
    handle: call => {
        return retagAll(call, tags => merged(tags, call.input.Tags));
    },
});

export const deleteTags = changes({
    takes: DeleteTagsRequest,
    answers: Done,
    bucket: tagging,
    handle: call => {
        const { Tags: named } = call.input;
        const isNamed = (tag: Tag) =>
            named === undefined ||
            named.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value));
        return retagAll(call, tags => tags.filter(tag => tag.Key?.startsWith("aws:") || !isNamed(tag)));
    },
});

interface Described {
    readonly Key: string | undefined;
    readonly Value: string | undefined;
    readonly ResourceId: string;
    readonly ResourceType: string;
    /** The filters of DescribeTags are on the tag itself, and `tag:` and `tag-key` find it too. */
    readonly Tags: readonly Tag[];
}

export const describeTags = reads({
    takes: DescribeTagsRequest,
    answers: DescribeTagsResult,
    handle: call => {
        const { world, caller, now } = call;
        const tagged = [
            ...imagesIn(world, caller.region, now).map(row => ({
                ...row,
                of: row.image,
                id: row.image.ImageId,
                kind: "image",
            })),
            ...snapshotsIn(world, caller.region, now).map(row => ({
                ...row,
                of: row.snapshot,
                id: row.snapshot.SnapshotId,
                kind: "snapshot",
            })),
        ];
        const described = tagged
            .filter(({ where, of }) => where !== "gone" && of.OwnerId === caller.account)
            .flatMap(({ of, id, kind }) =>
                (of.Tags ?? []).map(
                    (tag): Described => ({
                        Key: tag.Key,
                        Value: tag.Value,
                        ResourceId: id,
                        ResourceType: kind,
                        Tags: [tag],
                    }),
                ),
            )
            .filter(filterBy(call.input.Filters, fields));
        const { items, NextToken } = page(call, described, ({ ResourceId, Key }) => `${ResourceId} ${Key}`);
        return { NextToken, Tags: items };
    },
});

const fields = {
    key: (tag: Described) => tag.Key,
    value: (tag: Described) => tag.Value,
    "resource-id": (tag: Described) => tag.ResourceId,
    "resource-type": (tag: Described) => tag.ResourceType,
} as const;
