import assert from "node:assert/strict";
import { lastPart, revisionArnPattern, revisionOf } from "../../../../provider/aws/task-definition/arn";

const full = "arn:aws:ecs:us-east-1:111111111111:task-definition/web_a-1:12";

describe("the ARN of a revision", () => {
    it("tells its parts, and what stands for the latest", () => {
        assert.deepEqual(revisionOf(full), {
            arn: full,
            region: "us-east-1",
            accountId: "111111111111",
            family: "web_a-1",
            revision: 12,
            arnWithoutRevision: "arn:aws:ecs:us-east-1:111111111111:task-definition/web_a-1",
            shortName: "web_a-1:12",
        });
        assert.equal(lastPart("arn:aws:ecs:us-east-1:111111111111:cluster/main"), "main");
        assert.equal(lastPart("main"), "main");
    });

    for (const arn of [full, full.replace("aws", "aws-cn"), full.replace("aws", "aws-us-gov")]) {
        it(`may be ${arn}`, () => assert.match(arn, revisionArnPattern));
    }

    const wrong: Readonly<Record<string, string>> = {
        "without a revision": full.replace(":12", ""),
        "with revision 0": full.replace(":12", ":0"),
        "with a word for a revision": full.replace(":12", ":latest"),
        "with an empty revision": full.replace(":12", ":"),
        "of another resource": full.replace("task-definition", "daemon-task-definition"),
        "of another service": full.replace(":ecs:", ":batch:"),
        "of an account with eleven digits": full.replace("111111111111", "11111111111"),
        "with a family that ECS does not take": full.replace("web_a-1", "web.a"),
        "with a family that is too long": full.replace("web_a-1", "a".repeat(256)),
        "with something behind it": `${full} `,
        "as people say it": "web_a-1:12",
    };
    for (const [what, arn] of Object.entries(wrong)) {
        it(`is none ${what}`, () => assert.doesNotMatch(arn, revisionArnPattern));
    }
});
