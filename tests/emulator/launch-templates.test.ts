import assert from "node:assert/strict";
import {
    CreateLaunchTemplateCommand,
    CreateLaunchTemplateVersionCommand,
    DeleteLaunchTemplateCommand,
    DeleteLaunchTemplateVersionsCommand,
    DescribeLaunchTemplatesCommand,
    DescribeLaunchTemplateVersionsCommand,
    type DescribeLaunchTemplateVersionsCommandInput,
    ModifyLaunchTemplateCommand,
} from "@aws-sdk/client-ec2";
import { ami, inWorld, refusal, type World } from "./clients";
import { template } from "./image-users";

const versions = async ({ ec2 }: World, input: DescribeLaunchTemplateVersionsCommandInput) =>
    ((await ec2.send(new DescribeLaunchTemplateVersionsCommand(input))).LaunchTemplateVersions ?? []).map(
        version => `${version.LaunchTemplateName}:${version.VersionNumber} ${version.LaunchTemplateData?.ImageId}`,
    );

const seed = {
    launchTemplates: [
        {
            LaunchTemplateId: template(1),
            LaunchTemplateName: "web",
            versions: [{ ImageId: ami(1) }, { ImageId: ami(2) }, { ImageId: ami(3) }],
            DefaultVersionNumber: 2,
        },
        {
            LaunchTemplateId: template(2),
            LaunchTemplateName: "worker",
            versions: [{ ImageId: "resolve:ssm:/golden:1" }],
        },
    ],
    parameters: [{ Name: "/golden", Value: ami(1) }],
};
const web = { LaunchTemplateId: template(1) };

describe("DescribeLaunchTemplateVersions", () => {
    const chosen: [string, DescribeLaunchTemplateVersionsCommandInput, string[]][] = [
        ["all of a template, newest first", web, [`web:3 ${ami(3)}`, `web:2 ${ami(2)}`, `web:1 ${ami(1)}`]],
        ["of a template by name", { LaunchTemplateName: "web", Versions: ["1"] }, [`web:1 ${ami(1)}`]],
        [
            "the latest and the default",
            { ...web, Versions: ["$Latest", "$Default"] },
            [`web:3 ${ami(3)}`, `web:2 ${ami(2)}`],
        ],
        [
            "the latest of all templates",
            { Versions: ["$Latest"] },
            [`web:3 ${ami(3)}`, "worker:1 resolve:ssm:/golden:1"],
        ],
        [
            "the latest and the default of all templates, one that is both once",
            { Versions: ["$Latest", "$Default"] },
            [`web:3 ${ami(3)}`, `web:2 ${ami(2)}`, "worker:1 resolve:ssm:/golden:1"],
        ],
        ["by image", { ...web, Filters: [{ Name: "image-id", Values: [ami(1)] }] }, [`web:1 ${ami(1)}`]],
        [
            "by image behind an alias, when aliases are resolved",
            { Versions: ["$Latest"], ResolveAlias: true, Filters: [{ Name: "image-id", Values: [ami(1)] }] },
            [`worker:1 ${ami(1)}`],
        ],
        [
            "not by image behind an alias otherwise",
            { Versions: ["$Latest"], Filters: [{ Name: "image-id", Values: [ami(1)] }] },
            [],
        ],
        ["in a range", { ...web, MinVersion: "2", MaxVersion: "2" }, [`web:2 ${ami(2)}`]],
    ];
    for (const [what, input, expected] of chosen) {
        it(
            `shows ${what}`,
            inWorld({ seed }, async world => assert.deepEqual(await versions(world, input), expected)),
        );
    }

    it(
        "is paged",
        inWorld({ seed, pageSize: 2 }, async ({ ec2 }) => {
            const first = await ec2.send(new DescribeLaunchTemplateVersionsCommand(web));
            const { NextToken } = first;
            const second = await ec2.send(new DescribeLaunchTemplateVersionsCommand({ ...web, NextToken }));
            assert.deepEqual(
                [first, second].map(page => page.LaunchTemplateVersions?.map(version => version.VersionNumber)),
                [[3, 2], [1]],
            );
            assert.equal(second.NextToken, undefined);
        }),
    );

    const refused: [string, DescribeLaunchTemplateVersionsCommandInput, string][] = [
        ["no template", {}, "MissingParameter"],
        ["a number of no template", { Versions: ["1"] }, "InvalidParameterValue"],
        ["a version that is not there", { ...web, Versions: ["9"] }, "InvalidLaunchTemplateId.VersionNotFound"],
        ["an unknown template", { LaunchTemplateId: template(9) }, "InvalidLaunchTemplateId.NotFound"],
        ["an unknown name", { LaunchTemplateName: "none" }, "InvalidLaunchTemplateName.NotFoundException"],
        ["a malformed id", { LaunchTemplateId: "lt-x" }, "InvalidLaunchTemplateId.Malformed"],
        ["id and name", { ...web, LaunchTemplateName: "web" }, "InvalidParameterCombination"],
        ["versions and a range", { ...web, Versions: ["1"], MinVersion: "1" }, "InvalidParameterCombination"],
        ["an unknown filter", { ...web, Filters: [{ Name: "colour", Values: ["x"] }] }, "InvalidParameterValue"],
        ["pages of more than 200", { ...web, MaxResults: 201 }, "InvalidParameterValue"],
    ];
    for (const [what, input, code] of refused) {
        it(
            `refuses ${what} with ${code}`,
            inWorld({ seed }, async world => assert.equal((await refusal(versions(world, input))).code, code)),
        );
    }

    it(
        "resolves an alias only for who may read the parameter",
        inWorld({ seed }, async world => {
            world.emulator.deny("ssm:GetParameters");
            const latest = { Versions: ["$Latest"] };
            assert.equal((await versions(world, latest)).length, 2);
            const refused = await refusal(versions(world, { ...latest, ResolveAlias: true }));
            assert.equal(refused.code, "UnauthorizedOperation");
        }),
    );
});

describe("launch templates", () => {
    it(
        "are made, get versions and a default, and go",
        inWorld({}, async world => {
            const { ec2, emulator } = world;
            const made = await ec2.send(
                new CreateLaunchTemplateCommand({
                    LaunchTemplateName: "web",
                    LaunchTemplateData: { ImageId: ami(1), InstanceType: "t3.micro" },
                    TagSpecifications: [{ ResourceType: "launch-template", Tags: [{ Key: "a", Value: "1" }] }],
                }),
            );
            const LaunchTemplateId = made.LaunchTemplate?.LaunchTemplateId;
            const second = await ec2.send(
                new CreateLaunchTemplateVersionCommand({
                    LaunchTemplateId,
                    SourceVersion: "1",
                    VersionDescription: "newer",
                    LaunchTemplateData: { ImageId: ami(2) },
                }),
            );
            assert.deepEqual(second.LaunchTemplateVersion?.LaunchTemplateData, {
                ImageId: ami(2),
                InstanceType: "t3.micro",
            });
            await ec2.send(new ModifyLaunchTemplateCommand({ LaunchTemplateId, DefaultVersion: "2" }));
            const { LaunchTemplates } = await ec2.send(
                new DescribeLaunchTemplatesCommand({ Filters: [{ Name: "tag:a", Values: ["1"] }] }),
            );
            assert.deepEqual(
                LaunchTemplates?.map(row => [row.LatestVersionNumber, row.DefaultVersionNumber]),
                [[2, 2]],
            );
            const deleted = await ec2.send(
                new DeleteLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions: ["1", "2", "7"] }),
            );
            assert.deepEqual(
                deleted.SuccessfullyDeletedLaunchTemplateVersions?.map(row => row.VersionNumber),
                [1],
            );
            assert.deepEqual(
                deleted.UnsuccessfullyDeletedLaunchTemplateVersions?.map(row => row.ResponseError?.Code),
                ["unexpectedError", "launchTemplateVersionDoesNotExist"],
            );
            assert.deepEqual(await versions(world, { LaunchTemplateId }), [`web:2 ${ami(2)}`]);
            await ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateId }));
            assert.deepEqual(emulator.look().launchTemplates, []);
        }),
    );

    it(
        "are made once for one client token, and of one name once",
        inWorld({}, async ({ ec2, emulator }) => {
            const input = { LaunchTemplateName: "web", LaunchTemplateData: { ImageId: ami(1) }, ClientToken: "t" };
            const [first, again] = [
                await ec2.send(new CreateLaunchTemplateCommand(input)),
                await ec2.send(new CreateLaunchTemplateCommand(input)),
            ];
            assert.deepEqual(again.LaunchTemplate, first.LaunchTemplate);
            assert.equal(emulator.mutations().length, 1);
            const codeOf = async (change: object) =>
                (await refusal(ec2.send(new CreateLaunchTemplateCommand({ ...input, ...change })))).code;
            assert.equal(await codeOf({ VersionDescription: "x" }), "IdempotentParameterMismatch");
            assert.equal(await codeOf({ ClientToken: "u" }), "InvalidLaunchTemplateName.AlreadyExistsException");
            assert.equal(
                await codeOf({ ClientToken: "v", LaunchTemplateName: "a b" }),
                "InvalidLaunchTemplateName.MalformedException",
            );
        }),
    );
});
