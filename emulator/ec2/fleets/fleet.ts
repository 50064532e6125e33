import { ownRows } from "../../owned";
import type { OutputOf } from "../../protocols/shape";
import type { Call } from "../../service";
import { tableOf } from "../../world";
import type { FleetData as FleetShape } from "./fleet-outputs";

export type Fleet = OutputOf<typeof FleetShape> & { readonly FleetId: string; readonly FleetState: string };

/** A fleet as it is stored; `fleetAt` tells what time has made of it. */
export interface FleetRow {
    readonly account: string;
    readonly fleet: Fleet;
    /** When a fleet that is being deleted together with its instances is deleted. */
    readonly deletedFrom?: Date;
}

/** A partition is a region. */
export const fleets = tableOf<FleetRow>("ec2 fleets");

/** How long a fleet takes to terminate its instances. The emulator's own number. */
export const terminatesInMs = 120_000;

export const fleetAt = (row: FleetRow, now: Date): FleetRow =>
    row.deletedFrom !== undefined && row.deletedFrom <= now
        ? { ...row, fleet: { ...row.fleet, FleetState: "deleted" } }
        : row;

export const ownFleets = (call: Pick<Call, "world" | "caller" | "now">): readonly FleetRow[] =>
    ownRows(call, fleets).map(row => fleetAt(row, call.now));

export const isFleetId = (id: string): boolean => /^fleet-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
