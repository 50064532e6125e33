import assert from "node:assert/strict";
import { DeregisterImageCommand, DisableImageCommand, EnableImageDeprecationCommand } from "@aws-sdk/client-ec2";
import type { Seed } from "../../emulator";
import { applied, outcomesOf, type Previewed, previewed, previewOf } from "./preview-fidelity";
import { ami, amiType, asSomebodyElse, home, scenario } from "./scenario";

/** What an image is in the world, and in the program, beside its id. */
interface Case {
    readonly seed?: object;
    readonly policy?: object;
    readonly options?: object;
    /** What becomes of it at once, and by the later rounds when it is still there. */
    readonly outcomes: readonly [string, string?, string?];
}

const isProtected = { DeregistrationProtection: "enabled-without-cooldown" };
const onInstanceStore = { RootDeviceType: "instance-store", ImageLocation: "our-bundles/web/image.manifest.xml" };
const beingMade = { State: "pending", SourceInstanceId: "i-0a1b2c3d4e5f60001" };
const isBackup = { ImageOwnerAlias: "aws-backup-vault" };
const partner = "222222222222";
const snapshot = (number: number) => `snap-0a1b2c3d4e5f600${String(number).padStart(2, "0")}`;
/** Rules leave these alone. */
const unkept = { Tags: { keep: "no" } };
const lifting = { disableDeregistrationProtection: true };
const withSnapshots = { deleteAssociatedSnapshots: true };
const required = { recycleBin: { required: true } };

/** Refused until uses are ignored. */
const inUse: Case = { outcomes: ["blocked", "blocked", "retire"] };
/** The same by a group alone, at which nobody may look in the second round. */
const inUseByGroup: Case = { outcomes: ["blocked", "unknown", "retire"] };
const idle: Case = { outcomes: ["retire"] };

/** One image for each scenario of this folder; all of them leave together. */
const cases = {
    plain: { outcomes: ["retire"] },
    guarded: { seed: isProtected, outcomes: ["blocked", "blocked", "blocked"] },
    lifted: { seed: isProtected, policy: lifting, outcomes: ["retire"] },
    cooling: {
        seed: { DeregistrationProtection: "enabled-with-cooldown" },
        policy: lifting,
        outcomes: ["defer", "unknown", "retire"],
    },
    copied: {
        seed: { State: "pending", SourceImageId: "ami-0a1b2c3d4e5f60099", SourceImageRegion: "eu-central-1" },
        outcomes: ["retire"],
    },
    slow: { seed: beingMade, outcomes: ["defer", "unknown", "retire"] },
    bundled: { seed: onInstanceStore, outcomes: ["retire"] },
    bundledCarefully: { seed: onInstanceStore, policy: required, outcomes: ["blocked", "blocked", "blocked"] },
    backup: { seed: isBackup, policy: { force: true, ...lifting }, outcomes: ["blocked", "blocked", "blocked"] },
    backupGuarded: { seed: { ...isBackup, ...isProtected }, outcomes: ["blocked", "blocked", "blocked"] },
    shared: { seed: { LaunchPermissions: [{ UserId: partner }] }, outcomes: ["blocked", "blocked", "retire"] },
    sharedLetGo: {
        seed: { LaunchPermissions: [{ Group: "all" }] },
        policy: { ignoreReferences: ["launch-permission"] },
        outcomes: ["retire"],
    },
    byConfiguration: inUseByGroup,
    byLatest: inUse,
    byNumber: inUseByGroup,
    byOverride: inUseByGroup,
    byFleet: inUse,
    bySpotFleet: inUse,
    byTemplateAlone: inUse,
    byParameter: inUse,
    byPipeline: inUse,
    byIgnoredGroup: { policy: { ignoreReferences: ["auto-scaling-group"] }, outcomes: ["retire"] },
    byForcedGroup: { policy: { force: true }, outcomes: ["retire"] },
    /** Lifted by PULUMI_RETIRE_OVERRIDES alone. */
    byOverriddenGroup: { outcomes: ["retire"] },
    byInstance: idle,
    byOldVersion: idle,
    byUnusedConfiguration: idle,
    byDisabledPipeline: idle,
    ofImageBuilder: { seed: { Tags: { CreatedBy: "EC2 Image Builder" } }, outcomes: ["retire"] },
    careful: { policy: required, outcomes: ["retire"] },
    tooShort: {
        policy: { recycleBin: { required: true, minimumRetentionDays: 30 } },
        outcomes: ["blocked", "blocked", "blocked"],
    },
    excluded: { seed: unkept, policy: required, outcomes: ["blocked", "blocked", "blocked"] },
    thorough: { seed: { SnapshotIds: [snapshot(1), snapshot(2)] }, policy: withSnapshots, outcomes: ["retire"] },
    thoroughAndCareful: {
        seed: { SnapshotIds: [snapshot(3)] },
        policy: { ...withSnapshots, ...required },
        outcomes: ["retire"],
    },
    uncovered: {
        seed: { SnapshotIds: [snapshot(4)] },
        policy: { ...withSnapshots, ...required },
        outcomes: ["blocked", "blocked", "blocked"],
    },
    oneByOne: {
        seed: { SnapshotIds: [snapshot(5), snapshot(6), snapshot(7)] },
        policy: withSnapshots,
        outcomes: ["retire"],
    },
    disabled: { policy: { action: "disable" }, outcomes: ["retire"] },
    deprecated: { policy: { action: "deprecate" }, outcomes: ["retire"] },
    kept: { policy: { action: "retain" }, outcomes: ["retain"] },
    disabledBefore: { policy: { action: "disable" }, outcomes: ["already-retired"] },
    deprecatedBefore: { policy: { action: "deprecate" }, outcomes: ["already-retired"] },
    gone: { seed: unkept, outcomes: ["already-retired"] },
    binned: { outcomes: ["already-retired"] },
    leftover: {
        seed: { ...unkept, SnapshotIds: [snapshot(8), snapshot(9)] },
        policy: withSnapshots,
        outcomes: ["already-retired"],
    },
    retainedByPulumi: { options: { retainOnDelete: true }, outcomes: ["retain"] },
} as const satisfies Readonly<Record<string, Case>>;

type Name = keyof typeof cases;
const names = Object.keys(cases) as readonly Name[];
const idOf = (name: Name) => `ami-0a1b2c3d4e5f600${String(names.indexOf(name)).padStart(2, "0")}`;
const of = (name: Name): Case => cases[name];
const left = (round: number) => names.filter(name => of(name).outcomes[round] !== undefined);
const outcomesIn = (round: number) => Object.fromEntries(left(round).map(name => [name, of(name).outcomes[round]]));

const neighbour = "ami-0a1b2c3d4e5f60090";
const uuid = "12345678-1234-1234-1234-123456789012";
const template = (number: number) => `lt-0a1b2c3d4e5f600${String(number).padStart(2, "0")}`;
const group = (AutoScalingGroupName: string, how: object) => ({ ...home, AutoScalingGroupName, ...how });
const configuration = (name: Name) => ({ ...home, LaunchConfigurationName: name, ImageId: idOf(name) });
/** Their names are part of an ARN, in which Image Builder has no capital letters. */
const recipe = (name: Name) => ({ ...home, name: name.toLowerCase(), parentImage: idOf(name) });
const pipeline = (name: Name, more: object = {}) => ({
    ...home,
    name: name.toLowerCase(),
    imageRecipeArn: `arn:aws:imagebuilder:${home.region}:${home.account}:image-recipe/${name.toLowerCase()}/1.0.0`,
    ...more,
});
const grouped: readonly Name[] = ["byConfiguration", "byIgnoredGroup", "byForcedGroup", "byOverriddenGroup"];

const seed: Seed = {
    images: [
        ...names.map(name => ({ ...home, Name: name, ...of(name).seed, ImageId: idOf(name) })),
        { ...home, ImageId: neighbour, SnapshotIds: [snapshot(5), snapshot(9)] },
    ],
    snapshots: [
        { ...home, SnapshotId: snapshot(3), Tags: { bin: "yes" } },
        {
            ...home,
            SnapshotId: snapshot(6),
            Lock: { LockMode: "governance", LockExpiresOn: "2027-01-01T00:00:00Z" },
        },
        { ...home, SnapshotId: snapshot(7), Tags: { "aws:backup:source-resource": "i-0a1b2c3d4e5f60001" } },
    ],
    rules: [
        {
            ...home,
            ResourceType: "EC2_IMAGE",
            RetentionDays: 7,
            ExcludeResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "no" }],
        },
        {
            ...home,
            ResourceType: "EBS_SNAPSHOT",
            RetentionDays: 5,
            ResourceTags: [{ ResourceTagKey: "bin", ResourceTagValue: "yes" }],
        },
    ],
    launchConfigurations: [...grouped, "byUnusedConfiguration" as const].map(configuration),
    launchTemplates: [
        { LaunchTemplateId: template(1), versions: [idOf("byOldVersion"), idOf("byLatest")] },
        { LaunchTemplateId: template(2), versions: [neighbour, idOf("byNumber"), neighbour] },
        { LaunchTemplateId: template(3), versions: [idOf("byTemplateAlone")] },
        { LaunchTemplateId: template(9), versions: [neighbour] },
    ].map(({ LaunchTemplateId, versions }) => ({
        ...home,
        LaunchTemplateId,
        LaunchTemplateName: `named-${LaunchTemplateId}`,
        DefaultVersionNumber: 1,
        versions: versions.map(ImageId => ({ ImageId })),
    })),
    autoScalingGroups: [
        ...grouped.map(name => group(name, { LaunchConfigurationName: name })),
        group("by-latest", { LaunchTemplate: { LaunchTemplateId: template(1), Version: "$Latest" } }),
        group("by-number", { LaunchTemplate: { LaunchTemplateId: template(2), Version: "2" } }),
        group("by-override", {
            MixedInstancesPolicy: {
                LaunchTemplate: {
                    LaunchTemplateSpecification: { LaunchTemplateId: template(9), Version: "$Default" },
                    Overrides: [{ InstanceType: "m7g.large", ImageId: idOf("byOverride") }],
                },
            },
        }),
    ],
    fleets: [
        {
            ...home,
            FleetId: `fleet-${uuid}`,
            LaunchTemplateConfigs: [
                {
                    LaunchTemplateSpecification: { LaunchTemplateId: template(9), Version: "1" },
                    Overrides: [{ ImageId: idOf("byFleet") }],
                },
            ],
        },
    ],
    spotFleetRequests: [
        {
            ...home,
            SpotFleetRequestId: `sfr-${uuid}`,
            SpotFleetRequestConfig: { LaunchSpecifications: [{ ImageId: idOf("bySpotFleet") }] },
        },
    ],
    parameters: [{ ...home, Name: "/web/image", Value: idOf("byParameter") }],
    imageRecipes: [recipe("byPipeline"), recipe("byDisabledPipeline")],
    imagePipelines: [pipeline("byPipeline"), pipeline("byDisabledPipeline", { status: "DISABLED" })],
    instances: [{ ...home, InstanceId: "i-0a1b2c3d4e5f60021", ImageId: idOf("byInstance") }],
};

/** A wait of a second where nobody is going to let go, and nothing is going to settle. */
const timeouts = { release: "1s", settle: "1s" };
const row = (name: Name): string =>
    ami(name, idOf(name), { timeouts, deletionPolicy: of(name).policy ?? {} }, of(name).options);

const overrides = (override: object) => ({ PULUMI_RETIRE_OVERRIDES: JSON.stringify(override) });

/** Every scenario of this folder once more, and here the question is only: was that what the preview had said? */
describe("preview of all policies", () => {
    const world = scenario({ now: "2026-11-22T12:00:10Z", seed });
    /** What is previewed, and then done, by the same overrides; what does not go is no reason for the rest to stay. */
    const round = async (env: Readonly<Record<string, string>>, expectFailure = true): Promise<Previewed> => {
        const { stack } = world;
        const preview = await previewOf(stack, [], { env });
        const args = ["--continue-on-error", "--parallel", String(names.length)];
        await applied(world, preview, () => stack.up({ expectFailure, args, env }));
        return preview;
    };

    before(async () => {
        const { emulator, stack } = world;
        stack.program(
            [
                ...names.map(row),
                // The engine lets the one go with the other, and asks nobody.
                `const host = ${ami("host", neighbour)}`,
                `new aws.Ami("guest", { imageId: "${neighbour}" }, { deletedWith: host });`,
            ].join("\n"),
        );
        await stack.up();
        await asSomebodyElse(emulator, async ec2 => {
            for (const name of ["gone", "binned", "leftover"] as const)
                await ec2.send(new DeregisterImageCommand({ ImageId: idOf(name) }));
            await ec2.send(new DisableImageCommand({ ImageId: idOf("disabledBefore") }));
            const DeprecateAt = emulator.clock.now();
            DeprecateAt.setUTCMinutes(DeprecateAt.getUTCMinutes() + 1, 0);
            await ec2.send(new EnableImageDeprecationCommand({ ImageId: idOf("deprecatedBefore"), DeprecateAt }));
        });
        emulator.clock.advance({ minutes: 2 });
        stack.program(`const host = ${ami("host", neighbour)}`);
    });

    it("does what it said, and keeps the rows that it said would stay", async () => {
        const preview = await round(overrides({ [idOf("byOverriddenGroup")]: { force: true } }));
        assert.deepEqual(outcomesOf(preview), { ...outcomesIn(0), guest: "retain" });
        assert.equal(preview.code, 2);
        assert.deepEqual(previewed(preview, "byOverriddenGroup").overridden, { force: idOf("byOverriddenGroup") });
        assert.equal(previewed(preview, "retainedByPulumi").verdict, "kept: retainOnDelete");
        assert.deepEqual(
            previewed(preview, "lifted").calls.map(({ operation, probe }) => [operation, probe === true]),
            [
                ["DeregisterImage", true],
                ["DisableImageDeregistrationProtection", false],
                ["DeregisterImage", false],
            ],
        );
    });

    it("does nothing for a row whose users nobody may look at, but for those that are refused anyway", async () => {
        const { emulator, stack } = world;
        emulator.clock.advance({ hours: 25 });
        emulator.put({ images: [{ ...home, ...beingMade, ImageId: idOf("slow"), State: "available" }] });
        emulator.deny("autoscaling:DescribeAutoScalingGroups");
        const preview = await round({});
        assert.deepEqual(outcomesOf(preview), outcomesIn(1));
        assert.equal(previewed(preview, "slow").verdict, "unknown: may not call autoscaling:DescribeAutoScalingGroups");
        assert.equal((await stack.rows(amiType)).length, left(1).length + 1);
        emulator.allow("autoscaling:DescribeAutoScalingGroups");
    });

    it("finishes the rest when all uses are to be ignored, and says of each row that this was overridden", async () => {
        const preview = await round(overrides({ "*": { force: true } }));
        assert.deepEqual(outcomesOf(preview), outcomesIn(2));
        for (const { overridden } of preview.rows) assert.deepEqual(overridden, { force: "*" });
    });
});
