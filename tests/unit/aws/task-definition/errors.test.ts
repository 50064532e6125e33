import assert from "node:assert/strict";
import { ecsErrorOf, failureOf } from "../../../../provider/aws/task-definition/errors";
import type { Meaning } from "../../../../provider/execution/errors";

const client = (message: string) => ({ name: "ClientException", message, $fault: "client" });

describe("what ECS says of a task definition", () => {
    const texts: readonly (readonly [message: string, meaning: Meaning])[] = [
        ["Unable to describe task definition.", "absent"],
        ["Unable to describe task definition", "absent"],
        ["The specified task definition does not exist.", "absent"],
        [
            "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
            "absent",
        ],
        ["The specified task definition is in the process of being deleted.", "absent"],
        ["Too many concurrent attempts to create a new revision of the specified family.", "throttled"],
        [
            "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
            "not-yet",
        ],
        ["The specified task definition identifier is invalid. Specify a valid name or ARN and try again.", "refused"],
        ["TaskDefinition is inactive", "refused"],
        // What sounds like one of these, and is none.
        ["Revision is missing.", "unexpected"],
        ["TaskDefinition not found.", "unexpected"],
        ["Unable to describe task definition. You are not authorized to.", "unexpected"],
        ["The role of the specified task definition does not exist.", "unexpected"],
        ["Something that nobody has written down", "unexpected"],
        ["", "unexpected"],
    ];
    for (const [message, meaning] of texts) {
        it(`"${message}" means ${meaning}, as an exception and as one failure of many`, () => {
            const error = ecsErrorOf("ecs:X", client(message));
            assert.deepEqual(
                [error.call, error.code, error.meaning, error.message],
                ["ecs:X", "ClientException", meaning, message],
            );
            assert.equal(failureOf("ecs:X", { reason: message }).meaning, meaning);
            assert.equal(failureOf("ecs:X", { reason: "Bad", detail: message }).meaning, meaning);
        });
    }

    it("counts by its text only when it is a ClientException", () => {
        const error = ecsErrorOf("ecs:X", { ...client("Unable to describe task definition."), name: "OtherException" });
        assert.equal(error.meaning, "unexpected");
    });

    const codes: Readonly<Record<string, Meaning>> = {
        InvalidParameterException: "refused",
        LimitExceededException: "refused",
        ServerException: "transient",
        AccessDeniedException: "denied",
        ThrottlingException: "throttled",
        ExpiredTokenException: "denied",
        UnrecognizedClientException: "denied",
        SomethingNewException: "unexpected",
    };
    for (const [name, meaning] of Object.entries(codes)) {
        it(`${name} means ${meaning}`, () => {
            assert.equal(ecsErrorOf("ecs:X", { name, message: "m", $fault: "client" }).meaning, meaning);
        });
    }

    it("names the permission when it is denied", () => {
        const denied = ecsErrorOf("ecs:ListTasks", { name: "AccessDeniedException", message: "no", $fault: "client" });
        assert.equal(denied.remedy, "allow ecs:ListTasks");
    });

    it("of one failure of many is told whole, and a failure that says nothing is told as that", () => {
        const told = (failure: object) => failureOf("ecs:DeleteTaskDefinitions", failure).message;
        assert.equal(told({ reason: "held", detail: "by nobody knows whom" }), "held: by nobody knows whom");
        assert.equal(told({ detail: "by nobody knows whom" }), "by nobody knows whom");
        assert.equal(told({}), "a failure without a reason");
        assert.equal(failureOf("ecs:DeleteTaskDefinitions", {}).meaning, "unexpected");
    });
});
