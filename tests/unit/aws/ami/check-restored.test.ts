import assert from "node:assert/strict";
import { checksOf } from "../../../../provider/aws/ami/check-restored";
import type { ReportedBefore } from "../../../../provider/aws/ami/reported-before";
import type { Grantee } from "../../../../provider/aws/image-references/facts";
import { known } from "../../../../provider/retirement";
import { imageOf, unreadable } from "./worlds";

const at = "2026-11-22T12:00:00.000Z";
const organisation = "arn:aws:organizations::444444444444:organization/o-abcdefghij";
const accountOf = (name: string): Grantee => ({ kind: "account", name });
const everybody: Grantee = { kind: "everybody", name: "" };
const nothingKnown: ReportedBefore = { snapshotIds: [], sharing: undefined, protectionLifted: false };
const sharedWith = (...names: readonly string[]): ReportedBefore => ({ ...nothingKnown, sharing: { at, with: names } });

const permissions = (before: ReportedBefore, ...now: readonly Grantee[]) =>
    checksOf(imageOf(), known(now), before).find(({ code }) => code === "launch-permissions");

describe("the launch permissions of an image that came back", () => {
    const cases: readonly [string, ReportedBefore, readonly Grantee[], string, RegExp][] = [
        ["nobody, as before", sharedWith(), [], "confirmed", /shared with nobody, as before \(by the report of 2026/],
        [
            "the same, in another order",
            sharedWith("111111111111", "everybody", organisation),
            [everybody, { kind: "organisation", name: organisation }, accountOf("111111111111")],
            "confirmed",
            /as before/,
        ],
        [
            "one is missing",
            sharedWith("111111111111", "222222222222"),
            [accountOf("111111111111")],
            "differs",
            /^it is no longer shared with account 222222222222 \(/,
        ],
        [
            "one is there that was not",
            sharedWith("111111111111"),
            [accountOf("111111111111"), everybody],
            "differs",
            /^it is now shared with everybody, and was not before \(/,
        ],
        ["all are missing", sharedWith("everybody"), [], "differs", /^it is no longer shared with everybody \(/],
        ["not on record", nothingKnown, [accountOf("111111111111")], "not-known", /shared with account 111111111111; /],
        ["not on record, and nobody now", nothingKnown, [], "not-known", /shared with nobody; .* is not known/],
    ];
    for (const [title, before, now, verdict, fact] of cases) {
        it(`${title}: ${verdict}`, () => {
            const check = permissions(before, ...now);
            assert.equal(check?.verdict, verdict);
            assert.match(check?.fact ?? "", fact);
            assert.deepEqual(check?.before, before.sharing?.with);
            assert.equal(check?.remedy !== undefined, verdict !== "confirmed");
        });
    }

    it("could not be read: the permission is named, and nothing is taken for shared with nobody", () => {
        const denied = { ...unreadable(), permission: "ec2:DescribeImageAttribute" };
        const [check] = checksOf(imageOf(), denied, sharedWith()).filter(({ code }) => code === "launch-permissions");
        assert.deepEqual(
            [check?.verdict, check?.permission, check?.now],
            ["unreadable", "ec2:DescribeImageAttribute", undefined],
        );
    });
});

describe("what else is looked at when an image came back", () => {
    const differing = (image: Parameters<typeof imageOf>[0], before: ReportedBefore = nothingKnown) =>
        checksOf(imageOf(image), known([]), before)
            .filter(({ verdict }) => verdict === "differs")
            .map(({ code, fact }) => `${code}: ${fact}`);

    it("nothing is amiss with an image that was never put away otherwise", () => assert.deepEqual(differing({}), []));

    it("protection that its delete had lifted, unless it is on again", () => {
        const lifted = { ...nothingKnown, protectionLifted: true };
        assert.match(differing({}, lifted).join(), /^deregistration-protection: /);
        assert.deepEqual(differing({ deregistrationProtection: "enabled-with-cooldown" }, lifted), []);
        assert.deepEqual(differing({ deregistrationProtection: "disabled" }), []);
    });

    it("who managed it does not any more", () => {
        assert.match(differing({ tags: { "aws:backup:source-resource": "i-1" } }).join(), /AWS Backup/);
        assert.match(differing({ name: "AwsBackup_i-1" }).join(), /AWS Backup/);
        assert.match(differing({ tags: { "aws:dlm:lifecycle-policy-id": "p" } }).join(), /Data Lifecycle Manager/);
    });

    it("its state", () => {
        const stateOf = (state: string) => checksOf(imageOf({ state }), known([]), nothingKnown)[0]?.fact;
        assert.equal(stateOf("available"), "it is available");
        assert.match(stateOf("disabled") ?? "", /it is disabled, as it was: .* does not come back/);
    });
});
