import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Scenario } from "./scenario";

/**
 * Stand-ins for what @pulumi/aws has: rows of the dynamic provider that act on the emulator, with types and properties
 * named alike and ids as the real ones have. The real provider's plugin is not needed. Their handlers are loaded by name,
 * as those of this package's own rows are: a serialised closure would cost seconds for each of them.
 */
const handlers = `
const { EC2Client, ...ec2 } = require("@aws-sdk/client-ec2");
const { AutoScalingClient, ...scaling } = require("@aws-sdk/client-auto-scaling");
let clients;
const configure = ({ config }) => {
    const [{ ec2: endpoint }] = JSON.parse(config.get("aws:endpoints"));
    clients ??= [EC2Client, AutoScalingClient].map(Client => new Client({ endpoint, region: config.get("aws:region") }));
};
const template = (name, input) => clients[0].send(new ec2[name + "Command"](input));
const group = (name, input) => clients[1].send(new scaling[name + "Command"](input));

exports.launchTemplate = {
    configure,
    create: async news => {
        const { LaunchTemplate } = await template("CreateLaunchTemplate", {
            LaunchTemplateName: news.name,
            LaunchTemplateData: { ImageId: news.imageId },
        });
        return { id: LaunchTemplate.LaunchTemplateId, outs: { ...news, latestVersion: 1 } };
    },
    update: async (LaunchTemplateId, olds, news) => {
        // As a provider whose update goes wrong without a word.
        if (news.isIdle) return { outs: { ...news, latestVersion: olds.latestVersion } };
        const { LaunchTemplateVersion } = await template("CreateLaunchTemplateVersion", {
            LaunchTemplateId,
            LaunchTemplateData: { ImageId: news.imageId },
        });
        const latestVersion = LaunchTemplateVersion.VersionNumber;
        if (news.updateDefaultVersion)
            await template("ModifyLaunchTemplate", { LaunchTemplateId, DefaultVersion: String(latestVersion) });
        return { outs: { ...news, latestVersion } };
    },
    delete: LaunchTemplateId => template("DeleteLaunchTemplate", { LaunchTemplateId }),
};

exports.launchConfiguration = {
    configure,
    diff: async (_, olds, news) =>
        olds.imageId === news.imageId ? { changes: false } : { changes: true, replaces: ["imageId"] },
    create: async news => {
        const LaunchConfigurationName = news.namePrefix + Math.random().toString(16).slice(2);
        await group("CreateLaunchConfiguration", {
            LaunchConfigurationName,
            ImageId: news.imageId,
            InstanceType: "m7g.large",
        });
        return { id: LaunchConfigurationName, outs: { ...news, name: LaunchConfigurationName } };
    },
    delete: LaunchConfigurationName => group("DeleteLaunchConfiguration", { LaunchConfigurationName }),
};

const sourceOf = ({ launchTemplate, launchConfiguration, overrides }) => {
    if (launchConfiguration !== undefined) return { LaunchConfigurationName: launchConfiguration };
    const LaunchTemplate = { LaunchTemplateId: launchTemplate.id, Version: String(launchTemplate.version) };
    if (overrides === undefined) return { LaunchTemplate };
    const Overrides = overrides.map(({ imageId }) => ({ InstanceType: "m7g.large", ImageId: imageId }));
    return {
        MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: LaunchTemplate, Overrides } },
    };
};

exports.group = {
    configure,
    create: async news => {
        const AutoScalingGroupName = news.name;
        const sizes = { MinSize: 0, MaxSize: 0, AvailabilityZones: ["us-east-1a"] };
        await group("CreateAutoScalingGroup", { AutoScalingGroupName, ...sizes, ...sourceOf(news) });
        const { AutoScalingGroups } = await group("DescribeAutoScalingGroups", {
            AutoScalingGroupNames: [AutoScalingGroupName],
        });
        return { id: AutoScalingGroupName, outs: { ...news, arn: AutoScalingGroups[0].AutoScalingGroupARN } };
    },
    update: async (AutoScalingGroupName, olds, news) => {
        await group("UpdateAutoScalingGroup", { AutoScalingGroupName, ...sourceOf(news) });
        return { outs: { ...news, arn: olds.arn } };
    },
    delete: AutoScalingGroupName => group("DeleteAutoScalingGroup", { AutoScalingGroupName }),
};
`;

const classes = (file: string): string => `
const standIn = (type, handler, outputs) => class extends pulumi.CustomResource {
    constructor(name, args, options) {
        const __provider = ${JSON.stringify(`exports.handler = () => require(${JSON.stringify(file)}).`)} + handler + ";";
        super("pulumi-nodejs:dynamic/" + type, name, { ...outputs, ...args, __provider }, options);
    }
};
const LaunchTemplate = standIn("ec2/launchTemplate:LaunchTemplate", "launchTemplate", { latestVersion: undefined });
const LaunchConfiguration = standIn("ec2/launchConfiguration:LaunchConfiguration", "launchConfiguration", { name: undefined });
const Group = standIn("autoscaling/group:Group", "group", { arn: undefined });
`;

/** What the stand-ins send, which is no retirement. */
export const byLaunchers = [
    "ec2:CreateLaunchTemplate",
    "ec2:CreateLaunchTemplateVersion",
    "ec2:ModifyLaunchTemplate",
    "ec2:DeleteLaunchTemplate",
    "autoscaling:CreateLaunchConfiguration",
    "autoscaling:DeleteLaunchConfiguration",
    "autoscaling:CreateAutoScalingGroup",
    "autoscaling:UpdateAutoScalingGroup",
    "autoscaling:DeleteAutoScalingGroup",
];

/** The packages that a stack's project needs for them. */
export const launchers = { packages: ["@aws-sdk"] };

/** Writes a program in which `LaunchTemplate`, `LaunchConfiguration` and `Group` are there already. */
export const programWithLaunchers = ({ stack }: Scenario, text: string): void => {
    const file = join(stack.project.directory, "launchers.js");
    writeFileSync(file, handlers);
    stack.program(`${classes(file)}\n${text}`);
};
