import assert from "node:assert/strict";
import type { Seed } from "../../emulator";
import { home, protocolWorld, row } from "./world";

/*
 * Before an image goes, everything that could use it is looked at. A look that fails makes the outcome unknown: nothing is
 * sent, and what would help is named. `ignoreReferences` of exactly the kinds that this look answers for lets it go.
 */

const imageId = "ami-0a1b2c3d4e5f60001";
const forced = "ami-0a1b2c3d4e5f60002";
const other = "ami-0a1b2c3d4e5f60003";

interface LookUp {
    /** What it takes for the look to matter. */
    readonly seed?: Seed;
    readonly policy?: object;
    /** The kinds of users that the look answers for; none when ignoring users does not help. */
    readonly kinds?: readonly string[];
    /** @default allow the call */
    readonly remedy?: string;
}

const byLaunchConfiguration: Seed = {
    launchConfigurations: [{ ...home, LaunchConfigurationName: "web-7", ImageId: other }],
    autoScalingGroups: [{ ...home, AutoScalingGroupName: "web", LaunchConfigurationName: "web-7" }],
};
const byTemplate: Seed = {
    launchTemplates: [{ ...home, LaunchTemplateId: "lt-0a1b2c3d4e5f60001", versions: [{ ImageId: other }] }],
    autoScalingGroups: [
        {
            ...home,
            AutoScalingGroupName: "web",
            LaunchTemplate: { LaunchTemplateId: "lt-0a1b2c3d4e5f60001", Version: "$Latest" },
        },
    ],
};
const recipes: Seed = {
    imageRecipes: [imageId, forced].map(parentImage => ({ ...home, name: parentImage, parentImage })),
};
const keeping: Seed = { rules: [{ ...home, ResourceType: "EC2_IMAGE", RetentionDays: 7 }] };

const lookUps: Readonly<Record<string, LookUp>> = {
    "autoscaling:DescribeAutoScalingGroups": { kinds: ["auto-scaling-group"] },
    "autoscaling:DescribeLaunchConfigurations": { seed: byLaunchConfiguration, kinds: ["auto-scaling-group"] },
    // EC2 needs it for DescribeImageReferences, too.
    "ec2:DescribeLaunchTemplateVersions": {
        seed: byTemplate,
        kinds: ["auto-scaling-group", "launch-template", "ssm-parameter", "image-builder-recipe"],
    },
    "ec2:DescribeFleets": { kinds: ["ec2-fleet"] },
    "ec2:DescribeSpotFleetRequests": { kinds: ["spot-fleet"] },
    "ec2:DescribeImageReferences": { kinds: ["ssm-parameter", "image-builder-recipe"] },
    "imagebuilder:ListImagePipelines": { seed: recipes, kinds: ["image-builder-recipe"] },
    "ec2:DescribeImageAttribute": { kinds: ["launch-permission"] },
    "rbin:ListRules": {
        seed: keeping,
        policy: { recycleBin: { required: true } },
        remedy: "or change deletionPolicy.recycleBin",
    },
    "ec2:DescribeSnapshots": { policy: { deleteAssociatedSnapshots: true } },
    "ec2:DescribeImages": {},
    "sts:GetCallerIdentity": {},
};

const allKinds = [
    "auto-scaling-group",
    "ec2-fleet",
    "spot-fleet",
    "launch-template",
    "ssm-parameter",
    "image-builder-recipe",
    "launch-permission",
];

describe("a look-up that fails", () => {
    const images = [imageId, forced].map(ImageId => ({ ...home, ImageId }));
    const world = protocolWorld({ seed: { images } });
    const deregistered = (ImageId: string) => ({ service: "ec2", operation: "DeregisterImage", input: { ImageId } });

    const rowOf = (id: string, look: LookUp, deletionPolicy: object) =>
        row(id, { deletionPolicy: { ...look.policy, ...deletionPolicy } });

    const assertRefused = async (removal: Promise<void>, ...texts: readonly string[]) => {
        const before = world.emulator.requests("ec2:DeregisterImage").length;
        const told = await removal.then(
            () => assert.fail("the row may not go"),
            (error: { details: string }) => error.details,
        );
        for (const text of texts) assert.ok(told.includes(text), `"${text}" in:\n${told}`);
        assert.equal(world.emulator.requests("ec2:DeregisterImage").length, before);
        return told;
    };
    /** The kinds of users that a refusal says could not be looked at. */
    const unanswered = (told: string): readonly string[] =>
        [...told.matchAll(/who uses \S+ \(([^)]*)\) could not be read/g)]
            .flatMap(([, kinds = ""]) => kinds.split(", "))
            .sort();

    for (const [call, look] of Object.entries(lookUps)) {
        const named = [`${call}: `, look.remedy ?? `remedy: allow ${call}`];
        const { kinds } = look;
        if (kinds === undefined) {
            it(`${call}, denied: sends nothing, whatever is forced, and names the permission`, async () => {
                world.emulator.put(look.seed ?? {});
                const { properties } = await (await world.provider()).create(rowOf(imageId, look, {}));
                // Another process: the one that adopts remembers whose credentials it has.
                const provider = await world.provider();
                world.emulator.deny(call);
                await assertRefused(provider.delete(imageId, properties), ...named);
                const everything = rowOf(imageId, look, { force: true, ignoreReferences: allKinds });
                const careless = await provider.update(imageId, properties, everything);
                await assertRefused(provider.delete(imageId, careless), ...named);
                assert.deepEqual(world.emulator.mutations(), []);
                world.emulator.allow(call);
                await provider.delete(imageId, properties);
                assert.equal(world.emulator.mutations().length, 1);
            });
            continue;
        }
        it(`${call}, denied: names the permission, and lets the image go when exactly its kinds are ignored`, async () => {
            world.emulator.put(look.seed ?? {});
            const provider = await world.provider();
            const { properties } = await provider.create(rowOf(imageId, look, {}));
            world.emulator.deny(call);
            assert.deepEqual(
                unanswered(await assertRefused(provider.delete(imageId, properties), ...named)),
                [...kinds].sort(),
            );

            const ignoring = (ignoreReferences: readonly string[]) =>
                provider.update(imageId, properties, rowOf(imageId, look, { ignoreReferences }));
            for (const kind of kinds) {
                const allBut = await ignoring(allKinds.filter(each => each !== kind));
                assert.deepEqual(unanswered(await assertRefused(provider.delete(imageId, allBut))), [kind]);
            }
            assert.deepEqual(world.emulator.mutations(), []);

            await provider.delete(imageId, await ignoring(kinds));
            assert.deepEqual(world.emulator.mutations(), [deregistered(imageId)]);
            const { properties: byForce } = await provider.create(rowOf(forced, look, { force: true }));
            await provider.delete(forced, byForce);
            assert.deepEqual(world.emulator.mutations(), [imageId, forced].map(deregistered));
        });
    }

    const answers = {
        "throttled to the end": (code: string) => ({ code, times: 100 }),
        "cut short each time": () => ({ cut: true, times: 100 }),
    };
    for (const [how, failure] of Object.entries(answers)) {
        for (const [call, code] of [
            ["autoscaling:DescribeAutoScalingGroups", "Throttling"],
            ["ec2:DescribeImageReferences", "RequestLimitExceeded"],
        ] as const) {
            it(`${call}, ${how}: sends nothing, and names the call`, async () => {
                world.emulator.put(byLaunchConfiguration);
                const provider = await world.provider();
                const { properties } = await provider.create(row(imageId));
                world.emulator.failNext(call, failure(code));
                await assertRefused(provider.delete(imageId, properties), `could not be read: ${call}: `, "remedy: ");
                assert.deepEqual(world.emulator.mutations(), []);
            });
        }
    }
});
