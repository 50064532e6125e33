import assert from "node:assert/strict";
import type { ObservedImage } from "../../../../provider/aws/ami/observation";
import { managedWarnings } from "../../../../provider/aws/ami/plan-ownership";
import { imageId, imageOf, otherAccount, plan, present, summaryOf } from "./worlds";

const backup = "maybe-managed-by-aws-backup";
const builder = "made-by-image-builder";
const lifecycle = "made-by-data-lifecycle-manager";
const marketplace = "marketplace-product";

describe("signs that somebody else keeps books of an image", () => {
    const rows: readonly [title: string, members: Partial<ObservedImage>, codes: readonly string[]][] = [
        ["none", {}, []],
        ["a name of AWS Backup's", { name: "AwsBackup_i-0abc" }, [backup]],
        ["a name that has it elsewhere", { name: "copy of AwsBackup_i-0abc" }, []],
        ["AWS Backup's tag, even without a value", { tags: { "aws:backup:source-resource": "" } }, [backup]],
        ["AWS Backup's own, which is no sign but a fact", { name: "AwsBackup_x", ownerAlias: "aws-backup-vault" }, []],
        ["Image Builder's tag", { tags: { CreatedBy: "EC2 Image Builder" } }, [builder]],
        ["somebody else's tag of that key", { tags: { CreatedBy: "me" } }, []],
        ["the policy of Data Lifecycle Manager", { tags: { "aws:dlm:lifecycle-policy-id": "policy-1" } }, [lifecycle]],
        ["a tag that only sounds like it", { tags: { "dlm:managed": "true" } }, []],
        ["a product code of the Marketplace", { isMarketplace: true }, [marketplace]],
        [
            "all of them",
            {
                name: "AwsBackup_x",
                tags: { CreatedBy: "EC2 Image Builder", "aws:dlm:managed": "true" },
                isMarketplace: true,
            },
            [backup, builder, lifecycle, marketplace],
        ],
    ];
    for (const [title, members, codes] of rows) {
        it(`${title}: ${codes.join(", ") || "nothing to tell"}`, () => {
            const warnings = managedWarnings(imageOf(members));
            assert.deepEqual(
                warnings.map(({ code }) => code),
                codes,
            );
            for (const { subject, fact } of warnings) assert.ok(subject === imageId && fact.startsWith(imageId));
        });
    }

    it("forbid no action, and are told with each of them, and with a refusal too", () => {
        const image = { tags: { CreatedBy: "EC2 Image Builder" }, isMarketplace: true };
        const told = [`${builder} ${imageId}`, `${marketplace} ${imageId}`];
        for (const action of ["deregister", "disable", "deprecate"] as const) {
            const { outcome, warnings } = summaryOf(plan({ image: present(image) }, { action }));
            assert.deepEqual([outcome, warnings], ["retire", told]);
        }
        const blocked = summaryOf(plan({ image: present({ ...image, ownerId: otherAccount }) }));
        assert.deepEqual([blocked.outcome, blocked.warnings], ["blocked", told]);
    });
});
