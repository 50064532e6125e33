import assert from "node:assert/strict";
import { groupsOf } from "../../../../provider/cli/preview/groups";
import type { PreviewedRow } from "../../../../provider/preview";
import { previewedRow } from "../../preview/previewed";

const rowsLike = (count: number, members: (id: string) => Partial<PreviewedRow> = () => ({}), from = 0) =>
    Array.from({ length: count }, (_, index) => {
        const id = `ami-0000000${from + index}`;
        return previewedRow({ name: `web-${from + index}`, id, ...members(id) });
    });
const sizes = (rows: readonly PreviewedRow[], verbose = false) =>
    groupsOf(rows, verbose).map(group => group.rows.length);

describe("rows that come to the same", () => {
    it("share a block from four on", () => {
        assert.deepEqual(sizes([]), []);
        assert.deepEqual(sizes(rowsLike(3)), [1, 1, 1]);
        assert.deepEqual(sizes(rowsLike(4)), [4]);
        assert.deepEqual(sizes(rowsLike(200)), [200]);
    });

    it("are told one by one where that is asked for", () =>
        assert.deepEqual(sizes(rowsLike(5), true), [1, 1, 1, 1, 1]));

    it("are told one by one also where two have one URN and id", () => {
        const [row] = rowsLike(1);
        assert.ok(row);
        assert.deepEqual(sizes([row, row, row, row], true), [1, 1, 1, 1]);
    });

    it("are alike though each names its own id", () => {
        const facts = (id: string) => ({
            warnings: [{ code: "used", subject: id, fact: `${id} is used, ${id} runs` }],
            blockers: [{ code: "in-use", subject: id, fact: `${id} is in use`, remedy: "move it" }],
            calls: [{ service: "ec2", operation: "DeregisterImage", input: { ImageId: id } }],
        });
        assert.deepEqual(sizes(rowsLike(4, facts)), [4]);
    });

    const call = { service: "ec2", operation: "DeregisterImage", input: {} };
    const differences: Readonly<Record<string, Partial<PreviewedRow>>> = {
        kind: { kind: "aws.TaskDefinition" },
        verdict: { verdict: "will deregister, for good" },
        effects: { effects: [{ code: "snapshot-kept", subject: "s", fact: "f", reversible: { is: "always" } }] },
        warnings: { warnings: [{ code: "used", subject: "s", fact: "job uses it" }] },
        blockers: { blockers: [{ code: "in-use", subject: "s", fact: "f", remedy: "r" }] },
        calls: { calls: [call] },
        permission: { calls: [{ ...call, permission: "unknown" }] },
        overrides: { overridden: { force: "*" } },
    };
    for (const [what, difference] of Object.entries(differences)) {
        it(`are not alike when they differ in ${what}`, () => {
            const rows = [...rowsLike(3), ...rowsLike(1, () => difference, 3)];
            assert.deepEqual(sizes(rows), [1, 1, 1, 1]);
            assert.deepEqual(sizes([...rows, ...rowsLike(1, () => ({}), 4)]), [4, 1]);
        });
    }

    it("stand where the first of them stands, and lose none", () => {
        const odd = previewedRow({ name: "odd", verdict: "blocked: 1 reason" });
        const rows = [odd, ...rowsLike(4), { ...odd, name: "odd-2" }];
        const groups = groupsOf(rows, false);
        assert.deepEqual(
            groups.map(group => group.rows.map(({ name }) => name).join()),
            ["odd", "odd-2", "web-0,web-1,web-2,web-3"],
        );
        assert.deepEqual(
            groups.map(({ verdict }) => verdict),
            [odd.verdict, odd.verdict, "will deregister"],
        );
    });
});
