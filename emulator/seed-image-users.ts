import { z } from "zod";
import { id, instant, place, tags, uuid } from "./seed-members";

/** The part of a seed's shape that is about what uses images. */
const members = z.record(z.string(), z.unknown());
/** What a launch names as its image: an id, or an alias of one. */
const launchedImage = z
    .string()
    .regex(
        /^(ami-([0-9a-f]{8}|[0-9a-f]{17})|resolve:ssm:.+)$/,
        'must be "ami-" and 8 or 17 hexadecimal digits, or "resolve:ssm:" and a parameter',
    );

const templateChoice = z
    .looseObject({
        LaunchTemplateId: id("lt").optional(),
        LaunchTemplateName: z.string().optional(),
        Version: z
            .string()
            .regex(/^(\d+|\$Latest|\$Default)$/, "must be a number, $Latest or $Default")
            .optional(),
    })
    .refine(
        chosen => (chosen.LaunchTemplateId ?? chosen.LaunchTemplateName) !== undefined,
        "must name a launch template by LaunchTemplateId or LaunchTemplateName",
    );
const launchConfigs = z
    .array(
        z.looseObject({
            LaunchTemplateSpecification: templateChoice.optional(),
            Overrides: z.array(members).optional(),
        }),
    )
    .optional();

export const imageUsers = {
    instances: z
        .array(
            z.looseObject({
                ...place,
                InstanceId: id("i"),
                ImageId: id("ami"),
                State: z.enum(["pending", "running", "shutting-down", "terminated", "stopping", "stopped"]).optional(),
                Tags: tags,
            }),
        )
        .optional(),
    launchTemplates: z
        .array(
            z.strictObject({
                ...place,
                LaunchTemplateId: id("lt"),
                LaunchTemplateName: z.string().min(3).max(128).optional(),
                versions: z.array(z.looseObject({ ImageId: launchedImage.optional() })).min(1),
                DefaultVersionNumber: z.int().min(1).optional(),
                Tags: tags,
            }),
        )
        .optional(),
    fleets: z
        .array(
            z.looseObject({
                ...place,
                FleetId: uuid("fleet"),
                FleetState: z
                    .enum([
                        "submitted",
                        "active",
                        "deleted",
                        "failed",
                        "deleted_running",
                        "deleted_terminating",
                        "modifying",
                    ])
                    .optional(),
                Type: z.enum(["request", "maintain", "instant"]).optional(),
                LaunchTemplateConfigs: launchConfigs,
            }),
        )
        .optional(),
    spotFleetRequests: z
        .array(
            z.strictObject({
                ...place,
                SpotFleetRequestId: uuid("sfr"),
                SpotFleetRequestState: z
                    .enum([
                        "submitted",
                        "active",
                        "cancelled",
                        "failed",
                        "cancelled_running",
                        "cancelled_terminating",
                        "modifying",
                    ])
                    .optional(),
                SpotFleetRequestConfig: z.looseObject({
                    LaunchSpecifications: z.array(members).optional(),
                    LaunchTemplateConfigs: launchConfigs,
                }),
            }),
        )
        .optional(),
    usageReports: z
        .array(
            z.strictObject({
                ...place,
                ImageId: id("ami"),
                ReportId: id("amiur").optional(),
                State: z.enum(["available", "pending", "error"]).optional(),
                StateReason: z.string().optional(),
                CreationTime: instant.optional(),
                Entries: z
                    .array(
                        z.strictObject({
                            AccountId: z.string().regex(/^\d{12}$/, "must be 12 digits"),
                            ResourceType: z.string(),
                            UsageCount: z.int().min(1),
                        }),
                    )
                    .optional(),
            }),
        )
        .optional(),
    autoScalingGroups: z
        .array(
            z.looseObject({
                ...place,
                AutoScalingGroupName: z.string().min(1),
                LaunchConfigurationName: z.string().optional(),
                LaunchTemplate: templateChoice.optional(),
                MixedInstancesPolicy: z
                    .looseObject({
                        LaunchTemplate: z.looseObject({
                            LaunchTemplateSpecification: templateChoice,
                            Overrides: z
                                .array(z.looseObject({ LaunchTemplateSpecification: templateChoice.optional() }))
                                .optional(),
                        }),
                    })
                    .optional(),
            }),
        )
        .optional(),
    launchConfigurations: z
        .array(z.looseObject({ ...place, LaunchConfigurationName: z.string().min(1), ImageId: id("ami") }))
        .optional(),
    parameters: z
        .array(
            z.strictObject({
                ...place,
                Name: z.string().min(1),
                Value: z.string().min(1),
                Type: z.enum(["String", "StringList", "SecureString"]).optional(),
                DataType: z.enum(["text", "aws:ec2:image"]).optional(),
            }),
        )
        .optional(),
    imageRecipes: z
        .array(z.looseObject({ ...place, name: z.string().min(1), parentImage: z.string().min(1), version: version() }))
        .optional(),
    containerRecipes: z
        .array(
            z.looseObject({
                ...place,
                name: z.string().min(1),
                instanceConfiguration: z.looseObject({ image: z.string().optional() }).optional(),
                version: version(),
            }),
        )
        .optional(),
    imagePipelines: z
        .array(
            z.looseObject({
                ...place,
                name: z.string().min(1),
                imageRecipeArn: recipeArn("image-recipe"),
                containerRecipeArn: recipeArn("container-recipe"),
                status: z.enum(["ENABLED", "DISABLED"]).optional(),
            }),
        )
        .optional(),
};

function version() {
    return z
        .string()
        .regex(/^\d+\.\d+\.\d+$/, "must be a version such as 1.0.0")
        .optional();
}

function recipeArn(kind: string) {
    return z
        .string()
        .regex(
            new RegExp(`^arn:aws[\\w-]*:imagebuilder:[^:]+:[^:]+:${kind}/[^/]+/[^/]+$`),
            `must be the ARN of a recipe: arn:aws:imagebuilder:REGION:ACCOUNT:${kind}/NAME/VERSION`,
        )
        .optional();
}
