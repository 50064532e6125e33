import { retentionDays } from "../rbin/rule";
import type { Call } from "../service";
import type { Tag } from "./filters";
import type { ImageRow } from "./image";
import type { SnapshotRow } from "./snapshot";

const day = 86_400_000;
export const binTag = { Key: "aws:recycle-bin:resource-in-bin", Value: "true" };

const withBinTag = (tags: readonly Tag[] | undefined): readonly Tag[] => [...(tags ?? []), binTag];
export const withoutBinTag = (tags: readonly Tag[] | undefined): readonly Tag[] =>
    (tags ?? []).filter(tag => tag.Key !== binTag.Key);

type At = Pick<Call, "caller" | "world" | "now" | "variants">;

const stay = (call: At, type: "EC2_IMAGE" | "EBS_SNAPSHOT", tags: readonly Tag[] | undefined) => {
    const days = retentionDays(call.world, call.caller, { type, tags: tags ?? [] }, call);
    return days === undefined ? undefined : { entered: call.now, exits: new Date(call.now.getTime() + days * day) };
};

/** Where a deregistered image goes. Only images on EBS that were once complete are kept. */
export const discardedImage = (call: At, row: ImageRow): ImageRow => {
    const { image } = row;
    const keepable = image.RootDeviceType === "ebs" && ["available", "disabled"].includes(image.State);
    const kept = keepable ? stay(call, "EC2_IMAGE", image.Tags) : undefined;
    // The launch permissions stay with the row: a restored image has them again.
    return kept === undefined
        ? { ...row, where: "gone", launchPermissions: [] }
        : { ...row, ...kept, where: "bin", image: { ...image, Tags: withBinTag(image.Tags) } };
};

/** Where a deleted snapshot goes, by its own tags, whatever became of its image. */
export const discardedSnapshot = (call: At, row: SnapshotRow): SnapshotRow => {
    const { snapshot } = row;
    const kept = stay(call, "EBS_SNAPSHOT", snapshot.Tags);
    return kept === undefined
        ? { ...row, where: "gone" }
        : { ...row, ...kept, where: "bin", snapshot: { ...snapshot, Tags: withBinTag(snapshot.Tags) } };
};
