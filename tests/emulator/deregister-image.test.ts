import assert from "node:assert/strict";
import {
    DeleteSnapshotCommand,
    DeregisterImageCommand,
    DescribeImagesCommand,
    DisableImageCommand,
} from "@aws-sdk/client-ec2";
import { variantAnswers } from "../../emulator";
import { ami, inWorld, refusal, snap, type World } from "./clients";

const deregister = (ec2: World["ec2"], ImageId: string, rest = {}) =>
    ec2.send(new DeregisterImageCommand({ ImageId, ...rest }));
const whereIs = (emulator: World["emulator"], id: string) => {
    const { images, snapshots } = emulator.look();
    return (
        [...images, ...snapshots].find(item => ("ImageId" in item ? item.ImageId : item.SnapshotId) === id)?.where ??
        "gone"
    );
};

describe("DeregisterImage", () => {
    it(
        "removes the image for good without a rule, and leaves its snapshots",
        inWorld({ seed: { images: [{ ImageId: ami(1), SnapshotIds: [snap(1)] }] } }, async ({ emulator, ec2 }) => {
            const answer = await deregister(ec2, ami(1));
            assert.equal(answer.Return, true);
            assert.equal(answer.DeleteSnapshotResults, undefined);
            assert.equal(whereIs(emulator, ami(1)), "gone");
            assert.equal(whereIs(emulator, snap(1)), "live");
        }),
    );

    it(
        "also removes images that are disabled, pending or failed",
        inWorld(
            {
                seed: {
                    images: ["disabled", "pending", "failed"].map((State, i) => ({ ImageId: ami(i), State })),
                    rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 1 }],
                },
            },
            async ({ emulator, ec2 }) => {
                for (const n of [0, 1, 2]) {
                    assert.equal((await deregister(ec2, ami(n))).Return, true);
                }
                assert.deepEqual(
                    [0, 1, 2].map(n => whereIs(emulator, ami(n))),
                    ["bin", "gone", "gone"],
                );
            },
        ),
    );

    it(
        "refuses what is malformed, unknown or somebody else's",
        inWorld({ seed: { images: [{ ImageId: ami(1), OwnerId: "111122223333" }] } }, async ({ emulator, ec2 }) => {
            assert.deepEqual(await refusal(deregister(ec2, "ami-xyz")), {
                code: "InvalidAMIID.Malformed",
                status: 400,
                message: 'Invalid id: "ami-xyz" (expecting "ami-...")',
            });
            assert.deepEqual(await refusal(deregister(ec2, ami(7))), {
                code: "InvalidAMIID.NotFound",
                status: 400,
                message: `The image id '[${ami(7)}]' does not exist`,
            });
            assert.deepEqual(await refusal(deregister(ec2, ami(1))), {
                code: "AuthFailure",
                status: 403,
                message: `Not authorized for image:${ami(1)}`,
            });
            assert.deepEqual(emulator.mutations(), []);
        }),
    );

    for (const answer of variantAnswers.deregisterTwice) {
        for (const days of [0, 7]) {
            it(
                `a second time ${days === 0 ? "after a permanent removal" : "while it is in the bin"}: ${answer}`,
                inWorld(
                    {
                        variants: { deregisterTwice: answer },
                        seed: {
                            images: [{ ImageId: ami(1) }],
                            rules: days === 0 ? [] : [{ ResourceType: "EC2_IMAGE", RetentionDays: days }],
                        },
                    },
                    async ({ emulator, ec2 }) => {
                        await deregister(ec2, ami(1));
                        const again = deregister(ec2, ami(1));
                        if (answer === "success") {
                            assert.equal((await again).Return, true);
                        } else {
                            const { code, status } = await refusal(again);
                            assert.deepEqual([code, status], [answer, 400]);
                        }
                        assert.equal(emulator.mutations().length, 1);
                    },
                ),
            );
        }
    }

    for (const code of variantAnswers.protectedImage) {
        it(
            `of a protected image: ${code}`,
            inWorld(
                {
                    variants: { protectedImage: code },
                    now: "2026-01-01T00:00:00Z",
                    seed: {
                        images: [
                            "enabled-without-cooldown",
                            "enabled-with-cooldown",
                            "disabled after 2026-01-01T00:00:01.000Z",
                        ].map((DeregistrationProtection, n) => ({ ImageId: ami(n), DeregistrationProtection })),
                    },
                },
                async ({ emulator, ec2 }) => {
                    for (const n of [0, 1, 2]) {
                        assert.deepEqual(
                            [(await refusal(deregister(ec2, ami(n)))).code, whereIs(emulator, ami(n))],
                            [code, "live"],
                        );
                    }
                    emulator.clock.advance({ seconds: 1 });
                    assert.equal((await deregister(ec2, ami(2))).Return, true);
                },
            ),
        );
    }

    for (const code of variantAnswers.backupImage) {
        it(
            `of an image of AWS Backup: ${code}`,
            inWorld(
                {
                    variants: { backupImage: code },
                    seed: { images: [{ ImageId: ami(1), ImageOwnerAlias: "aws-backup-vault" }] },
                },
                async ({ emulator, ec2 }) => {
                    assert.equal((await refusal(deregister(ec2, ami(1)))).code, code);
                    assert.equal(whereIs(emulator, ami(1)), "live");
                },
            ),
        );
    }
});

describe("DeregisterImage with DeleteAssociatedSnapshots", () => {
    const along = async (ec2: World["ec2"], id: string) => {
        const { DeleteSnapshotResults } = await deregister(ec2, id, { DeleteAssociatedSnapshots: true });
        return DeleteSnapshotResults?.map(({ SnapshotId, ReturnCode }) => [SnapshotId, ReturnCode]);
    };
    const one = { images: [{ ImageId: ami(1), SnapshotIds: [snap(1)] }] };

    it(
        "deletes what is only its own and skips what others use, also disabled ones",
        inWorld(
            {
                seed: {
                    images: [
                        { ImageId: ami(1), SnapshotIds: [snap(1), snap(2), snap(3)] },
                        { ImageId: ami(2), SnapshotIds: [snap(2)] },
                        { ImageId: ami(3), SnapshotIds: [snap(3)] },
                    ],
                },
            },
            async ({ emulator, ec2 }) => {
                await ec2.send(new DisableImageCommand({ ImageId: ami(3) }));
                assert.deepEqual(await along(ec2, ami(1)), [
                    [snap(1), "success"],
                    [snap(2), "skipped"],
                    [snap(3), "skipped"],
                ]);
                assert.deepEqual(
                    [1, 2, 3].map(n => whereIs(emulator, snap(n))),
                    ["gone", "live", "live"],
                );
            },
        ),
    );

    it(
        "does not count an image in the Recycle Bin as a user",
        inWorld(
            {
                seed: {
                    images: [1, 2].map(n => ({ ImageId: ami(n), SnapshotIds: [snap(1)] })),
                    rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 7 }],
                },
            },
            async ({ ec2 }) => {
                assert.deepEqual(await along(ec2, ami(1)), [[snap(1), "skipped"]]);
                assert.deepEqual(await along(ec2, ami(2)), [[snap(1), "success"]]);
            },
        ),
    );

    it(
        "decides the fate of image and snapshot by their own tags",
        inWorld(
            {
                seed: {
                    images: [{ ImageId: ami(1), SnapshotIds: [snap(1), snap(2)], Tags: { keep: "yes" } }],
                    snapshots: [{ SnapshotId: snap(1), Tags: { keep: "yes" } }, { SnapshotId: snap(2) }],
                    rules: [
                        {
                            ResourceType: "EC2_IMAGE",
                            RetentionDays: 7,
                            ResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "yes" }],
                        },
                        {
                            ResourceType: "EBS_SNAPSHOT",
                            RetentionDays: 7,
                            ResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "yes" }],
                        },
                    ],
                },
            },
            async ({ emulator, ec2 }) => {
                await along(ec2, ami(1));
                assert.deepEqual(
                    [ami(1), snap(1), snap(2)].map(id => whereIs(emulator, id)),
                    ["bin", "bin", "gone"],
                );
            },
        ),
    );

    const failing: [string, string, (world: World) => void][] = [
        ["missing-permissions", "a denied ec2:DeleteSnapshot", ({ emulator }) => emulator.deny("ec2:DeleteSnapshot")],
        [
            "internal-error",
            "a failure with 5xx",
            ({ emulator }) => emulator.failNext("ec2:DeleteSnapshot", { code: "InternalError" }),
        ],
        [
            "client-error",
            "any other failure",
            ({ emulator }) => emulator.failNext("ec2:DeleteSnapshot", { code: "IncorrectState" }),
        ],
        [
            "client-error",
            "a snapshot of AWS Backup",
            ({ emulator }) =>
                emulator.put({ snapshots: [{ SnapshotId: snap(1), Tags: { "aws:backup:source-resource": "x" } }] }),
        ],
    ];
    for (const [code, why, arrange] of failing) {
        it(
            `answers 200 and ${code} for ${why}; the image goes all the same`,
            inWorld({ seed: one }, async world => {
                arrange(world);
                assert.deepEqual(await along(world.ec2, ami(1)), [[snap(1), code]]);
                assert.deepEqual([whereIs(world.emulator, ami(1)), whereIs(world.emulator, snap(1))], ["gone", "live"]);
            }),
        );
    }

    it(
        "leaves a snapshot that was refused to DeleteSnapshot, which now may have it",
        inWorld({ seed: one }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeleteSnapshot", { code: "InternalError" });
            await along(ec2, ami(1));
            await ec2.send(new DeleteSnapshotCommand({ SnapshotId: snap(1) }));
            assert.equal(whereIs(emulator, snap(1)), "gone");
        }),
    );
});

describe("DescribeImages of a deregistered image", () => {
    const state = async (ec2: World["ec2"]) => {
        const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)] }));
        return Images?.map(({ State }) => State);
    };
    for (const answer of variantAnswers.imageAfterDeregister) {
        it(
            `by its id: ${answer}, and like any unknown id once the bin is emptied`,
            inWorld(
                {
                    now: "2026-01-01T00:00:00Z",
                    variants: { imageAfterDeregister: answer },
                    seed: { images: [{ ImageId: ami(1) }], rules: [{ ResourceType: "EC2_IMAGE", RetentionDays: 1 }] },
                },
                async ({ emulator, ec2 }) => {
                    await deregister(ec2, ami(1));
                    if (answer === "InvalidAMIID.NotFound") {
                        assert.equal((await refusal(state(ec2))).code, answer);
                    } else {
                        assert.deepEqual(await state(ec2), answer === "empty-list" ? [] : ["deregistered"]);
                    }
                    emulator.clock.advance({ days: 1 });
                    assert.equal((await refusal(state(ec2))).code, "InvalidAMIID.NotFound");
                    assert.equal((await refusal(deregister(ec2, ami(1)))).code, "InvalidAMIID.NotFound");
                },
            ),
        );
    }
});
