import fc from "fast-check";
import type {
    AmiObservation,
    BinnedImage,
    ObservedImage,
    ObservedSnapshot,
} from "../../../../provider/aws/ami/observation";
import { planAmiRetirement } from "../../../../provider/aws/ami/plan";
import { type AmiDeletionPolicy, amiReferenceKinds } from "../../../../provider/aws/ami/policy";
import type { AmiState } from "../../../../provider/aws/ami/state";
import type { RetentionRule } from "../../../../provider/aws/recycle-bin/forecast";
import {
    callsOf,
    known,
    type Observation,
    type Reading,
    type RetirementPlan,
    type Unreadable,
    type User,
} from "../../../../provider/retirement";
import type { ObservedUser, UserReading } from "../../../../provider/retirement/users";

/** Worlds in which an image is to be retired: by default an available, unprotected EBS image of the right account. */

export const account = "111122223333";
export const otherAccount = "444455556666";
export const imageId = "ami-0123456789abcdef0";
export const otherImageId = "ami-0fedcba9876543210";
export const root = "snap-00000000000000001";
export const data = "snap-00000000000000002";
export const now = new Date("2026-11-22T12:00:00.000Z");
export const inDays = (days: number): string => new Date(now.getTime() + days * 24 * 3_600_000).toISOString();

export const unreadable = (because = "ec2:DescribeX was answered with UnauthorizedOperation"): Unreadable => ({
    is: "unknown",
    because,
});

export const stateOf = (members: Partial<AmiState> = {}): AmiState => ({
    imageId,
    name: "web-2026-11",
    ownerId: account,
    state: "available",
    architecture: "x86_64",
    creationDate: "2026-01-15T08:00:00.000Z",
    snapshotIds: [root],
    region: "eu-central-1",
    accountId: account,
    arn: `arn:aws:ec2:eu-central-1::image/${imageId}`,
    ...members,
});

export const imageOf = (members: Partial<ObservedImage> = {}): ObservedImage => ({
    imageId,
    ownerId: account,
    name: "web-2026-11",
    state: "available",
    architecture: "x86_64",
    creationDate: "2026-01-15T08:00:00.000Z",
    rootDeviceType: "ebs",
    snapshotIds: [root],
    tags: {},
    deregistrationProtection: "disabled",
    isMarketplace: false,
    ...members,
});

export const snapshotOf = (id: string, members: Partial<ObservedSnapshot> = {}): ObservedSnapshot => ({
    id,
    ownerId: account,
    tags: {},
    startTime: "2026-01-15T08:00:00.000Z",
    usedBy: known([]),
    neededInBin: [],
    lock: known(undefined),
    ...members,
});

export const ruleOf = (days: number, members: Partial<RetentionRule> = {}): RetentionRule => ({
    id: `rule-of-${days}-days`,
    status: "available",
    days,
    tags: [],
    excludeTags: [],
    ...members,
});

export const seenOf = (members: Partial<AmiObservation> = {}): AmiObservation => ({
    account: known(account),
    image: present(),
    bin: known(undefined),
    imageRules: known([]),
    snapshotRules: known([]),
    snapshots: known([snapshotOf(root)]),
    users: [],
    ...members,
});

export const present = (members: Partial<ObservedImage> = {}): Observation<ObservedImage> => ({
    is: "present",
    value: imageOf(members),
});
export const absent: Observation<ObservedImage> = { is: "absent", evidence: `EC2 knows no image ${imageId}` };
/** In the bin since yesterday, for 30 days in all, with the snapshot that the state names unless that is live. */
export const binnedOf = (members: Partial<BinnedImage> = {}): BinnedImage => ({
    entered: inDays(-1),
    leaves: inDays(29),
    snapshots: known(new Map([[root, inDays(29)]])),
    ...members,
});
export const inBin: Reading<BinnedImage> = known(binnedOf());

/** One question about users, with its answer. */
export const usedBy = (kind: string, ...users: readonly Partial<ObservedUser>[]): UserReading => ({
    kinds: [kind],
    users: users.map(user => ({
        kind,
        subject: `a ${kind}`,
        fact: `a ${kind} launches it`,
        launches: true,
        ids: [user.subject ?? `a ${kind}`],
        uses: [{}],
        ...user,
    })),
});

export const plan = (
    seen: Partial<AmiObservation> = {},
    policy: AmiDeletionPolicy = {},
    state: Partial<AmiState> = {},
): RetirementPlan => planAmiRetirement(stateOf(state), seenOf(seen), policy, now);

/** A plan reduced to what it does and to the codes of what it says; texts are left out. */
export const summaryOf = (plan: RetirementPlan) => ({
    outcome: plan.outcome,
    calls: callsOf(plan).map(({ service, operation, input }) => [`${service}:${operation}`, input] as const),
    effects: "effects" in plan ? plan.effects.map(effect => `${effect.code} ${effect.subject}`) : [],
    warnings: plan.warnings.map(warning => `${warning.code} ${warning.subject}`),
    blockers: "blockers" in plan ? plan.blockers.map(blocker => `${blocker.code} ${blocker.subject}`) : [],
});

export const nothingSaid = { calls: [], effects: [], warnings: [], blockers: [] };

export const probe = ["ec2:DeregisterImage", { ImageId: imageId, DryRun: true }] as const;
export const lift = ["ec2:DisableImageDeregistrationProtection", { ImageId: imageId }] as const;
export const deregister = ["ec2:DeregisterImage", { ImageId: imageId }] as const;
export const deregisterWithSnapshots = [
    "ec2:DeregisterImage",
    { ImageId: imageId, DeleteAssociatedSnapshots: true },
] as const;
export const deleteSnapshot = (id: string) => ["ec2:DeleteSnapshot", { SnapshotId: id }] as const;

/** The effect with this code, about this subject; fails when the plan has none. */
export const effectOf = (plan: RetirementPlan, code: string, subject = imageId) => {
    const found =
        "effects" in plan ? plan.effects.find(one => one.code === code && one.subject === subject) : undefined;
    if (found === undefined) throw new Error(`no effect ${code} of ${subject} in ${JSON.stringify(plan)}`);
    return found;
};

// ---- random worlds ----

const readingOf = <T>(values: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: values.map(known) }, unknowns);
const unknowns = fc.constant(unreadable());
export const tags = fc.dictionary(
    fc.constantFrom("team", "env", "", "aws:backup:source-resource"),
    fc.constantFrom("", "web", "prod"),
);
const tagMatches = fc.array(
    fc.record(
        { key: fc.constantFrom("team", "env", ""), value: fc.constantFrom("", "web", "prod") },
        { requiredKeys: ["key"] },
    ),
    { maxLength: 2 },
);
export const rules: fc.Arbitrary<readonly RetentionRule[]> = fc.array(
    fc.record({
        id: fc.constantFrom("rule-a", "rule-b"),
        status: fc.constantFrom("pending" as const, "available" as const),
        days: fc.integer({ min: 1, max: 365 }),
        tags: tagMatches,
        excludeTags: tagMatches,
    }),
    { maxLength: 3 },
);
export const accounts = fc.oneof({ weight: 5, arbitrary: fc.constant(account) }, fc.constant(otherAccount));
export const instants = fc.integer({ min: -400, max: 400 }).map(inDays);
const snapshotPool: readonly string[] = [root, data, "snap-00000003", "snap-00000004"];

export const imageStates = [
    "pending",
    "available",
    "invalid",
    "deregistered",
    "transient",
    "failed",
    "error",
    "disabled",
    "a-word-of-next-year",
] as const;

const images = (snapshotIds: readonly string[]): fc.Arbitrary<ObservedImage> =>
    fc
        .record({
            imageId: fc.constant(imageId),
            ownerId: accounts,
            name: fc.constantFrom("web", "", "AwsBackup_i-0abc"),
            state: fc.oneof({ weight: 3, arbitrary: fc.constant("available") }, fc.constantFrom(...imageStates)),
            architecture: fc.constant("x86_64"),
            creationDate: instants,
            rootDeviceType: fc.constantFrom("ebs", "ebs", "ebs", "instance-store"),
            snapshotIds: fc.constant(snapshotIds),
            tags,
            isMarketplace: fc.boolean(),
            deregistrationProtection: fc.oneof(
                { weight: 3, arbitrary: fc.constant("disabled") },
                fc.constantFrom("enabled-without-cooldown", "enabled-with-cooldown", "disabled after never", ""),
                instants.map(instant => `disabled after ${instant}`),
            ),
        })
        .chain(image =>
            fc
                .record(
                    {
                        ownerAlias: fc.constantFrom("amazon", "aws-backup-vault"),
                        stateReason: fc.constant("it broke"),
                        imageLocation: fc.constant("bucket/image.manifest.xml"),
                        sourceImageId: fc.constant("ami-0000000a"),
                        sourceInstanceId: fc.constant("i-0000000a"),
                        deprecationTime: instants,
                    },
                    { requiredKeys: [] },
                )
                .map(optional => ({ ...image, ...optional })),
        );

const snapshots = (id: string): fc.Arbitrary<ObservedSnapshot> =>
    fc.record({
        id: fc.constant(id),
        ownerId: accounts,
        tags,
        startTime: instants,
        usedBy: readingOf(fc.subarray([otherImageId])),
        lock: readingOf(fc.constantFrom(undefined, {}, { until: inDays(9) })),
        neededInBin: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.constant([otherImageId])),
    });

const binnedImages: fc.Arbitrary<BinnedImage> = fc.record({
    entered: fc.integer({ min: -30, max: -1 }).map(inDays),
    leaves: fc.integer({ min: 1, max: 365 }).map(inDays),
    snapshots: readingOf(
        fc
            .array(fc.tuple(fc.constantFrom(...snapshotPool), fc.integer({ min: 1, max: 365 }).map(inDays)))
            .map(entries => new Map(entries)),
    ),
});

/** Certain users and an unknown may come together, and a question may find only what never blocks. */
const userReadings: fc.Arbitrary<readonly UserReading[]> = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(
        fc.constantFrom<readonly string[]>(...amiReferenceKinds.map(kind => [kind]), []).chain(kinds =>
            fc.record(
                {
                    kinds: fc.constant(kinds),
                    users: fc.array(
                        fc.record({
                            kind: fc.constant(kinds[0] ?? "instance"),
                            subject: fc.constantFrom("a", "b"),
                            fact: fc.constantFrom("a uses it", "b uses it"),
                            launches: kinds.length === 0 ? fc.constant(false) : fc.boolean(),
                            ids: fc.constantFrom<User["ids"]>(["a"], ["arn:b", "b"]),
                            uses: fc.constantFrom<User["uses"]>([{}], [{ through: ["lt-1"], version: "$Latest" }]),
                        }),
                        { maxLength: 2 },
                    ),
                    unknown: unknowns,
                },
                { requiredKeys: ["kinds", "users"] },
            ),
        ),
        { maxLength: 3 },
    ),
);

/** What EC2 named as left is seen too when the image is gone. */
const withLeft = (found: readonly ObservedSnapshot[], left: readonly string[]): readonly ObservedSnapshot[] =>
    found.map(snapshot => (left.includes(snapshot.id) ? { ...snapshot, isNamedByAnswer: true as const } : snapshot));

export interface World {
    readonly state: AmiState;
    readonly seen: AmiObservation;
}

/** Observations as `observeAmi` may make them: a living image's snapshots, else those that the state or EC2 names. */
export const worlds: fc.Arbitrary<World> = fc
    .tuple(...[0, 1, 2].map(() => fc.subarray([...snapshotPool])))
    .chain(([named = [], onImage = [], left = []]) =>
        fc
            .record({
                account: readingOf(accounts),
                image: fc.oneof(
                    {
                        weight: 4,
                        arbitrary: images(onImage).map(
                            (value): Observation<ObservedImage> => ({ is: "present", value }),
                        ),
                    },
                    fc.constant(absent),
                    unknowns,
                ),
                bin: readingOf(fc.oneof(fc.constant(undefined), binnedImages)),
                imageRules: readingOf(rules),
                snapshotRules: readingOf(rules),
                users: userReadings,
                behind: fc.tuple(...snapshotPool.map(snapshots)),
                snapshotsUnreadable: fc.integer({ min: 0, max: 5 }).map(number => number === 0),
            })
            .map(({ behind, snapshotsUnreadable, ...seen }) => {
                const isLiving = seen.image.is === "present" && seen.image.value.state !== "deregistered";
                const asked = isLiving ? onImage : [...named, ...left];
                const found = behind.filter(snapshot => asked.includes(snapshot.id));
                return {
                    state: stateOf({ snapshotIds: named }),
                    seen: {
                        ...seen,
                        users: isLiving ? seen.users : [],
                        snapshots: snapshotsUnreadable ? unreadable() : known(withLeft(found, left)),
                    },
                };
            }),
    );

/** Every combination that the schema allows, and also those that it refuses: a state may hold what an older version let in. */
export const policies: fc.Arbitrary<AmiDeletionPolicy> = fc.record(
    {
        action: fc.oneof(
            { weight: 3, arbitrary: fc.constant("deregister" as const) },
            fc.constantFrom("disable" as const, "deprecate" as const, "retain" as const),
        ),
        force: fc.boolean(),
        deleteAssociatedSnapshots: fc.boolean(),
        disableDeregistrationProtection: fc.boolean(),
        recycleBin: fc.record(
            { required: fc.boolean(), minimumRetentionDays: fc.integer({ min: 1, max: 365 }) },
            { requiredKeys: ["required"] },
        ),
        ignoreReferences: fc.subarray([...amiReferenceKinds]),
    },
    { requiredKeys: [] },
);
