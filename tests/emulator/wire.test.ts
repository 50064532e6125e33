import assert from "node:assert/strict";
import { DeregisterImageCommand, DescribeImagesCommand } from "@aws-sdk/client-ec2";
import { startEmulator } from "../../emulator";
import { ami, inWorld, query, raw, refusal, signed } from "./clients";

const seed = { images: [{ ImageId: ami(1), Name: "a & b" }] };

describe("the wire of EC2", () => {
    it(
        "answers in the query protocol's XML",
        inWorld({ seed, now: "2026-01-01T00:00:00Z" }, async ({ emulator }) => {
            const answer = await query(emulator, {
                Action: "DeregisterImage",
                ImageId: ami(1),
                DeleteAssociatedSnapshots: "true",
            });
            assert.equal(answer.status, 200);
            assert.equal(answer.headers.get("content-type"), "text/xml;charset=UTF-8");
            assert.equal(answer.headers.get("date"), "Thu, 01 Jan 2026 00:00:00 GMT");
            const id = answer.headers.get("x-amzn-requestid");
            assert.match(id ?? "", /^[0-9a-f-]{36}$/);
            assert.match(
                answer.body,
                new RegExp(
                    '^<\\?xml version="1.0" encoding="UTF-8"\\?>\n' +
                        '<DeregisterImageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
                        `<requestId>${id}</requestId><return>true</return><deleteSnapshotResultSet><item>` +
                        "<snapshotId>snap-[0-9a-f]{17}</snapshotId><returnCode>success</returnCode>" +
                        "</item></deleteSnapshotResultSet></DeregisterImageResponse>$",
                ),
            );
        }),
    );

    it(
        "answers errors with code, message and request id, and the Date of the emulated time",
        inWorld({ now: "2026-01-01T00:00:00Z" }, async ({ emulator }) => {
            emulator.clock.advance({ days: 1 });
            const answer = await query(emulator, { Action: "DeregisterImage", ImageId: ami(1) });
            assert.equal(answer.status, 400);
            assert.equal(answer.headers.get("date"), "Fri, 02 Jan 2026 00:00:00 GMT");
            assert.equal(
                answer.body,
                '<?xml version="1.0" encoding="UTF-8"?>\n' +
                    "<Response><Errors><Error><Code>InvalidAMIID.NotFound</Code>" +
                    `<Message>The image id '[${ami(1)}]' does not exist</Message></Error></Errors>` +
                    `<RequestID>${answer.headers.get("x-amzn-requestid")}</RequestID></Response>`,
            );
        }),
    );

    it(
        "escapes what XML does not take literally",
        inWorld({ seed }, async ({ emulator }) =>
            assert.match((await query(emulator, { Action: "DescribeImages" })).body, /<name>a &#x26; b<\/name>/),
        ),
    );

    const refused: [string, Record<string, string>, string, string][] = [
        [
            "an unknown action",
            { Action: "DescribeWeather" },
            "InvalidAction",
            "The action DescribeWeather is not valid for this web service.",
        ],
        ["no action", {}, "MissingAction", "The request must contain the parameter Action"],
        [
            "a missing parameter",
            { Action: "DeregisterImage" },
            "MissingParameter",
            "The request must contain the parameter ImageId",
        ],
        [
            "an unknown parameter",
            { Action: "DeregisterImage", ImageId: ami(1), Force: "true" },
            "UnknownParameter",
            "The parameter Force is not recognized",
        ],
        [
            "a list without an index",
            { Action: "DescribeImages", ImageId: ami(1) },
            "UnknownParameter",
            "The parameter ImageId is not recognized",
        ],
        [
            "a list with a name for an index",
            { Action: "DescribeImages", "ImageId.first": ami(1) },
            "UnknownParameter",
            "The parameter ImageId.first is not recognized",
        ],
        [
            "members of what has none",
            { Action: "DeregisterImage", "ImageId.1": ami(1) },
            "UnknownParameter",
            "The parameter ImageId.1 is not recognized",
        ],
        [
            "a wrong boolean",
            { Action: "DeregisterImage", ImageId: ami(1), DryRun: "maybe" },
            "InvalidParameterValue",
            "Invalid value 'maybe' for DryRun",
        ],
        [
            "a wrong number",
            { Action: "DescribeImages", MaxResults: "many" },
            "InvalidParameterValue",
            "Invalid value 'many' for MaxResults",
        ],
    ];
    for (const [name, parameters, code, message] of refused) {
        it(
            `refuses ${name} with ${code}`,
            inWorld({ seed }, async ({ emulator }) => {
                const answer = await query(emulator, parameters);
                assert.equal(answer.status, 400);
                assert.match(answer.body, new RegExp(`<Code>${code}</Code>`));
                assert.ok(answer.body.includes(message), answer.body);
            }),
        );
    }

    it(
        "takes a request in the URL as well, presigned or not",
        inWorld({ seed }, async ({ emulator }) => {
            const asked = new URLSearchParams({ Action: "DescribeImages", Version: "2016-11-15", "ImageId.1": ami(1) });
            const inUrl = await signed(emulator, "ec2", { method: "GET", path: `/?${asked}` });
            assert.match(inUrl.body, /<imageId>ami-/);
            asked.set("X-Amz-Credential", "111122223333/20260101/eu-west-1/ec2/aws4_request");
            asked.set("X-Amz-Signature", "any");
            assert.equal((await raw(`${emulator.url}/?${asked}`)).status, 400);
            const [, presigned] = emulator.requests("ec2:DescribeImages");
            assert.deepEqual(
                [presigned?.account, presigned?.region, presigned?.input, presigned?.errorCode],
                ["111122223333", "eu-west-1", { ImageIds: [ami(1)] }, "InvalidAMIID.NotFound"],
            );
        }),
    );
});

describe("who calls what", () => {
    it(
        "is in the credential scope, and without one nothing is done",
        inWorld({ seed }, async ({ emulator }) => {
            const answer = await raw(emulator.url, {
                method: "POST",
                body: new URLSearchParams({ Action: "DeregisterImage", ImageId: ami(1) }),
            });
            assert.equal(answer.status, 403);
            assert.match(answer.body, /<Code>MissingAuthenticationToken<\/Code>/);
            assert.equal(emulator.look().images.length, 1);
            assert.deepEqual(
                emulator.requests().map(({ errorCode }) => errorCode),
                ["MissingAuthenticationToken"],
            );
            const json = await raw(emulator.url, {
                method: "POST",
                body: "{}",
                headers: { "content-type": "application/x-amz-json-1.1" },
            });
            assert.deepEqual([json.status, json.headers.get("x-amzn-errortype")], [403, "MissingAuthenticationToken"]);
        }),
    );

    it(
        "may be a service that the emulator does not have",
        inWorld({}, async ({ emulator }) => {
            const answer = await signed(emulator, "s3", { method: "GET", path: "/bucket" });
            assert.equal(answer.status, 400);
            assert.match(
                answer.body,
                /<Code>InvalidAction<\/Code><Message>The emulator has no service s3\. It has: ec2, rbin, sts,/,
            );
        }),
    );
});

describe("the port", () => {
    for (const host of ["0.0.0.0", "::", "192.168.0.1", "example.com", ""]) {
        it(`is never opened on ${JSON.stringify(host)}`, async () => {
            await assert.rejects(startEmulator({ host }), /loopback interface only/);
        });
    }

    it("is on 127.0.0.1, and closed after stop", async () => {
        const emulator = await startEmulator();
        assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
        await emulator.stop();
        await assert.rejects(
            fetch(emulator.url),
            (error: Error) => (error.cause as NodeJS.ErrnoException).code === "ECONNREFUSED",
        );
    });

    it("can be chosen, and is refused when it is taken", async () => {
        const emulator = await startEmulator();
        const port = Number(new URL(emulator.url).port);
        try {
            await assert.rejects(startEmulator({ port }), { code: "EADDRINUSE" });
        } finally {
            await emulator.stop();
        }
        const again = await startEmulator({ port });
        assert.equal(again.url, emulator.url);
        await again.stop();
    });
});

describe("DryRun", () => {
    it(
        "is about the permission only, changes nothing and is recorded",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            const probe = (ImageId: string) => refusal(ec2.send(new DeregisterImageCommand({ ImageId, DryRun: true })));
            const permitted = {
                code: "DryRunOperation",
                status: 412,
                message: "Request would have succeeded, but DryRun flag is set.",
            };
            assert.deepEqual(await probe(ami(1)), permitted);
            assert.deepEqual(await probe(ami(9)), permitted);
            assert.equal(
                (await refusal(ec2.send(new DescribeImagesCommand({ DryRun: true })))).code,
                "DryRunOperation",
            );
            emulator.deny("ec2:DeregisterImage");
            assert.deepEqual(await probe(ami(1)), {
                code: "UnauthorizedOperation",
                status: 403,
                message:
                    "You are not authorized to perform this operation. User: arn:aws:iam::000000000000:user/AKIATEST is not authorized " +
                    "to perform: ec2:DeregisterImage because no identity-based policy allows the ec2:DeregisterImage action",
            });
            assert.equal(emulator.look().images.length, 1);
            assert.deepEqual(emulator.mutations(), []);
            const [first] = emulator.requests("ec2:DeregisterImage");
            assert.deepEqual(
                [first?.input, first?.mutating, first?.answered],
                [{ ImageId: ami(1), DryRun: true }, false, 412],
            );
        }),
    );
});
