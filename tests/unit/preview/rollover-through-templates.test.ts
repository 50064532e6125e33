import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/execution/checked";
import type { Row } from "../../../provider/preview/row";
import type { User } from "../../../provider/retirement";
import { becomes, first, group, throughTemplate } from "./rollovers";
import { amiRow, changes, creates, groupRow, newId, oldId, rowOf, templateType, urnOf } from "./stacks";

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
