import { launchableImage } from "../ec2/instances/launch";
import { existingVersion, templateNamed } from "../ec2/launch-templates/template";
import type { OutputOf } from "../protocols/shape";
import { type Call, CloudError } from "../service";
import { invalid, noSuchConfiguration } from "./errors";
import { type Group, ownConfigurations } from "./group";
import type { LaunchTemplateSpecification } from "./mixed-instances-shapes";

type Source = Pick<Group, "LaunchConfigurationName" | "LaunchTemplate" | "MixedInstancesPolicy">;
type Asker = Pick<Call, "world" | "caller" | "now" | "refusalOf">;
type Specification = OutputOf<typeof LaunchTemplateSpecification>;

/**
 * What a group launches from, as it is stored: exactly one of the three ways. A template is stored with its id and its name,
 * its version as it was asked for.
 */
export const launchSource = (call: Asker, asked: Source): Source => {
    const { LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy } = asked;
    const ways = [LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy].filter(way => way !== undefined);
    if (ways.length !== 1) {
        throw invalid(
            "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.",
        );
    }
    if (LaunchConfigurationName !== undefined) {
        if (
            !ownConfigurations(call).some(row => row.configuration.LaunchConfigurationName === LaunchConfigurationName)
        ) {
            throw noSuchConfiguration(LaunchConfigurationName);
        }
        return { LaunchConfigurationName };
    }
    if (LaunchTemplate !== undefined) {
        return { LaunchTemplate: existing(call, LaunchTemplate) };
    }
    const template = MixedInstancesPolicy?.LaunchTemplate;
    if (template?.LaunchTemplateSpecification === undefined) {
        throw invalid("MixedInstancesPolicy must contain a launch template.");
    }
    return {
        MixedInstancesPolicy: {
            ...MixedInstancesPolicy,
            LaunchTemplate: {
                LaunchTemplateSpecification: existing(call, template.LaunchTemplateSpecification),
                Overrides: (template.Overrides ?? []).map(override => ({
                    ...override,
                    ...(override.LaunchTemplateSpecification === undefined
                        ? {}
                        : { LaunchTemplateSpecification: existing(call, override.LaunchTemplateSpecification) }),
                })),
            },
        },
    };
};

/** The template that a specification names, which must be able to launch. */
const existing = (call: Asker, asked: Specification): Specification => {
    try {
        const template = templateNamed(call.world, call.caller, asked);
        const { ImageId } = existingVersion(template, asked.Version).data;
        if (ImageId !== undefined) {
            launchableImage(call, ImageId);
        }
        const { LaunchTemplateId, LaunchTemplateName } = template;
        return { LaunchTemplateId, LaunchTemplateName, Version: asked.Version };
    } catch (error) {
        if (error instanceof CloudError) {
            throw invalid(`You must use a valid fully-formed launch template. ${error.message}`);
        }
        throw error;
    }
};
