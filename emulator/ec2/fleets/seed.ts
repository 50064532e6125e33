import type { Place, Seed } from "../../contract";
import { rowsOf } from "../../owned";
import { homeOf } from "../../place";
import type { World } from "../../world";
import { withDates } from "../seed-members";
import { type Fleet, fleetAt, fleets, isFleetId } from "./fleet";
import { type SpotFleet, spotFleetAt, spotFleets } from "./spot-fleet";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.fleets ?? []) {
        const { account, region, ...members } = given;
        const home = homeOf(given);
        if (!isFleetId(given.FleetId)) {
            throw new Error(`seed: FleetId ${JSON.stringify(given.FleetId)} is not "fleet-" and a UUID`);
        }
        const fleet = {
            FleetState: "active",
            ActivityStatus: "fulfilled",
            Type: "maintain",
            CreateTime: now,
            TargetCapacitySpecification: { TotalTargetCapacity: 1 },
            LaunchTemplateConfigs: [],
            ...withDates(members, ["CreateTime", "ValidFrom", "ValidUntil"]),
        } as unknown as Fleet;
        world.write(fleets, home.region, fleet.FleetId, { account: home.account, fleet });
    }
    for (const given of seed.spotFleetRequests ?? []) {
        const { account, region, ...members } = given;
        const home = homeOf(given);
        const request = {
            SpotFleetRequestState: "active",
            ActivityStatus: "fulfilled",
            CreateTime: now,
            ...members,
            SpotFleetRequestConfig: {
                IamFleetRole: `arn:aws:iam::${home.account}:role/aws-ec2-spot-fleet-tagging-role`,
                TargetCapacity: 1,
                Type: "maintain",
                ...given.SpotFleetRequestConfig,
            },
        } as unknown as SpotFleet;
        world.write(spotFleets, home.region, request.SpotFleetRequestId, { account: home.account, request });
    }
};

export const look = (world: World, place: Required<Place>, now: Date) => ({
    fleets: rowsOf(world, fleets, place).map(row => fleetAt(row, now).fleet),
    spotFleetRequests: rowsOf(world, spotFleets, place).map(row => spotFleetAt(row, now).request),
});
