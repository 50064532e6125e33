import assert from "node:assert/strict";
import { DeregisterImageCommand, DescribeImagesCommand } from "@aws-sdk/client-ec2";
import { ami, inWorld, raw, refusal, type World } from "./clients";

const get = async ({ url }: World["emulator"], path: string) =>
    JSON.parse((await raw(`${url}/_emulator/${path}`)).body);
const post = async ({ url }: World["emulator"], path: string, body: unknown) => {
    const answer = await raw(`${url}/_emulator/${path}`, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) };
};

describe("the control API", () => {
    it(
        "moves the time, puts and shows objects, and shows what happened",
        inWorld({ now: "2026-01-01T00:00:00Z" }, async ({ emulator, ec2 }) => {
            assert.deepEqual(await get(emulator, "clock"), { now: "2026-01-01T00:00:00.000Z" });
            assert.deepEqual((await post(emulator, "clock", { days: 1 })).body, { now: "2026-01-02T00:00:00.000Z" });
            assert.equal(
                (await post(emulator, "seed", { images: [{ ImageId: ami(1), Tags: { a: "1" } }] })).status,
                200,
            );
            assert.deepEqual(
                (await get(emulator, "world")).images.map((image: { ImageId: string }) => image.ImageId),
                [ami(1)],
            );
            assert.deepEqual((await get(emulator, "world?region=eu-west-1")).images, []);
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            assert.deepEqual(await get(emulator, "mutations"), [
                { service: "ec2", operation: "DeregisterImage", input: { ImageId: ami(1) } },
            ]);
            assert.equal((await get(emulator, "requests?operation=ec2:DeregisterImage")).length, 1);
            assert.deepEqual(await get(emulator, "requests?operation=ec2:DescribeImages"), []);
        }),
    );

    it(
        "sets failures, denials, holds and settings",
        inWorld({ seed: { images: [1, 2, 3].map(n => ({ ImageId: ami(n) })) } }, async ({ emulator, ec2 }) => {
            const operation = "ec2:DescribeImages";
            const describeImages = () => ec2.send(new DescribeImagesCommand({}));
            await post(emulator, "failures", { operation, code: "InternalError" });
            assert.equal((await refusal(describeImages())).status, 500);
            await post(emulator, "deny", { operation });
            assert.equal((await refusal(describeImages())).code, "UnauthorizedOperation");
            await post(emulator, "allow", { operation });
            await post(emulator, "settings", {
                pageSize: 2,
                variants: { imageAfterDeregister: "InvalidAMIID.NotFound" },
            });
            assert.equal((await describeImages()).Images?.length, 2);
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            assert.equal(
                (await refusal(ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)] })))).code,
                "InvalidAMIID.NotFound",
            );
            await post(emulator, "hold", { operation });
            const before = emulator.requests(operation).length;
            const call = describeImages();
            await emulator.arrived(operation, { times: before + 1 });
            assert.equal((await get(emulator, `requests?operation=${operation}`)).at(-1).answered, "pending");
            await post(emulator, "release", { operation });
            assert.equal((await call).Images?.length, 2);
            await post(emulator, "settings", { throttle: { timeFactor: 1 } });
            await post(emulator, "settings", { throttle: null });
        }),
    );

    it(
        "refuses what it does not understand, and lists what it has",
        inWorld({}, async ({ emulator }) => {
            const wrong: [string, unknown, RegExp][] = [
                ["failures", { operation: "ec2:DescribeImage", code: "x" }, /no operation "ec2:DescribeImage"/],
                ["failures", { operation: "ec2:DescribeImages", kode: "x" }, /kode/],
                ["settings", { variants: { deregisterTwice: "whatever" } }, /deregisterTwice/],
                ["settings", { pageSize: 0 }, /pageSize/],
                ["clock", { days: -1 }, /days/],
                ["seed", { images: [{ ImageId: "ami-1" }] }, /ImageId/],
            ];
            for (const [path, body, message] of wrong) {
                const answer = await post(emulator, path, body);
                assert.equal(answer.status, 400);
                assert.match(answer.body.error, message);
            }
            assert.equal((await post(emulator, "nothing", {})).status, 404);
            const { switches } = await get(emulator, "");
            assert.ok(switches.some((line: string) => line.startsWith("POST /_emulator/failures")));
            assert.deepEqual(emulator.requests(), []);
        }),
    );
});
