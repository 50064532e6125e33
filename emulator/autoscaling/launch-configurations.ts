import { randomUUID } from "node:crypto";
import { launchableImage } from "../ec2/instances/launch";
import { keyOf } from "../owned";
import { type Call, CloudError } from "../service";
import { invalid, noSuchConfiguration } from "./errors";
import { configurationArn, configurations, type LaunchConfiguration, ownConfigurations, ownGroups } from "./group";
import {
    CreateLaunchConfigurationType,
    LaunchConfigurationNamesType,
    LaunchConfigurationNameType,
} from "./launch-configuration-shapes";
import { operation } from "./operation";
import { LaunchConfigurationsType } from "./outputs";
import { page } from "./page";

export const createLaunchConfiguration = operation({
    mutating: true,
    takes: CreateLaunchConfigurationType,
    answers: {},
    handle: call => {
        const { input, caller } = call;
        const { InstanceId, ImageId, LaunchConfigurationName: name, ...members } = input;
        if (ownConfigurations(call).some(row => row.configuration.LaunchConfigurationName === name)) {
            throw new CloudError(
                "AlreadyExists",
                `Launch Configuration by this name already exists - A launch configuration already exists with the name ${name}`,
            );
        }
        if (ImageId === undefined || input.InstanceType === undefined) {
            throw invalid(
                "Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.",
            );
        }
        checkImage(call, ImageId);
        const configuration: LaunchConfiguration = {
            KeyName: "",
            UserData: "",
            KernelId: "",
            RamdiskId: "",
            SecurityGroups: [],
            BlockDeviceMappings: [],
            ClassicLinkVPCSecurityGroups: [],
            InstanceMonitoring: { Enabled: true },
            EbsOptimized: false,
            ...members,
            LaunchConfigurationName: name,
            ImageId,
            LaunchConfigurationARN: configurationArn(caller.region, caller.account, name, randomUUID()),
            CreatedTime: call.now,
        };
        call.world.write(configurations, caller.region, keyOf(caller, name), {
            account: caller.account,
            configuration,
        });
        return {};
    },
});

const checkImage = (call: Call<unknown>, id: string): void => {
    try {
        launchableImage(call, id);
    } catch (error) {
        if (error instanceof CloudError) {
            throw invalid(`AMI ${id} is invalid: ${error.message}`);
        }
        throw error;
    }
};

export const describeLaunchConfigurations = operation({
    mutating: false,
    takes: LaunchConfigurationNamesType,
    answers: LaunchConfigurationsType,
    handle: call => {
        const { LaunchConfigurationNames: names = [] } = call.input;
        const found = ownConfigurations(call)
            .map(({ configuration }) => configuration)
            .filter(({ LaunchConfigurationName }) => names.length === 0 || names.includes(LaunchConfigurationName));
        const { items, NextToken } = page(call, found, configuration => configuration.LaunchConfigurationName);
        return { NextToken, LaunchConfigurations: items };
    },
});

export const deleteLaunchConfiguration = operation({
    mutating: true,
    takes: LaunchConfigurationNameType,
    answers: {},
    handle: call => {
        const { LaunchConfigurationName: name } = call.input;
        if (!ownConfigurations(call).some(row => row.configuration.LaunchConfigurationName === name)) {
            throw noSuchConfiguration(name);
        }
        const user = ownGroups(call).find(({ group }) => group.LaunchConfigurationName === name);
        if (user !== undefined) {
            throw new CloudError(
                "ResourceInUse",
                `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup ${user.group.AutoScalingGroupName}`,
            );
        }
        call.world.remove(configurations, call.caller.region, keyOf(call.caller, name));
        return {};
    },
});
