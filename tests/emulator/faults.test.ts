import assert from "node:assert/strict";
import { CreateTagsCommand, DeregisterImageCommand, DescribeImagesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ami, clientOptions, inWorld, query, refusal, type World } from "./clients";

const seed = { images: [{ ImageId: ami(1) }, { ImageId: ami(2) }] };
const deregister = (ec2: EC2Client, ImageId = ami(1)) => ec2.send(new DeregisterImageCommand({ ImageId }));
const describeOne = async (ec2: EC2Client) => (await ec2.send(new DescribeImagesCommand({}))).Images?.length;
const networkError = async (call: Promise<unknown>): Promise<string | undefined> =>
    call.then(
        () => assert.fail("expected no answer"),
        (error: Error & { code?: string }) => error.code,
    );

describe("failNext", () => {
    it(
        "answers with the code, the status that goes with it, and only so many times",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", { code: "RequestLimitExceeded", message: "slow", times: 2 });
            emulator.failNext("ec2:DeregisterImage", { code: "InternalError", status: 502 });
            const answers = [];
            for (let i = 0; i < 3; i++) {
                answers.push(await refusal(deregister(ec2)));
            }
            assert.deepEqual(
                answers.map(({ code, status }) => [code, status]),
                [
                    ["RequestLimitExceeded", 503],
                    ["RequestLimitExceeded", 503],
                    ["InternalError", 502],
                ],
            );
            assert.equal(answers[0]?.message, "slow");
            assert.deepEqual(emulator.mutations(), []);
            assert.equal((await deregister(ec2)).Return, true);
        }),
    );

    it(
        "hits only requests with the members that are named",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", {
                code: "IncorrectState",
                when: { ImageId: ami(2), DryRun: false },
            });
            assert.equal((await deregister(ec2)).Return, true);
            const probe = ec2.send(new DeregisterImageCommand({ ImageId: ami(2), DryRun: true }));
            assert.equal((await refusal(probe)).code, "DryRunOperation");
            assert.equal((await refusal(deregister(ec2, ami(2)))).code, "IncorrectState");
        }),
    );

    it(
        "answers with a body that is not the protocol's",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", {
                body: "<html><body>502 Bad Gateway</body></html>",
                status: 502,
                times: 2,
            });
            const answer = await query(emulator, { Action: "DeregisterImage", ImageId: ami(1) });
            assert.deepEqual(
                [answer.status, answer.headers.get("content-type"), answer.body.slice(0, 6)],
                [502, "text/html", "<html>"],
            );
            assert.notEqual(answer.headers.get("date"), null);
            assert.equal((await refusal(deregister(ec2))).status, 502);
            assert.deepEqual(emulator.mutations(), []);
        }),
    );

    it(
        "resets the connection before the effect",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", { reset: "before" });
            assert.equal(await networkError(deregister(ec2)), "ECONNRESET");
            assert.equal(emulator.look().images.length, 2);
            const [request] = emulator.requests("ec2:DeregisterImage");
            assert.deepEqual([request?.answered, request?.tookEffect], ["reset", false]);
        }),
    );

    it(
        "resets the connection after the effect",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", { reset: "after" });
            assert.equal(await networkError(deregister(ec2)), "ECONNRESET");
            assert.equal(emulator.look().images.length, 1);
            const [request] = emulator.requests("ec2:DeregisterImage");
            assert.deepEqual([request?.answered, request?.tookEffect], ["reset", true]);
            assert.deepEqual(emulator.mutations(), [
                { service: "ec2", operation: "DeregisterImage", input: { ImageId: ami(1) } },
            ]);
        }),
    );

    it(
        "cuts the answer short after the effect",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", { cut: true, times: 2 });
            const answer = await query(emulator, { Action: "DeregisterImage", ImageId: ami(1) });
            assert.equal(answer.status, 200);
            assert.doesNotMatch(answer.body, /<\/DeregisterImageResponse>/);
            assert.equal(emulator.look().images.length, 1);
            await assert.rejects(deregister(ec2, ami(2)));
            assert.equal(emulator.look().images.length, 0);
        }),
    );

    it(
        "waits in real time before the operation is looked at",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.failNext("ec2:DeregisterImage", { delayMs: 50 });
            const began = performance.now();
            await deregister(ec2);
            assert.ok(performance.now() - began >= 49);
            assert.equal(emulator.mutations().length, 1);
        }),
    );

    it(
        "wants an operation that exists",
        inWorld({}, async ({ emulator }) => {
            assert.throws(
                () => emulator.failNext("ec2:DeregisterImages", { code: "x" }),
                /no operation "ec2:DeregisterImages"/,
            );
            assert.throws(() => emulator.deny("DeregisterImage"), /no operation/);
            assert.throws(() => emulator.hold("s3:PutObject"), /no operation/);
        }),
    );
});

describe("deny", () => {
    it(
        "lasts, for everybody or for one key, until allowed",
        inWorld({ seed }, async ({ emulator, ec2, as }) => {
            emulator.deny("ec2:DeregisterImage", { accessKeyId: "AKIATEST" });
            for (let i = 0; i < 2; i++) {
                const { code, status } = await refusal(deregister(ec2));
                assert.deepEqual([code, status], ["UnauthorizedOperation", 403]);
            }
            assert.equal((await deregister(as({ accessKeyId: "AKIAOTHER" }))).Return, true);
            emulator.deny("ec2:DeregisterImage");
            assert.equal(
                (await refusal(deregister(as({ accessKeyId: "AKIAOTHER" }), ami(2)))).code,
                "UnauthorizedOperation",
            );
            emulator.allow("ec2:DeregisterImage");
            assert.equal((await deregister(ec2, ami(2))).Return, true);
        }),
    );
});

describe("hold and arrived", () => {
    it(
        "keep a request between arrival and effect",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            const held = emulator.hold("ec2:DeregisterImage");
            const call = deregister(ec2);
            const request = await emulator.arrived("ec2:DeregisterImage");
            assert.deepEqual([request.input, request.answered], [{ ImageId: ami(1) }, "pending"]);
            assert.equal(await describeOne(ec2), 2);
            held.release();
            assert.equal((await call).Return, true);
            assert.equal(await describeOne(ec2), 1);
        }),
    );

    it(
        "count, and say so when too few came",
        inWorld({ seed }, async ({ emulator, ec2 }) => {
            const second = emulator.arrived("ec2:DeregisterImage", { times: 2 });
            await deregister(ec2);
            await deregister(ec2, ami(2));
            assert.deepEqual((await second).input, { ImageId: ami(2) });
            await assert.rejects(
                emulator.arrived("ec2:DeregisterImage", { times: 3, withinMs: 20 }),
                /arrived 2 times within 20 ms, not 3 times/,
            );
        }),
    );

    it("do not keep stop from stopping", async () => {
        await inWorld({ seed }, async ({ emulator, ec2 }) => {
            emulator.hold("ec2:DeregisterImage");
            deregister(ec2).catch(() => {});
            await emulator.arrived("ec2:DeregisterImage");
        })();
    });
});

describe("lag", () => {
    const lagging = { now: "2026-01-01T00:00:00Z", lagMs: 2_000, seed };

    it(
        "hides a change from reads until it has passed, but not from changes",
        inWorld(lagging, async ({ emulator, ec2 }) => {
            await deregister(ec2);
            assert.equal(await describeOne(ec2), 2);
            assert.equal((await refusal(deregister(ec2))).code, "InvalidAMIID.Unavailable");
            emulator.clock.advance({ seconds: 1 });
            await ec2.send(new CreateTagsCommand({ Resources: [ami(2)], Tags: [{ Key: "a", Value: "1" }] }));
            emulator.clock.advance({ seconds: 1 });
            const { Images } = await ec2.send(new DescribeImagesCommand({}));
            assert.deepEqual(
                Images?.map(({ ImageId, Tags = [] }) => [ImageId, Tags]),
                [[ami(2), []]],
            );
            emulator.clock.advance({ seconds: 1 });
            const tagged = await ec2.send(new DescribeImagesCommand({}));
            assert.deepEqual(tagged.Images?.[0]?.Tags, [{ Key: "a", Value: "1" }]);
        }),
    );

    it(
        "does not hide what a test puts there, and can be switched",
        inWorld(lagging, async ({ emulator, ec2 }) => {
            emulator.put({ images: [{ ImageId: ami(3) }] });
            assert.equal(await describeOne(ec2), 3);
            await deregister(ec2);
            assert.equal(await describeOne(ec2), 3);
            emulator.configure({ lagMs: 0 });
            assert.equal(await describeOne(ec2), 2);
        }),
    );
});

describe("throttling", () => {
    const burst = async (ec2: World["ec2"], calls: number): Promise<number> => {
        const answers = await Promise.allSettled(Array.from({ length: calls }, () => deregister(ec2, ami(9))));
        return answers.filter(
            answer => answer.status === "rejected" && (answer.reason as Error).name === "RequestLimitExceeded",
        ).length;
    };

    it(
        "refuses what goes over the documented burst, per operation, account and Region",
        inWorld({ seed, throttle: { timeFactor: 0.000_001 } }, async ({ emulator, ec2, as }) => {
            assert.equal(await burst(ec2, 105), 5);
            assert.equal(await describeOne(ec2), 2);
            assert.equal(await burst(as({ region: "eu-west-1" }), 1), 0);
            const { code, status } = await refusal(deregister(ec2));
            assert.deepEqual([code, status], ["RequestLimitExceeded", 503]);
            assert.equal(emulator.requests("ec2:DeregisterImage").at(-1)?.errorCode, "RequestLimitExceeded");
        }),
    );

    it(
        "refills with time, by the factor, and is off unless asked for",
        inWorld({ seed, throttle: { timeFactor: 1_000_000 } }, async ({ emulator, ec2 }) => {
            assert.equal(await burst(ec2, 120), 0);
            emulator.configure({ throttle: undefined });
            assert.equal(await burst(ec2, 120), 0);
        }),
    );
});

describe("the official SDK", () => {
    it(
        "repeats a throttled call by itself, and sends a refused one once although the emulated time is far off",
        inWorld({ seed, now: "2030-01-01T00:00:00Z" }, async ({ emulator }) => {
            const client = new EC2Client(clientOptions(emulator));
            try {
                emulator.failNext("ec2:DeregisterImage", { code: "RequestLimitExceeded" });
                assert.equal((await deregister(client)).Return, true);
                assert.equal(emulator.requests("ec2:DeregisterImage").length, 2);
                assert.equal((await refusal(deregister(client))).code, "InvalidAMIID.Unavailable");
                assert.equal(emulator.requests("ec2:DeregisterImage").length, 3);
            } finally {
                client.destroy();
            }
        }),
    );
});
