import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Consumer, repository } from "./consumer";

interface Manifest {
    readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
    readonly bin: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest;
const subPaths = Object.keys(manifest.exports);
const modules = subPaths.filter(path => !path.endsWith(".json")).map(path => path.replace(/^\./, "pulumi-retire"));

describe("the package, as it is published", () => {
    let consumer: Consumer;
    before(() => {
        consumer = new Consumer("commonjs");
    });
    after(() => consumer.remove());

    for (const name of modules) {
        it(`${name} can be required, and imported with the same names`, () => {
            const script = `
                const required = Object.keys(require("${name}")).sort();
                import("${name}").then(module => console.log(JSON.stringify([required, Object.keys(module)])));`;
            const [required = [], imported = []] = JSON.parse(node(script)) as string[][];
            assert.notEqual(required.length, 0);
            // ESM sees a CommonJS module's names only when they can be found without running it.
            assert.deepEqual(
                required.filter(key => !imported.includes(key)),
                [],
            );
        });
    }

    it("its classes are those of the program's own @pulumi/pulumi", () => {
        const script = `
            const { Ami } = require("pulumi-retire/aws");
            console.log(require("@pulumi/pulumi").CustomResource.isPrototypeOf(Ami));`;
        assert.equal(node(script).trim(), "true");
    });

    it("a program that does not use the hook does not load it", () => {
        const script = `
            require("pulumi-retire");
            require("pulumi-retire/runtime/v1");
            console.log(Object.keys(require.cache).filter(file => /adapters.hook/.test(file)).length);`;
        assert.equal(node(script).trim(), "0");
    });

    it("what exports does not name cannot be reached", () => {
        assert.throws(() => node(`require("pulumi-retire/dist/provider/index.js")`), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
    });

    it("contains what it names, and neither tests nor sources", () => {
        const files = packedFiles();
        const named = Object.values(manifest.exports).flatMap(entry =>
            typeof entry === "string" ? [entry] : [entry.types, entry.default],
        );
        const wanted = [...named, ...Object.values(manifest.bin)].map(file => file.replace(/^\.\//, ""));
        assert.deepEqual(
            wanted.filter(file => !files.includes(file)),
            [],
        );
        const strays = files.filter(
            file => /^(tests|tools|examples|bench|node_modules)\//.test(file) || /(?<!\.d)\.ts$/.test(file),
        );
        assert.deepEqual(strays, []);
    });

    function node(script: string): string {
        return execFileSync(process.execPath, ["-e", script], {
            cwd: consumer.directory,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
            timeout: 60_000,
        });
    }
});

function packedFiles(): string[] {
    // Without scripts: packing would build dist/ anew while other tests read it.
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"];
    const answer = execFileSync("npm", args, { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const [packed] = JSON.parse(answer) as { readonly files: readonly { readonly path: string }[] }[];
    return packed?.files.map(file => file.path) ?? [];
}
