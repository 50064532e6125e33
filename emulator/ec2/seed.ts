import type { Place, Seed, SeedImage, SeedSnapshot } from "../contract";
import { homeOf } from "../place";
import type { World } from "../world";
import * as fleets from "./fleets/seed";
import { isId } from "./ids";
import { type Image, images, imagesIn, type LaunchPermission, mayLaunch } from "./image";
import * as usageReports from "./image-use/seed";
import * as instances from "./instances/seed";
import * as launchTemplates from "./launch-templates/seed";
import { digits, tagList, withDates } from "./seed-members";
import { type Lock, maySee, type SnapshotRow, snapshots, snapshotsIn } from "./snapshot";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const snapshot of seed.snapshots ?? []) {
        putSnapshot(world, snapshot, now);
    }
    for (const image of seed.images ?? []) {
        putImage(world, image, now);
    }
    for (const part of parts) {
        part.put(world, seed, now);
    }
};

/** What the folders beside this file have in a seed. */
const parts = [instances, launchTemplates, fleets, usageReports];

const putSnapshot = (world: World, seed: Place & SeedSnapshot, now: Date): void => {
    const { account, region, SnapshotId, Tags, Lock, ...members } = seed;
    const home = homeOf(seed);
    if (!isId("Snapshot", SnapshotId)) {
        throw new Error(`seed: SnapshotId ${JSON.stringify(SnapshotId)} is not "snap-" and 8 or 17 hexadecimal digits`);
    }
    const OwnerId = typeof members.OwnerId === "string" ? members.OwnerId : home.account;
    const row: SnapshotRow = {
        where: "live",
        // Whoever puts another account's snapshot into an account's seed means that it is seen from there.
        sharedWith: OwnerId === home.account ? [] : [home.account],
        ...(Lock === undefined ? {} : { lock: lockFrom(Lock, now) }),
        snapshot: {
            State: "completed",
            Progress: "100%",
            StartTime: now,
            VolumeId: `vol-${digits(SnapshotId)}`,
            VolumeSize: 8,
            Description: "",
            Encrypted: false,
            StorageTier: "standard",
            ...withDates(members, ["StartTime", "CompletionTime", "RestoreExpiryTime"]),
            SnapshotId,
            OwnerId,
            Tags: tagList(Tags),
        },
    };
    world.write(snapshots, home.region, SnapshotId, row);
};

const lockFrom = (lock: NonNullable<SeedSnapshot["Lock"]>, now: Date): Lock => {
    const created = lock.LockCreatedOn === undefined ? now : new Date(lock.LockCreatedOn);
    const expires = new Date(lock.LockExpiresOn);
    return {
        mode: lock.LockMode,
        created,
        expires,
        durationDays: Math.ceil((expires.getTime() - created.getTime()) / 86_400_000),
        ...(lock.CoolOffPeriod === undefined ? {} : { coolOffHours: lock.CoolOffPeriod }),
    };
};

const putImage = (world: World, seed: Place & SeedImage, now: Date): void => {
    const { account, region, ImageId, Tags, SnapshotIds, LaunchPermissions, Public, AvailableFrom, ...members } = seed;
    const home = homeOf(seed);
    if (!isId("AMI", ImageId)) {
        throw new Error(`seed: ImageId ${JSON.stringify(ImageId)} is not "ami-" and 8 or 17 hexadecimal digits`);
    }
    const onEbs = members.RootDeviceType === undefined || members.RootDeviceType === "ebs";
    const OwnerId = seed.OwnerId ?? home.account;
    const snapshotIds =
        SnapshotIds ?? (onEbs && members.BlockDeviceMappings === undefined ? [`snap-${digits(ImageId)}`] : []);
    for (const id of snapshotIds) {
        if (world.row(snapshots, home.region, id) === undefined) {
            putSnapshot(world, { account: OwnerId, region: home.region, SnapshotId: id }, now);
        }
    }
    const image: Image = {
        Name: ImageId,
        State: "available",
        Architecture: "x86_64",
        CreationDate: now.toISOString(),
        Description: "",
        EnaSupport: true,
        Hypervisor: "xen",
        ImageLocation: `${OwnerId}/${seed.Name ?? ImageId}`,
        ImageType: "machine",
        PlatformDetails: "Linux/UNIX",
        RootDeviceType: "ebs",
        ...(onEbs ? { RootDeviceName: "/dev/xvda" } : {}),
        SriovNetSupport: "simple",
        UsageOperation: "RunInstances",
        VirtualizationType: "hvm",
        BlockDeviceMappings: snapshotIds.map((id, i) => ({
            DeviceName: i === 0 ? "/dev/xvda" : `/dev/sd${String.fromCharCode("f".charCodeAt(0) + i - 1)}`,
            Ebs: { SnapshotId: id, DeleteOnTermination: true, VolumeSize: 8, VolumeType: "gp3", Encrypted: false },
        })),
        ...members,
        ImageId,
        OwnerId,
        Tags: tagList(Tags),
    };
    world.write(images, home.region, ImageId, {
        image,
        where: "live",
        ...(AvailableFrom === undefined ? {} : { availableFrom: new Date(AvailableFrom) }),
        launchPermissions: [
            ...((LaunchPermissions as readonly LaunchPermission[] | undefined) ?? []),
            ...(Public === true ? [{ Group: "all" }] : []),
            // As with snapshots: an image of another account is one that is shared with this one.
            ...(OwnerId !== home.account && LaunchPermissions === undefined && Public === undefined
                ? [{ UserId: home.account }]
                : []),
        ],
    });
};

const stay = ({ entered, exits }: { readonly entered?: Date; readonly exits?: Date }) =>
    entered === undefined
        ? {}
        : { RecycleBinEnterTime: entered.toISOString(), RecycleBinExitTime: exits?.toISOString() };

export const look = (world: World, place: Required<Place>, now: Date) => ({
    images: imagesIn(world, place.region, now)
        .filter(row => row.where !== "gone" && mayLaunch(row, place.account))
        .filter(row => row.where === "live" || row.image.OwnerId === place.account)
        .map(row => ({ ...row.image, where: row.where, LaunchPermissions: row.launchPermissions, ...stay(row) })),
    snapshots: snapshotsIn(world, place.region, now)
        .filter(row => row.where !== "gone" && maySee(row, place.account))
        .map(row => ({
            ...row.snapshot,
            where: row.where,
            ...(row.lock === undefined ? {} : { Lock: row.lock }),
            ...stay(row),
        })),
    ...Object.assign({}, ...parts.map(part => part.look(world, place, now))),
});
