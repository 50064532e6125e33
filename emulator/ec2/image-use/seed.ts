import type { Place, Seed } from "../../contract";
import { rowsOf } from "../../owned";
import { homeOf } from "../../place";
import type { World } from "../../world";
import { digits } from "../seed-members";
import { type ReportRow, reportAt, reports } from "./report";
import { reportableTypes } from "./usage";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.usageReports ?? []) {
        const home = homeOf(given);
        const row: ReportRow = {
            account: home.account,
            ReportId: given.ReportId ?? `amiur-${digits(given.ImageId)}`,
            ImageId: given.ImageId,
            ResourceTypes: reportableTypes.map(ResourceType => ({ ResourceType })),
            AccountIds: [],
            State: given.State ?? "available",
            CreationTime: given.CreationTime === undefined ? now : new Date(given.CreationTime),
            Tags: [],
            entries: given.Entries ?? [],
            ...(given.StateReason === undefined ? {} : { StateReason: given.StateReason }),
        };
        world.write(reports, home.region, row.ReportId, row);
    }
};

export const look = (world: World, place: Required<Place>, now: Date) => ({
    usageReports: rowsOf(world, reports, place).flatMap(row => reportAt(row, now) ?? []),
});
