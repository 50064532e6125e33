import assert from "node:assert/strict";
import type { ImageApi } from "../../../../provider/aws/ami/api";
import type { AmiDeletionPolicy } from "../../../../provider/aws/ami/policy";
import { amiRetirement } from "../../../../provider/aws/ami/retirement";
import type { AmiState } from "../../../../provider/aws/ami/state";
import { CallError, type Meaning } from "../../../../provider/execution/errors";
import { type Call, known, type RetirementPlan, type User } from "../../../../provider/retirement";
import { Stage } from "../../execution/stage";
import { fakeApi } from "./api";
import {
    data,
    deregister,
    deregisterWithSnapshots,
    imageId,
    imageOf,
    inDays,
    otherImageId,
    root,
    ruleOf,
    stateOf,
    summaryOf,
    unreadable,
} from "./worlds";

const { settle, confirm } = new Stage();
const nobody = new Map();

const retirementOf = (
    api: Partial<ImageApi> = {},
    policy: AmiDeletionPolicy = {},
    state: Partial<AmiState> = {},
    gone = new Map<string, readonly string[]>(),
) =>
    amiRetirement(
        fakeApi(api),
        stateOf({ deletionPolicy: policy, ...state }),
        { gone },
        { settle, confirm, release: confirm },
    );

describe("the retirement of an image", () => {
    it("says what its policy wishes, and deregisters where none is given", () => {
        assert.equal(retirementOf().action, "deregister");
        for (const action of ["deregister", "disable", "deprecate", "retain"] as const)
            assert.equal(retirementOf({}, { action }).action, action);
    });
});

describe("users of an image of which the preview knows that they let go", () => {
    const template = (number: number, isLatest: boolean, templateId = "lt-1") => ({
        templateId,
        templateName: `name of ${templateId}`,
        version: number,
        isDefault: true,
        isLatest,
        imageId,
    });
    /** A group by its template, a template that only has it as its default, and an idle launch configuration. */
    const launches: ImageApi["launches"] = async () => ({
        groups: known([{ kind: "auto-scaling-group", name: "web", templates: [{ id: "lt-1" }], imageIds: [] }]),
        launchConfigurations: known([{ name: "idle", imageId }]),
        fleets: known([]),
        spotFleets: known([]),
        templateVersions: known([template(2, false)]),
    });

    it("are asked about only where they launch, with all by which a row may know them", async () => {
        const asked: User[] = [];
        const plan = await retirementOf({ launches }).look(nobody, user => asked.push(user) > 0);
        assert.deepEqual(
            asked.map(({ kind, ids, uses }) => ({ kind, ids, uses })),
            [
                {
                    kind: "auto-scaling-group",
                    ids: ["web"],
                    uses: [{ through: ["lt-1", "name of lt-1"], version: "$Default" }],
                },
            ],
        );
        const { outcome, calls, warnings } = summaryOf(plan);
        assert.deepEqual({ outcome, calls }, { outcome: "retire", calls: [deregister] });
        assert.deepEqual(warnings, ["lets-go web", "used lt-1", "used idle"]);
    });

    it("block when they do not, and each is decided by itself", async () => {
        const twoGroups: ImageApi["launches"] = async () => ({
            ...(await launches()),
            groups: known(
                ["web", "job"].map(name => ({
                    kind: "auto-scaling-group" as const,
                    name,
                    templates: [{ id: "lt-1" }],
                    imageIds: [],
                })),
            ),
        });
        const { outcome, blockers, warnings } = summaryOf(
            await retirementOf({ launches: twoGroups }).look(nobody, ({ ids }) => ids.includes("web")),
        );
        assert.deepEqual({ outcome, blockers }, { outcome: "blocked", blockers: ["in-use job"] });
        assert.deepEqual(warnings, ["lets-go web", "used lt-1", "used idle"]);
    });

    it("block in a delete, which is told of nobody", async () => {
        const { outcome, blockers } = summaryOf(await retirementOf({ launches }).look(nobody));
        assert.deepEqual({ outcome, blockers }, { outcome: "blocked", blockers: ["in-use web"] });
    });
});

describe("a refusal for want of a permission", () => {
    it("names it", async () => {
        const denied = new CallError("ec2:DescribeImages", "UnauthorizedOperation", "denied", "No", {
            remedy: "allow ec2:DescribeImages",
        });
        const plan = await retirementOf({ describeImage: () => Promise.reject(denied) }).look(nobody);
        assert.ok(plan.outcome === "unknown");
        assert.equal(plan.blockers[0].permission, "ec2:DescribeImages");
    });
});

describe("an image whose plan the preview takes as done", () => {
    const policy: AmiDeletionPolicy = { deleteAssociatedSnapshots: true };
    const binned = { rules: async () => known([ruleOf(7)]) };
    /** Both images stand on the root snapshot, and are there for the whole preview. */
    const shared: Partial<ImageApi> = {
        describeImage: async id => imageOf({ imageId: id, snapshotIds: id === imageId ? [root, data] : [root] }),
        describeImagesOn: async () => [imageOf({ snapshotIds: [root, data] })],
    };
    const other = { imageId: otherImageId, snapshotIds: [root] };

    /** What is planned for the other image after the first one's plan, taken as done or not. */
    const planned = async (
        members: Partial<ImageApi>,
        first: AmiDeletionPolicy,
        isDone: boolean,
    ): Promise<RetirementPlan> => {
        const gone = new Map<string, readonly string[]>();
        const api = { ...shared, ...members };
        const one = retirementOf(api, first, { snapshotIds: [root, data] }, gone);
        const plan = await one.look(nobody);
        assert.equal(gone.size, 0, "a look alone takes nothing as done");
        if (isDone) one.takeAsDone?.(plan);
        return retirementOf(api, policy, other, gone).look(nobody);
    };
    const keeps = { outcome: "retire", blockers: [], warnings: [] };

    it("keeps a shared snapshot for the next one until then, and lets it go afterwards", async () => {
        const before = await planned({}, policy, false);
        assert.deepEqual(summaryOf(before).effects, [`image-deregistered ${otherImageId}`, `snapshot-kept ${root}`]);
        const { calls, effects, ...rest } = summaryOf(await planned({}, policy, true));
        assert.deepEqual(rest, keeps);
        assert.deepEqual(calls, [
            [deregisterWithSnapshots[0], { ImageId: otherImageId, DeleteAssociatedSnapshots: true }],
        ]);
        assert.deepEqual(effects, [`image-deregistered ${otherImageId}`, `snapshot-deleted ${root}`]);
    });

    it("goes on needing the snapshot when it goes to the Recycle Bin, or may", async () => {
        const mayBe = { rules: async () => unreadable() };
        for (const rules of [binned, mayBe]) {
            const { calls, effects } = summaryOf(await planned(rules, policy, true));
            assert.deepEqual(effects, [`image-deregistered ${otherImageId}`, `snapshot-kept ${root}`]);
            assert.deepEqual(calls, [[deregister[0], { ImageId: otherImageId }]]);
        }
    });

    for (const action of ["disable", "deprecate", "retain"] as const) {
        it(`is there all the same when it is only to be put away: ${action}`, async () => {
            const { effects } = summaryOf(await planned({}, { action }, true));
            assert.deepEqual(effects, [`image-deregistered ${otherImageId}`, `snapshot-kept ${root}`]);
        });
    }

    it("is there all the same when its plan is blocked or deferred", async () => {
        for (const deregistrationProtection of ["enabled-with-cooldown", `disabled after ${inDays(1)}`]) {
            for (const disableDeregistrationProtection of [true, false]) {
                const describeImage: ImageApi["describeImage"] = async id =>
                    id === imageId
                        ? imageOf({ deregistrationProtection })
                        : imageOf({ imageId: id, snapshotIds: [root] });
                const first = { ...policy, disableDeregistrationProtection };
                const { effects } = summaryOf(await planned({ describeImage }, first, true));
                assert.deepEqual(effects, [`image-deregistered ${otherImageId}`, `snapshot-kept ${root}`]);
            }
        }
    });
});

describe("whether a call would be allowed", () => {
    const call: Call = {
        service: "ec2",
        operation: "DeregisterImage",
        input: { ImageId: imageId, DeleteAssociatedSnapshots: true },
    };
    const allowed = async (send: ImageApi["send"]) => retirementOf({ send }).isAllowed?.(call);

    it("is asked with the very same input, as a DryRun and once", async () => {
        const sent: Call[] = [];
        const answer = await allowed(async asked => {
            sent.push(asked);
            return {};
        });
        assert.deepEqual(answer, known(true));
        assert.deepEqual(sent, [{ ...call, input: { ...call.input, DryRun: true } }]);
        assert.ok(!("DryRun" in call.input));
    });

    const failed = (meaning: Meaning) => async () => {
        throw new CallError("ec2:DeregisterImage", "SomeCode", meaning, "No");
    };

    it("is not when it is denied", async () => assert.deepEqual(await allowed(failed("denied")), known(false)));

    for (const meaning of ["absent", "throttled", "transient", "not-yet", "refused", "unexpected"] as const) {
        it(`is not known when the answer is anything else: ${meaning}`, async () => {
            const because = "ec2:DeregisterImage: No [SomeCode]";
            assert.deepEqual(await allowed(failed(meaning)), { is: "unknown", because });
        });
    }

    it("is our own mistake, and no answer, when it is none of the cloud's", async () => {
        await assert.rejects(
            allowed(async () => {
                throw new TypeError("a mistake");
            }),
            TypeError,
        );
    });
});
