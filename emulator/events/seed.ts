import type { Place, Seed } from "../contract";
import { keyOf, rowsOf } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import { busArn, describedRule, eventBuses, eventRules, writeRule } from "./rule";

export const put = (world: World, seed: Seed): void => {
    for (const given of seed.eventBuses ?? []) {
        const home = homeOf(given);
        world.write(eventBuses, home.region, keyOf(home, given.Name), { account: home.account, Name: given.Name });
    }
    for (const given of seed.eventRules ?? []) {
        const { account, region, Name, EventBusName = "default", State = "ENABLED", Targets = [], ...members } = given;
        const home = homeOf(given);
        if (EventBusName !== "default") {
            world.write(eventBuses, home.region, keyOf(home, EventBusName), {
                account: home.account,
                Name: EventBusName,
            });
        }
        writeRule({ world, caller: home }, { account: home.account, Name, EventBusName, State, Targets, members });
    }
};

export const look = (world: World, place: Required<Place>) => ({
    eventBuses: rowsOf(world, eventBuses, place).map(({ Name }) => ({ Name, Arn: busArn(place, Name) })),
    eventRules: rowsOf(world, eventRules, place).map(row => ({ ...describedRule(place, row), Targets: row.Targets })),
});
