import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { eventually } from "../support/eventually";
import { ami, home, scenario } from "./scenario";

const first = "ami-0a1b2c3d4e5f60001";
const second = "ami-0a1b2c3d4e5f60002";

describe("preview: bad input", () => {
    const world = scenario({ seed: { images: [first, second].map(ImageId => ({ ...home, ImageId })) } });
    const savedAs = (name: string, content: unknown): string => {
        const file = join(world.stack.project.home, name);
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        return file;
    };
    /** There is no preview: it ends with 1, stdout stays empty, and stderr is one short message without a stack trace. */
    const assertNone = async (args: readonly string[], told: RegExp, env: Readonly<Record<string, string>> = {}) => {
        const before = world.emulator.requests().length;
        const { code, stdout, stderr } = await world.stack.retire(["preview", "--json", ...args], { env });
        assert.deepEqual([code, stdout], [1, ""], stderr);
        assert.match(stderr, told);
        assert.doesNotMatch(stderr, /\n {4}at .*\(?(?:node:internal|\/dist\/)/);
        assert.equal(world.emulator.requests().length, before, "nobody was asked");
    };

    before(async () => {
        world.stack.program([ami("first", first), ami("second", second)].join("\n"));
        await world.stack.up();
    });

    it("says that there is no project, in pulumi's words", () =>
        assertNone(
            ["-C", world.stack.project.home],
            /^pulumi-retire: pulumi .*answered: no Pulumi\.yaml project file found/,
        ));

    it("says that there is no such directory", () =>
        assertNone(["-C", join(world.stack.project.home, "nowhere")], /there is no directory .*nowhere.*correct -C/));

    it("says that there is no such stack, in pulumi's words", () =>
        assertNone(["-s", "nowhere"], /^pulumi-retire: pulumi .*answered: no stack named 'nowhere' found/));

    it("says that no pulumi is on PATH", () =>
        assertNone([], /no pulumi command was found on PATH/, { PATH: join(world.stack.project.home, "nowhere") }));

    /** The old command is a stand-in: it knows its version, and nothing else. */
    it("says that pulumi is too old, and what is needed", () => {
        const folder = join(world.stack.project.home, "old");
        mkdirSync(folder);
        writeFileSync(join(folder, "pulumi"), "#!/bin/sh\necho v3.100.0\n");
        chmodSync(join(folder, "pulumi"), 0o755);
        const PATH = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
        return assertNone([], /the pulumi command on PATH is v3\.100\.0, and a preview needs 3\.248\.0 or later/, {
            PATH,
        });
    });

    it("says that the saved preview cannot be read, is not JSON, or is none", async () => {
        await assertNone(["--from", join(world.stack.project.home, "nowhere.json")], /--from .*nowhere\.json: ENOENT/);
        await assertNone(["--from", savedAs("text.json", "Previewing update")], /--from .*text\.json: it is not JSON/);
        await assertNone(["--from", savedAs("other.json", { steps: [] })], /it is not what pulumi preview --json/);
    });

    it("says that the saved preview is of another stack", () => {
        const urn = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
        const file = savedAs("prod.json", { steps: [{ op: "same", urn }], changeSummary: { same: 1 } });
        return assertNone(
            ["--from", file],
            /the saved preview is of stack prod of project shop, and this is test of retire-test/,
        );
    });

    it("refuses what it does not know, and says where help is", async () => {
        const refused: readonly (readonly [readonly string[], RegExp])[] = [
            [["--detsroy"], /unknown option '--detsroy'/],
            [["urn:pulumi:x"], /unexpected argument "urn:pulumi:x": arguments for pulumi come after --/],
            [["--fail-on", "blockd"], /"blockd" is not one of blocked, unknown, deferred, irreversible, none/],
            [["--format", "text"], /--json and --format text contradict each other/],
        ];
        for (const [args, told] of refused) await assertNone(args, told);
    });

    it("says of a saved preview what cannot be verified", async () => {
        const { stack } = world;
        const from = async (file: string) => {
            const { code, stdout } = await stack.retire(["preview", "--from", file]);
            assert.equal(code, 0);
            return stdout;
        };
        const nothing = savedAs("nothing.json", { steps: [], changeSummary: {} });
        assert.match(await from(nothing), /Note: the saved preview holds no steps and names no stack/);

        // Without --show-replacement-steps nothing tells of the rows that a failed delete has left behind.
        const urn = (await stack.rows()).find(({ id }) => id === first)?.urn ?? "";
        stack.program([ami("first", first), ami("second", second)].join("\n"));
        const env = { PULUMI_RETIRE_OVERRIDES: "{" };
        await stack.up({ expectFailure: true, args: ["--replace", urn], env });
        const { stdout } = await stack.run(["preview", "--json", "--non-interactive"]);
        assert.match(
            await from(savedAs("hiding.json", stdout)),
            /Note: 1 rows of earlier replacements are still to be deleted/,
        );
    });

    it("says that the program failed, and how", async () => {
        const { stack } = world;
        stack.program('throw new Error("no price list for the web shop");');
        const { code, stdout, stderr } = await stack.retire(["preview", "--json"]);
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /^pulumi-retire: the program failed, .*Error: no price list for the web shop/s);
    });

    it("says the same of a stack that is locked as of any other: pulumi itself previews without a lock", async () => {
        const { stack } = world;
        stack.bareProgram("setInterval(() => undefined, 1000);");
        const up = stack.start(["up", "--yes", "--skip-preview", "--non-interactive"]);
        const locks = () => readdirSync(join(stack.project.backend, ".pulumi/locks"), { recursive: true });
        await eventually(() => locks().some(file => String(file).endsWith(".json")), { what: "the lock" });
        up.kill("SIGKILL");
        await up.exited;
        stack.program(ami("first", first));
        const refused = await stack.up({ expectFailure: true });
        assert.match(refused.output, /the stack is currently locked by 1 lock/);
        const { code, stdout, stderr } = await stack.retire(["preview"]);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /2 rows leave stack test by updating it: 1 to retire, 1 kept/);
    });
});
