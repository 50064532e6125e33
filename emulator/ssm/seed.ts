import type { Place, Seed } from "../contract";
import { keyOf, rowsOf } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import { type ParameterRow, parameters } from "./parameter";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.parameters ?? []) {
        const home = homeOf(given);
        const row: ParameterRow = {
            account: home.account,
            Name: given.Name,
            Value: given.Value,
            Type: given.Type ?? "String",
            DataType: given.DataType ?? (given.Value.startsWith("ami-") ? "aws:ec2:image" : "text"),
            Version: 1,
            LastModifiedDate: now,
        };
        world.write(parameters, home.region, keyOf(home, row.Name), row);
    }
};

export const look = (world: World, place: Required<Place>) => ({ parameters: rowsOf(world, parameters, place) });
