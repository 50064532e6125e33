import { CloudError } from "../service";
import { discardedSnapshot } from "./bin";
import { backupSnapshot, noSuchSnapshot, snapshotInUse } from "./errors";
import { filterBy } from "./filters";
import { checkId, newId } from "./ids";
import { usersOfSnapshot } from "./image";
import { changes, reads } from "./operation";
import { page } from "./page";
import { Done } from "./shared-shapes";
import {
    isLocked,
    isOfBackup,
    maySee,
    ownSnapshot,
    putSnapshot,
    type Snapshot,
    type SnapshotRow,
    snapshotsIn,
} from "./snapshot";
import {
    CreateSnapshotRequest,
    DeleteSnapshotRequest,
    DescribeSnapshotsRequest,
    DescribeSnapshotsResult,
    Snapshot as SnapshotShape,
} from "./snapshot-shapes";
import { tagsFor } from "./tag-rules";
import { deletions, unfiltered } from "./throttles";

/** How long a snapshot is pending. The emulator's own number. */
const completesInMs = 15_000;

export const newSnapshot = (
    call: { readonly caller: { readonly account: string }; readonly now: Date },
    members: Partial<Snapshot>,
): SnapshotRow => ({
    where: "live",
    completedFrom: new Date(call.now.getTime() + completesInMs),
    snapshot: {
        SnapshotId: newId("Snapshot"),
        OwnerId: call.caller.account,
        State: "pending",
        Progress: "0%",
        StartTime: call.now,
        Description: "",
        VolumeSize: 8,
        Encrypted: false,
        StorageTier: "standard",
        ...members,
    },
});

export const createSnapshot = changes({
    takes: CreateSnapshotRequest,
    answers: SnapshotShape,
    bucket: deletions,
    handle: call => {
        const { VolumeId, Description, TagSpecifications } = call.input;
        checkId("Volume", VolumeId);
        const row = newSnapshot(call, {
            VolumeId,
            Description: Description ?? "",
            Tags: tagsFor("snapshot", TagSpecifications, ["snapshot"]),
        });
        putSnapshot(call, row);
        return row.snapshot;
    },
});

export const describeSnapshots = reads({
    takes: DescribeSnapshotsRequest,
    answers: DescribeSnapshotsResult,
    bucket: unfiltered,
    handle: call => {
        const { SnapshotIds: ids, OwnerIds, RestorableByUserIds, Filters } = call.input;
        const { account, region } = call.caller;
        for (const id of ids ?? []) {
            checkId("Snapshot", id);
        }
        const visible = snapshotsIn(call.world, region, call.now).filter(
            row => row.where === "live" && maySee(row, account),
        );
        const missing = (ids ?? []).find(id => !visible.some(row => row.snapshot.SnapshotId === id));
        if (missing !== undefined) {
            throw noSuchSnapshot(missing);
        }
        const own = (id: string) => (id === "self" ? account : id);
        const matches = filterBy(Filters, fields);
        const shown = visible
            .filter(row => ids?.includes(row.snapshot.SnapshotId) ?? true)
            .filter(
                row =>
                    OwnerIds?.some(owner => row.snapshot.OwnerId === own(owner) || row.snapshot.OwnerAlias === owner) ??
                    true,
            )
            .filter(row => RestorableByUserIds?.some(user => maySee(row, own(user))) ?? true)
            .map(row => row.snapshot)
            .filter(matches);
        const { items, NextToken } = page(call, shown, snapshot => snapshot.SnapshotId);
        return { NextToken, Snapshots: items };
    },
});

const fields = {
    description: (snapshot: Snapshot) => snapshot.Description,
    encrypted: (snapshot: Snapshot) => snapshot.Encrypted,
    "owner-alias": (snapshot: Snapshot) => snapshot.OwnerAlias,
    "owner-id": (snapshot: Snapshot) => snapshot.OwnerId,
    progress: (snapshot: Snapshot) => snapshot.Progress,
    "snapshot-id": (snapshot: Snapshot) => snapshot.SnapshotId,
    "start-time": (snapshot: Snapshot) => snapshot.StartTime,
    status: (snapshot: Snapshot) => snapshot.State,
    "storage-tier": (snapshot: Snapshot) => snapshot.StorageTier,
    "transfer-type": (snapshot: Snapshot) => snapshot.TransferType,
    "volume-id": (snapshot: Snapshot) => snapshot.VolumeId,
    "volume-size": (snapshot: Snapshot) => snapshot.VolumeSize,
} as const;

export const deleteSnapshot = changes({
    takes: DeleteSnapshotRequest,
    answers: Done,
    bucket: deletions,
    handle: call => {
        const row = ownSnapshot(call);
        const id = row.snapshot.SnapshotId;
        if (isOfBackup(row)) {
            throw backupSnapshot();
        }
        const [user] = usersOfSnapshot(call.world, call.caller.region, id);
        if (user !== undefined) {
            throw snapshotInUse(id, user);
        }
        if (isLocked(row, call.now)) {
            throw new CloudError(call.variants.lockedSnapshot, `The snapshot ${id} is locked and cannot be deleted`);
        }
        putSnapshot(call, discardedSnapshot(call, row));
        return { Return: true };
    },
});
