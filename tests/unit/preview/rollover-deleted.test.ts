import assert from "node:assert/strict";
import { rolloverOf } from "../../../provider/preview/rollover";
import type { Row } from "../../../provider/preview/row";
import { becomes, group, web } from "./rollovers";
import {
    amiRow,
    amiUrn,
    deletes,
    groupRow,
    groupType,
    idPattern,
    newId,
    oldId,
    rowOf,
    updateOf,
    urnOf,
} from "./stacks";

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
