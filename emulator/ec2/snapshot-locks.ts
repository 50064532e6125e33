import { CloudError } from "../service";
import { badCombination, badValue, missing, noSuchSnapshot } from "./errors";
import { filterBy, type Tag } from "./filters";
import { checkId } from "./ids";
import { changes, reads } from "./operation";
import { page } from "./page";
import {
    coolOffEnds,
    type Lock,
    lockStateOf,
    ownSnapshot,
    putSnapshot,
    type SnapshotRow,
    snapshotsIn,
} from "./snapshot";
import {
    DescribeLockedSnapshotsRequest,
    DescribeLockedSnapshotsResult,
    LockSnapshotRequest,
    LockSnapshotResult,
    SnapshotResult,
    UnlockSnapshotRequest,
} from "./snapshot-shapes";

const day = 86_400_000;

const described = (row: SnapshotRow, lock: Lock, now: Date) => ({
    OwnerId: row.snapshot.OwnerId,
    SnapshotId: row.snapshot.SnapshotId,
    LockState: lockStateOf(lock, now),
    LockDuration: lock.durationDays,
    CoolOffPeriod: lock.coolOffHours,
    CoolOffPeriodExpiresOn: coolOffEnds(lock),
    LockCreatedOn: lock.created,
    LockDurationStartTime: lock.created,
    LockExpiresOn: lock.expires,
});

export const lockSnapshot = changes({
    takes: LockSnapshotRequest,
    answers: LockSnapshotResult,
    handle: call => {
        const { LockMode: mode, CoolOffPeriod, LockDuration, ExpirationDate } = call.input;
        const row = ownSnapshot(call);
        if (mode !== "compliance" && mode !== "governance") {
            throw badValue(`Value (${mode}) for parameter lockMode is invalid.`);
        }
        if (mode === "governance" && CoolOffPeriod !== undefined) {
            throw badCombination("CoolOffPeriod cannot be specified for governance mode");
        }
        if (CoolOffPeriod !== undefined && (CoolOffPeriod < 1 || CoolOffPeriod > 72)) {
            throw badValue(`Value (${CoolOffPeriod}) for parameter coolOffPeriod is invalid.`);
        }
        const expires = expiryOf(call.now, LockDuration, ExpirationDate);
        if (row.lock !== undefined && lockStateOf(row.lock, call.now) === "compliance" && expires < row.lock.expires) {
            throw badValue("A lock in compliance mode can only be extended");
        }
        const lock: Lock = {
            mode,
            created: call.now,
            expires,
            durationDays: LockDuration ?? Math.ceil((expires.getTime() - call.now.getTime()) / day),
            ...(CoolOffPeriod === undefined ? {} : { coolOffHours: CoolOffPeriod }),
        };
        putSnapshot(call, { ...row, lock });
        return described(row, lock, call.now);
    },
});

const expiryOf = (now: Date, days: number | undefined, date: Date | undefined): Date => {
    if (days !== undefined && date !== undefined) {
        throw badCombination("You can specify either LockDuration or ExpirationDate, not both");
    }
    if (days !== undefined && (days < 1 || days > 36_500)) {
        throw badValue(`Value (${days}) for parameter lockDuration is invalid.`);
    }
    if (date !== undefined && date <= now) {
        throw badValue("ExpirationDate must be in the future");
    }
    if (days === undefined && date === undefined) {
        throw missing("LockDuration");
    }
    return date ?? new Date(now.getTime() + (days ?? 0) * day);
};

export const unlockSnapshot = changes({
    takes: UnlockSnapshotRequest,
    answers: SnapshotResult,
    handle: call => {
        const { lock, ...row } = ownSnapshot(call);
        if (lock === undefined) {
            throw new CloudError("IncorrectState", `The snapshot ${row.snapshot.SnapshotId} is not locked`);
        }
        if (lockStateOf(lock, call.now) === "compliance") {
            throw new CloudError(
                "OperationNotPermitted",
                `The snapshot ${row.snapshot.SnapshotId} is locked in compliance mode`,
            );
        }
        putSnapshot(call, row);
        return { SnapshotId: row.snapshot.SnapshotId };
    },
});

export const describeLockedSnapshots = reads({
    takes: DescribeLockedSnapshotsRequest,
    answers: DescribeLockedSnapshotsResult,
    handle: call => {
        const { SnapshotIds: ids, Filters } = call.input;
        for (const id of ids ?? []) {
            checkId("Snapshot", id);
        }
        const own = snapshotsIn(call.world, call.caller.region, call.now).filter(
            row => row.where === "live" && row.snapshot.OwnerId === call.caller.account,
        );
        const missingId = (ids ?? []).find(id => !own.some(row => row.snapshot.SnapshotId === id));
        if (missingId !== undefined) {
            throw noSuchSnapshot(missingId);
        }
        const locked = own
            .filter(row => ids?.includes(row.snapshot.SnapshotId) ?? true)
            .flatMap(row =>
                row.lock === undefined ? [] : [{ ...described(row, row.lock, call.now), Tags: row.snapshot.Tags }],
            )
            .filter(
                filterBy(Filters, {
                    "lock-state": (lock: { readonly LockState: string; readonly Tags?: readonly Tag[] | undefined }) =>
                        lock.LockState,
                }),
            );
        const { items, NextToken } = page(call, locked, lock => lock.SnapshotId);
        return { NextToken, Snapshots: items };
    },
});
