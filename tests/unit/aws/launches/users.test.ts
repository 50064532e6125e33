import assert from "node:assert/strict";
import fc from "fast-check";
import type {
    Launcher,
    LaunchFacts,
    TemplateReference,
    TemplateVersion,
} from "../../../../provider/aws/launches/facts";
import { launchUsers } from "../../../../provider/aws/launches/users";
import { known, type NonEmpty, type Unreadable } from "../../../../provider/retirement";
import type { ObservedUser } from "../../../../provider/retirement/users";

const image = "ami-0000000a";
const other = "ami-0000000b";
const unreadable: Unreadable = { is: "unknown", because: "it was denied", permission: "x:Describe" };

const factsOf = (members: Partial<LaunchFacts> = {}): LaunchFacts => ({
    groups: known([]),
    launchConfigurations: known([]),
    fleets: known([]),
    spotFleets: known([]),
    templateVersions: known([]),
    ...members,
});

const launcher = (members: Partial<Launcher> = {}): Launcher => ({
    kind: "auto-scaling-group",
    name: "web",
    templates: [],
    imageIds: [],
    ...members,
});

/** Version 1 is old, 2 the default, 3 the latest, unless said otherwise. */
const version = (
    number: number,
    imageId: string | undefined,
    members: Partial<TemplateVersion> = {},
): TemplateVersion => ({
    templateId: "lt-1",
    templateName: "web-template",
    version: number,
    isDefault: number === 2,
    isLatest: number === 3,
    ...(imageId === undefined ? {} : { imageId }),
    ...members,
});

/** Users by the question that finds them; each unknown stays as it is. */
const asked = (facts: LaunchFacts, of = image) => {
    const answers = new Map(launchUsers(of, facts).map(({ kinds, ...found }) => [kinds.join() || "idle", found]));
    assert.deepEqual([...answers.keys()], ["auto-scaling-group", "ec2-fleet", "spot-fleet", "launch-template", "idle"]);
    return answers;
};
const usersOf = (facts: LaunchFacts, question: string): readonly ObservedUser[] => {
    const found = asked(facts).get(question);
    assert.ok(found !== undefined && found.unknown === undefined, `${question} is unknown`);
    return found.users;
};
const unknownsOf = (facts: LaunchFacts): readonly string[] =>
    [...asked(facts)].filter(([, found]) => found.unknown !== undefined).map(([question]) => question);
const subjects = (users: readonly ObservedUser[]) =>
    users.map(({ kind, subject, launches }) => [kind, subject, launches]);

const kinds = [
    ["auto-scaling-group", "groups", "Auto Scaling group"],
    ["ec2-fleet", "fleets", "EC2 Fleet"],
    ["spot-fleet", "spotFleets", "Spot Fleet"],
] as const;

describe("who launches from an image", () => {
    it("is nobody in an account that launches nothing", () => {
        for (const found of asked(factsOf()).values()) assert.deepEqual(found, { users: [] });
    });

    for (const [kind, question, words] of kinds) {
        describe(`${words}s`, () => {
            const versions = (...imageIds: readonly (string | undefined)[]) =>
                known(imageIds.map((imageId, index) => version(index + 1, imageId)));
            const using = (
                templates: readonly TemplateReference[],
                templateVersions: LaunchFacts["templateVersions"],
            ) => usersOf(factsOf({ [question]: known([launcher({ kind, templates })]), templateVersions }), kind);

            const rows: readonly [
                title: string,
                asked: string | undefined,
                imageIds: readonly string[],
                uses: number,
            ][] = [
                ["$Latest leads to it", "$Latest", [other, other, image], 3],
                ["$Latest leads elsewhere, although the default names it", "$Latest", [image, image, other], 0],
                ["$Default leads to it", "$Default", [other, image, other], 2],
                ["$Default leads elsewhere, although the latest names it", "$Default", [image, other, image], 0],
                ["no version means the default, which names it", undefined, [other, image, other], 2],
                ["no version means the default, which does not", undefined, [image, other, image], 0],
                ["a number that names it", "1", [image, other, other], 1],
                ["a number that does not", "1", [other, image, image], 0],
                ["a number that is written another way", "03", [other, other, image], 3],
                ["a number that is written another way, and does not name it", "03", [image, image, other], 0],
                ["a number that is not there, whatever the others name", "7", [image, image, image], 0],
                ["a word that nobody knows", "$Newest", [image, image, image], 0],
                ["a number is no beginning of another", "", [image, image, image], 0],
            ];
            for (const [title, asked, imageIds, uses] of rows) {
                it(`by launch template: ${title}`, () => {
                    for (const name of [
                        { id: "lt-1" },
                        { name: "web-template" },
                        { id: "lt-1", name: "web-template" },
                    ]) {
                        const reference = { ...name, ...(asked === undefined ? {} : { version: asked }) };
                        const users = using([reference], versions(...imageIds));
                        if (uses === 0) assert.deepEqual(users, []);
                        else {
                            const how = `version ${uses}${asked === undefined ? "" : ` (${asked})`}`;
                            const fact = `${words} web launches from it by launch template web-template, ${how}`;
                            const through = ["lt-1", "web-template"];
                            const use = { through, version: asked ?? "$Default" };
                            assert.deepEqual(users, [
                                { kind, subject: "web", fact, launches: true, ids: ["web"], uses: [use] },
                            ]);
                        }
                    }
                });
            }

            it("a template that is not there, or whose version names no image, uses nothing", () => {
                assert.deepEqual(using([{ id: "lt-gone" }, { name: "gone" }], versions(image, image, image)), []);
                assert.deepEqual(using([{ id: "lt-1" }], versions(image, undefined, image)), []);
            });

            it("a version of another template is not taken for it", () => {
                const elsewhere = version(2, image, { templateId: "lt-2", templateName: "db-template" });
                assert.deepEqual(using([{ id: "lt-1", version: "2" }], known([elsewhere, version(2, other)])), []);
            });

            it("names it itself, past any template", () => {
                const facts = factsOf({ [question]: known([launcher({ kind, imageIds: [other, image, image] })]) });
                const fact = `${words} web names it`;
                assert.deepEqual(usersOf(facts, kind), [
                    { kind, subject: "web", fact, launches: true, ids: ["web"], uses: [{}, {}] },
                ]);
            });

            it("that use it in several ways are told once, with every way", () => {
                const templates = [{ id: "lt-1", version: "1" }, { id: "lt-1", version: "$Latest" }, { id: "lt-1" }];
                const each = launcher({ kind, templates, imageIds: [image] });
                const facts = factsOf({ [question]: known([each]), templateVersions: versions(image, other, image) });
                const [user, ...more] = usersOf(facts, kind);
                assert.deepEqual(more, []);
                assert.match(user?.fact ?? "", /names it and .*version 1 \(1\) and .*version 3 \(\$Latest\)$/);
                const through = ["lt-1", "web-template"];
                assert.deepEqual(user?.uses, [{}, { through, version: "1" }, { through, version: "$Latest" }]);
            });

            it("are named by their ARN where they have one, and only those that use it", () => {
                const users = known([
                    launcher({ kind, name: "a", arn: "arn:a", imageIds: [image] }),
                    launcher({ kind, name: "b", imageIds: [other] }),
                    launcher({ kind, name: "c", imageIds: [image] }),
                    launcher({ kind, name: "d" }),
                ]);
                assert.deepEqual(subjects(usersOf(factsOf({ [question]: users }), kind)), [
                    [kind, "arn:a", true],
                    [kind, "c", true],
                ]);
                assert.deepEqual(
                    usersOf(factsOf({ [question]: users }), kind).map(({ ids }) => ids),
                    [["arn:a", "a"], ["c"]],
                );
            });
        });
    }

    describe("Auto Scaling groups by launch configuration", () => {
        const configured = (imageId: string, name = "web-lc") =>
            factsOf({
                groups: known([launcher({ launchConfiguration: "web-lc" })]),
                launchConfigurations: known([{ name, imageId }]),
            });

        it("that names it", () => {
            assert.deepEqual(usersOf(configured(image), "auto-scaling-group"), [
                {
                    kind: "auto-scaling-group",
                    subject: "web",
                    fact: "Auto Scaling group web launches from it by launch configuration web-lc",
                    launches: true,
                    ids: ["web"],
                    uses: [{ through: ["web-lc"] }],
                },
            ]);
            assert.deepEqual(usersOf(configured(image), "idle"), [], "used, so not idle");
        });

        it("that names another, or is not there", () => {
            assert.deepEqual(usersOf(configured(other), "auto-scaling-group"), []);
            assert.deepEqual(usersOf(configured(image, "another-lc"), "auto-scaling-group"), []);
        });
    });

    it("a group of mixed instances launches by each of its templates, and by image ids of its own", () => {
        const group = launcher({
            templates: [{ id: "lt-1" }, { id: "lt-2", version: "$Latest" }],
            imageIds: ["ami-0000000c"],
        });
        const facts = factsOf({
            groups: known([group]),
            templateVersions: known([
                version(2, other),
                version(3, image, { templateId: "lt-2", templateName: "arm-template" }),
            ]),
        });
        const [user] = usersOf(facts, "auto-scaling-group");
        assert.match(user?.fact ?? "", /arm-template, version 3 \(\$Latest\)/);
        assert.deepEqual(user?.uses, [{ through: ["lt-2", "arm-template"], version: "$Latest" }]);
        for (const used of [other, image, "ami-0000000c"]) {
            assert.equal(asked(facts, used).get("auto-scaling-group")?.users.length, 1, used);
        }
    });

    describe("launch templates", () => {
        const templates = (members: Partial<LaunchFacts>, ...versions: readonly TemplateVersion[]) =>
            usersOf(factsOf({ templateVersions: known(versions), ...members }), "launch-template");
        const user = (which: string, launches: boolean, ...versions: NonEmpty<string>): ObservedUser => ({
            kind: "launch-template",
            subject: "lt-1",
            fact: `launch template web-template names it in its ${which}`,
            launches,
            ids: ["lt-1", "web-template"],
            uses: versions.map(version => ({ version })) as unknown as ObservedUser["uses"],
        });
        const inUse: readonly [title: string, members: Partial<LaunchFacts>][] = [
            ["a group, by id", { groups: known([launcher({ templates: [{ id: "lt-1", version: "1" }] })]) }],
            ["a group, by name", { groups: known([launcher({ templates: [{ name: "web-template" }] })]) }],
            ["a fleet", { fleets: known([launcher({ kind: "ec2-fleet", templates: [{ id: "lt-1" }] })]) }],
            ["a Spot Fleet", { spotFleets: known([launcher({ kind: "spot-fleet", templates: [{ id: "lt-1" }] })]) }],
        ];

        it("the latest version is what its next user gets, whoever uses the template by now", () => {
            for (const members of [{}, ...inUse.map(([, members]) => members)]) {
                const users = templates(members, version(1, other), version(2, other), version(3, image));
                assert.deepEqual(users, [user("latest version 3", true, "$Latest")]);
            }
        });

        it("the default version breaks something when no launcher uses the template", () => {
            const elsewhere = { groups: known([launcher({ templates: [{ id: "lt-2" }, { name: "other" }] })]) };
            for (const members of [{}, elsewhere]) {
                const users = templates(members, version(2, image), version(3, other));
                assert.deepEqual(users, [user("default version 2", true, "$Default")]);
            }
        });

        for (const [title, members] of inUse) {
            it(`the default version breaks nothing by itself when a launcher says which version counts: ${title}`, () => {
                const users = templates(members, version(2, image), version(3, other));
                assert.deepEqual(users, [user("default version 2", false, "$Default")]);
            });
        }

        it("a version that is both is told once, and breaks something", () => {
            const both = version(4, image, { isDefault: true, isLatest: true });
            for (const [, members] of inUse) {
                assert.deepEqual(templates(members, both), [user("latest and default version 4", true, "$Latest")]);
            }
            // Nobody else says which version counts: whoever comes next may ask for either.
            assert.deepEqual(templates({}, both), [user("latest and default version 4", true, "$Default", "$Latest")]);
        });

        it("an old version is nobody's next launch", () => {
            assert.deepEqual(templates({}, version(1, image), version(2, other), version(3, undefined)), []);
        });

        it("when it is not known who launches, the default version counts as used by nobody else: it blocks", () => {
            for (const unknown of [{ groups: unreadable }, { fleets: unreadable }, { spotFleets: unreadable }]) {
                const users = templates(unknown, version(2, image), version(3, other));
                assert.deepEqual(users, [user("default version 2", true, "$Default")]);
            }
        });
    });

    describe("launch configurations that nothing uses", () => {
        it("are told, and break nothing", () => {
            const facts = factsOf({
                groups: known([launcher({ launchConfiguration: "used" })]),
                launchConfigurations: known(["used", "idle"].map(name => ({ name, imageId: image }))),
            });
            assert.deepEqual(usersOf(facts, "idle"), [
                {
                    kind: "launch-configuration",
                    subject: "idle",
                    fact: "launch configuration idle names it, and no group uses it",
                    launches: false,
                    ids: ["idle"],
                    uses: [{}],
                },
            ]);
        });

        it("of another image are not", () => {
            const launchConfigurations = known([{ name: "idle", imageId: other }]);
            assert.deepEqual(usersOf(factsOf({ launchConfigurations }), "idle"), []);
        });
    });

    describe("a reading that is unknown makes exactly its kinds unknown", () => {
        const byTemplate = { templates: [{ id: "lt-1" }] };
        const full = factsOf({
            groups: known([
                launcher({ name: "by-configuration", launchConfiguration: "web-lc" }),
                launcher({ name: "by-template", ...byTemplate }),
            ]),
            launchConfigurations: known([{ name: "web-lc", imageId: image }]),
            fleets: known([launcher({ kind: "ec2-fleet", ...byTemplate })]),
            spotFleets: known([launcher({ kind: "spot-fleet", ...byTemplate })]),
            templateVersions: known([version(2, image), version(3, image)]),
        });
        const byImage = { templates: [], imageIds: [image] };
        const plain = factsOf({
            ...full,
            groups: known([launcher(byImage)]),
            fleets: known([launcher({ kind: "ec2-fleet", ...byImage })]),
            spotFleets: known([launcher({ kind: "spot-fleet", ...byImage })]),
        });

        const rows: readonly [reading: keyof LaunchFacts, facts: LaunchFacts, title: string, unknown: string[]][] = [
            ["groups", full, "", ["auto-scaling-group"]],
            ["fleets", full, "", ["ec2-fleet"]],
            ["spotFleets", full, "", ["spot-fleet"]],
            ["launchConfigurations", full, "which a group uses", ["auto-scaling-group", "idle"]],
            ["launchConfigurations", plain, "which no group uses", ["idle"]],
            [
                "templateVersions",
                full,
                "which all launchers use",
                ["auto-scaling-group", "ec2-fleet", "spot-fleet", "launch-template"],
            ],
            ["templateVersions", plain, "which no launcher uses", ["launch-template"]],
        ];
        for (const [reading, facts, title, unknown] of rows) {
            it(`${reading} ${title}: ${unknown.join(", ")}`, () => {
                assert.deepEqual(unknownsOf(facts), []);
                const seen = { ...facts, [reading]: unreadable };
                assert.deepEqual(unknownsOf(seen), unknown);
                for (const question of unknown) assert.deepEqual(asked(seen).get(question)?.unknown, unreadable);
            });
        }

        it("an unknown is handed on with its reason and its permission, never as nobody", () => {
            const facts = { ...full, groups: unreadable, templateVersions: unreadable };
            for (const { unknown } of asked(facts).values()) assert.ok(unknown === undefined || unknown === unreadable);
        });
    });

    describe("a template version whose alias EC2 left unresolved", () => {
        const alias = "resolve:ssm:/web/image";
        const because = (number: number) =>
            `launch template web-template, version ${number}, names ${alias}, which EC2 did not resolve`;
        const byTemplate = (version?: string) => [{ id: "lt-1", ...(version === undefined ? {} : { version }) }];

        for (const [kind, question] of kinds) {
            it(`makes the ${kind} that launches from it, and launch templates, unknown; certain users stay`, () => {
                const facts = factsOf({
                    [question]: known([
                        launcher({ kind, name: "by-alias", templates: byTemplate() }),
                        launcher({ kind, name: "by-name", imageIds: [image] }),
                    ]),
                    templateVersions: known([version(2, alias), version(3, image)]),
                });
                assert.deepEqual(unknownsOf(facts), [kind, "launch-template"]);
                for (const question of [kind, "launch-template"])
                    assert.deepEqual(asked(facts).get(question)?.unknown, { is: "unknown", because: because(2) });
                assert.deepEqual(subjects(asked(facts).get(kind)?.users ?? []), [[kind, "by-name", true]]);
                assert.deepEqual(subjects(asked(facts).get("launch-template")?.users ?? []), [
                    ["launch-template", "lt-1", true],
                ]);
            });

            it(`leaves a ${kind} that launches from another version certain`, () => {
                const facts = factsOf({
                    [question]: known([launcher({ kind, templates: byTemplate("$Latest") })]),
                    templateVersions: known([version(2, alias), version(3, image)]),
                });
                assert.deepEqual(unknownsOf(facts), ["launch-template"]);
                assert.equal(asked(facts).get(kind)?.users.length, 1);
            });
        }

        it("of a launcher that names several is told although others are certain", () => {
            const templates = [...byTemplate("$Latest"), ...byTemplate("1")];
            const facts = factsOf({
                groups: known([launcher({ templates })]),
                templateVersions: known([version(1, alias), version(3, image)]),
            });
            const found = asked(facts).get("auto-scaling-group");
            assert.deepEqual([found?.users.length, found?.unknown], [1, { is: "unknown", because: because(1) }]);
        });

        it("without a launcher leaves launch templates alone unknown", () => {
            assert.deepEqual(unknownsOf(factsOf({ templateVersions: known([version(3, alias)]) })), [
                "launch-template",
            ]);
        });

        it("is none where it names no image, or an image", () => {
            const templateVersions = known([version(2, undefined), version(3, ""), version(4, other)]);
            const facts = factsOf({ groups: known([launcher({ templates: byTemplate() })]), templateVersions });
            assert.deepEqual(unknownsOf(facts), []);
        });
    });

    it("users of other images are never named, whatever launches in the account", () => {
        const imageIds = fc.constantFrom(image, other, "ami-0000000c");
        const references = fc.array(
            fc.record(
                {
                    id: fc.constantFrom("lt-1", "lt-2"),
                    version: fc.constantFrom("$Latest", "$Default", "1", "2", "9"),
                },
                { requiredKeys: ["id"] },
            ),
            { maxLength: 3 },
        );
        const launchers = (kind: Launcher["kind"]) =>
            fc.array(
                fc.record({
                    kind: fc.constant(kind),
                    name: fc.constantFrom("a", "b", "c"),
                    templates: references,
                    imageIds: fc.array(imageIds, { maxLength: 2 }),
                }),
                { maxLength: 3 },
            );
        const versions = fc.array(
            fc.record({
                templateId: fc.constantFrom("lt-1", "lt-2"),
                templateName: fc.constant("any"),
                version: fc.integer({ min: 1, max: 4 }),
                isDefault: fc.boolean(),
                isLatest: fc.boolean(),
                imageId: imageIds,
            }),
            { maxLength: 6 },
        );
        const facts = fc.record({
            groups: launchers("auto-scaling-group").map(known),
            launchConfigurations: fc
                .array(fc.record({ name: fc.constantFrom("x", "y"), imageId: imageIds }))
                .map(known),
            fleets: launchers("ec2-fleet").map(known),
            spotFleets: launchers("spot-fleet").map(known),
            templateVersions: versions.map(known),
        });
        fc.assert(
            fc.property(facts, seen => {
                const nobody = "ami-0000000d";
                for (const found of asked(seen, nobody).values()) assert.deepEqual(found, { users: [] });
                for (const [question, { users, unknown }] of asked(seen)) {
                    assert.equal(unknown, undefined);
                    for (const { kind } of users) {
                        assert.equal(kind, question === "idle" ? "launch-configuration" : question);
                    }
                }
                assert.deepEqual(asked(structuredClone(seen)), asked(seen));
            }),
            { numRuns: 300 },
        );
    });
});
