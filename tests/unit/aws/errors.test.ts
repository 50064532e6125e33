import assert from "node:assert/strict";
import { errorTables } from "../../../provider/aws/ami/errors";
import { callErrorOf } from "../../../provider/aws/errors";
import { CallError, type Meaning } from "../../../provider/execution/errors";

/** An error as the SDK throws it for an answer of the service. */
const answered = (name: string, httpStatusCode = 400, message = `message of ${name}`) =>
    Object.assign(new Error(message), {
        name,
        $fault: httpStatusCode >= 500 ? ("server" as const) : ("client" as const),
        $metadata: { httpStatusCode },
    });

const meaningOf = (thrown: unknown, table = errorTables.DeregisterImage): Meaning =>
    callErrorOf("ec2:DeregisterImage", thrown, table).meaning;

describe("what an error of AWS means", () => {
    const everywhere: readonly [code: string, meaning: Meaning][] = [
        ["RequestLimitExceeded", "throttled"],
        ["Throttling", "throttled"],
        ["ThrottlingException", "throttled"],
        ["TooManyRequestsException", "throttled"],
        ["UnauthorizedOperation", "denied"],
        ["AccessDenied", "denied"],
        ["AccessDeniedException", "denied"],
        ["AuthFailure", "denied"],
        ["OptInRequired", "denied"],
        ["InvalidClientTokenId", "denied"],
        ["UnrecognizedClientException", "denied"],
        ["SignatureDoesNotMatch", "denied"],
        ["ExpiredToken", "denied"],
        ["ExpiredTokenException", "denied"],
        ["RequestExpired", "denied"],
        ["CredentialsProviderError", "denied"],
        ["InternalError", "transient"],
        ["InternalFailure", "transient"],
        ["InternalServerException", "transient"],
        ["ServiceUnavailable", "transient"],
        ["Unavailable", "transient"],
        ["TimeoutError", "transient"],
    ];
    for (const [code, meaning] of everywhere) {
        it(`${code}: ${meaning}, whatever the operation and the HTTP status`, () => {
            for (const table of Object.values(errorTables)) {
                for (const status of [400, 403, 503]) assert.equal(meaningOf(answered(code, status), table), meaning);
            }
        });
    }

    const byOperation: readonly [operation: keyof typeof errorTables, code: string, meaning: Meaning][] = [
        ["DeregisterImage", "InvalidAMIID.NotFound", "absent"],
        ["DeregisterImage", "InvalidAMIID.Unavailable", "absent"],
        ["DeregisterImage", "OperationNotPermitted", "refused"],
        ["DeregisterImage", "InvalidParameterValue", "refused"],
        ["DeregisterImage", "IncorrectState", "refused"],
        ["DeregisterImage", "InvalidSnapshot.NotFound", "unexpected"],
        ["DeregisterImage", "InvalidAMIID.Malformed", "unexpected"],
        ["DisableImage", "InvalidAMIID.NotFound", "absent"],
        ["DisableImageDeregistrationProtection", "InvalidAMIID.Unavailable", "absent"],
        ["DeleteSnapshot", "InvalidSnapshot.NotFound", "absent"],
        ["DeleteSnapshot", "InvalidSnapshot.InUse", "not-yet"],
        ["DeleteSnapshot", "InvalidParameterValue", "refused"],
        ["DeleteSnapshot", "InvalidAMIID.NotFound", "unexpected"],
    ];
    for (const [operation, code, meaning] of byOperation) {
        it(`${code} of ${operation}: ${meaning}`, () => {
            assert.equal(meaningOf(answered(code), errorTables[operation]), meaning);
        });
    }

    describe("a code that no table lists", () => {
        it("is unexpected as a 4xx, never success", () => {
            for (const status of [400, 403, 404, 412, 429]) {
                assert.equal(meaningOf(answered("BrandNewCode", status)), "unexpected");
            }
        });

        it("is transient as a 5xx", () => {
            for (const status of [500, 502, 503])
                assert.equal(meaningOf(answered("BrandNewCode", status)), "transient");
        });

        for (const code of ["toString", "constructor", "__proto__", "hasOwnProperty", ""]) {
            it(`"${code}" is unexpected: no object is asked that has such members by birth`, () => {
                assert.equal(meaningOf(answered(code)), "unexpected");
            });
        }

        it("is told apart by case", () => {
            assert.equal(meaningOf(answered("invalidamiid.notfound")), "unexpected");
        });
    });

    describe("no answer at all", () => {
        for (const code of ["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]) {
            it(`${code}: transient, under its own code`, () => {
                const error = callErrorOf("ec2:DeregisterImage", Object.assign(new Error(`connect ${code}`), { code }));
                assert.deepEqual([error.meaning, error.code], ["transient", code]);
            });
        }

        const unreadable: readonly [title: string, thrown: unknown][] = [
            [
                "an HTML page that the SDK could not parse",
                Object.assign(new Error("Unclosed tag '<html>'\n<html>…"), { $response: { statusCode: 200 } }),
            ],
            [
                "JSON that was cut short",
                Object.assign(new SyntaxError("Unexpected end of JSON input"), { $metadata: { httpStatusCode: 200 } }),
            ],
            ["a page of a proxy", Object.assign(new Error("HTTP 502"), { $metadata: { httpStatusCode: 502 } })],
        ];
        for (const [title, thrown] of unreadable) {
            it(`${title}: transient, since it is not known whether the call took effect`, () => {
                const error = callErrorOf("ec2:DeregisterImage", thrown);
                assert.deepEqual([error.meaning, error.code], ["transient", "UnreadableAnswer"]);
            });
        }

        const mistakes: readonly [title: string, thrown: unknown][] = [
            ["a mistake of ours", new TypeError("x is not a function")],
            ["a region that nobody named", new Error("Region is missing")],
            ["a parser's complaint about something that is no answer", new SyntaxError("Unexpected token")],
            ["a text that was thrown", "aborted"],
            ["nothing that was thrown", undefined],
            ["null that was thrown", null],
        ];
        for (const [title, thrown] of mistakes) {
            it(`${title}: unexpected, since trying again does not help`, () => {
                const error = callErrorOf("ec2:DeregisterImage", thrown);
                assert.equal(error.meaning, "unexpected");
                assert.notEqual(error.message, "");
                assert.equal(error.cause, thrown);
            });
        }
    });

    describe("what would help", () => {
        const remedyOf = (thrown: unknown) => callErrorOf("ec2:DescribeImages", thrown).remedy;

        for (const code of ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException"]) {
            it(`${code}: the permission`, () =>
                assert.equal(remedyOf(answered(code, 403)), "allow ec2:DescribeImages"));

            it(`${code} that names another action: that one`, () => {
                const who = "User: arn:aws:iam::111122223333:user/ci is not authorized to perform:";
                const of = (action: string) => remedyOf(answered(code, 403, `${who} ${action}`));
                assert.equal(of("ssm:GetParameters on resource: arn:aws:ssm:x"), "allow ssm:GetParameters");
                assert.equal(of("execute-api:Invoke because no policy"), "allow execute-api:Invoke");
                assert.equal(of("ec2:DescribeImages."), "allow ec2:DescribeImages");
                assert.equal(of("this operation"), "allow ec2:DescribeImages", "no action is named");
            });
        }

        it("of what is no matter of a permission is no action, whatever the message says", () => {
            const message = "not authorized to perform: ssm:GetParameters";
            assert.equal(remedyOf(answered("BrandNewCode", 403, message)), undefined);
            assert.match(remedyOf(answered("ExpiredToken", 403, message)) ?? "", /^give valid AWS credentials/);
        });

        for (const code of [
            "CredentialsProviderError",
            "TokenProviderError",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "MissingAuthenticationToken",
        ]) {
            it(`${code}: other credentials, no permission`, () => {
                assert.match(remedyOf(answered(code)) ?? "", /^give valid AWS credentials/);
            });
        }

        it("no connection: the network, or the endpoint", () => {
            const thrown = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
            assert.equal(remedyOf(thrown), "check the network, and the endpoint when one is configured");
        });

        it("is not known of anything else", () => {
            for (const code of ["RequestLimitExceeded", "InternalError", "InvalidAMIID.NotFound", "BrandNewCode"])
                assert.equal(remedyOf(answered(code)), undefined);
            assert.equal(remedyOf(new TypeError("x is not a function")), undefined);
        });
    });

    it("keeps the call, the cloud's own code and words, and the cause", () => {
        const thrown = answered("InvalidAMIID.NotFound", 400, "The image id '[ami-1]' does not exist");
        const error = callErrorOf("ec2:DeregisterImage", thrown, errorTables.DeregisterImage);
        assert.ok(CallError.is(error));
        assert.deepEqual(
            [error.call, error.code, error.message, error.cause],
            ["ec2:DeregisterImage", "InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist", thrown],
        );
    });

    it("shows a person one line of it, not a page", () => {
        const { message } = callErrorOf("ec2:X", new Error(`${"x".repeat(5_000)}\n<html>`));
        assert.ok(message.length <= 301 && !message.includes("\n"));
    });

    it("translates once: what is translated already stays as it is", () => {
        const error = new CallError("ec2:DeleteSnapshot", "X", "refused", "no");
        assert.equal(callErrorOf("ec2:DeregisterImage", error), error);
    });
});
