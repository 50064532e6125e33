import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario } from "./scenario";

const image = (number: number) => `ami-0a1b2c3d4e5f600${String(number).padStart(2, "0")}`;
const template = (number: number) => `lt-0a1b2c3d4e5f600${String(number).padStart(2, "0")}`;
const uuid = "12345678-1234-1234-1234-123456789012";

const used = {
    byLaunchConfiguration: image(1),
    byLatest: image(2),
    byNumber: image(3),
    byOverride: image(4),
    byTemplateOverride: image(5),
    byFleet: image(6),
    bySpotFleet: image(7),
    byTemplateAlone: image(8),
    byParameter: image(9),
    byPipeline: image(10),
};
/** Named, but nothing that works today would break without them. */
const idle = {
    byInstance: image(21),
    byOldVersion: image(22),
    byDefaultThatNoGroupTakes: image(23),
    byUnusedConfiguration: image(24),
    byDisabledPipeline: image(25),
    byRecipeAlone: image(26),
};
const ids = Object.values({ ...used, ...idle });
/** In no program. */
const base = image(90);

const group = (AutoScalingGroupName: string, how: object) => ({ ...home, AutoScalingGroupName, ...how });
const mixed = (override: object) => ({
    MixedInstancesPolicy: {
        LaunchTemplate: {
            LaunchTemplateSpecification: { LaunchTemplateId: template(90), Version: "$Default" },
            Overrides: [{ InstanceType: "m7g.large", ...override }],
        },
    },
});
const recipeArn = (name: string) => `arn:aws:imagebuilder:${home.region}:${home.account}:image-recipe/${name}/1.0.0`;

const seed = {
    images: [...ids, base].map(ImageId => ({ ...home, ImageId })),
    launchConfigurations: [
        { ...home, LaunchConfigurationName: "web-7", ImageId: used.byLaunchConfiguration },
        { ...home, LaunchConfigurationName: "web-6", ImageId: idle.byUnusedConfiguration },
    ],
    launchTemplates: [
        { LaunchTemplateId: template(2), versions: [{ ImageId: idle.byOldVersion }, { ImageId: used.byLatest }] },
        {
            LaunchTemplateId: template(3),
            versions: [{ ImageId: idle.byDefaultThatNoGroupTakes }, { ImageId: used.byNumber }, { ImageId: base }],
            DefaultVersionNumber: 1,
        },
        { LaunchTemplateId: template(5), versions: [{ ImageId: base }, { ImageId: used.byTemplateOverride }] },
        {
            LaunchTemplateId: template(8),
            versions: [{ ImageId: base }, { ImageId: used.byTemplateAlone }],
            DefaultVersionNumber: 1,
        },
        { LaunchTemplateId: template(90), versions: [{ ImageId: base }], DefaultVersionNumber: 1 },
    ].map(one => ({ ...home, LaunchTemplateName: `named-${one.LaunchTemplateId}`, DefaultVersionNumber: 2, ...one })),
    autoScalingGroups: [
        group("by-configuration", { LaunchConfigurationName: "web-7" }),
        group("by-latest", { LaunchTemplate: { LaunchTemplateId: template(2), Version: "$Latest" } }),
        group("by-number", { LaunchTemplate: { LaunchTemplateId: template(3), Version: "2" } }),
        group("by-override", mixed({ ImageId: used.byOverride })),
        group(
            "by-template-override",
            mixed({ LaunchTemplateSpecification: { LaunchTemplateId: template(5), Version: "2" } }),
        ),
    ],
    fleets: [
        {
            ...home,
            FleetId: `fleet-${uuid}`,
            LaunchTemplateConfigs: [
                {
                    LaunchTemplateSpecification: { LaunchTemplateId: template(90), Version: "1" },
                    Overrides: [{ ImageId: used.byFleet }],
                },
            ],
        },
    ],
    spotFleetRequests: [
        {
            ...home,
            SpotFleetRequestId: `sfr-${uuid}`,
            SpotFleetRequestConfig: { LaunchSpecifications: [{ ImageId: used.bySpotFleet }] },
        },
    ],
    parameters: [{ ...home, Name: "/web/image", Value: used.byParameter }],
    imageRecipes: [
        { ...home, name: "nightly", parentImage: used.byPipeline },
        { ...home, name: "paused", parentImage: idle.byDisabledPipeline },
        { ...home, name: "forgotten", parentImage: idle.byRecipeAlone },
    ],
    imagePipelines: [
        { ...home, name: "nightly", imageRecipeArn: recipeArn("nightly") },
        { ...home, name: "paused", imageRecipeArn: recipeArn("paused"), status: "DISABLED" as const },
    ],
    instances: [{ ...home, InstanceId: "i-0a1b2c3d4e5f60021", ImageId: idle.byInstance }],
};

/** Of each image: the kinds of its users, and how they use it. */
const told: readonly (readonly [id: string, kind: string, how: string])[] = [
    [
        used.byLaunchConfiguration,
        "auto-scaling-group",
        "by-configuration launches from it by launch configuration web-7",
    ],
    [
        used.byLatest,
        "auto-scaling-group",
        `by-latest launches from it by launch template named-${template(2)}, version 2 ($Latest)`,
    ],
    [used.byLatest, "launch-template", `named-${template(2)} names it in its latest and default version 2`],
    [
        used.byNumber,
        "auto-scaling-group",
        `by-number launches from it by launch template named-${template(3)}, version 2 (2)`,
    ],
    [used.byOverride, "auto-scaling-group", "by-override names it"],
    [
        used.byTemplateOverride,
        "auto-scaling-group",
        `by-template-override launches from it by launch template named-${template(5)}, version 2 (2)`,
    ],
    [used.byTemplateOverride, "launch-template", `named-${template(5)} names it in its latest and default version 2`],
    [used.byFleet, "ec2-fleet", `fleet-${uuid} names it`],
    [used.bySpotFleet, "spot-fleet", `sfr-${uuid} names it`],
    [used.byTemplateAlone, "launch-template", `named-${template(8)} names it in its latest version 2`],
    [used.byParameter, "ssm-parameter", "SSM parameter /web/image leads to it"],
    [used.byPipeline, "image-builder-recipe", "nightly/1.0.0 starts from it, and is built by nightly"],
];

describe("used by launchers", () => {
    const world = scenario({ seed });
    const done = { output: "", scans: 0 };

    before(async () => {
        const { emulator, stack } = world;
        stack.program(ids.map(id => ami(id, id, { timeouts: { release: "1s" } })).join("\n"));
        await stack.up();
        stack.program("");
        const { output } = await stack.up({
            expectFailure: true,
            args: ["--continue-on-error", "--parallel", String(ids.length)],
        });
        done.output = output;
        done.scans = emulator.requests("autoscaling:DescribeAutoScalingGroups").length;
    });

    it("keeps each image that something launches from, and sends nothing for it", async () => {
        assert.deepEqual(await rowIds(world.stack), Object.values(used).sort());
        const { mutations, requests } = world.emulator;
        const sent = mutations().map(({ operation, input }) => `${operation} ${String(input.ImageId)}`);
        assert.deepEqual(
            sent.sort(),
            Object.values(idle).map(id => `DeregisterImage ${id}`),
        );
        assert.equal(requests("ec2:DeregisterImage").length, Object.values(idle).length);
    });

    it("names each user with its kind, and what lifts it", () => {
        for (const [id, kind, how] of told) {
            const [line = "", remedy] =
                done.output
                    .slice(done.output.lastIndexOf("\nDiagnostics:\n"))
                    .split(`- ${id} is in use (${kind}): `)[1]
                    ?.split("\n") ?? [];
            assert.ok(line.endsWith(`${how} [in-use]`), `${id}, ${kind}: ${line}`);
            assert.match(remedy ?? "", /^ +remedy: \S/);
            assert.ok(remedy?.endsWith(`, or add "${kind}" to deletionPolicy.ignoreReferences`), remedy);
            assertToldOnce(done.output, `${id} is in use (${kind})`);
        }
        assert.equal(done.output.split(" [in-use]").length - 1, told.length);
    });

    it("looks once for all of them, not once for each", () => {
        assert.ok(done.scans > 0 && done.scans <= ids.length / 2, `${done.scans} scans for ${ids.length} images`);
    });
});
