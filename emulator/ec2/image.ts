import type { OutputOf } from "../protocols/shape";
import type { Call, Caller } from "../service";
import { tableOf, type World } from "../world";
import { imageUnavailable, noSuchImage, notYourImage } from "./errors";
import { checkId } from "./ids";
import type { Image as ImageShape } from "./image-outputs";
import type { LaunchPermission as LaunchPermissionShape } from "./shared-shapes";

export type Image = OutputOf<typeof ImageShape> & {
    readonly ImageId: string;
    readonly OwnerId: string;
    readonly State: string;
};
export type LaunchPermission = OutputOf<typeof LaunchPermissionShape>;

/**
 * An image as it is stored. What time alone does to it (a pending image becomes available, a cooldown ends, the bin is
 * emptied) is not stored but worked out by `imageAt`: there is no job that could be late.
 */
export interface ImageRow {
    readonly image: Image;
    readonly launchPermissions: readonly LaunchPermission[];
    /** `gone` rows stay: EC2 answers differently for an id that once was than for one that never was. */
    readonly where: "live" | "bin" | "gone";
    readonly availableFrom?: Date;
    readonly entered?: Date;
    readonly exits?: Date;
    /** It left the bin because its retention was over. */
    readonly purged?: boolean;
    /** When it was launched, by whomever; reported a day later. */
    readonly launches?: readonly Date[];
}

/** A partition is a region: an image is seen by more accounts than its owner's. */
export const images = tableOf<ImageRow>("ec2 images");

export const imageAt = (row: ImageRow, now: Date): ImageRow => {
    if (row.where === "bin" && row.exits !== undefined && row.exits <= now) {
        return { ...row, where: "gone", purged: true };
    }
    const settled = row.image.State === "pending" && row.availableFrom !== undefined && row.availableFrom <= now;
    return {
        ...row,
        image: {
            ...row.image,
            State: settled ? "available" : row.image.State,
            DeregistrationProtection: protectionAt(row.image.DeregistrationProtection ?? "disabled", now),
            Public: row.launchPermissions.some(permission => permission.Group === "all"),
            LastLaunchedTime: reportedLaunch(row, now) ?? row.image.LastLaunchedTime,
        },
    };
};

const reportedLaunch = ({ launches = [] }: ImageRow, now: Date): string | undefined =>
    launches.findLast(at => at.getTime() + 86_400_000 <= now.getTime())?.toISOString();

/** Of older launches only the newest that is reported already can still be shown. */
export const withLaunch = (row: ImageRow, now: Date): ImageRow => {
    const { launches = [] } = row;
    const reported = launches.findLastIndex(at => at.getTime() + 86_400_000 <= now.getTime());
    return { ...row, launches: [...launches.slice(Math.max(reported, 0)), now] };
};

const cooldown = /^disabled after (.+)$/;

const protectionAt = (protection: string, now: Date): string => {
    const ends = cooldown.exec(protection)?.[1];
    return ends !== undefined && new Date(ends) <= now ? "disabled" : protection;
};

export const isProtected = ({ image }: ImageRow): boolean =>
    (image.DeregistrationProtection ?? "disabled") !== "disabled";

export const imagesIn = (world: World, region: string, now: Date): readonly ImageRow[] =>
    world.rows(images, region).map(([, row]) => imageAt(row, now));

export const snapshotsOf = ({ image }: ImageRow): readonly string[] => [
    ...new Set((image.BlockDeviceMappings ?? []).flatMap(mapping => mapping.Ebs?.SnapshotId ?? [])),
];

/** The images that keep a snapshot from being deleted: registered ones, disabled ones too, but not those in the bin. */
export const usersOfSnapshot = (world: World, region: string, snapshotId: string): readonly string[] =>
    world
        .rows(images, region)
        .filter(([, row]) => row.where === "live" && snapshotsOf(row).includes(snapshotId))
        .map(([id]) => id);

/** Whether an account may see and launch an image. */
export const mayLaunch = (row: ImageRow, account: string): boolean =>
    row.image.OwnerId === account ||
    row.launchPermissions.some(permission => permission.Group === "all" || permission.UserId === account);

/**
 * The caller's own live image, or EC2's error: what every call that changes an image begins with.
 * `unlike` decides what a deregistered image (in the bin or not) is answered with.
 */
export const ownImage = (call: Call<{ readonly ImageId: string }>, unlike = imageUnavailable): ImageRow => {
    const id = call.input.ImageId;
    const row = knownImage(call, id);
    if (row.where !== "live") {
        throw unlike(id);
    }
    return row;
};

/** The caller's own image wherever it is. */
export const knownImage = (call: { caller: Caller; world: World; now: Date }, id: string): ImageRow => {
    checkId("AMI", id);
    const stored = call.world.row(images, call.caller.region, id);
    const row = stored && imageAt(stored, call.now);
    if (row === undefined || row.purged === true) {
        throw noSuchImage(id);
    }
    if (row.image.OwnerId !== call.caller.account) {
        throw notYourImage(id);
    }
    return row;
};

export const putImage = (call: { caller: Caller; world: World }, row: ImageRow): void =>
    call.world.write(images, call.caller.region, row.image.ImageId, row);
