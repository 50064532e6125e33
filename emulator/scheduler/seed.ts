import type { Place, Seed } from "../contract";
import { keyOf, rowsOf } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import { describedGroup, describedSchedule, scheduleGroups, schedules, writeSchedule } from "./schedule";

export const put = (world: World, seed: Seed, now: Date): void => {
    const putGroup = (home: Required<Place>, Name: string): void =>
        world.write(scheduleGroups, home.region, keyOf(home, Name), { account: home.account, Name });
    for (const given of seed.scheduleGroups ?? []) {
        putGroup(homeOf(given), given.Name);
    }
    for (const given of seed.schedules ?? []) {
        const { account, region, Name, GroupName = "default", State = "ENABLED", Target, ...members } = given;
        const home = homeOf(given);
        if (GroupName !== "default") {
            putGroup(home, GroupName);
        }
        writeSchedule(
            { world, caller: home },
            {
                account: home.account,
                Name,
                GroupName,
                State,
                Target,
                CreationDate: now,
                LastModificationDate: now,
                members: { ScheduleExpression: "rate(1 day)", ...members },
            },
        );
    }
};

export const look = (world: World, place: Required<Place>) => ({
    scheduleGroups: rowsOf(world, scheduleGroups, place).map(({ Name }) => describedGroup(place, Name)),
    schedules: rowsOf(world, schedules, place).map(row => describedSchedule(place, row)),
});
