import assert from "node:assert/strict";
import {
    DeregisterImageCommand,
    DescribeImageAttributeCommand,
    DescribeImagesCommand,
    DisableImageCommand,
    DisableImageDeprecationCommand,
    DisableImageDeregistrationProtectionCommand,
    EnableImageCommand,
    EnableImageDeprecationCommand,
    EnableImageDeregistrationProtectionCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";

const now = "2026-01-01T00:00:00Z";
const image = async ({ ec2 }: World) =>
    (await ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)], IncludeDisabled: true }))).Images?.[0];

describe("DisableImage and EnableImage", () => {
    it(
        "end the sharing for good",
        inWorld(
            { seed: { images: [{ ImageId: ami(1), Public: true, LaunchPermissions: [{ UserId: "111122223333" }] }] } },
            async world => {
                const { ec2 } = world;
                assert.equal((await ec2.send(new DisableImageCommand({ ImageId: ami(1) }))).Return, true);
                assert.deepEqual([(await image(world))?.State, (await image(world))?.Public], ["disabled", false]);
                assert.equal((await ec2.send(new EnableImageCommand({ ImageId: ami(1) }))).Return, true);
                assert.equal((await image(world))?.State, "available");
                const { LaunchPermissions } = await ec2.send(
                    new DescribeImageAttributeCommand({ ImageId: ami(1), Attribute: "launchPermission" }),
                );
                assert.deepEqual(LaunchPermissions ?? [], []);
            },
        ),
    );

    it(
        "refuse pending, deregistered and foreign images",
        inWorld(
            {
                seed: {
                    images: [
                        { ImageId: ami(1), State: "pending" },
                        { ImageId: ami(2) },
                        { ImageId: ami(3), OwnerId: "111122223333" },
                    ],
                },
            },
            async ({ ec2 }) => {
                await ec2.send(new DeregisterImageCommand({ ImageId: ami(2) }));
                const codes = [ami(1), ami(2), ami(3), ami(4)].map(
                    async ImageId => (await refusal(ec2.send(new DisableImageCommand({ ImageId })))).code,
                );
                assert.deepEqual(await Promise.all(codes), [
                    "InvalidAMIID.Unavailable",
                    "InvalidAMIID.Unavailable",
                    "AuthFailure",
                    "InvalidAMIID.NotFound",
                ]);
            },
        ),
    );
});

describe("image deprecation", () => {
    const deprecate = ({ ec2 }: World, at: string) =>
        ec2.send(new EnableImageDeprecationCommand({ ImageId: ami(1), DeprecateAt: new Date(at) }));

    it(
        "is rounded to the minute and can be taken back",
        inWorld({ now, seed: { images: [{ ImageId: ami(1) }] } }, async world => {
            assert.equal((await deprecate(world, "2026-02-01T10:00:31Z")).Return, true);
            assert.equal((await image(world))?.DeprecationTime, "2026-02-01T10:01:00.000Z");
            assert.equal((await world.ec2.send(new DisableImageDeprecationCommand({ ImageId: ami(1) }))).Return, true);
            assert.equal((await image(world))?.DeprecationTime, undefined);
        }),
    );

    it(
        "is neither in the past nor more than ten years away, for a public image two years after its creation",
        inWorld(
            { now, seed: { images: [{ ImageId: ami(1), CreationDate: "2025-01-01T00:00:00.000Z" }] } },
            async world => {
                assert.equal((await refusal(deprecate(world, "2025-12-31T23:58:00Z"))).code, "InvalidParameterValue");
                assert.equal((await refusal(deprecate(world, "2036-01-01T00:01:00Z"))).code, "InvalidParameterValue");
                assert.equal((await deprecate(world, "2036-01-01T00:00:00Z")).Return, true);
                world.emulator.put({
                    images: [{ ImageId: ami(1), Public: true, CreationDate: "2025-01-01T00:00:00.000Z" }],
                });
                assert.equal((await refusal(deprecate(world, "2027-01-01T00:01:00Z"))).code, "InvalidParameterValue");
                assert.equal((await deprecate(world, "2027-01-01T00:00:00Z")).Return, true);
            },
        ),
    );
});

describe("deregistration protection", () => {
    const protect = ({ ec2 }: World, WithCooldown?: boolean) =>
        ec2.send(
            new EnableImageDeregistrationProtectionCommand({
                ImageId: ami(1),
                ...(WithCooldown === undefined ? {} : { WithCooldown }),
            }),
        );
    const lift = ({ ec2 }: World) => ec2.send(new DisableImageDeregistrationProtectionCommand({ ImageId: ami(1) }));
    const seen = async (world: World) => (await image(world))?.DeregistrationProtection;
    const seed = { images: [{ ImageId: ami(1) }] };

    it(
        "without cooldown ends at once",
        inWorld({ now, seed }, async world => {
            assert.equal(await seen(world), "disabled");
            assert.equal((await protect(world)).Return, "enabled-without-cooldown");
            assert.equal(await seen(world), "enabled-without-cooldown");
            assert.equal((await lift(world)).Return, "disabled");
            assert.equal(await seen(world), "disabled");
            assert.equal((await world.ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }))).Return, true);
        }),
    );

    it(
        "with cooldown stays in force for 24 hours more",
        inWorld({ now, seed }, async world => {
            const { emulator, ec2 } = world;
            assert.equal((await protect(world, true)).Return, "enabled-with-cooldown");
            assert.equal((await lift(world)).Return, "disabled");
            assert.equal(await seen(world), "disabled after 2026-01-02T00:00:00.000Z");
            emulator.clock.advance({ hours: 23, minutes: 59, seconds: 59 });
            assert.equal(
                (await refusal(ec2.send(new DeregisterImageCommand({ ImageId: ami(1) })))).code,
                "OperationNotPermitted",
            );
            emulator.clock.advance({ seconds: 1 });
            assert.equal(await seen(world), "disabled");
            assert.equal((await ec2.send(new DeregisterImageCommand({ ImageId: ami(1) }))).Return, true);
        }),
    );

    it(
        "lifted once more during the cooldown begins it anew, and can be put back",
        inWorld({ now, seed }, async world => {
            await protect(world, true);
            await lift(world);
            world.emulator.clock.advance({ hours: 12 });
            await lift(world);
            assert.equal(await seen(world), "disabled after 2026-01-02T12:00:00.000Z");
            await protect(world, false);
            assert.equal(await seen(world), "enabled-without-cooldown");
        }),
    );
});

describe("a pending image of a seed", () => {
    it(
        "becomes available when the seed says so, else never",
        inWorld(
            {
                now,
                seed: {
                    images: [
                        { ImageId: ami(1), State: "pending", AvailableFrom: "2026-01-01T00:01:00Z" },
                        { ImageId: ami(2), State: "pending" },
                    ],
                },
            },
            async ({ emulator }) => {
                const states = () => emulator.look().images.map(({ State }) => State);
                assert.deepEqual(states(), ["pending", "pending"]);
                emulator.clock.advance({ minutes: 1 });
                assert.deepEqual(states(), ["available", "pending"]);
            },
        ),
    );
});
