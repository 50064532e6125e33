import assert from "node:assert/strict";
import { home, protocolWorld, row } from "./world";

/*
 * A 200 with an empty body, or with a page of something else, is no answer: read as an empty list it would say that the
 * image is gone, or that nobody uses it.
 */

const imageId = "ami-0a1b2c3d4e5f60001";
const args = { timeouts: { release: "1s", confirm: "1s" }, deletionPolicy: { deleteAssociatedSnapshots: true } };

const questions = [
    "ec2:DescribeImages",
    "autoscaling:DescribeAutoScalingGroups",
    "autoscaling:DescribeLaunchConfigurations",
    "ec2:DescribeLaunchTemplateVersions",
    "ec2:DescribeFleets",
    "ec2:DescribeSpotFleetRequests",
    "ec2:DescribeImageReferences",
    "ec2:DescribeImageAttribute",
    "ec2:DescribeSnapshots",
    "rbin:ListRules",
];

describe("an answer that says nothing", () => {
    const world = protocolWorld({
        seed: {
            images: [{ ...home, ImageId: imageId, LaunchPermissions: [{ UserId: "222222222222" }] }],
            launchConfigurations: [{ ...home, LaunchConfigurationName: "lc", ImageId: imageId }],
            autoScalingGroups: [{ ...home, AutoScalingGroupName: "group", LaunchConfigurationName: "lc" }],
            parameters: [{ ...home, Name: "/golden", Value: imageId }],
        },
    });

    for (const question of questions) {
        it(`to ${question} is not read as nothing being there`, async () => {
            const provider = await world.provider();
            const { properties } = await provider.create(row(imageId, args));
            const policy = { deleteAssociatedSnapshots: true, recycleBin: { required: true } };
            for (const body of ["", "<html></html>"]) {
                world.emulator.failNext(question, { status: 200, body, times: 1000 });
                const state = question === "rbin:ListRules" ? { ...properties, deletionPolicy: policy } : properties;
                await assert.rejects(provider.delete(imageId, state), (error: { details: string }) => {
                    assert.ok(error.details.includes(`${question}: the answer is not readable`), error.details);
                    return true;
                });
            }
            assert.deepEqual(world.emulator.mutations(), []);
        });
    }
});

describe("a launch template whose alias EC2 does not resolve", () => {
    const world = protocolWorld({
        seed: {
            images: [{ ...home, ImageId: imageId }],
            launchTemplates: [
                {
                    ...home,
                    LaunchTemplateId: "lt-0a1b2c3d4e5f60001",
                    LaunchTemplateName: "web",
                    versions: [{ ImageId: "resolve:ssm:/gone" }],
                },
            ],
        },
    });

    it("may lead to any image: who uses this one is unknown until the kind is ignored", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        await assert.rejects(provider.delete(imageId, properties), {
            details: /launch template web, version 1, names resolve:ssm:\/gone, which EC2 did not resolve/,
        });
        assert.deepEqual(world.emulator.mutations(), []);
        await provider.delete(imageId, { ...properties, deletionPolicy: { ignoreReferences: ["launch-template"] } });
        assert.equal(world.emulator.mutations().length, 1);
    });
});

describe("a fleet that is asked for once and has not all of its capacity yet", () => {
    const world = protocolWorld({
        seed: {
            images: [{ ...home, ImageId: imageId }],
            spotFleetRequests: [
                {
                    ...home,
                    SpotFleetRequestId: "sfr-00000000-0000-0000-0000-000000000001",
                    SpotFleetRequestConfig: { Type: "request", LaunchSpecifications: [{ ImageId: imageId }] },
                },
            ],
        },
    });

    it("still launches, and blocks", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId, { timeouts: { release: "1s" } }));
        await assert.rejects(provider.delete(imageId, properties), { code: 9, details: /in use \(spot-fleet\)/ });
        assert.deepEqual(world.emulator.mutations(), []);
    });
});

describe("a check that comes while a delete of the same image waits", () => {
    const world = protocolWorld({
        seed: {
            images: [{ ...home, ImageId: imageId }],
            launchConfigurations: [{ ...home, LaunchConfigurationName: "lc", ImageId: imageId }],
            autoScalingGroups: [{ ...home, AutoScalingGroupName: "group", LaunchConfigurationName: "lc" }],
        },
    });

    it("keeps the image, although nothing stands in the way any more", async () => {
        const provider = await world.provider();
        const { properties } = await provider.create(row(imageId));
        const deleted = provider.delete(imageId, properties);
        await world.emulator.arrived("autoscaling:DescribeAutoScalingGroups", { times: 2 });
        await provider.check({}, row(imageId, { deletionPolicy: { force: true } }, "new"));
        await deleted;
        assert.match(provider.output, /is still wanted by the program \("new"\)/);
        assert.deepEqual(world.emulator.mutations(), []);
    });
});
