import assert from "node:assert/strict";
import type { Grantee, ReferenceFacts } from "../../../../provider/aws/image-references/facts";
import { referenceUsers } from "../../../../provider/aws/image-references/users";
import type { LaunchFacts, TemplateVersion } from "../../../../provider/aws/launches/facts";
import { known, type Unreadable } from "../../../../provider/retirement";
import type { UserReading } from "../../../../provider/retirement/users";

const image = "ami-0000000a";
const unreadable: Unreadable = { is: "unknown", because: "it was denied" };
const arn = (rest: string) => `arn:aws:${rest}`;
const parameter = arn("ssm:eu-central-1:111122223333:parameter/images/web");
const recipe = arn("imagebuilder:eu-central-1:111122223333:image-recipe/web/1.0.0");
const containerRecipe = arn("imagebuilder:eu-central-1:111122223333:container-recipe/job/2.1.0");
const pipeline = (name: string) => arn(`imagebuilder:eu-central-1:111122223333:image-pipeline/${name}`);
const instance = (number: number) => arn(`ec2:eu-central-1:111122223333:instance/i-0000000${number}`);
const template = (id: string) => arn(`ec2:eu-central-1:111122223333:launch-template/${id}`);

const factsOf = (members: Partial<ReferenceFacts> = {}): ReferenceFacts => ({
    references: known([]),
    pipelines: known(new Map()),
    grantees: known([]),
    usageReport: known(undefined),
    ...members,
});
const noLaunches: LaunchFacts = {
    groups: known([]),
    launchConfigurations: known([]),
    fleets: known([]),
    spotFleets: known([]),
    templateVersions: known([]),
};
const referring = (type: string, ...arns: readonly string[]) => ({
    references: known(arns.map(arn => ({ type, arn }))),
});

/** By the question: the three that can block, then the two that cannot, in their order. */
const asked = (facts: ReferenceFacts, launches = noLaunches, lastLaunched?: string) => {
    const readings = referenceUsers(image, facts, launches, lastLaunched);
    assert.deepEqual(
        readings.map(({ kinds }) => kinds.join()),
        ["ssm-parameter", "image-builder-recipe", "", "", "launch-permission"],
    );
    const [parameters, recipes, instances, versions, shares] = readings as readonly [
        UserReading,
        UserReading,
        UserReading,
        UserReading,
        UserReading,
    ];
    return { parameters, recipes, instances, versions, shares };
};

describe("who names an image or may launch from it", () => {
    it("is nobody when nothing names it", () => {
        for (const { users, unknown } of Object.values(asked(factsOf())))
            assert.deepEqual([users, unknown], [[], undefined]);
    });

    it("an SSM parameter blocks, and is named as its console shows it", () => {
        assert.deepEqual(asked(factsOf(referring("ssm:Parameter", parameter))).parameters.users, [
            {
                kind: "ssm-parameter",
                subject: parameter,
                fact: "SSM parameter /images/web leads to it",
                launches: true,
                // The ARN of a plain name looks the same: both are names by which a row may know it.
                ids: [parameter, "/images/web", "images/web"],
                uses: [{}],
            },
        ]);
    });

    describe("Image Builder recipes", () => {
        for (const [type, subject, name] of [
            ["imagebuilder:ImageRecipe", recipe, "web/1.0.0"],
            ["imagebuilder:ContainerRecipe", containerRecipe, "job/2.1.0"],
        ] as const) {
            it(`${type}: blocks when enabled pipelines build it, which are named`, () => {
                const pipelines = known(new Map([[subject, [pipeline("nightly"), pipeline("weekly")]]]));
                assert.deepEqual(asked(factsOf({ ...referring(type, subject), pipelines })).recipes.users, [
                    {
                        kind: "image-builder-recipe",
                        subject,
                        fact: `Image Builder recipe ${name} starts from it, and is built by nightly, weekly`,
                        launches: true,
                        ids: [subject],
                        uses: [{}],
                    },
                ]);
            });

            it(`${type}: only warns when no enabled pipeline builds it`, () => {
                for (const pipelines of [new Map(), new Map([[subject, []]]), new Map([["arn:other", ["arn:p"]]])]) {
                    const { users } = asked(
                        factsOf({ ...referring(type, subject), pipelines: known(pipelines) }),
                    ).recipes;
                    assert.deepEqual(users, [
                        {
                            kind: "image-builder-recipe",
                            subject,
                            fact: `Image Builder recipe ${name} starts from it, and no enabled pipeline builds it`,
                            launches: false,
                            ids: [subject],
                            uses: [{}],
                        },
                    ]);
                }
            });
        }

        it("are unknown when there are some and the pipelines could not be read; without any, nobody asks", () => {
            const facts = factsOf({ ...referring("imagebuilder:ImageRecipe", recipe), pipelines: unreadable });
            assert.deepEqual(asked(facts).recipes, {
                kinds: ["image-builder-recipe"],
                users: [],
                unknown: unreadable,
            });
            assert.equal(asked(factsOf({ pipelines: unreadable })).recipes.unknown, undefined);
        });
    });

    describe("instances never block, and are counted", () => {
        const told = (count: number) =>
            asked(
                factsOf(referring("ec2:Instance", ...Array.from({ length: count }, (_, index) => instance(index)))),
            ).instances.users.map(({ fact, launches }) => [fact, launches]);
        const rows: readonly [count: number, fact: string][] = [
            [1, "1 instance was launched from it (i-00000000); EC2 leaves them alone"],
            [2, "2 instances were launched from it (i-00000000, i-00000001); EC2 leaves them alone"],
            [
                5,
                "5 instances were launched from it (i-00000000, i-00000001, i-00000002, i-00000003, i-00000004); EC2 leaves them alone",
            ],
            [
                7,
                "7 instances were launched from it (i-00000000, i-00000001, i-00000002, i-00000003, i-00000004 and 2 more); EC2 leaves them alone",
            ],
        ];
        for (const [count, fact] of rows) it(`${count}`, () => assert.deepEqual(told(count), [[fact, false]]));
    });

    describe("launch templates", () => {
        const version = (members: Partial<TemplateVersion>): TemplateVersion => ({
            templateId: "lt-1",
            templateName: "web",
            version: 1,
            isDefault: false,
            isLatest: true,
            imageId: image,
            ...members,
        });
        const subjects = (...versions: readonly TemplateVersion[]) =>
            asked(factsOf(referring("ec2:LaunchTemplate", template("lt-1"), template("lt-2"))), {
                ...noLaunches,
                templateVersions: known(versions),
            }).versions.users.map(({ subject, fact, launches }) => [subject, fact, launches]);
        const older = (id: string) => [id, `an older version of launch template ${id} names it`, false];

        it("that are named by none of the versions that count are named by an older one, which never blocks", () => {
            assert.deepEqual(subjects(), [older("lt-1"), older("lt-2")]);
            assert.deepEqual(subjects(version({ imageId: "ami-0000000b" })), [older("lt-1"), older("lt-2")]);
        });

        it("whose current version names it are not told a second time", () => {
            assert.deepEqual(subjects(version({})), [older("lt-2")]);
            assert.deepEqual(subjects(version({}), version({ templateId: "lt-2" })), []);
        });
    });

    describe("shares", () => {
        const sharing = (grantee: Grantee, members: Partial<ReferenceFacts> = {}, lastLaunched?: string) => {
            const { users } = asked(
                factsOf({ grantees: known([grantee]), ...members }),
                noLaunches,
                lastLaunched,
            ).shares;
            assert.equal(users.length, 1);
            assert.deepEqual([users[0]?.kind, users[0]?.launches], ["launch-permission", true]);
            return users[0];
        };
        const organisation = "arn:aws:organizations::111122223333:organization/o-1";
        const unit = "arn:aws:organizations::111122223333:ou/o-1/ou-1";
        const rows: readonly [grantee: Grantee, subject: string, words: string, id: string][] = [
            [{ kind: "account", name: "444455556666" }, "444455556666", "account 444455556666", "444455556666"],
            [{ kind: "organisation", name: organisation }, organisation, `organisation ${organisation}`, organisation],
            [{ kind: "organisational-unit", name: unit }, unit, `organisational unit ${unit}`, unit],
            [{ kind: "everybody", name: "" }, "everybody", "everybody (it is public)", "all"],
        ];
        for (const [grantee, subject, words, id] of rows) {
            it(`with ${grantee.kind} block, with whom`, () => {
                const user = sharing(grantee);
                assert.equal(user?.subject, subject);
                assert.equal(user?.fact, `it is shared with ${words}; no launch is on record; no usage report exists`);
                assert.deepEqual([user?.ids, user?.uses], [[`${image}-launch-permission-${id}`], [{}]]);
            });
        }

        const account: Grantee = { kind: "account", name: "444455556666" };
        const report = {
            created: "2026-11-20T08:00:00.000Z",
            uses: [
                { account: "444455556666", resourceType: "ec2:Instance", count: 3 },
                { account: "777788889999", resourceType: "ec2:LaunchTemplate", count: 1 },
            ],
        };

        it("tell the last launch", () => {
            assert.match(sharing(account, {}, "2026-11-19T08:00:00.000Z")?.fact ?? "", /; last launched 2026-11-19/);
        });

        it("of an account quote what the usage report counts there, and of others all of it", () => {
            const usageReport = known(report);
            const mine = sharing(account, { usageReport })?.fact ?? "";
            assert.match(mine, /the usage report of 2026-11-20.* counts 3 ec2:Instance in 444455556666$/);
            const all = sharing({ kind: "everybody", name: "" }, { usageReport })?.fact ?? "";
            assert.match(all, /3 ec2:Instance in 444455556666, 1 ec2:LaunchTemplate in 777788889999$/);
            const none = sharing({ kind: "account", name: "000011112222" }, { usageReport })?.fact ?? "";
            assert.match(none, / counts nothing$/);
        });

        it("block all the same when the usage reports could not be read, and say so", () => {
            const fact = sharing(account, { usageReport: unreadable })?.fact ?? "";
            assert.match(fact, /usage reports could not be read \(it was denied\)$/);
        });
    });

    it("what could not be read is unknown in exactly the questions that rest on it", () => {
        const open = (facts: ReferenceFacts) =>
            Object.entries(asked(facts))
                .filter(([, { unknown }]) => unknown !== undefined)
                .map(([question]) => question);
        assert.deepEqual(open(factsOf({ references: unreadable })), ["parameters", "recipes", "instances", "versions"]);
        assert.deepEqual(open(factsOf({ grantees: unreadable })), ["shares"]);
        for (const { users } of Object.values(asked(factsOf({ references: unreadable, grantees: unreadable }))))
            assert.deepEqual(users, []);
    });

    it("each reference counts for its own question only; a type that nobody knows counts for none", () => {
        const all = factsOf({
            references: known([
                { type: "ssm:Parameter", arn: parameter },
                { type: "imagebuilder:ImageRecipe", arn: recipe },
                { type: "ec2:Instance", arn: instance(1) },
                { type: "ec2:LaunchTemplate", arn: template("lt-1") },
                { type: "a-type:OfNextYear", arn: "arn:aws:x" },
            ]),
        });
        for (const { users } of Object.values(asked(all)).filter(({ kinds }) => kinds.length === 0))
            assert.deepEqual(
                users.map(({ ids, uses }) => [ids, uses]),
                users.map(({ subject }) => [[subject], [{}]]),
            );
        assert.deepEqual(
            Object.values(asked(all)).map(({ users }) => users.length),
            [1, 1, 1, 1, 0],
        );
    });
});
