import assert from "node:assert/strict";
import type { RunOptions } from "../support/stack";
import { byLaunchers, launchers, programWithLaunchers } from "./launchers";
import { applied, outcomesOf, previewed, previewOf } from "./preview-fidelity";
import { amiType, assertToldOnce, home, scenario } from "./scenario";

/** One image, its successor, and who launches from the one before the update and from the other after it. */
interface Story {
    readonly before: (names: Names) => string;
    readonly after: (names: Names) => string;
}

interface Names {
    /** Of the story: rows are called after it. */
    readonly name: string;
    /** The ids. */
    readonly old: string;
    readonly next: string;
}

const row = (name: string, id: string, options = "{}", args = "{}") =>
    `new aws.Ami("${name}", { imageId: "${id}", ...${args} }, ${options});`;
const template = (name: string, imageId: string, more = "updateDefaultVersion: true") =>
    `const ${name}Template = new LaunchTemplate("${name}", { name: "${name}", imageId: ${imageId}, ${more} });`;
const group = (name: string, source: string, options = "{}") =>
    `new Group("${name}", { name: "${name}", ${source} }, ${options});`;
const byTemplate = (name: string, version = '"$Latest"') =>
    `launchTemplate: { id: ${name}Template.id, version: ${version} }`;
/** The image is named by the group itself; its template is of no interest. */
const byOverride = (imageId: string) =>
    `launchTemplate: { id: bare.id, version: "$Default" }, overrides: [{ imageId: ${imageId} }]`;
const byConfiguration = (name: string) => `launchConfiguration: ${name}Configuration.name`;
const configuration = (name: string, imageId: string) =>
    `const ${name}Configuration = new LaunchConfiguration("${name}", { namePrefix: "${name}-", imageId: ${imageId} });`;
const quoted = (id: string) => `"${id}"`;

/** The old image's row is always called as the story is; the new one's `STORY-next`, and it is `next` in the program. */
const oldRow = ({ name, old }: Names) => `const ${name}Old = ${row(name, old)}`;
const nextRow = ({ name, next }: Names) => `const ${name}Next = ${row(`${name}-next`, next)}`;

/** How the new image is given, in the words of the program. */
const given = {
    literally: ({ next }: Names) => quoted(next),
    byItsInput: ({ name }: Names) => `${name}Next.imageId`,
    byItsId: ({ name }: Names) => `${name}Next.id`,
    secretly: ({ next }: Names) => `pulumi.secret(${quoted(next)})`,
};
type Given = (names: Names) => string;

const throughTemplate = (as: Given): Story => ({
    before: names =>
        [oldRow(names), template(names.name, quoted(names.old)), group(names.name, byTemplate(names.name))].join("\n"),
    after: names =>
        [nextRow(names), template(names.name, as(names)), group(names.name, byTemplate(names.name))].join("\n"),
});
const templateAlone = (as: Given): Story => ({
    before: names => [oldRow(names), template(names.name, quoted(names.old))].join("\n"),
    after: names => [nextRow(names), template(names.name, as(names))].join("\n"),
});
const directly = (as: Given): Story => ({
    before: names => [oldRow(names), group(names.name, byOverride(quoted(names.old)))].join("\n"),
    after: names => [nextRow(names), group(names.name, byOverride(as(names)))].join("\n"),
});

/** Certain before the update: the delete comes when its user has moved. */
const certain: Readonly<Record<string, Story>> = {
    templateLiterally: templateAlone(given.literally),
    templateByInput: templateAlone(given.byItsInput),
    templateById: templateAlone(given.byItsId),
    throughLiterally: throughTemplate(given.literally),
    throughByInput: throughTemplate(given.byItsInput),
    throughById: throughTemplate(given.byItsId),
    groupLiterally: directly(given.literally),
    groupByInput: directly(given.byItsInput),
    groupById: directly(given.byItsId),
    /** The row is replaced, and its user goes by its id. */
    replaced: {
        before: names => [oldRow(names), template(names.name, `${names.name}Old.id`)].join("\n"),
        after: names =>
            [
                `const ${names.name}Old = ${row(names.name, names.next)}`,
                template(names.name, `${names.name}Old.id`),
            ].join("\n"),
    },
    /** The user goes altogether, and its state says that it must go first. */
    deletedBefore: {
        before: names => [oldRow(names), template(names.name, `${names.name}Old.id`)].join("\n"),
        after: () => "",
    },
};

/** Not known before the update, and then it turns out well. */
const conditional = {
    templateSecretly: templateAlone(given.secretly),
    throughSecretly: throughTemplate(given.secretly),
    groupSecretly: directly(given.secretly),
    /** A group that names its template's version by number: which image that will be, nothing says beforehand. */
    byNumber: {
        before: names =>
            [
                oldRow(names),
                template(names.name, quoted(names.old)),
                group(names.name, byTemplate(names.name, `${names.name}Template.latestVersion`)),
            ].join("\n"),
        after: names =>
            [
                nextRow(names),
                template(names.name, quoted(names.next)),
                group(names.name, byTemplate(names.name, `${names.name}Template.latestVersion`)),
            ].join("\n"),
    },
    /** A new launch configuration takes the old one's place under a name that only its creation makes. */
    byConfiguration: {
        before: names =>
            [
                oldRow(names),
                configuration(names.name, quoted(names.old)),
                group(names.name, byConfiguration(names.name)),
            ].join("\n"),
        after: names =>
            [
                nextRow(names),
                configuration(names.name, quoted(names.next)),
                group(names.name, byConfiguration(names.name)),
            ].join("\n"),
    },
    /** The user goes altogether, and nothing says that it goes first: the engine deletes both at once. */
    deletedAtOnce: {
        before: names => [oldRow(names), template(names.name, quoted(names.old))].join("\n"),
        after: () => "",
    },
} satisfies Readonly<Record<string, Story>>;

/** The row has another name, and the object is the same. */
const renamed: Readonly<Record<string, Story>> = {
    templateRenamed: {
        before: names => [oldRow(names), template(names.name, `${names.name}Old.id`)].join("\n"),
        after: names =>
            [
                `const ${names.name}Next = ${row(`${names.name}-next`, names.old)}`,
                template(names.name, `${names.name}Next.id`),
            ].join("\n"),
    },
};

/** What each of them hangs on. */
const why: Readonly<Record<keyof typeof conditional, RegExp>> = {
    templateSecretly: /its imageId is a secret/,
    throughSecretly: /its imageId is a secret/,
    groupSecretly: /its overrides is a secret/,
    byNumber: /its launchTemplate is not known yet/,
    byConfiguration: /its launchConfiguration will lead elsewhere/,
    deletedAtOnce: /nothing says that it goes first/,
};

const stories = { ...certain, ...conditional, ...renamed };
const order = Object.keys(stories);
const namesOf = (name: string): Names => {
    const number = String(order.indexOf(name)).padStart(2, "0");
    return { name, old: `ami-0a1b2c3d4e5f600${number}`, next: `ami-0a1b2c3d4e5f610${number}` };
};
const bare = "ami-0a1b2c3d4e5f60099";
const lying = { name: "lying", old: "ami-0a1b2c3d4e5f60090", next: "ami-0a1b2c3d4e5f60091" };

/**
 * The users are stand-ins (launchers.ts). A service of ECS, and rows of other providers, come with the kinds that those
 * use.
 */
describe("preview of rollovers", () => {
    const ids = [...order.map(namesOf).flatMap(({ old, next }) => [old, next]), bare, lying.old, lying.next];
    const world = scenario({ seed: { images: ids.map(ImageId => ({ ...home, ImageId })) } }, launchers);
    const program = (done: readonly Readonly<Record<string, Story>>[], more = "") => {
        const isDone = (name: string) => done.some(part => name in part);
        const texts = Object.entries(stories).map(([name, story]) =>
            (isDone(name) ? story.after : story.before)(namesOf(name)),
        );
        programWithLaunchers(
            world,
            [template("bare", quoted(bare)).replace("bareTemplate", "bare"), ...texts, more].join("\n"),
        );
    };
    const up = (options: RunOptions = {}) => world.stack.up(options);
    const oldOnes = (part: object) => Object.keys(part).map(name => namesOf(name).old);
    const inCloud = () => new Set(world.emulator.look(home).images.map(({ ImageId }) => ImageId));

    const done = { output: "" };

    before(async () => {
        program([], liar());
        await up();
    });
    const liar = (imageId = lying.old, isIdle = false) =>
        [
            imageId === lying.old
                ? row("lying", lying.old, "{}", '{ timeouts: { release: "2s" } }')
                : row("lying-next", lying.next),
            template("lying", quoted(imageId), `updateDefaultVersion: true, isIdle: ${isIdle}`),
        ].join("\n");

    it("are told as certain, each once its user has changed, and then done in that one update", async () => {
        program([certain], liar());
        const preview = await previewOf(world.stack);
        assert.deepEqual(outcomesOf(preview), Object.fromEntries(Object.keys(certain).map(name => [name, "retire"])));
        assert.equal(preview.code, 0);
        for (const { name, once, verdict } of preview.rows) {
            const type = name.startsWith("group") ? "autoscaling/group:Group" : "ec2/launchTemplate:LaunchTemplate";
            const change = name === "deletedBefore" ? "deleted" : "changed";
            assert.ok(once.length > 0, `${name}: ${verdict}`);
            for (const release of once) {
                assert.equal(release.change, change);
                assert.ok(release.urn.endsWith(`::pulumi-nodejs:dynamic/${type}::${name}`), release.urn);
            }
            assert.match(verdict, new RegExp(`once .*${type} ${name} has (been )?${change}`));
        }
        await applied(world, preview, () => up(), { byOthers: byLaunchers });
        const there = inCloud();
        assert.deepEqual(
            oldOnes(certain).filter(id => there.has(id)),
            [],
        );
    });

    it("are told as conditional where the new image is not known beforehand, and a mere rename as none", async () => {
        program([certain, conditional, renamed], liar(lying.next, true));
        const preview = await previewOf(world.stack);
        assert.deepEqual(outcomesOf(preview), {
            ...Object.fromEntries(Object.keys(conditional).map(name => [name, "conditional"])),
            templateRenamed: "retain",
            lying: "retire",
        });
        assert.equal(preview.code, 3);
        for (const [name, because] of Object.entries(why)) {
            assert.match(previewed(preview, name).conditions.join("; "), because, name);
        }
        assert.match(previewed(preview, "templateRenamed").verdict, /^kept: .*still wanted.*"templateRenamed-next"/);
        assert.match(previewed(preview, "lying").verdict, /once .*LaunchTemplate lying has changed/);
        done.output = (
            await applied(world, preview, () => up({ expectFailure: true, args: ["--continue-on-error"] }), {
                byOthers: byLaunchers,
                notReleased: ["lying"],
            })
        ).output;
        assert.deepEqual(
            oldOnes(conditional).filter(id => inCloud().has(id)),
            [],
        );
    });

    it("leave the image of a renamed row where it is", () => {
        assert.deepEqual(
            oldOnes(renamed).filter(id => !inCloud().has(id)),
            [],
        );
    });

    it("end with a refusal when the user does not let go after all: nothing is sent, and the row stays", async () => {
        assertToldOnce(
            done.output,
            `EC2 AMI ${lying.old}: blocked: 1 reason`,
            `${lying.old} is in use (launch-template)`,
        );
        assert.ok(inCloud().has(lying.old));
        const rows = await world.stack.rows(amiType);
        assert.ok(rows.some(({ id }) => id === lying.old));
    });
});
