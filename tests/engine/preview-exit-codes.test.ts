import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RetirementPreview } from "../../provider/preview";
import type { CommandResult } from "../support/command";
import { outcomesOf } from "./preview-fidelity";
import { ami, home, scenario } from "./scenario";

const names = ["restorable", "final", "guarded", "cooling", "unseen"] as const;
type Name = (typeof names)[number];
const idOf = (name: Name) => `ami-0a1b2c3d4e5f6000${names.indexOf(name)}`;
/** Nothing but a refusal of its own stands in the way of these. */
const forced = { force: true, disableDeregistrationProtection: true };
const policies: Readonly<Record<Name, object>> = {
    restorable: forced,
    final: forced,
    guarded: { force: true },
    cooling: forced,
    unseen: {},
};
const seeds: Readonly<Partial<Record<Name, object>>> = {
    restorable: { Tags: { keep: "yes" } },
    guarded: { DeregistrationProtection: "enabled-without-cooldown" },
    cooling: { DeregistrationProtection: "enabled-with-cooldown" },
};
const password = "correct-horse-battery-staple";

interface Saved {
    readonly steps: readonly { readonly urn: string; readonly op: string }[];
}

describe("preview: exit codes and formats", () => {
    const world = scenario({
        now: "2026-11-22T12:00:10Z",
        seed: {
            images: names.map(name => ({ ...home, ...seeds[name], ImageId: idOf(name) })),
            rules: [
                {
                    ...home,
                    ResourceType: "EC2_IMAGE",
                    RetentionDays: 7,
                    ResourceTags: [{ ResourceTagKey: "keep", ResourceTagValue: "yes" }],
                },
            ],
        },
    });
    // No terminal is there, and a job's runner says so too.
    const env = { CI: "true", GITHUB_ACTIONS: "true" };
    const fileOf = (name: string) => join(world.stack.project.home, name);
    let saved: Saved;
    /** `--from` a saved preview of which only these rows are left: what it costs is what a look costs. */
    const from = (rows: readonly Name[], args: readonly string[], more: object = {}): Promise<CommandResult> => {
        const file = fileOf(`${rows.join("-") || "none"}.json`);
        const steps = saved.steps.filter(
            ({ op, urn }) => op !== "delete" || rows.some(name => urn.endsWith(`::${name}`)),
        );
        writeFileSync(file, JSON.stringify({ ...saved, steps }));
        return world.stack.retire(["preview", "--from", file, ...args], { env: { ...env, ...more } });
    };

    before(async () => {
        const { emulator, stack } = world;
        await stack.config("retire-test:password", password, { secret: true });
        await stack.config("aws:accessKey", home.account, { secret: true });
        await stack.config("aws:secretKey", password, { secret: true });
        const keyed = `
            class Vault extends pulumi.CustomResource {
                constructor(name, args) {
                    const create = 'exports.handler = () => ({ create: async news => ({ id: "vault", outs: news }) });';
                    super("pulumi-nodejs:dynamic/test:Vault", name, { ...args, __provider: create });
                }
            }
            new Vault("vault", { password: new pulumi.Config("retire-test").requireSecret("password") });`;
        stack.program(
            [keyed, ...names.map(name => ami(name, idOf(name), { deletionPolicy: policies[name] }))].join("\n"),
        );
        await stack.up();
        stack.program("");
        emulator.deny("autoscaling:DescribeAutoScalingGroups");
        const { stdout } = await stack.run(["preview", "--json", "--show-replacement-steps", "--non-interactive"]);
        saved = JSON.parse(stdout) as Saved;
    });

    const codes: readonly (readonly [rows: readonly Name[], failOn: string, code: number])[] = [
        [["restorable"], "blocked,unknown,deferred,irreversible", 0],
        [["unseen", "final", "cooling"], "deferred,irreversible,unknown", 3],
        [names, "irreversible,deferred", 4],
        [names, "irreversible", 5],
        [names, "none", 0],
    ];
    for (const [rows, failOn, code] of codes) {
        it(`ends with ${code} for ${rows.join(", ")} under --fail-on ${failOn}`, async () => {
            const result = await from(rows, ["--json", "--fail-on", failOn]);
            const preview = JSON.parse(result.stdout) as RetirementPreview;
            const all = {
                restorable: "retire",
                final: "retire",
                guarded: "blocked",
                cooling: "defer",
                unseen: "unknown",
            };
            assert.deepEqual(outcomesOf(preview), Object.fromEntries(rows.map(name => [name, all[name]])));
            assert.deepEqual([result.code, result.stderr], [code, ""]);
        });
    }

    it("ends with 1 when an override holds a mistake, as every delete would", async () => {
        const { code, stdout, stderr } = await from(["restorable"], ["--json"], { PULUMI_RETIRE_OVERRIDES: "{" });
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /^pulumi-retire: PULUMI_RETIRE_OVERRIDES: it is not valid JSON/);
    });

    const assertClean = ({ code, stdout, stderr, output }: CommandResult) => {
        assert.deepEqual([code, stderr], [2, ""]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what a colour begins with.
        assert.doesNotMatch(output, /\u001b/);
        assert.ok(!output.includes(password), output);
        for (const name of names) assert.ok(stdout.includes(idOf(name)), `${idOf(name)} in:\n${stdout}`);
    };

    it("prints JSON and nothing else, without the secrets of the stack, and ends with 2", async () => {
        const result = await world.stack.retire(["preview", "--json"], { env });
        assertClean(result);
        const preview = JSON.parse(result.stdout) as RetirementPreview;
        assert.deepEqual([preview.version, preview.stack, preview.rows.length], [1, "test", names.length]);
        assert.deepEqual(preview.others, { delete: 1, same: 1 });
    });

    const formats = {
        text: /^will deregister, for good\n {2}aws\.Ami "final" ami-/m,
        markdown: /^### pulumi-retire preview\n/,
    };
    for (const [format, told] of Object.entries(formats)) {
        it(`prints ${format}, without colours and without the secrets of the stack, and ends with 2`, async () => {
            const result = await from(names, ["--format", format]);
            assertClean(result);
            assert.match(result.stdout, told);
        });
    }
});
