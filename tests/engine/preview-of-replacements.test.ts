import assert from "node:assert/strict";
import { applied, outcomesOf, previewed, previewOf } from "./preview-fidelity";
import { ami, amiType, home, rowIds, scenario } from "./scenario";

const ids = Array.from({ length: 20 }, (_, number) => `ami-0a1b2c3d4e5f600${String(number).padStart(2, "0")}`);
const [a1 = "", a2 = "", b1 = "", b2 = "", c = "", d = "", e = "", f = "", g1 = "", g2 = "", h1 = "", h2 = ""] = ids;
const [i = "", j1 = "", j2 = "", k = ""] = ids.slice(12);
const shared = "snap-0a1b2c3d4e5f60001";
const deleteFirst = { deleteBeforeReplace: true };
const inComponent = `
    class Site extends pulumi.ComponentResource {
        constructor(name) { super("retire-test:index:Site", name); }
    }
    new aws.Ami("moved", { imageId: "${d}" }, { parent: new Site("site") });`;
const withSnapshots = { deletionPolicy: { deleteAssociatedSnapshots: true } };

const rowsBefore = [
    ami("changed", a1),
    ami("changedFirst", b1, {}, deleteFirst),
    ami("renamed", c),
    ami("moved", d),
    ami("tainted", e),
    ami("taintedFirst", f, {}, deleteFirst),
    `new aws.Ami("secret", { imageId: pulumi.secret("${g1}") });`,
    // Of the two, the one that goes last may take the snapshot along.
    ami("twinA", h1, withSnapshots),
    ami("twinB", h2, withSnapshots),
    ami("guarded", i, {}, { protect: true }),
    ami("left", j1),
    ami("stays", k),
];
const rowsAfter = [
    ami("changed", a2),
    ami("changedFirst", b2, {}, deleteFirst),
    ami("renamed-next", c),
    inComponent,
    ami("tainted", e),
    ami("taintedFirst", f, {}, deleteFirst),
    `new aws.Ami("secret", { imageId: pulumi.secret("${g2}") });`,
    ami("guarded", i, {}, { protect: true }),
    ami("left", j1),
    ami("stays", k),
];

describe("preview of replacements", () => {
    const world = scenario({
        seed: {
            images: ids.map(ImageId => ({
                ...home,
                ImageId,
                ...(ImageId === h1 || ImageId === h2 ? { SnapshotIds: [shared] } : {}),
            })),
        },
    });
    const urnOf = async (name: string) =>
        (await world.stack.rows(amiType)).find(row => row.urn.endsWith(`::${name}`))?.urn ?? "";
    const inCloud = () => new Set(world.emulator.look(home).images.map(({ ImageId }) => ImageId));

    before(async () => {
        const { stack } = world;
        stack.program(rowsBefore.join("\n"));
        await stack.up();
        const tainted = await Promise.all(["tainted", "taintedFirst"].map(urnOf));
        await stack.run(["state", "taint", ...tainted, "--yes", "--non-interactive"]);
        stack.program(rowsAfter.join("\n"));
    });

    it("tells a new image from a new row of the same image, whatever made the row new", async () => {
        const { stack } = world;
        const preview = await previewOf(stack);
        assert.deepEqual(outcomesOf(preview), {
            changed: "retire",
            changedFirst: "retire",
            renamed: "retain",
            moved: "retain",
            tainted: "retain",
            taintedFirst: "retain",
            secret: "retire",
            twinA: "retire",
            twinB: "retire",
        });
        assert.equal(preview.code, 0);
        for (const name of ["changed", "changedFirst", "secret", "tainted"])
            assert.equal(previewed(preview, name).operation, "delete-replaced");
        // One at a time: which of the two twins comes last decides what becomes of their snapshot.
        await applied(world, preview, () => stack.up({ args: ["--parallel", "1"] }));
        for (const id of [c, d, e, f]) assert.ok(inCloud().has(id), id);
    });

    it("shows both rows of one image when a delete has failed and left one behind, and one deregistration", async () => {
        const { stack } = world;
        const urn = await urnOf("left");
        await stack.up({
            expectFailure: true,
            args: ["--replace", urn],
            env: { PULUMI_RETIRE_OVERRIDES: "{" },
        });
        const pair = (await stack.rows(amiType)).filter(row => row.urn === urn);
        assert.deepEqual(
            pair.map(({ id }) => id),
            [j1, j1],
        );

        stack.program([ami("guarded", i, {}, { protect: true }), ami("left", j2), ami("stays", k)].join("\n"));
        const preview = await previewOf(stack);
        assert.deepEqual(
            preview.rows
                .filter(({ name }) => name === "left")
                .map(({ outcome }) => outcome)
                .sort(),
            ["already-retired", "retire"],
        );
        await applied(world, preview, () => stack.up());
    });

    it("says of a destroy that a protected row forbids that nothing will be done, and of one without it what will", async () => {
        const { stack, emulator } = world;
        const refused = await previewOf(stack, ["--destroy"]);
        assert.deepEqual(outcomesOf(refused).guarded, "blocked");
        assert.equal(refused.code, 2);
        assert.match(previewed(refused, "guarded").blockers[0]?.remedy ?? "", /--exclude-protected/);

        const preview = await previewOf(stack, ["--destroy", "--", "--exclude-protected"]);
        assert.deepEqual(outcomesOf(preview), { left: "retire", stays: "retire" });
        assert.equal(preview.code, 0);
        const sent = emulator.mutations().length;
        await applied(world, preview, () => stack.destroy({ args: ["--exclude-protected"] }));
        assert.equal(emulator.mutations().length, sent + 2);
        assert.deepEqual(await rowIds(stack), [i]);
    });
});
