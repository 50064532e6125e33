import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/execution/checked";
import type { Step } from "../../../provider/preview/digest";
import { rolloverOf } from "../../../provider/preview/rollover";
import type { Row } from "../../../provider/preview/row";
import type { User } from "../../../provider/retirement";
import {
    amiRow,
    amiUrn,
    changes,
    creates,
    deletes,
    groupRow,
    groupType,
    idPattern,
    newId,
    oldId,
    replaces,
    rowOf,
    templateType,
    updateOf,
    urnOf,
} from "./stacks";

const web = amiRow("image");
const otherId = "ami-0aaaaaaaaaaaaaaaa";

const group: User = { kind: "auto-scaling-group", ids: ["arn:web", "web"], uses: [{}] };
const throughTemplate = (version: string): User => ({
    ...group,
    uses: [{ through: ["lt-1", "name of lt-1"], version }],
});

/** What becomes of a user when the image's row leaves, and these steps are taken besides. */
const becomes = (
    user: User,
    state: readonly Row[],
    steps: readonly Step[],
    leaving: Row = web,
    leave: Step = deletes(leaving),
) => {
    const update = updateOf([leaving, ...state], [...steps, leave]);
    const rollover = rolloverOf(user, { row: leaving, idPattern }, update);
    if (rollover.is === "stays") return "stays";
    return rollover.is === "first" ? `first: ${rollover.change} ${rollover.urn}` : `conditional: ${rollover.because}`;
};
const first = `first: changed ${urnOf(groupType, "web")}`;

/** A group that names the image, and what its property is in the update. */
const moved = (value: unknown, from: readonly string[] = [], steps: readonly Step[] = []) => {
    const row = groupRow({ imageId: oldId });
    return becomes(group, [row], [changes(row, { imageId: value }, { imageId: [...from] }), ...steps]);
};

describe("a user that names the image", () => {
    it("moves to another id that is known: rule (a)", () => assert.equal(moved(newId), first));

    it("stays when the update leaves it as it is, or changes something else about it", () => {
        const row = groupRow({ imageId: oldId, size: 1 });
        assert.equal(becomes(group, [row], []), "stays");
        assert.equal(becomes(group, [row], [{ ...changes(row, row.inputs), op: "same" }]), "stays");
        assert.equal(becomes(group, [row], [changes(row, { imageId: oldId, size: 2 })]), "stays");
    });

    it("stays when the id only wanders to another of its properties", () => {
        const row = groupRow({ imageId: oldId, spare: newId });
        assert.equal(becomes(group, [row], [changes(row, { imageId: newId, spare: oldId })]), "stays");
    });

    describe("by something that is not known before the update: rule (b)", () => {
        const next = amiRow("next", newId);
        const from = (...rows: readonly Row[]) => rows.map(({ urn }) => urn);

        it("moves when it comes from exactly one row of ours, which will have another, known id", () => {
            assert.equal(moved(unknownValue, from(next), [creates(next)]), first);
            const elsewhere = amiRow("elsewhere", otherId);
            const row = groupRow({ imageId: oldId });
            const steps = [
                changes(row, { imageId: unknownValue }, { imageId: from(elsewhere) }),
                ...replaces(elsewhere, { imageId: newId }),
            ];
            assert.equal(becomes(group, [row, elsewhere], steps), first);
        });

        it("moves with the replaced row itself, the ordinary rollover", () => {
            const row = groupRow({ imageId: oldId }, { dependencies: [web.urn] });
            const steps = [
                ...replaces(web, { imageId: newId }),
                changes(row, { imageId: unknownValue }, { imageId: from(web) }),
            ];
            assert.equal(becomes(group, [row], steps, web, deletes(web, "delete-replaced")), first);
        });

        const unsure = "conditional: its imageId is not known yet";

        it("is open for a mere rename: the new row asks for the very same id", () => {
            const renamed = amiRow("renamed", oldId);
            assert.equal(moved(unknownValue, from(renamed), [creates(renamed)]), unsure);
        });

        it("is open for a row that is replaced and gets the same id again", () => {
            const row = groupRow({ imageId: oldId });
            const steps = [
                ...replaces(web, { imageId: oldId }),
                changes(row, { imageId: unknownValue }, { imageId: from(web) }),
            ];
            assert.equal(becomes(group, [row], steps, web, deletes(web, "delete-replaced")), unsure);
        });

        it("is open when it comes from two rows, from a foreign one, or from none that is named", () => {
            const job = amiRow("job", otherId);
            const foreign = rowOf("aws:ec2/ami:Ami", "built", { inputs: { imageId: newId } });
            assert.equal(moved(unknownValue, from(next, job), [creates(next), creates(job)]), unsure);
            assert.equal(moved(unknownValue, from(next, foreign), [creates(next), creates(foreign)]), unsure);
            assert.equal(moved(unknownValue, from(foreign), [creates(foreign)]), unsure);
            assert.equal(moved(unknownValue, []), unsure);
        });

        it("is open when the row that it comes from does not know its own id", () => {
            const unsettled = amiRow("next", unknownValue);
            assert.equal(moved(unknownValue, from(unsettled), [creates(unsettled)]), unsure);
        });

        it("is open when the row that it comes from takes no step", () => {
            assert.equal(moved(unknownValue, from(next)), unsure);
            assert.equal(moved(unknownValue, from(next), [{ ...creates(next), op: "same" }]), unsure);
        });

        it("is open when nothing says what it comes from", () => {
            const row = groupRow({ imageId: oldId });
            const { propertyDependencies: _none, ...newState } = groupRow({ imageId: unknownValue });
            const steps = [{ ...changes(row, {}), newState }, creates(next)];
            assert.equal(becomes(group, [row], steps), unsure);
        });
    });

    describe("by anything else: rule (c)", () => {
        it("is open for a secret", () => assert.equal(moved("[secret]"), "conditional: its imageId is a secret"));

        it("is open when the property goes, or names no image any more", () => {
            const row = groupRow({ imageId: oldId });
            const open = "conditional: its imageId will name no other object";
            assert.equal(becomes(group, [row], [changes(row, {})]), open);
            for (const value of [null, "", "none", 7, {}, [], "/aws/service/ami-amazon-linux-latest"])
                assert.equal(moved(value), open, JSON.stringify(value));
        });
    });

    it("is looked at at any depth", () => {
        const row = groupRow({ overrides: [{ spec: { imageId: oldId } }, { spec: { imageId: otherId } }] });
        const to = (...ids: readonly unknown[]) =>
            becomes(group, [row], [changes(row, { overrides: ids.map(imageId => ({ spec: { imageId } })) })]);
        assert.equal(to(newId, otherId), first);
        assert.equal(to(otherId, oldId), "stays");
        assert.match(to(newId, unknownValue), /^conditional/);
        assert.match(to(newId, "[secret]"), /^conditional/);
    });

    it("is one whole: a second property that holds on to the image decides", () => {
        const row = groupRow({ imageId: oldId, spare: oldId });
        const to = (imageId: unknown, spare: unknown) => becomes(group, [row], [changes(row, { imageId, spare })]);
        assert.equal(to(newId, newId), first);
        assert.equal(to(newId, oldId), "stays");
        assert.equal(to("[secret]", oldId), "stays");
        assert.match(to(newId, "[secret]"), /^conditional/);
    });

    it("counts when it is replaced: its next inputs are those of the replacement", () => {
        const row = groupRow({ imageId: oldId }, { dependencies: [web.urn] });
        const steps = [...replaces(row, { imageId: newId }), deletes(row, "delete-replaced")];
        assert.equal(becomes(group, [row], steps), `first: deleted ${row.urn}`);
    });
});

describe("which row stands for a user", () => {
    it("is found by its id or by its ARN", () => {
        const byArn = groupRow({ imageId: oldId }, { id: "an-id-of-its-own" });
        assert.equal(becomes(group, [byArn], [changes(byArn, { imageId: newId })]), first);
        const byId = groupRow({ imageId: oldId }, { outputs: {} });
        assert.equal(becomes(group, [byId], [changes(byId, { imageId: newId })]), first);
    });

    it("is none for a user of which the stack knows nothing", () => {
        const other = groupRow({ imageId: oldId }, { id: "job", outputs: { arn: "arn:job" } });
        assert.equal(becomes(group, [], []), "stays");
        assert.equal(becomes(group, [other], [changes(other, { imageId: newId })]), "stays");
    });

    it("is not one that merely has the same name", () => {
        const namesake = rowOf("aws:iam/role:Role", "web", { inputs: { description: newId } });
        assert.equal(becomes(group, [namesake], [changes(namesake, { description: otherId })]), "stays");
        assert.equal(becomes(group, [namesake], [deletes(namesake)]), "stays");
        const row = groupRow({ imageId: oldId });
        assert.equal(becomes(group, [namesake, row], [changes(row, { imageId: newId })]), first);
    });

    it("is not one whose object an earlier replacement has left behind", () => {
        const left = groupRow({ imageId: oldId }, { delete: true });
        assert.equal(becomes(group, [left], [changes(left, { imageId: newId })]), "stays");
    });

    it("is not the image's own row, whatever the user calls itself", () => {
        const user: User = { ...group, ids: [oldId] };
        assert.equal(becomes(user, [], [...replaces(web, { imageId: newId })]), "stays");
    });
});

describe("a user that uses the image through a launch template", () => {
    const template = (inputs: Row["inputs"] = {}) =>
        rowOf(templateType, "template", { id: "lt-1", inputs: { imageId: oldId, ...inputs } });
    const byVersion = (version: unknown) => groupRow({ launchTemplate: { id: "lt-1", version } });
    const templateFirst = `first: changed ${urnOf(templateType, "template")}`;
    const movesOn = changes(template(), { imageId: newId });

    describe("at $Latest", () => {
        const row = byVersion("$Latest");
        const latest = throughTemplate("$Latest");

        it("moves with the template's row", () =>
            assert.equal(becomes(latest, [row, template()], [movesOn]), templateFirst));

        it("moves so too when something else about it changes", () =>
            assert.equal(
                becomes(latest, [row, template()], [movesOn, changes(row, { ...row.inputs, size: 2 })]),
                templateFirst,
            ));

        it("stays while the template's row stays, or is none of this stack", () => {
            assert.equal(becomes(latest, [row, template()], []), "stays");
            assert.equal(becomes(latest, [row, template()], [changes(template(), { imageId: oldId })]), "stays");
            assert.equal(becomes(latest, [row], []), "stays");
            const left = { ...template(), delete: true };
            assert.equal(becomes(latest, [row, left], [movesOn]), "stays");
        });

        it("is open as the template's row is", () => {
            const secret = changes(template(), { imageId: "[secret]" });
            assert.equal(becomes(latest, [row, template()], [secret]), "conditional: its imageId is a secret");
            const renamed = amiRow("renamed", oldId);
            const same = changes(template(), { imageId: unknownValue }, { imageId: [renamed.urn] });
            assert.match(becomes(latest, [row, template()], [same, creates(renamed)]), /^conditional/);
        });

        it("is open when the template names the image by something that its row does not show", () => {
            const other = rowOf(templateType, "template", { id: "lt-1", inputs: { imageId: "resolve:ssm:/app" } });
            const step = changes(other, { imageId: "resolve:ssm:/next" });
            assert.equal(becomes(latest, [row, other], [step]), "conditional: what it uses is not among its inputs");
        });
    });

    describe("at $Default", () => {
        const row = byVersion("$Default");
        const byDefault = throughTemplate("$Default");

        it("moves only with a template that makes each new version its default", () => {
            const step = changes(template(), { imageId: newId, updateDefaultVersion: true });
            assert.equal(becomes(byDefault, [row, template()], [step]), templateFirst);
        });

        it("is open with one that does not", () => {
            const open = "conditional: its default version is not moved along (updateDefaultVersion)";
            for (const updateDefaultVersion of [undefined, false, unknownValue, "true"]) {
                const step = changes(template(), { imageId: newId, updateDefaultVersion });
                assert.equal(becomes(byDefault, [row, template()], [step]), open);
            }
        });
    });

    describe("at a version by its number", () => {
        const row = byVersion("3");
        const numbered = throughTemplate("3");

        it("stays, whatever becomes of the template", () =>
            assert.equal(becomes(numbered, [row, template()], [movesOn]), "stays"));

        it("is open when the number changes, or is not known yet", () => {
            const to = (version: unknown) => changes(row, { launchTemplate: { id: "lt-1", version } });
            assert.equal(
                becomes(numbered, [row, template()], [movesOn, to("4")]),
                "conditional: its launchTemplate changes to a version that is not looked at",
            );
            for (const value of [unknownValue, "[secret]"]) {
                assert.equal(
                    becomes(numbered, [row, template()], [movesOn, to(value)]),
                    "conditional: its launchTemplate is not known yet",
                );
            }
        });
    });

    it("is open when it will follow another template", () => {
        const row = byVersion("$Latest");
        const step = changes(row, { launchTemplate: { id: "lt-2", version: "$Latest" } });
        assert.equal(
            becomes(throughTemplate("$Latest"), [row, template()], [step, movesOn]),
            "conditional: its launchTemplate will lead elsewhere",
        );
    });

    it("is told from its template, though both have the same name", () => {
        const user: User = { ...group, uses: [{ through: ["lt-1", "web"], version: "$Latest" }] };
        const row = byVersion("$Latest");
        assert.equal(becomes(user, [row, template()], [movesOn, changes(row, row.inputs)]), templateFirst);
        assert.equal(becomes(user, [row], [movesOn, changes(row, row.inputs)]), "stays");
    });

    it("is told from others of its name by its ARN", () => {
        const user: User = { ...group, uses: [{ through: ["lt-1", "web"], version: "$Latest" }] };
        const role = rowOf("aws:iam/role:Role", "web", { inputs: { name: "web" }, outputs: { arn: "arn:role/web" } });
        const row = byVersion("$Latest");
        const step = changes(row, { launchTemplate: { id: "lt-1", version: "3" } });
        assert.match(becomes(user, [role, row, template()], [movesOn, step]), /^conditional/);
        assert.equal(becomes(user, [role, row, template()], [movesOn]), templateFirst);
    });

    it("is matched by the template's name too", () => {
        const row = groupRow({ launchTemplate: { name: "name of lt-1", version: "$Latest" } });
        assert.equal(becomes(throughTemplate("$Latest"), [row, template()], [movesOn]), templateFirst);
    });
});

describe("a user that uses the image in two ways", () => {
    const both: User = { ...group, uses: [{}, { through: ["lt-1"], version: "$Latest" }] };
    const row = groupRow({ overrides: [oldId], launchTemplate: { id: "lt-1", version: "$Latest" } });
    const template = rowOf(templateType, "template", { id: "lt-1", inputs: { imageId: oldId } });
    const own = (id: unknown) => changes(row, { ...row.inputs, overrides: [id] });
    const templates = (id: unknown) => changes(template, { imageId: id });
    const state = [row, template];

    it("lets go when both do", () => assert.equal(becomes(both, state, [own(newId), templates(newId)]), first));
    it("stays when one does", () => {
        assert.equal(becomes(both, state, [own(newId)]), "stays");
        assert.equal(becomes(both, state, [templates(newId)]), "stays");
        assert.equal(becomes(both, state, [own("[secret]")]), "stays");
    });
    it("is open when one is", () => {
        assert.match(becomes(both, state, [own("[secret]"), templates(newId)]), /^conditional/);
        assert.match(becomes(both, state, [own(newId), templates("[secret]")]), /^conditional/);
    });
});

describe("a user that the update deletes", () => {
    const open = "conditional: it is deleted by the same update, and nothing says that it goes first";
    const gone = `first: deleted ${urnOf(groupType, "web")}`;
    const between = (name: string, members = {}) => rowOf("aws:ec2/tag:Tag", name, members);

    it("goes first when its state depends on the image's row, in whatever way", () => {
        const ways: readonly Partial<Row>[] = [
            { dependencies: [web.urn] },
            { propertyDependencies: { imageId: [web.urn] } },
            { parent: web.urn },
        ];
        for (const way of ways) {
            const row = groupRow({ imageId: oldId }, way);
            assert.equal(becomes(group, [row], [deletes(row)]), gone, JSON.stringify(way));
        }
    });

    it("goes at any time when it does not", () => {
        const row = groupRow({ imageId: oldId }, { propertyDependencies: { imageId: [] } });
        assert.equal(becomes(group, [row], [deletes(row)]), open);
        const onOther = groupRow({ imageId: oldId }, { dependencies: [amiUrn("other")] });
        assert.equal(becomes(group, [onOther, amiRow("other", newId)], [deletes(onOther)]), open);
    });

    it("goes first by way of rows that go too, and not by way of one that stays", () => {
        const near = between("near", { dependencies: [web.urn] });
        const far = between("far", { dependencies: [near.urn] });
        const row = groupRow({ imageId: oldId }, { dependencies: [far.urn] });
        const state = [row, near, far];
        assert.equal(becomes(group, state, [deletes(row), deletes(far), deletes(near)]), gone);
        assert.equal(becomes(group, state, [deletes(row), deletes(far)]), open);
        assert.equal(becomes(group, state, [deletes(row), deletes(near)]), open);
    });

    it("ends though rows depend on each other", () => {
        const one = between("one", { dependencies: [urnOf("aws:ec2/tag:Tag", "two")] });
        const two = between("two", { dependencies: [one.urn] });
        const row = groupRow({ imageId: oldId }, { dependencies: [one.urn] });
        assert.equal(becomes(group, [row, one, two], [deletes(row), deletes(one), deletes(two)]), open);
    });

    for (const option of ["retainOnDelete", "external"] as const) {
        it(`stays in the cloud, and goes on using the image, when only its row goes: ${option}`, () => {
            const row = groupRow({ imageId: oldId }, { dependencies: [web.urn], [option]: true });
            assert.equal(becomes(group, [row], [deletes(row)]), "stays");
        });
    }

    it("goes with another row that goes: when, only the update shows", () => {
        const host = rowOf("aws:ec2/vpc:Vpc", "host");
        const row = groupRow({ imageId: oldId }, { dependencies: [web.urn], deletedWith: host.urn });
        assert.equal(becomes(group, [row, host], [deletes(row), deletes(host)]), open);
    });

    it("stays when the engine refuses to delete it", () => {
        const row = groupRow({ imageId: oldId }, { dependencies: [web.urn], protect: true });
        const refused = { urn: row.urn, message: "error: protected", severity: "error" };
        const update = updateOf([web, row], [deletes(row), deletes(web)], {}, [refused]);
        assert.equal(rolloverOf(group, { row: web, idPattern }, update).is, "stays");
    });
});
