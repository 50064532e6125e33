import assert from "node:assert/strict";
import { ami, assertToldOnce, home, rowIds, scenario, timesTold } from "./scenario";

const withAccount = "ami-0a1b2c3d4e5f60001";
const withOrganisation = "ami-0a1b2c3d4e5f60002";
const withEverybody = "ami-0a1b2c3d4e5f60003";
const letGo = "ami-0a1b2c3d4e5f60004";
const partner = "222222222222";
const stranger = "333333333333";
const organisation = "arn:aws:organizations::444444444444:organization/o-abcdefghij";

describe("shared image", () => {
    const world = scenario({
        now: "2026-11-22T12:00:00Z",
        seed: {
            images: [
                {
                    ...home,
                    ImageId: withAccount,
                    LaunchPermissions: [{ UserId: partner }],
                    LastLaunchedTime: "2026-11-19T08:00:00Z",
                },
                { ...home, ImageId: withOrganisation, LaunchPermissions: [{ OrganizationArn: organisation }] },
                { ...home, ImageId: withEverybody, LaunchPermissions: [{ Group: "all" }] },
                { ...home, ImageId: letGo, LaunchPermissions: [{ UserId: partner }] },
            ],
            usageReports: [
                {
                    ...home,
                    ImageId: withAccount,
                    CreationTime: "2026-11-20T00:00:00Z",
                    Entries: [
                        { AccountId: partner, ResourceType: "ec2:Instance", UsageCount: 3 },
                        { AccountId: stranger, ResourceType: "ec2:LaunchTemplate", UsageCount: 1 },
                    ],
                },
            ],
        },
    });
    const done = { output: "" };

    before(async () => {
        const { stack } = world;
        const timeouts = { release: "1s" };
        const ignoring = { deletionPolicy: { ignoreReferences: ["launch-permission"] } };
        stack.program(
            [
                ...[withAccount, withOrganisation, withEverybody].map(id => ami(id, id, { timeouts })),
                ami(letGo, letGo, ignoring),
            ].join("\n"),
        );
        await stack.up();
        stack.program("");
        done.output = (await stack.up({ expectFailure: true, args: ["--continue-on-error"] })).output;
    });

    it("is kept, unless sharing is to be ignored", async () => {
        assert.deepEqual(await rowIds(world.stack), [withAccount, withOrganisation, withEverybody]);
        assert.deepEqual(world.emulator.mutations(), [
            { service: "ec2", operation: "DeregisterImage", input: { ImageId: letGo } },
        ]);
        assert.equal(world.emulator.requests("ec2:DeregisterImage").length, 1);
    });

    it("names whom it is shared with, and what lifts it", () => {
        assertToldOnce(
            done.output,
            `${withAccount} is in use (launch-permission): it is shared with account ${partner}; `,
            `${withOrganisation} is in use (launch-permission): it is shared with organisation ${organisation}; `,
            `${withEverybody} is in use (launch-permission): it is shared with everybody (it is public); `,
        );
        assert.equal(timesTold(done.output, 'add "launch-permission" to deletionPolicy.ignoreReferences'), 3);
    });

    it("quotes the last launch and what an existing usage report counts for that account, and has none made", () => {
        assertToldOnce(
            done.output,
            "; last launched 2026-11-19 08:00 UTC; the usage report of 2026-11-20 00:00 UTC counts 3 ec2:Instance in 222222222222 [in-use]",
        );
        assert.equal(timesTold(done.output, "; no launch is on record; no usage report exists [in-use]"), 2);
        assert.deepEqual(world.emulator.requests("ec2:CreateImageUsageReport"), []);
    });
});
