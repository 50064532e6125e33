import { ownRows } from "../owned";
import type { OutputOf } from "../protocols/shape";
import type { Call } from "../service";
import { tableOf } from "../world";
import type { AutoScalingGroup, LaunchConfiguration as LaunchConfigurationShape } from "./outputs";

export type Group = OutputOf<typeof AutoScalingGroup> & { readonly AutoScalingGroupName: string };
export type LaunchConfiguration = OutputOf<typeof LaunchConfigurationShape> & {
    readonly LaunchConfigurationName: string;
    readonly ImageId: string;
};

/** A group as it is stored; `groupAt` tells what time has made of it. */
export interface GroupRow {
    readonly account: string;
    readonly group: Group;
    /** When a group that is being deleted is gone. */
    readonly goneFrom?: Date;
}

export interface ConfigurationRow {
    readonly account: string;
    readonly configuration: LaunchConfiguration;
}

/** A partition is a region; ids are account and name. */
export const groups = tableOf<GroupRow>("autoscaling groups");
export const configurations = tableOf<ConfigurationRow>("autoscaling launch configurations");

/** How long the deletion of a group takes. The emulator's own number. */
export const deletionTakesMs = 60_000;

export const groupAt = (row: GroupRow, now: Date): GroupRow | undefined =>
    row.goneFrom !== undefined && row.goneFrom <= now ? undefined : row;

type Asker = Pick<Call, "world" | "caller" | "now">;

export const ownGroups = (call: Asker): readonly GroupRow[] =>
    ownRows(call, groups).flatMap(row => groupAt(row, call.now) ?? []);

export const ownConfigurations = (call: Asker): readonly ConfigurationRow[] => ownRows(call, configurations);

export const groupArn = (region: string, account: string, name: string, id: string): string =>
    `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:${id}:autoScalingGroupName/${name}`;

export const configurationArn = (region: string, account: string, name: string, id: string): string =>
    `arn:aws:autoscaling:${region}:${account}:launchConfiguration:${id}:launchConfigurationName/${name}`;
