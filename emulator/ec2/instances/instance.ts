import { ownRows } from "../../owned";
import type { OutputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { CloudError } from "../../service";
import { tableOf, type World } from "../../world";
import type { Instance as InstanceShape } from "./instance-outputs";

export type Instance = OutputOf<typeof InstanceShape> & { readonly InstanceId: string; readonly ImageId: string };

/** An instance as it is stored; `instanceAt` tells what time has made of it. */
export interface InstanceRow {
    readonly account: string;
    /** Those that were launched by one call have the same. */
    readonly reservationId: string;
    readonly instance: Instance;
    readonly state: StateName;
    readonly runningFrom?: Date;
    readonly terminatedFrom?: Date;
}

export const stateCodes = {
    pending: 0,
    running: 16,
    "shutting-down": 32,
    terminated: 48,
    stopping: 64,
    stopped: 80,
} as const;
export type StateName = keyof typeof stateCodes;

/** A partition is a region. */
export const instances = tableOf<InstanceRow>("ec2 instances");

/** How long a terminated instance is still described: "about an hour". */
const visibleForMs = 3_600_000;

/** Undefined: it was terminated so long ago that EC2 no longer knows it. */
export const instanceAt = (row: InstanceRow, now: Date): InstanceRow | undefined => {
    const { terminatedFrom, runningFrom } = row;
    if (terminatedFrom !== undefined && now.getTime() >= terminatedFrom.getTime() + visibleForMs) {
        return undefined;
    }
    if (terminatedFrom !== undefined && terminatedFrom <= now) {
        return inState(row, "terminated");
    }
    return inState(row, row.state === "pending" && runningFrom && runningFrom <= now ? "running" : row.state);
};

const inState = (row: InstanceRow, state: StateName): InstanceRow => ({
    ...row,
    state,
    instance: { ...row.instance, State: { Code: stateCodes[state], Name: state } },
});

export const instancesIn = (world: World, region: string, now: Date): readonly InstanceRow[] =>
    world.rows(instances, region).flatMap(([, row]) => instanceAt(row, now) ?? []);

export const ownInstances = (call: Pick<Call, "world" | "caller" | "now">): readonly InstanceRow[] =>
    ownRows(call, instances).flatMap(row => instanceAt(row, call.now) ?? []);

export const noSuchInstance = (...ids: readonly string[]): CloudError =>
    new CloudError(
        "InvalidInstanceID.NotFound",
        ids.length === 1
            ? `The instance ID '${ids[0]}' does not exist`
            : `The instance IDs '${ids.join(", ")}' do not exist`,
    );

export const instanceArn = (region: string, { account, instance }: InstanceRow): string =>
    `arn:aws:ec2:${region}:${account}:instance/${instance.InstanceId}`;
