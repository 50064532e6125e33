import type { OutputOf } from "../protocols/shape";
import type { Call, Caller } from "../service";
import { CloudError } from "../service";
import { tableOf, type World } from "../world";
import { noSuchSnapshot } from "./errors";
import { checkId } from "./ids";
import type { Snapshot as SnapshotShape } from "./snapshot-shapes";

export type Snapshot = OutputOf<typeof SnapshotShape> & {
    readonly SnapshotId: string;
    readonly OwnerId: string;
    readonly State: string;
};

/** A snapshot as it is stored; `snapshotAt` tells what time has made of it. */
export interface SnapshotRow {
    readonly snapshot: Snapshot;
    readonly where: "live" | "bin" | "gone";
    readonly completedFrom?: Date;
    readonly entered?: Date;
    readonly exits?: Date;
    readonly lock?: Lock;
    /** Accounts besides the owner's that see it. */
    readonly sharedWith?: readonly string[];
}

export interface Lock {
    readonly mode: "compliance" | "governance";
    readonly created: Date;
    readonly coolOffHours?: number;
    readonly durationDays: number;
    readonly expires: Date;
}

export type LockState = "compliance" | "governance" | "compliance-cooloff" | "expired";

export const snapshots = tableOf<SnapshotRow>("ec2 snapshots");

export const snapshotAt = (row: SnapshotRow, now: Date): SnapshotRow => {
    if (row.where === "bin" && row.exits !== undefined && row.exits <= now) {
        return { ...row, where: "gone" };
    }
    const completed = row.snapshot.State === "pending" && row.completedFrom !== undefined && row.completedFrom <= now;
    return completed
        ? {
              ...row,
              snapshot: { ...row.snapshot, State: "completed", Progress: "100%", CompletionTime: row.completedFrom },
          }
        : row;
};

export const coolOffEnds = (lock: Lock): Date | undefined =>
    lock.coolOffHours === undefined ? undefined : new Date(lock.created.getTime() + lock.coolOffHours * 3_600_000);

export const lockStateOf = (lock: Lock, now: Date): LockState => {
    if (lock.expires <= now) {
        return "expired";
    }
    const coolOff = coolOffEnds(lock);
    return coolOff !== undefined && now < coolOff ? "compliance-cooloff" : lock.mode;
};

export const isLocked = ({ lock }: SnapshotRow, now: Date): boolean =>
    lock !== undefined && lockStateOf(lock, now) !== "expired";

/** AWS Backup marks its snapshots so, and EC2 leaves them alone. */
export const isOfBackup = ({ snapshot }: SnapshotRow): boolean =>
    (snapshot.Tags ?? []).some(tag => tag.Key === "aws:backup:source-resource");

export const snapshotsIn = (world: World, region: string, now: Date): readonly SnapshotRow[] =>
    world.rows(snapshots, region).map(([, row]) => snapshotAt(row, now));

export const snapshotIn = (world: World, region: string, now: Date, id: string): SnapshotRow | undefined => {
    const row = world.row(snapshots, region, id);
    return row && snapshotAt(row, now);
};

export const maySee = (row: SnapshotRow, account: string): boolean =>
    row.snapshot.OwnerId === account || (row.sharedWith ?? []).includes(account);

/** The caller's own snapshot where it is expected to be, or EC2's error. */
export const ownSnapshot = (
    call: Call<{ readonly SnapshotId: string }>,
    where: "live" | "bin" = "live",
): SnapshotRow => {
    const { SnapshotId: id } = call.input;
    checkId("Snapshot", id);
    const row = snapshotIn(call.world, call.caller.region, call.now, id);
    if (row?.where !== where || !maySee(row, call.caller.account)) {
        throw noSuchSnapshot(id);
    }
    if (row.snapshot.OwnerId !== call.caller.account) {
        throw new CloudError("AuthFailure", `Not authorized for snapshot:${id}`, 403);
    }
    return row;
};

export const putSnapshot = (call: { caller: Caller; world: World }, row: SnapshotRow): void =>
    call.world.write(snapshots, call.caller.region, row.snapshot.SnapshotId, row);
