import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderPreviewText } from "../../provider/cli/preview/text";
import { previewOf } from "./preview-fidelity";
import { ami, amiType, home, scenario } from "./scenario";

const count = 1_000;
/** Of so many the cloud is asked; the engine keeps the others, and asks nobody. */
const looked = 100;
const idOf = (number: number) => `ami-0a1b2c3d4e5f${String(number).padStart(5, "0")}`;
const ids = Array.from({ length: count }, (_, number) => idOf(number));
/** One in ten of those is refused. */
const isGuarded = (number: number) => number < looked && number % 10 === 0;

describe("preview of a thousand rows", () => {
    const world = scenario({
        seed: {
            images: ids.map((ImageId, number) => ({
                ...home,
                ImageId,
                Name: "nightly",
                ...(isGuarded(number) ? { DeregistrationProtection: "enabled-without-cooldown" } : {}),
            })),
        },
    });

    /** A state of that size is imported: to create it would take minutes, and show nothing more. */
    before(async () => {
        const { stack } = world;
        stack.program(ami("row", idOf(0)));
        await stack.up();
        const state = await stack.export();
        const [row, ...none] = (state.deployment.resources ?? []).filter(({ type }) => type === amiType);
        assert.ok(row !== undefined && none.length === 0);
        const others = ids.slice(1).map((id, index) => ({
            ...JSON.parse(JSON.stringify(row).replaceAll(idOf(0), id).replaceAll("::row", `::row of ${id}`)),
            retainOnDelete: index + 1 >= looked,
        }));
        const resources = [...(state.deployment.resources ?? []), ...others];
        const file = join(stack.project.home, "state.json");
        writeFileSync(file, JSON.stringify({ ...state, deployment: { ...state.deployment, resources } }));
        await stack.run(["stack", "import", "--file", file, "--non-interactive"]);
    });

    it("judges each, and tells it within a screen", async () => {
        const preview = await previewOf(world.stack, ["--destroy"]);
        assert.equal(preview.code, 2);
        assert.equal(preview.rows.length, count);
        const { retire, blocked, retain } = preview.summary;
        assert.deepEqual([retire, blocked, retain], [90, 10, count - looked]);
        const urns = preview.rows.map(({ urn }) => urn);
        assert.deepEqual(urns, [...urns].sort());

        const text = renderPreviewText(preview, { verbose: false, paint: each => each });
        const lines = text.split("\n");
        assert.ok(lines.length <= 60, `${lines.length} lines:\n${text}`);
        assert.match(text, /^will deregister, for good \(90 rows\)$/m);
        assert.match(text, /^blocked: 1 reason \(10 rows\)$/m);
        assert.match(text, /^kept: retainOnDelete \(900 rows\)$/m);
    });

    it("asks about those that it has to look at, and for their launchers once for many", () => {
        const { emulator } = world;
        assert.ok(emulator.requests().length < 7 * looked, `${emulator.requests().length} requests`);
        const scans = emulator.requests("autoscaling:DescribeAutoScalingGroups").length;
        assert.ok(scans <= looked / 10, `${scans} scans`);
    });
});
