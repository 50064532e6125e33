import type { Place, Seed, SeedAutoScalingGroup, SeedTemplateChoice } from "../contract";
import { templates } from "../ec2/launch-templates/template";
import { withDates } from "../ec2/seed-members";
import { keyOf, rowsOf } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import {
    configurationArn,
    configurations,
    type Group,
    groupArn,
    groupAt,
    groups,
    type LaunchConfiguration,
} from "./group";

const id = "00000000-0000-0000-0000-000000000000";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.autoScalingGroups ?? []) {
        const { account, region, ...members } = given;
        const home = homeOf(given);
        const group = {
            MinSize: 0,
            MaxSize: 1,
            DesiredCapacity: 0,
            DefaultCooldown: 300,
            HealthCheckType: "EC2",
            AvailabilityZones: [`${home.region}a`],
            CreatedTime: now,
            Instances: [],
            AutoScalingGroupARN: groupArn(home.region, home.account, given.AutoScalingGroupName, id),
            ...withDates(members, ["CreatedTime"]),
            ...completed(world, home, given),
        } as unknown as Group;
        world.write(groups, home.region, keyOf(home, group.AutoScalingGroupName), { account: home.account, group });
    }
    for (const given of seed.launchConfigurations ?? []) {
        const { account, region, ...members } = given;
        const home = homeOf(given);
        const configuration: LaunchConfiguration = {
            InstanceType: "t3.micro",
            CreatedTime: now,
            LaunchConfigurationARN: configurationArn(home.region, home.account, given.LaunchConfigurationName, id),
            ...withDates(members, ["CreatedTime"]),
            LaunchConfigurationName: given.LaunchConfigurationName,
            ImageId: given.ImageId,
        };
        const row = { account: home.account, configuration };
        world.write(configurations, home.region, keyOf(home, given.LaunchConfigurationName), row);
    }
};

/** What a group launches from, with a template's id and its name, whichever the seed gives. A template that is not there stays as it is. */
const completed = (world: World, home: Required<Place>, given: SeedAutoScalingGroup): Partial<Group> => {
    const whole = (asked: SeedTemplateChoice): SeedTemplateChoice => {
        const found = rowsOf(world, templates, home).find(row =>
            asked.LaunchTemplateId === undefined
                ? row.LaunchTemplateName === asked.LaunchTemplateName
                : row.LaunchTemplateId === asked.LaunchTemplateId,
        );
        return found === undefined
            ? asked
            : {
                  ...asked,
                  LaunchTemplateId: found.LaunchTemplateId,
                  LaunchTemplateName: found.LaunchTemplateName,
              };
    };
    const mixed = given.MixedInstancesPolicy;
    const main = mixed?.LaunchTemplate?.LaunchTemplateSpecification;
    return {
        ...(given.LaunchTemplate === undefined ? {} : { LaunchTemplate: whole(given.LaunchTemplate) }),
        ...(main === undefined
            ? {}
            : {
                  MixedInstancesPolicy: {
                      ...mixed,
                      LaunchTemplate: { ...mixed?.LaunchTemplate, LaunchTemplateSpecification: whole(main) },
                  },
              }),
    };
};

export const look = (world: World, place: Required<Place>, now: Date) => ({
    autoScalingGroups: rowsOf(world, groups, place).flatMap(row => groupAt(row, now)?.group ?? []),
    launchConfigurations: rowsOf(world, configurations, place).map(row => row.configuration),
});
