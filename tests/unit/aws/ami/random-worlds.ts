import fc from "fast-check";
import type { AmiOperation } from "../../../../provider/aws/ami/errors";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { nobody, users } from "./random-users";
import { mostly, optional } from "./seldom";
import { faults, questions, type SimulatedImage, type SimulatedSnapshot, type SimulatedWorld } from "./simulated-world";
import {
    account,
    data,
    imageId,
    inDays,
    instants,
    otherAccount,
    otherImageId,
    policies,
    root,
    rules,
    tags,
} from "./worlds";

/** A row, the variable that overrides its policy, and the cloud that both the preview and the delete find. */
export interface Case {
    readonly world: SimulatedWorld;
    /** The snapshots and the policy of the state, as the last `up` recorded them. */
    readonly named: readonly string[];
    readonly policy: AmiDeletionPolicy;
    readonly overrides: string | undefined;
    /** What this run has seen gone before: another image in the bin, and what it needs. */
    readonly gone: readonly (readonly [id: string, needs: readonly string[]])[];
    /** Which part of each pause is chance. */
    readonly jitter: number;
}

const shared = "snap-00000003";
const pool: readonly string[] = [root, data, shared];
const minuteMs = 60_000;

const seconds = (most: number) => fc.integer({ min: 0, max: most }).map(count => count * 1_000);

/** Some settle in good time, some never do; what lies between is the executor's own affair. */
const settling = fc.record({
    afterMs: fc.oneof({ weight: 4, arbitrary: seconds(9 * 60) }, fc.constant(24 * 60 * minuteMs)),
    to: mostly(4, "available", fc.constantFrom("failed", "invalid")),
});

const protections = mostly(
    6,
    "disabled",
    fc.constant("enabled-without-cooldown"),
    fc.constant("enabled-with-cooldown"),
    fc.constantFrom("disabled after never", "", "a-word-of-next-year"),
    fc.constantFrom(-1, -0.00001, 0.004, 1).map(days => `disabled after ${inDays(days)}`),
);

const livingImages: fc.Arbitrary<SimulatedImage> = fc
    .record({
        imageId: fc.constant(imageId),
        ownerId: mostly(12, account, fc.constant(otherAccount)),
        name: mostly(8, "web", fc.constant("AwsBackup_i-0abc")),
        state: mostly(
            10,
            "available",
            fc.constantFrom("pending", "transient"),
            fc.constantFrom("disabled", "failed", "deregistered"),
        ),
        architecture: fc.constant("x86_64"),
        creationDate: instants,
        rootDeviceType: mostly(8, "ebs", fc.constant("instance-store")),
        snapshotIds: mostly(4, [root, data, shared] as readonly string[], fc.subarray([...pool])),
        tags,
        isMarketplace: mostly(8, false, fc.constant(true)),
        deregistrationProtection: protections,
    })
    .chain(image =>
        fc
            .tuple(
                optional({
                    sourceImageId: fc.constant("ami-0000000a"),
                    sourceInstanceId: fc.constant("i-0000000a"),
                    deprecationTime: fc.constantFrom(inDays(-1), inDays(1), inDays(0)),
                }),
                mostly<{ ownerAlias?: string }>(
                    12,
                    {},
                    fc.constantFrom({ ownerAlias: "amazon" }, { ownerAlias: "aws-backup-vault" }),
                ),
                image.state === "pending" || image.state === "transient"
                    ? settling.map(settles => ({ settles }))
                    : fc.constant({}),
            )
            .map(([source, alias, settles]) => ({ ...image, ...source, ...alias, ...settles })),
    );

const leaving = fc.integer({ min: 1, max: 365 }).map(inDays);

/** The row's image among the living, in the bin, or nowhere. */
const rowImages: fc.Arbitrary<readonly SimulatedImage[]> = fc.oneof(
    { weight: 8, arbitrary: livingImages.map(image => [image]) },
    {
        weight: 1,
        arbitrary: fc
            .tuple(livingImages, leaving)
            .map(([image, leaves]) => [{ ...image, state: "available", bin: { entered: inDays(-1), leaves } }]),
    },
    { weight: 1, arbitrary: fc.constant([]) },
);

const snapshots: fc.Arbitrary<readonly SimulatedSnapshot[]> = fc.tuple(
    ...pool.map(id =>
        fc
            .record({
                id: fc.constant(id),
                ownerId: mostly(12, account, fc.constant(otherAccount)),
                tags,
                startTime: instants,
                description: fc.constantFrom("", `Created by CreateImage(i-0abc) for ${imageId}`),
                isHeld: fc.boolean(),
            })
            .chain(snapshot =>
                fc
                    .tuple(
                        mostly<Pick<SimulatedSnapshot, "lock">>(
                            4,
                            {},
                            fc.constantFrom(
                                { lock: { state: "governance" as const, expires: inDays(9) } },
                                { lock: { state: "compliance" as const } },
                                { lock: { state: "expired" as const, expires: inDays(-9) } },
                            ),
                        ),
                        mostly<Pick<SimulatedSnapshot, "leaves">>(
                            8,
                            {},
                            leaving.map(leaves => ({ leaves })),
                        ),
                    )
                    // What AWS Backup manages carries its tag; the tag alone says nothing.
                    .map(([lock, leaves]) => ({
                        ...snapshot,
                        isHeld: snapshot.isHeld && "aws:backup:source-resource" in snapshot.tags,
                        ...lock,
                        ...leaves,
                    })),
            ),
    ),
);

// An unanswered question about locks is the one that stops nothing, and may turn out to matter.
const allFaults: fc.Arbitrary<SimulatedWorld["faults"]> = mostly<SimulatedWorld["faults"]>(
    3,
    {},
    fc.dictionary(fc.constantFrom(...questions), fc.constantFrom(...faults), { minKeys: 1, maxKeys: 2 }),
    fc.constantFrom(...faults).map(locks => ({ locks })),
);

const forbidden: fc.Arbitrary<readonly AmiOperation[]> = mostly(
    6,
    [] as readonly AmiOperation[],
    fc.subarray<AmiOperation>(
        [
            "DeregisterImage",
            "DeleteSnapshot",
            "DisableImage",
            "DisableImageDeregistrationProtection",
            "EnableImageDeregistrationProtection",
        ],
        { minLength: 1, maxLength: 2 },
    ),
);

/** Another image of the account on the shared snapshot: living, or put into the bin by this very run. */
const otherImage: SimulatedImage = {
    imageId: otherImageId,
    ownerId: account,
    name: "job",
    state: "available",
    architecture: "x86_64",
    creationDate: inDays(-100),
    rootDeviceType: "ebs",
    snapshotIds: [shared],
    tags: {},
    isMarketplace: false,
    deregistrationProtection: "disabled",
};
const others = mostly<Pick<Case, "gone"> & { readonly images: readonly SimulatedImage[] }>(
    2,
    { images: [], gone: [] },
    fc.constant({ images: [otherImage], gone: [] }),
    fc.constant({
        images: [{ ...otherImage, bin: { entered: inDays(0), leaves: inDays(7) } }],
        gone: [[otherImageId, [shared]] as const],
    }),
);

type Action = NonNullable<AmiDeletionPolicy["action"]>;
/** Whatever may stand in a state, and more often than that what really deletes. */
const stored: fc.Arbitrary<AmiDeletionPolicy> = fc.oneof(
    policies,
    fc.record(
        {
            action: mostly<Action>(3, "deregister", fc.constant("disable"), fc.constant("deprecate")),
            force: fc.boolean(),
            deleteAssociatedSnapshots: mostly(3, true, fc.constant(false)),
            disableDeregistrationProtection: mostly(3, true, fc.constant(false)),
        },
        { requiredKeys: ["action", "deleteAssociatedSnapshots", "disableDeregistrationProtection"] },
    ),
);

/** Every field by itself is a right one; together they may be none, and a mistake stops everything. */
const overrides: fc.Arbitrary<string | undefined> = mostly<string | undefined>(
    12,
    undefined,
    fc.constantFrom("", "{}", '{"*": {"froce": true}}'),
    ...[0, 1].map(() =>
        optional({ "*": stored, "aws.Ami": stored, [imageId]: stored, [otherImageId]: policies }).map(value =>
            JSON.stringify(value),
        ),
    ),
);

const anyCases: fc.Arbitrary<Case> = fc
    .record({
        second: fc.integer({ min: 0, max: 59_999 }),
        caller: mostly(20, account, fc.constant(otherAccount)),
        row: rowImages,
        others,
        snapshots,
        rules: fc.record({ EC2_IMAGE: rules, EBS_SNAPSHOT: rules }),
        users,
        faults: allFaults,
        forbidden,
        isHeld: fc.boolean(),
        throttlesFirst: fc.boolean(),
        lagMs: mostly(2, 0, fc.integer({ min: 1, max: 3_000 })),
        named: mostly(3, pool, fc.subarray([...pool, "snap-00000009"])),
        policy: stored,
        overrides,
        jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
    })
    .map(({ second, row, others, users, isHeld, named, policy, overrides, jitter, ...rest }): Case => {
        const looksHeld = row.some(
            ({ isMarketplace, name, tags }) =>
                isMarketplace || name.startsWith("AwsBackup") || "aws:backup:source-resource" in tags,
        );
        return {
            world: {
                ...rest,
                ...users,
                now: new Date(Date.parse(inDays(0)) + second).toISOString(),
                images: [...row, ...others.images],
                // Whoever holds an image leaves a sign on it: without one, nobody could know.
                isHeld: isHeld && looksHeld,
            },
            named,
            policy,
            overrides,
            gone: others.gone,
            jitter,
        };
    });

/**
 * An ordinary image whose snapshots go along, and a lock that nobody could read about: the one surprise that EC2 keeps for
 * the delete. By chance alone it hardly ever comes about, so much else stops such a delete before.
 */
const withLockUnread = ({ world, ...rest }: Case): Case => ({
    ...rest,
    world: {
        ...world,
        ...nobody,
        caller: account,
        images: [{ ...otherImage, imageId, snapshotIds: [root, data] }],
        snapshots: world.snapshots.map(({ leaves: _, ...snapshot }) => ({
            ...snapshot,
            ownerId: account,
            ...(snapshot.id === data ? { lock: { state: "governance" as const, expires: inDays(9) } } : {}),
        })),
        faults: { locks: "denied" },
        isHeld: false,
    },
    named: [root, data],
    policy: { deleteAssociatedSnapshots: true },
    overrides: undefined,
    gone: [],
});

export const cases: fc.Arbitrary<Case> = fc.oneof(
    { weight: 15, arbitrary: anyCases },
    { weight: 1, arbitrary: anyCases.map(withLockUnread) },
);
