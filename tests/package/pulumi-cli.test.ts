import { strict as assert } from "node:assert";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type CommandResult, startCommand } from "../support/command";
import { eventually } from "../support/eventually";

const repository = resolve(__dirname, "../..");
const OFFLINE = `export const obstacleToDownload = async () => "no network in tests";\nexport const downloadRelease = undefined;\n`;

/** A copy of the tool with a PATH, a cache and a network (none) of its own. Engines are shell scripts that know their version. */
describe("finding the pulumi command", () => {
    let root: string;
    const at = (...parts: string[]) => join(root, ...parts);

    beforeEach(() => {
        root = mkdtempSync(join(tmpdir(), "pulumi-retire-cli-"));
        cpSync(join(repository, "tools/lock"), at("tools/lock"), { recursive: true });
        cpSync(join(repository, "tools/pulumi-cli"), at("tools/pulumi-cli"), { recursive: true });
        writeFileSync(at("tools/pulumi-cli/vendor-release.mjs"), OFFLINE);
        mkdirSync(at("bin"));
        symlinkSync(process.execPath, at("bin/node"));
        for (const name of ["sleep", "cat", "chmod"]) symlinkSync(`/bin/${name}`, at("bin", name));
    });

    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it("refuses a PULUMI_CLI that does not exist, and says what to do", async () => {
        const { code, stderr } = await find({ PULUMI_CLI: at("nowhere/pulumi") });
        assert.equal(code, 1);
        assert.match(
            stderr,
            /PULUMI_CLI is ".*nowhere\/pulumi", which does not exist\. Set it to the pulumi command, or unset it\./,
        );
    });

    it("refuses a PULUMI_CLI that is no pulumi", async () => {
        const { code, stderr } = await find({ PULUMI_CLI: script("other/pulumi", "exit 7") });
        assert.equal(code, 1);
        assert.match(stderr, /not a pulumi command that runs here .* ended with 7/);
    });

    it("names the commands on PATH that it passes over, and takes the first that will do", async () => {
        engine("old/pulumi", "v3.100.0");
        engine("bare/pulumi", "v3.259.0");
        engine("good/pulumi", "v3.260.1");
        script("good/pulumi-language-nodejs", "exit 1");
        const bare = await find({ PATH: [at("old"), at("bare"), at("bin")].join(":") });
        assert.equal(bare.code, 1, "neither has what is needed, and nothing can be built");
        assert.match(bare.stderr, /passing over .*old\/pulumi: version 3\.100\.0 is older than 3\.248\.0/);
        assert.match(bare.stderr, /passing over .*bare\/pulumi: there is no pulumi-language-nodejs/);
        assert.match(bare.stderr, /go is not on PATH\.\nInstall pulumi 3\.248\.0 or newer/);

        const good = await find({ PATH: [at("old"), at("good"), at("bin")].join(":") });
        assert.equal(good.stdout, `${at("good/pulumi")}\n`);
        assert.match(good.stderr, /pulumi 3\.260\.1 from PATH/);
    });

    it("builds once when two ask at once, and finds it in the cache afterwards", async () => {
        go("0.5");
        const both = await Promise.all([find(), find()]);
        assert.deepEqual(
            both.map(result => result.code),
            [0, 0],
            both.map(result => result.output).join("\n"),
        );
        assert.equal(both[0]?.stdout, both[1]?.stdout);
        assert.equal(builds(), 1);
        assert.match((await find()).stderr, /from cache/);
        assert.equal(builds(), 1);
    });

    it("starts over after a build that was killed, and leaves nothing of it behind", async () => {
        go("60");
        const killed = start();
        await eventually(() => builds() === 1, { what: "the start of the build" });
        killed.kill("SIGKILL");
        await killed.exited;
        // The dead holder would be noticed by the age of its lock.
        utimesSync(at("cache/pulumi-retire/lock"), 0, 0);
        go("0");
        const { code, stdout } = await find();
        assert.equal(code, 0);
        assert.match(stdout, /cache\/pulumi-retire\/pulumi-v/);
        assert.equal(builds(), 2);
    });

    it("renews the language host and the launcher in the cache when their sources change, without another build", async () => {
        go("0");
        const before = (await find()).stdout.trim();
        const source = at("tools/pulumi-cli/beside/pulumi-resource-pulumi-nodejs");
        writeFileSync(source, `${readFileSync(source, "utf8")}# changed\n`);
        const after = (await find()).stdout.trim();
        assert.notEqual(after, before);
        assert.match(readFileSync(join(dirname(after), "pulumi-resource-pulumi-nodejs"), "utf8"), /# changed/);
        assert.equal(builds(), 1);
    });

    it("starts no dynamic provider where @pulumi/pulumi is not installed: it ends and says why", async () => {
        const launcher = at("tools/pulumi-cli/beside/pulumi-resource-pulumi-nodejs");
        const { code, stderr } = await startCommand(launcher, ["127.0.0.1:1"], options()).exited;
        assert.equal(code, 1);
        assert.match(stderr, /cannot find @pulumi\/pulumi from .*; run the package manager's install there/);
    });

    it("starts no language host without the SDK either", async () => {
        const host = at("tools/pulumi-cli/beside/pulumi-language-nodejs");
        const { code, stderr } = await startCommand(host, ["127.0.0.1:1"], options()).exited;
        assert.equal(code, 1);
        assert.match(stderr, /cannot find @pulumi\/pulumi/);
    });

    function start(env: Record<string, string> = {}) {
        return startCommand(process.execPath, [at("tools/pulumi-cli/main.mjs")], options(env));
    }

    function find(env: Record<string, string> = {}): Promise<CommandResult> {
        return start(env).exited;
    }

    function options(env: Record<string, string> = {}) {
        return {
            cwd: root,
            limitMs: 60_000,
            env: { PATH: at("bin"), HOME: root, XDG_CACHE_HOME: at("cache"), ...env },
        };
    }

    function script(path: string, body: string): string {
        mkdirSync(dirname(at(path)), { recursive: true });
        writeFileSync(at(path), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
        return at(path);
    }

    function engine(path: string, version: string): void {
        script(path, `echo ${version}`);
    }

    /** A go that takes its time and then writes an engine where -o says. */
    function go(seconds: string): void {
        script(
            "bin/go",
            `if [ "$1" = env ]; then echo go1.26.0; exit; fi
echo build >> ${at("builds")}
sleep ${seconds}
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho v3.259.0\\n' > "$2"
chmod +x "$2"`,
        );
    }

    function builds(): number {
        try {
            return readFileSync(at("builds"), "utf8").trim().split("\n").length;
        } catch {
            return 0;
        }
    }
});
