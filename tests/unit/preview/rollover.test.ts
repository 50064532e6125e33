import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/execution/checked";
import type { Step } from "../../../provider/preview/digest";
import type { Row } from "../../../provider/preview/row";
import type { User } from "../../../provider/retirement";
import { becomes, first, group, otherId, web } from "./rollovers";
import { amiRow, changes, creates, deletes, groupRow, newId, oldId, replaces, rowOf } from "./stacks";

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
