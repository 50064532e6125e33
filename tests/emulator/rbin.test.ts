import assert from "node:assert/strict";
import { DeregisterImageCommand, ListImagesInRecycleBinCommand } from "@aws-sdk/client-ec2";
import { ami, inWorld, rbin, type World } from "./clients";

const now = "2026-01-01T00:00:00Z";
const days = (RetentionPeriodValue: number) => ({ RetentionPeriodValue, RetentionPeriodUnit: "DAYS" });
const images = { ResourceType: "EC2_IMAGE", RetentionPeriod: days(7) };
const lock = { LockConfiguration: { UnlockDelay: { UnlockDelayValue: 7, UnlockDelayUnit: "DAYS" } } };
const create = async (emulator: World["emulator"], input: object = images) => {
    const answer = await rbin(emulator, "POST", "/rules", input);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return String(answer.body.Identifier);
};
const reason = ({ status, code, body }: Awaited<ReturnType<typeof rbin>>) => [status, code, body.Reason];

describe("Recycle Bin's own API", () => {
    it(
        "makes, shows, lists, changes and deletes a rule",
        inWorld({ now }, async ({ emulator }) => {
            const ResourceTags = [{ ResourceTagKey: "a", ResourceTagValue: "1" }, { ResourceTagKey: "b" }];
            const id = await create(emulator, {
                ...images,
                Description: "d",
                ResourceTags,
                Tags: [{ Key: "of", Value: "rule" }],
            });
            const RuleArn = `arn:aws:rbin:us-east-1:000000000000:rule/${id}`;
            const summary = {
                Identifier: id,
                RuleArn,
                Description: "d",
                RetentionPeriod: days(7),
                LockState: "unlocked",
            };
            assert.deepEqual((await rbin(emulator, "GET", `/rules/${id}`)).body, {
                ...summary,
                ResourceType: "EC2_IMAGE",
                ResourceTags,
                ExcludeResourceTags: [],
                Status: "pending",
            });
            const list = (input: object) =>
                rbin(emulator, "POST", "/list-rules", { ResourceType: "EC2_IMAGE", ...input });
            assert.deepEqual((await list({})).body, { Rules: [summary] });
            assert.deepEqual((await list({ ResourceTags: [{ ResourceTagKey: "a", ResourceTagValue: "2" }] })).body, {
                Rules: [],
            });
            assert.deepEqual((await rbin(emulator, "POST", "/list-rules", { ResourceType: "EBS_SNAPSHOT" })).body, {
                Rules: [],
            });
            assert.deepEqual((await rbin(emulator, "GET", `/tags/${encodeURIComponent(RuleArn)}`)).body, {
                Tags: [{ Key: "of", Value: "rule" }],
            });

            const changed = await rbin(emulator, "PATCH", `/rules/${id}`, {
                RetentionPeriod: days(9),
                ResourceTags: [],
            });
            assert.deepEqual(
                [changed.status, changed.body.RetentionPeriod, changed.body.ResourceTags],
                [200, days(9), []],
            );
            const deleted = await rbin(emulator, "DELETE", `/rules/${id}`);
            assert.deepEqual([deleted.status, deleted.body], [204, {}]);
            assert.deepEqual(reason(await rbin(emulator, "GET", `/rules/${id}`)), [
                404,
                "ResourceNotFoundException",
                "RULE_NOT_FOUND",
            ]);
            assert.deepEqual(
                emulator.mutations().map(({ service, operation }) => `${service}:${operation}`),
                ["rbin:CreateRule", "rbin:UpdateRule", "rbin:DeleteRule"],
            );
            assert.deepEqual(emulator.mutations()[1]?.input, {
                Identifier: id,
                RetentionPeriod: days(9),
                ResourceTags: [],
            });
        }),
    );

    it(
        "keeps the first rule of a type pending for 30 minutes, in which it retains nothing; later ones work at once",
        inWorld({ now, seed: { images: [1, 2, 3].map(n => ({ ImageId: ami(n) })) } }, async ({ emulator, ec2 }) => {
            const binned = async () =>
                (await ec2.send(new ListImagesInRecycleBinCommand({}))).Images?.map(({ ImageId }) => ImageId);
            const first = await create(emulator);
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }));
            emulator.clock.advance({ minutes: 30 });
            assert.equal((await rbin(emulator, "GET", `/rules/${first}`)).body.Status, "available");
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(2) }));
            assert.deepEqual(await binned(), [ami(2)]);
            const second = await create(emulator, { ...images, RetentionPeriod: days(30) });
            assert.equal((await rbin(emulator, "GET", `/rules/${second}`)).body.Status, "available");
            await rbin(emulator, "DELETE", `/rules/${first}`);
            await ec2.send(new DeregisterImageCommand({ ImageId: ami(3) }));
            emulator.clock.advance({ days: 7 });
            assert.deepEqual(await binned(), [ami(3)]);
        }),
    );

    it(
        "locks a rule of the Region, and lets it go after the delay",
        inWorld({ now }, async ({ emulator }) => {
            const id = await create(emulator);
            const call = (method: string, path: string, input?: object) =>
                rbin(emulator, method, `/rules/${id}${path}`, input);
            assert.deepEqual(reason(await call("PATCH", "/unlock", {})), [
                409,
                "ConflictException",
                "INVALID_RULE_STATE",
            ]);
            assert.equal((await call("PATCH", "/lock", lock)).body.LockState, "locked");
            assert.deepEqual(reason(await call("DELETE", "")), [409, "ConflictException", "INVALID_RULE_STATE"]);
            assert.deepEqual(reason(await call("PATCH", "", { RetentionPeriod: days(1) })), [
                409,
                "ConflictException",
                "INVALID_RULE_STATE",
            ]);
            const unlocking = await call("PATCH", "/unlock", {});
            assert.deepEqual(
                [unlocking.body.LockState, unlocking.body.LockEndTime],
                ["pending_unlock", Date.parse("2026-01-08T00:00:00Z") / 1000],
            );
            assert.equal((await call("DELETE", "")).status, 409);
            emulator.clock.advance({ days: 7 });
            assert.equal((await call("GET", "")).body.LockState, "unlocked");
            assert.equal((await call("DELETE", "")).status, 204);
        }),
    );

    const invalid: [string, object][] = [
        ["no resource type", { RetentionPeriod: days(7) }],
        ["an unknown resource type", { ...images, ResourceType: "EC2_INSTANCE" }],
        ["0 days", { ...images, RetentionPeriod: days(0) }],
        ["366 days", { ...images, RetentionPeriod: days(366) }],
        ["another unit", { ...images, RetentionPeriod: { RetentionPeriodValue: 7, RetentionPeriodUnit: "HOURS" } }],
        [
            "6 exclusions",
            { ...images, ExcludeResourceTags: Array.from({ length: 6 }, (_, n) => ({ ResourceTagKey: `k${n}` })) },
        ],
        [
            "tags and exclusions",
            { ...images, ResourceTags: [{ ResourceTagKey: "a" }], ExcludeResourceTags: [{ ResourceTagKey: "b" }] },
        ],
        ["a lock with tags", { ...images, ...lock, ResourceTags: [{ ResourceTagKey: "a" }] }],
        [
            "a lock of 6 days",
            { ...images, LockConfiguration: { UnlockDelay: { UnlockDelayValue: 6, UnlockDelayUnit: "DAYS" } } },
        ],
    ];
    for (const [name, input] of invalid) {
        it(
            `refuses ${name}`,
            inWorld({ now }, async ({ emulator }) => {
                const answer = await rbin(emulator, "POST", "/rules", input);
                assert.deepEqual(reason(answer), [400, "ValidationException", "INVALID_PARAMETER_VALUE"]);
                assert.equal(typeof answer.body.Message, "string");
            }),
        );
    }

    it(
        "has 250 rules at most, by pages, each account its own",
        inWorld(
            {
                now,
                pageSize: 200,
                seed: {
                    rules: Array.from({ length: 250 }, () => ({
                        ResourceType: "EC2_IMAGE" as const,
                        RetentionDays: 1,
                    })),
                },
            },
            async ({ emulator }) => {
                assert.deepEqual(reason(await rbin(emulator, "POST", "/rules", images)), [
                    402,
                    "ServiceQuotaExceededException",
                    "SERVICE_QUOTA_EXCEEDED",
                ]);
                const list = (input: object) =>
                    rbin(emulator, "POST", "/list-rules", { ResourceType: "EC2_IMAGE", ...input });
                const first = await list({});
                const second = await list({ NextToken: first.body.NextToken });
                assert.deepEqual(
                    [first, second].map(({ body }) => (body.Rules as unknown[]).length),
                    [200, 50],
                );
                assert.equal(second.body.NextToken, undefined);
                assert.deepEqual(reason(await list({ NextToken: "x" })), [
                    400,
                    "ValidationException",
                    "INVALID_PAGE_TOKEN",
                ]);
                const other = await rbin(
                    emulator,
                    "POST",
                    "/list-rules",
                    { ResourceType: "EC2_IMAGE" },
                    { accessKeyId: "111122223333" },
                );
                assert.deepEqual(other.body, { Rules: [] });
            },
        ),
    );

    it(
        "answers what is denied and what it does not know in its own shape",
        inWorld({ now }, async ({ emulator }) => {
            emulator.deny("rbin:ListRules");
            const denied = await rbin(emulator, "POST", "/list-rules", { ResourceType: "EC2_IMAGE" });
            assert.deepEqual(denied.body, {
                Message: "User: arn:aws:iam::000000000000:user/AKIATEST is not authorized to perform: rbin:ListRules",
            });
            assert.deepEqual(reason(denied), [403, "AccessDeniedException", undefined]);
            for (const path of ["//", "/rules/", "/nothing/%zz"]) {
                assert.equal((await rbin(emulator, "GET", path)).status, 404);
            }
            assert.equal((await rbin(emulator, "GET", "/rules/%zz")).status, 400);
            assert.deepEqual(reason(await rbin(emulator, "GET", "/nothing")), [
                404,
                "UnknownOperationException",
                undefined,
            ]);
            assert.deepEqual(reason(await rbin(emulator, "GET", "/rules/short")), [
                400,
                "ValidationException",
                "INVALID_PARAMETER_VALUE",
            ]);
        }),
    );
});
