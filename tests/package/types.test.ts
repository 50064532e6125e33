import { strict as assert } from "node:assert";
import { join } from "node:path";
import ts from "typescript";
import { Consumer } from "./consumer";

const { ModuleKind, ModuleResolutionKind } = ts;

/** The ways in which a user's program may look for the package's types. Pulumi's own templates use "node". */
const settings = [
    { name: "node", type: "commonjs", module: ModuleKind.CommonJS, moduleResolution: ModuleResolutionKind.Node10 },
    {
        name: "node16, CommonJS",
        type: "commonjs",
        module: ModuleKind.Node16,
        moduleResolution: ModuleResolutionKind.Node16,
    },
    { name: "node16, ESM", type: "module", module: ModuleKind.Node16, moduleResolution: ModuleResolutionKind.Node16 },
    { name: "bundler", type: "module", module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
] as const;

describe("types, as a program sees them", () => {
    for (const { name, type, ...resolution } of settings) {
        describe(`moduleResolution ${name}`, () => {
            let consumer: Consumer;
            let messages: readonly string[];

            before(() => {
                consumer = new Consumer(type);
                consumer.addPrograms();
                messages = compile(consumer.directory, resolution);
            });
            after(() => consumer.remove());

            it("programs compile", () => {
                assert.deepEqual(
                    messages.filter(message => !message.startsWith("misspelt-policy.ts")),
                    [],
                );
            });

            it("a misspelt field of the deletion policy is an error", () => {
                const [message = "no error", ...more] = messages.filter(text => text.startsWith("misspelt-policy.ts"));
                assert.match(message, /'deleteAssociatedSnapshot' does not exist .*\bdeleteAssociatedSnapshots\b/s);
                assert.deepEqual(more, []);
            });
        });
    }
});

/** What the compiler has to say, each beginning with the name of the file. */
function compile(directory: string, resolution: ts.CompilerOptions): string[] {
    const files = ["named-imports.ts", "whole-package.ts", "with-hooks.ts", "misspelt-policy.ts"];
    const program = ts.createProgram(
        files.map(file => join(directory, "programs", file)),
        {
            ...resolution,
            target: ts.ScriptTarget.ES2022,
            strict: true,
            noEmit: true,
            skipLibCheck: true,
            types: ["node"],
            typeRoots: [join(directory, "node_modules/@types")],
        },
    );
    return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
        const text = ts.flattenDiagnosticMessageText(messageText, "\n");
        return `${file?.fileName.split("/").at(-1) ?? "settings"}: ${text}`;
    });
}
