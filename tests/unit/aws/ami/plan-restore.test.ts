import assert from "node:assert/strict";
import { imageMadeFrom, planRestore, type RestoreObservation } from "../../../../provider/aws/ami/plan-restore";
import { known } from "../../../../provider/retirement";
import { absent, account, data, imageId, inDays, otherAccount, present, root, unreadable } from "./worlds";

const observation = (members: Partial<RestoreObservation> = {}): RestoreObservation => ({
    imageId,
    accountId: account,
    region: "eu-central-1",
    image: absent,
    binned: known({ leaves: inDays(7) }),
    needs: known([
        { id: root, where: { is: "bin", leaves: inDays(5) } },
        { id: data, where: { is: "live", state: "completed" } },
    ]),
    needsAreOnRecord: true,
    ...members,
});
const plan = (members: Partial<RestoreObservation> = {}) => planRestore(observation(members));
const codes = (members: Partial<RestoreObservation>) => {
    const planned = plan(members);
    return [
        planned.outcome,
        ...("reasons" in planned ? planned.reasons.map(({ code, subject }) => `${code} ${subject}`) : []),
    ];
};

describe("planRestore", () => {
    it("restores the snapshots that are in the bin, then the image, and waits for all that it stands on", () => {
        assert.deepEqual(plan(), {
            outcome: "restore",
            calls: [
                { service: "ec2", operation: "RestoreSnapshotFromRecycleBin", input: { SnapshotId: root } },
                { service: "ec2", operation: "RestoreImageFromRecycleBin", input: { ImageId: imageId } },
            ],
            needs: [root, data],
            until: inDays(5),
            caveats: [],
        });
    });

    it("is possible until the image itself leaves, when no snapshot leaves before", () => {
        const needs = known([{ id: root, where: { is: "bin" as const, leaves: inDays(9) } }]);
        const planned = plan({ needs });
        assert.equal(planned.outcome === "restore" && planned.until, inDays(7));
    });

    it("restores what the bin holds, also when EC2 still shows it", () => {
        assert.equal(plan({ image: present() }).outcome, "restore");
    });

    describe("what cannot come back", () => {
        it("lacks a snapshot, or has one that failed: all of them are told", () => {
            const needs = known([
                { id: root, where: { is: "gone" as const } },
                { id: data, where: { is: "live" as const, state: "error" } },
            ]);
            assert.deepEqual(codes({ needs }), ["lost", `snapshot-gone ${root}`, `snapshot-failed ${data}`]);
        });

        it("is in neither place", () => {
            const planned = plan({ binned: known(undefined) });
            assert.equal(planned.outcome, "lost");
            assert.match(
                "reasons" in planned ? planned.reasons[0].fact : "",
                /no EC2 AMI \S+ in region eu-central-1 of account 111122223333, nor in its Recycle Bin/,
            );
        });

        it("belongs to somebody else", () => {
            const image = present({ ownerId: otherAccount });
            assert.deepEqual(codes({ binned: known(undefined), image }), ["lost", `not-owner ${imageId}`]);
        });

        for (const state of ["deregistered", "failed", "error", "invalid", "a word of tomorrow"]) {
            it(`is not in the bin and ${state}`, () => {
                const image = present({ state });
                assert.deepEqual(codes({ binned: known(undefined), image }), ["lost", `not-in-recycle-bin ${imageId}`]);
            });
        }
    });

    for (const state of ["available", "disabled", "pending", "transient"]) {
        it(`has nothing to bring back of an image that is ${state}`, () => {
            assert.deepEqual(plan({ binned: known(undefined), image: present({ state }) }), {
                outcome: "back-already",
                fact: `${imageId} is not in the Recycle Bin: it is ${state}`,
            });
        });
    }

    describe("what could not be read is never taken for absent", () => {
        const cases: readonly [string, Partial<RestoreObservation>][] = [
            ["the image", { image: unreadable() }],
            ["the image, and the bin does not hold it", { image: unreadable(), binned: known(undefined) }],
            ["the bin", { binned: unreadable() }],
            ["the bin, of an image that is there", { binned: unreadable(), image: present() }],
            ["the snapshots", { needs: unreadable() }],
        ];
        for (const [title, members] of cases) {
            it(title, () => assert.deepEqual(codes(members), ["unknown", `unreadable ${imageId}`]));
        }

        it("all of it, told at once, and with the permissions", () => {
            const denied = (permission: string) => ({ ...unreadable(), permission, remedy: `allow ${permission}` });
            const planned = plan({ image: denied("a:A"), binned: denied("b:B"), needs: denied("c:C") });
            assert.deepEqual(
                "reasons" in planned ? planned.reasons.map(({ permission, remedy }) => [permission, remedy]) : [],
                ["a:A", "b:B", "c:C"].map(permission => [permission, `allow ${permission}`]),
            );
        });

        it("a snapshot that is gone for certain makes it lost all the same", () => {
            const needs = known([{ id: root, where: { is: "gone" as const } }]);
            assert.deepEqual(codes({ image: unreadable(), needs }), [
                "lost",
                `snapshot-gone ${root}`,
                `unreadable ${imageId}`,
            ]);
        });
    });

    describe("what EC2 does not say", () => {
        const caveats = (members: Partial<RestoreObservation>) => {
            const planned = plan({ needsAreOnRecord: false, ...members });
            return planned.outcome === "restore" ? planned.caveats.join() : "";
        };
        it("is named: which snapshots were counted", () => assert.match(caveats({}), new RegExp(`${root}, ${data}`)));
        it("is named: that none is known", () => assert.match(caveats({ needs: known([]) }), /is not known/));
    });
});

describe("imageMadeFrom", () => {
    const cases: readonly [string, string | undefined][] = [
        [`Created by CreateImage(i-0a1b2c3d4e5f60001) for ${imageId}`, imageId],
        [`Created by CreateImage(i-0a1b2c3d4e5f60001) for ${imageId} from vol-0a1b2c3d4e5f60001`, imageId],
        [`Copied for DestinationAmi ${imageId} from SourceAmi ami-00000001 for SourceSnapshot ${root}.`, imageId],
        [`a backup of ${imageId}`, undefined],
        ["", undefined],
    ];
    for (const [description, image] of cases) {
        it(`"${description}": ${image ?? "no image"}`, () => assert.equal(imageMadeFrom(description), image));
    }
});
