import assert from "node:assert/strict";
import {
    CancelImageLaunchPermissionCommand,
    DescribeImageAttributeCommand,
    DescribeImagesCommand,
    type ImageAttributeName,
    ModifyImageAttributeCommand,
    type ModifyImageAttributeCommandInput,
    ResetImageAttributeCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";

const read = ({ ec2 }: World, Attribute: ImageAttributeName) =>
    ec2.send(new DescribeImageAttributeCommand({ ImageId: ami(1), Attribute }));
const modify = ({ ec2 }: World, input: Omit<ModifyImageAttributeCommandInput, "ImageId">) =>
    ec2.send(new ModifyImageAttributeCommand({ ImageId: ami(1), ...input }));
const permissions = async (world: World) => (await read(world, "launchPermission")).LaunchPermissions ?? [];
const seed = { images: [{ ImageId: ami(1) }] };

describe("ModifyImageAttribute", () => {
    it(
        "adds and removes launch permissions, in both ways of saying so",
        inWorld({ seed }, async world => {
            await modify(world, { LaunchPermission: { Add: [{ UserId: "111122223333" }, { Group: "all" }] } });
            await modify(world, {
                Attribute: "launchPermission",
                OperationType: "add",
                UserIds: ["111122223333", "444455556666"],
            });
            assert.deepEqual(await permissions(world), [
                { UserId: "111122223333" },
                { Group: "all" },
                { UserId: "444455556666" },
            ]);
            await modify(world, { LaunchPermission: { Remove: [{ UserId: "111122223333" }] } });
            await modify(world, { Attribute: "launchPermission", OperationType: "remove", UserGroups: ["all"] });
            const OrganizationArn = "arn:aws:organizations::444455556666:organization/o-1";
            await modify(world, { LaunchPermission: { Add: [{ OrganizationArn }] } });
            assert.deepEqual(await permissions(world), [{ UserId: "444455556666" }, { OrganizationArn }]);
        }),
    );

    it(
        "changes the description, in both ways",
        inWorld({ seed }, async world => {
            await modify(world, { Description: { Value: "one" } });
            assert.equal((await read(world, "description")).Description?.Value, "one");
            await modify(world, { Attribute: "description", Value: "two" });
            const { Images } = await world.ec2.send(new DescribeImagesCommand({ ImageIds: [ami(1)] }));
            assert.equal(Images?.[0]?.Description, "two");
        }),
    );

    it(
        "refuses what EC2 refuses",
        inWorld({ seed }, async world => {
            const codeOf = async (input: Parameters<typeof modify>[1]) => (await refusal(modify(world, input))).code;
            assert.equal(
                await codeOf({ LaunchPermission: { Add: [{ UserId: "12" }] } }),
                "InvalidAMIAttributeItemValue",
            );
            assert.equal(await codeOf({}), "InvalidParameterCombination");
            assert.equal(await codeOf({ UserIds: ["111122223333"] }), "MissingParameter");
            world.emulator.put({ images: [{ ImageId: ami(1), State: "disabled" }] });
            assert.equal(await codeOf({ Description: { Value: "x" } }), "InvalidAMIID.Unavailable");
            assert.deepEqual(world.emulator.mutations(), []);
        }),
    );
});

describe("other image attributes", () => {
    it(
        "are read by the owner only",
        inWorld({ seed: { images: [{ ImageId: ami(1), Public: true, SriovNetSupport: "simple" }] } }, async world => {
            assert.equal((await read(world, "sriovNetSupport")).SriovNetSupport?.Value, "simple");
            assert.equal((await read(world, "deregistrationProtection")).DeregistrationProtection?.Value, "disabled");
            assert.equal((await read(world, "blockDeviceMapping")).BlockDeviceMappings?.[0]?.DeviceName, "/dev/xvda");
            assert.equal((await refusal(read(world, "colour" as ImageAttributeName))).code, "InvalidParameterValue");
            const other = { ...world, ec2: world.as({ accessKeyId: "111122223333" }) };
            assert.equal((await refusal(read(other, "description"))).code, "AuthFailure");
        }),
    );

    it(
        "reset and cancellation end the sharing",
        inWorld({ seed }, async world => {
            const other = world.as({ accessKeyId: "111122223333" });
            await modify(world, {
                LaunchPermission: { Add: [{ UserId: "111122223333" }, { UserId: "444455556666" }] },
            });
            assert.equal((await other.send(new CancelImageLaunchPermissionCommand({ ImageId: ami(1) }))).Return, true);
            assert.deepEqual(await permissions(world), [{ UserId: "444455556666" }]);
            assert.equal(
                (await refusal(other.send(new CancelImageLaunchPermissionCommand({ ImageId: ami(1) })))).code,
                "InvalidAMIID.NotFound",
            );
            await world.ec2.send(new ResetImageAttributeCommand({ ImageId: ami(1), Attribute: "launchPermission" }));
            assert.deepEqual(await permissions(world), []);
        }),
    );
});
