import assert from "node:assert/strict";
import { reportedBefore } from "../../../../provider/aws/ami/reported-before";
import type { ReportedDelete } from "../../../../provider/restoring/reported";
import { data, imageId, otherImageId, root } from "./worlds";

type Plan = NonNullable<ReportedDelete["plan"]>;
type Told = Plan["warnings"][number];

const nothing: Plan = {
    outcome: "retire",
    calls: [{ operation: "DeregisterImage" }],
    effects: [],
    warnings: [],
    blockers: [],
};
const line = (plan: Partial<Plan> | undefined, members: Partial<ReportedDelete> = {}): ReportedDelete => ({
    version: 1,
    at: "2026-11-22T12:00:00.000Z",
    kind: "aws.Ami",
    id: imageId,
    plan: plan === undefined ? undefined : { ...nothing, ...plan },
    effects: [],
    calls: [],
    ...members,
});
const ignored = (subject: string, fact = `it is shared with account ${subject}; no launch is on record`): Told => ({
    code: "in-use-ignored",
    subject,
    fact,
});
const share = (subject: string): Told => ({ code: "in-use", subject, fact: "", user: { kind: "launch-permission" } });
const sharing = (...lines: readonly ReportedDelete[]) => reportedBefore(imageId, lines).sharing?.with;

describe("with whom an image was shared, by the reports of its deletes", () => {
    it("is not known without a report", () => assert.equal(sharing(), undefined));

    it("is nobody when a deregistration looked and found nobody", () => assert.deepEqual(sharing(line({})), []));

    it("is whom a deregistration ignored", () =>
        assert.deepEqual(sharing(line({ warnings: [ignored("222222222222"), ignored("111111111111")] })), [
            "111111111111",
            "222222222222",
        ]));

    it("is whom a refusal named, when somebody else deregistered it afterwards", () => {
        const refused = line({ outcome: "blocked", calls: [], blockers: [share("everybody")] });
        assert.deepEqual(sharing(refused), ["everybody"]);
    });

    it("is not somebody who uses it in another way", () => {
        const group = ignored("111111111111", "Auto Scaling group 111111111111 launches from it");
        const user = { ...share("web"), user: { kind: "auto-scaling-group" } };
        assert.deepEqual(sharing(line({ warnings: [group], blockers: [user] })), []);
    });

    it("is what the latest look found", () => {
        const blocked = line({ outcome: "blocked", calls: [], blockers: [share("111111111111")] });
        assert.deepEqual(sharing(blocked, line({})), []);
        assert.deepEqual(sharing(line({}), blocked), ["111111111111"]);
    });

    const unanswering: readonly [string, ReportedDelete][] = [
        ["was refused for another reason", line({ outcome: "blocked", calls: [] })],
        ["found it gone", line({ outcome: "already-retired", calls: [{ operation: "DeleteSnapshot" }] })],
        ["failed before it looked", line(undefined)],
        [
            "could not read it, and was told not to mind",
            line({
                warnings: [
                    { code: "not-looked-at", subject: imageId, fact: "who uses it (launch-permission) is not known" },
                ],
            }),
        ],
        ["is of another image", line({ warnings: [ignored("111111111111")] }, { id: otherImageId })],
        ["is of another kind", line({}, { kind: "alicloud.Image" })],
    ];
    for (const [title, report] of unanswering) {
        it(`is not known from a delete that ${title}`, () => {
            assert.equal(sharing(report), undefined);
            // And it does not make what was known forgotten.
            assert.deepEqual(sharing(line({ warnings: [ignored("222222222222")] }), report), ["222222222222"]);
        });
    }
});

describe("what else the reports of its deletes know", () => {
    const effect = (subject: string): Told => ({ code: "snapshot-deleted", subject, fact: "" });

    it("the snapshots that it stood on, kept or deleted, once each", () => {
        const { snapshotIds } = reportedBefore(imageId, [
            line({ effects: [effect(imageId), effect(root)] }, { effects: [effect(root), effect(data)] }),
            line({ effects: [effect("snap-00000009")] }, { id: otherImageId }),
        ]);
        assert.deepEqual(snapshotIds, [root, data]);
    });

    it("whether protection was lifted", () => {
        const lifted = line({}, { calls: [{ operation: "DisableImageDeregistrationProtection" }] });
        assert.equal(reportedBefore(imageId, [lifted]).protectionLifted, true);
        assert.equal(reportedBefore(imageId, [line({})]).protectionLifted, false);
    });
});
