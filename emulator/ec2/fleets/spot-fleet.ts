import { ownRows } from "../../owned";
import type { OutputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { tableOf } from "../../world";
import type { SpotFleetRequestConfig } from "./spot-fleet-outputs";

export type SpotFleet = OutputOf<typeof SpotFleetRequestConfig> & {
    readonly SpotFleetRequestId: string;
    readonly SpotFleetRequestState: string;
};

/** A Spot Fleet request as it is stored; `spotFleetAt` tells what time has made of it. */
export interface SpotFleetRow {
    readonly account: string;
    readonly request: SpotFleet;
    readonly cancelledFrom?: Date;
}

/** A partition is a region. */
export const spotFleets = tableOf<SpotFleetRow>("ec2 spot fleet requests");

export const spotFleetAt = (row: SpotFleetRow, now: Date): SpotFleetRow =>
    row.cancelledFrom !== undefined && row.cancelledFrom <= now
        ? { ...row, request: { ...row.request, SpotFleetRequestState: "cancelled" } }
        : row;

export const ownSpotFleets = (call: Pick<Call, "world" | "caller" | "now">): readonly SpotFleetRow[] =>
    ownRows(call, spotFleets).map(row => spotFleetAt(row, call.now));
