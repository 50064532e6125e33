import assert from "node:assert/strict";
import type { ImageApi } from "../../../../provider/aws/ami/api";
import { observeAmi } from "../../../../provider/aws/ami/observe";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { CallError } from "../../../../provider/execution/errors";
import type { Fate } from "../../../../provider/execution/journal";
import { known } from "../../../../provider/retirement";
import { fakeApi, startTime } from "./api";
import { data, imageId, imageOf, inDays, otherAccount, otherImageId, root, ruleOf, stateOf } from "./worlds";

const denied = (call: string) => () =>
    Promise.reject(new CallError(call, "UnauthorizedOperation", "denied", "No", { remedy: `allow ${call}` }));
const deletes: AmiDeletionPolicy = { deleteAssociatedSnapshots: true };

/** A cloud that answers from these members, and writes down what it was asked. */
const cloud = (members: Partial<ImageApi> = {}) => {
    const asked: string[] = [];
    const fake = fakeApi({ describeImage: async () => imageOf({ snapshotIds: [root, data] }), ...members });
    const noted = <Arguments extends readonly unknown[], Answer>(
        name: string,
        answer: (...all: Arguments) => Answer,
    ): ((...all: Arguments) => Answer) => {
        return (...all) => {
            asked.push([name, ...all].join(" "));
            return answer(...all);
        };
    };
    const api: ImageApi = {
        ...fake,
        describeImage: noted("describeImage", fake.describeImage),
        describeImagesOn: noted("describeImagesOn", fake.describeImagesOn),
        describeSnapshots: noted("describeSnapshots", fake.describeSnapshots),
        describeLockedSnapshots: noted("describeLockedSnapshots", fake.describeLockedSnapshots),
        binnedImage: noted("binnedImage", fake.binnedImage),
        binnedSnapshots: noted("binnedSnapshots", fake.binnedSnapshots),
        rules: noted("rules", fake.rules),
        launches: noted("launches", fake.launches),
        references: noted("references", fake.references),
    };
    return { api, asked };
};

const observe = (
    members: Parameters<typeof cloud>[0],
    policy: AmiDeletionPolicy = {},
    knowledge: ReadonlyMap<string, Fate> = new Map(),
) => observeAmi(cloud(members).api, stateOf({ snapshotIds: [root] }), policy, knowledge, new Map());

describe("looking at an image", () => {
    const gone = { describeImage: async () => undefined };

    it("looks at a living image's own snapshots, and asks the bin nothing", async () => {
        const { api, asked } = cloud();
        const seen = await observeAmi(api, stateOf({ snapshotIds: [root] }), {}, new Map(), new Map());
        assert.ok(seen.image.is === "present" && seen.snapshots.is === "known");
        assert.deepEqual(
            seen.snapshots.value.map(snapshot => snapshot.id),
            [root, data],
        );
        assert.ok(!asked.some(question => question.startsWith("binnedImage")));
    });

    it("looks at the snapshots that the state names, and into the bin, when the image is gone", async () => {
        for (const describeImage of [
            gone.describeImage,
            async () => imageOf({ state: "deregistered", snapshotIds: [] }),
        ]) {
            const bin = { entered: inDays(-1), leaves: inDays(6) };
            const seen = await observe({ describeImage, binnedImage: async () => bin }, deletes);
            assert.deepEqual(seen.bin, known({ ...bin, snapshots: known(new Map()) }));
            assert.ok(seen.snapshots.is === "known");
            assert.deepEqual(
                seen.snapshots.value.map(snapshot => snapshot.id),
                [root],
            );
        }
    });

    it("asks who uses and what locks the snapshots, and for their rules, only when they are to be deleted, and for nothing that an image put away does not need", async () => {
        const questions = async (policy: AmiDeletionPolicy) => {
            const { api, asked } = cloud();
            await observeAmi(api, stateOf(), policy, new Map(), new Map());
            return asked
                .map(question => (question.split(" ")[0] === "rules" ? question : question.split(" ")[0]))
                .sort();
        };
        const users = ["launches", "references"];
        const kept = ["describeImage", "describeSnapshots", ...users, "rules EC2_IMAGE"];
        assert.deepEqual(await questions({}), kept);
        const gone = [...kept, "describeImagesOn", "describeLockedSnapshots", "rules EBS_SNAPSHOT"].sort();
        assert.deepEqual(await questions(deletes), gone);
        assert.deepEqual(await questions({ action: "disable" }), ["describeImage", ...users]);
        assert.deepEqual(await questions({ action: "deprecate" }), ["describeImage"]);
    });

    describe("the snapshots of an image in the bin", () => {
        const binnedImage = async () => ({ entered: inDays(-1), leaves: inDays(6) });
        const found = async (...binned: readonly (readonly [id: string, description: string])[]) => {
            const binnedSnapshots = async () =>
                binned.map(([id, description]) => ({ id, description, leaves: inDays(5) }));
            const { bin } = await observe({ ...gone, binnedImage, binnedSnapshots });
            assert.ok(bin.is === "known" && bin.value?.snapshots.is === "known");
            return [...bin.value.snapshots.value];
        };

        it("are those that the state names, and those whose description names the image", async () => {
            const description = `Created by CreateImage(i-0000000a) for ${imageId}`;
            const copied = `Copied for DestinationAmi ${imageId} from SourceAmi ${otherImageId} for SourceSnapshot x.`;
            assert.deepEqual(await found([root, ""], [data, description], ["snap-3", copied], ["snap-4", "mine"]), [
                [root, inDays(5)],
                [data, inDays(5)],
                ["snap-3", inDays(5)],
            ]);
        });

        it("are not those of an image whose id only begins or ends alike", async () => {
            assert.deepEqual(await found([data, `for ${imageId}0`], ["snap-3", `for x-${imageId}`]), []);
        });

        it("are unknown for themselves when the bin's list is denied", async () => {
            const binnedSnapshots = denied("ec2:ListSnapshotsInRecycleBin");
            const { bin } = await observe({ ...gone, binnedImage, binnedSnapshots });
            assert.ok(bin.is === "known" && bin.value?.snapshots.is === "unknown");
            assert.equal(bin.value.snapshots.permission, "ec2:ListSnapshotsInRecycleBin");
        });
    });

    describe("a read that fails", () => {
        it("leaves the image unknown, never absent", async () => {
            const { image } = await observe({ describeImage: denied("ec2:DescribeImages") });
            assert.ok(image.is === "unknown");
            assert.equal(image.permission, "ec2:DescribeImages");
        });

        it("of the snapshots leaves them unknown", async () => {
            const { snapshots } = await observe({ describeSnapshots: denied("ec2:DescribeSnapshots") });
            assert.equal(snapshots.is, "unknown");
        });

        it("of who uses them, or of locks, leaves just that unknown of each", async () => {
            const members = {
                describeImagesOn: denied("ec2:DescribeImages"),
                describeLockedSnapshots: denied("ec2:DescribeLockedSnapshots"),
            };
            const { snapshots } = await observe(members, deletes);
            assert.ok(snapshots.is === "known");
            for (const { usedBy, lock } of snapshots.value)
                assert.deepEqual([usedBy.is, lock.is], ["unknown", "unknown"]);
        });

        it("of the bin leaves it unknown, not empty", async () => {
            const { bin } = await observe({ ...gone, binnedImage: denied("ec2:ListImagesInRecycleBin") });
            assert.equal(bin.is, "unknown");
        });

        it("by our own mistake is an error, not an answer", async () => {
            const broken = { describeImage: () => Promise.reject(new TypeError("x is not a function")) };
            await assert.rejects(observe(broken), TypeError);
        });
    });

    describe("each snapshot", () => {
        const first = async (members: Parameters<typeof cloud>[0], knowledge?: ReadonlyMap<string, Fate>) => {
            const { snapshots } = await observe(members, deletes, knowledge);
            assert.ok(snapshots.is === "known");
            return snapshots.value[0];
        };

        it("has its own owner and tags", async () => {
            const answer = {
                SnapshotId: root,
                OwnerId: otherAccount,
                Tags: [{ Key: "team", Value: "web" }],
                StartTime: startTime,
            };
            const seen = await first({ describeSnapshots: async () => [answer] });
            assert.deepEqual(
                [seen?.ownerId, seen?.tags, seen?.startTime],
                [otherAccount, { team: "web" }, startTime.toISOString()],
            );
        });

        it("is used by other images that stand on it: not by the image itself, nor by one that is deregistered", async () => {
            const images = [
                imageOf({ snapshotIds: [root] }),
                imageOf({ imageId: otherImageId, snapshotIds: [root, data], state: "disabled" }),
                imageOf({ imageId: "ami-0000000b", snapshotIds: [data] }),
                imageOf({ imageId: "ami-0000000c", snapshotIds: [root], state: "deregistered" }),
            ];
            assert.deepEqual((await first({ describeImagesOn: async () => images }))?.usedBy, known([otherImageId]));
        });

        for (const [LockState, lock] of [
            ["compliance", { until: inDays(9) }],
            ["governance", { until: inDays(9) }],
            ["compliance-cooloff", { until: inDays(9) }],
            ["expired", undefined],
        ] as const) {
            it(`with a lock that is ${LockState} is ${lock === undefined ? "free" : "held"}`, async () => {
                const locks = [{ SnapshotId: root, LockState, LockExpiresOn: new Date(inDays(9)) }];
                assert.deepEqual((await first({ describeLockedSnapshots: async () => locks }))?.lock, known(lock));
            });
        }

        it("is not used by an image that this run has seen gone, although EC2 may show it once more", async () => {
            const images = [otherImageId, "ami-0000000b"].map(imageId => imageOf({ imageId, snapshotIds: [root] }));
            const { api } = cloud({ describeImagesOn: async () => images });
            const { snapshots } = await observeAmi(api, stateOf(), deletes, new Map(), new Map([[otherImageId, []]]));
            assert.ok(snapshots.is === "known");
            assert.deepEqual(snapshots.value[0]?.usedBy, known(["ami-0000000b"]));
        });

        it("that a call of this run deleted is not asked about again, although EC2 may still show it", async () => {
            const seen = await observe(gone, deletes, new Map([[root, { is: "gone" }]]));
            assert.deepEqual(seen.snapshots, known([]));
        });

        it("that a call of this run was told is kept stays kept, although no other image is seen on it", async () => {
            const kept = new Map([[root, { is: "kept" as const, because: "another image" }]]);
            const seen = await first(gone, kept);
            assert.deepEqual([seen?.usedBy, seen?.isNamedByAnswer], [known(["another image"]), true]);
        });

        describe("that a call of this run was told is left", () => {
            const left = (...ids: readonly string[]) =>
                new Map(ids.map(id => [id, { is: "left" as const, because: "internal-error" }]));

            it("is asked about when the image is gone, and marked, although the state does not name it", async () => {
                const { snapshots } = await observe(gone, deletes, left(data));
                assert.ok(snapshots.is === "known");
                assert.deepEqual(
                    snapshots.value.map(({ id, isNamedByAnswer }) => [id, isNamedByAnswer]),
                    [
                        [root, undefined],
                        [data, true],
                    ],
                );
            });

            it("is asked about once when the state names it too", async () => {
                const { api, asked } = cloud(gone);
                await observeAmi(api, stateOf({ snapshotIds: [root] }), deletes, left(root), new Map());
                assert.deepEqual(
                    asked.filter(question => question.startsWith("describeSnapshots")),
                    [`describeSnapshots ${root}`],
                );
            });

            it("is not asked about when the image is still there and does not stand on it", async () => {
                const { snapshots } = await observe(
                    { describeImage: async () => imageOf({ snapshotIds: [root] }) },
                    deletes,
                    left(data),
                );
                assert.ok(snapshots.is === "known");
                assert.deepEqual(
                    snapshots.value.map(({ id }) => id),
                    [root],
                );
            });

            it("is left alone once it was deleted by its own call", async () => {
                const knowledge = new Map<string, Fate>([...left(data), [data, { is: "gone" }]]);
                const { snapshots } = await observe(gone, deletes, knowledge);
                assert.ok(snapshots.is === "known");
                assert.deepEqual(
                    snapshots.value.map(({ id }) => id),
                    [root],
                );
            });
        });
    });

    it("hands on the rules as they were read", async () => {
        const rules = async (type: unknown) => (type === "EC2_IMAGE" ? known([ruleOf(30)]) : known([ruleOf(7)]));
        const seen = await observe({ rules }, deletes);
        assert.deepEqual([seen.imageRules, seen.snapshotRules], [known([ruleOf(30)]), known([ruleOf(7)])]);
        assert.equal(seen.image.is === "present" && seen.image.value.imageId, imageId);
    });
});
