import type { Place, Seed } from "../../contract";
import { homeOf } from "../../place";
import type { World } from "../../world";
import { isId } from "../ids";
import { digits, tagList, withDates } from "../seed-members";
import { instances, instancesIn, stateCodes } from "./instance";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.instances ?? []) {
        const { account, region, InstanceId, ImageId, State = "running", Tags, ...members } = given;
        const home = homeOf(given);
        if (!isId("Instance", InstanceId)) {
            throw new Error(
                `seed: InstanceId ${JSON.stringify(InstanceId)} is not "i-" and 8 or 17 hexadecimal digits`,
            );
        }
        world.write(instances, home.region, InstanceId, {
            account: home.account,
            reservationId: `r-${digits(InstanceId)}`,
            state: State,
            instance: {
                InstanceType: "t3.micro",
                Architecture: "x86_64",
                LaunchTime: now,
                ...withDates(members, ["LaunchTime"]),
                InstanceId,
                ImageId,
                State: { Code: stateCodes[State], Name: State },
                Tags: tagList(Tags),
            },
        });
    }
};

export const look = (world: World, { account, region }: Required<Place>, now: Date) => ({
    instances: instancesIn(world, region, now)
        .filter(row => row.account === account)
        .map(({ instance, state }) => ({ ...instance, State: state })),
});
