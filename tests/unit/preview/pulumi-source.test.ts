import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { pulumiArgumentsOf } from "../../../provider/preview/arguments";
import { PreviewError } from "../../../provider/preview/error";
import { type PulumiQuestion, pulumiSource } from "../../../provider/preview/pulumi-source";
import type { Source } from "../../../provider/preview/source";
import { type Answers, PulumiStandIn, prints } from "./pulumi-stand-in";
import { amiRow, amiType, amiUrn, deletes, oldId } from "./stacks";

const web = amiRow("web");
const digest = { changeSummary: { delete: 1 }, steps: [deletes(web)] };
const state = { deployment: { resources: [{ urn: web.urn, type: amiType, id: oldId }] } };

/** What one source does with a `pulumi` that answers like this. */
const withPulumi = async <T>(
    answers: Answers,
    use: (source: Source, pulumi: PulumiStandIn) => Promise<T>,
    { args = [], ...question }: Partial<Omit<PulumiQuestion, "arguments">> & { args?: readonly string[] } = {},
): Promise<T> => {
    const pulumi = new PulumiStandIn(answers);
    const { directory, environment } = pulumi;
    const given = pulumiArgumentsOf(args, {});
    try {
        return await use(
            pulumiSource({ directory, operation: "up", environment, arguments: given, ...question }),
            pulumi,
        );
    } finally {
        pulumi.remove();
    }
};
const fails = (answers: Answers, ask: (source: Source) => Promise<unknown>, code: PreviewError["code"], text: RegExp) =>
    withPulumi(answers, source =>
        assert.rejects(ask(source), error => {
            assert.ok(PreviewError.is(error), String(error));
            assert.equal(error.code, code, error.message);
            assert.match(error.message, text);
            assert.doesNotMatch(error.message, /hunter2/);
            return true;
        }),
    );
const ofDigest = (source: Source) => source.digest();

describe("the user's own pulumi", () => {
    it("is asked in its directory, without streamed events", () =>
        withPulumi({ preview: prints(digest) }, async (source, pulumi) => {
            assert.deepEqual((await source.digest()).steps, digest.steps);
            assert.deepEqual(pulumi.asked, ["version", "preview --json --show-replacement-steps --non-interactive"]);
            assert.equal(pulumi.seen, realpathSync(pulumi.directory));
        }));

    it("is handed what stands after --, as it is", () =>
        withPulumi(
            { preview: prints(digest), "stack export": prints(state), config: "echo '{}'" },
            async (source, pulumi) => {
                await source.digest();
                await source.state();
                await source.configuration();
                assert.deepEqual(pulumi.asked.slice(1), [
                    "preview --json --show-replacement-steps --non-interactive --refresh -s prod --config-file x.yaml",
                    "stack export --show-secrets --stack prod",
                    "config --json --show-secrets --stack prod --config-file x.yaml",
                ]);
                assert.equal(source.whole, undefined);
                assert.equal(source.targets, undefined);
            },
            { args: ["--refresh", "-s", "prod", "--config-file", "x.yaml"] },
        ));

    it("is told the stack that the question names, each time", () =>
        withPulumi(
            { preview: prints(digest), "stack export": prints(state) },
            async (source, pulumi) => {
                await source.digest();
                await source.state();
                assert.match(pulumi.asked[1] ?? "", /--stack prod$/);
                assert.match(pulumi.asked[2] ?? "", /--stack prod$/);
            },
            { stack: "prod" },
        ));

    it("is asked a second time for the whole program, when targets confine the update", () =>
        withPulumi(
            { preview: prints(digest) },
            async (source, pulumi) => {
                assert.deepEqual(source.targets, [web.urn]);
                await source.whole?.();
                assert.deepEqual(pulumi.asked, ["preview --json --show-replacement-steps --non-interactive --diff"]);
            },
            { args: ["--target", web.urn, "--diff"] },
        ));

    it("is asked what a destroy would do, and whether that runs the program", async () => {
        const answers = { "destroy --preview-only": prints(digest) };
        for (const args of [[], ["--run-program"]]) {
            await withPulumi(
                answers,
                async source => {
                    assert.equal((await source.digest()).steps.length, 1);
                    assert.equal(source.runsProgram, args.length > 0);
                    assert.equal(source.whole, undefined);
                },
                { operation: "destroy", args },
            );
        }
    });

    it("gives state and configuration, secrets in clear", () =>
        withPulumi(
            {
                "stack export": prints(state),
                config: prints({ "aws:region": { value: "eu-central-1", secret: false }, "a:b": { secret: false } }),
            },
            async source => {
                assert.deepEqual(
                    (await source.state()).map(({ urn }) => urn),
                    [amiUrn("web")],
                );
                assert.deepEqual(await source.configuration(), { "aws:region": "eu-central-1", "a:b": "" });
            },
        ));

    describe("that ends with an error", () => {
        const locked = amiRow("web", oldId, { protect: true });
        const refusal = { urn: locked.urn, message: "error: it is protected", severity: "error" };
        const last = { message: "error: preview failed\n", severity: "error" };

        it("over a protected row, has given a verdict", () =>
            withPulumi(
                { preview: `${prints({ ...digest, steps: [deletes(locked)], diagnostics: [refusal, last] })}\nexit 1` },
                async source => assert.equal((await source.digest()).diagnostics.length, 2),
            ));

        it("over its program, is quoted as that", () => {
            const program = { message: "error: Running program '/x' failed:\nError: no such image", severity: "error" };
            const document = { ...digest, diagnostics: [program, last] };
            return fails(
                { preview: `${prints(document)}\nexit 1` },
                ofDigest,
                "program",
                /^the program failed.*no such image/s,
            );
        });

        it("over anything else, is quoted as pulumi's answer", () => {
            const other = { message: "error: no plugin", severity: "error" };
            const document = { ...digest, diagnostics: [other] };
            return fails(
                { preview: `${prints(document)}\nexit 1` },
                ofDigest,
                "pulumi",
                /^pulumi preview answered: no plugin/,
            );
        });

        it("and mere warnings, has not answered", () => {
            const document = { ...digest, diagnostics: [{ message: "old", severity: "warning" }] };
            return fails({ preview: `${prints(document)}\nexit 7` }, ofDigest, "pulumi", /it ended with code 7/);
        });

        it("and without a document, is quoted by its last words", async () => {
            const locked = "echo 'error: the stack is currently locked by 1 lock(s)' >&2; exit 255";
            await fails(
                { preview: locked },
                ofDigest,
                "pulumi",
                /^pulumi preview answered: the stack is currently locked/,
            );
            await fails({ preview: "exit 1" }, ofDigest, "pulumi", /answered: nothing/);
            const noStack = "echo \"error: no stack named 'prod' found\" >&2; exit 255";
            await fails(
                { "stack export": noStack },
                source => source.state(),
                "pulumi",
                /^pulumi stack export answered: no stack named/,
            );
        });
    });

    it("that prints something else is quoted where that holds no secrets, and only there", async () => {
        await fails({ preview: "echo Please log in" }, ofDigest, "pulumi", /Please log in/);
        const leaks = `echo 'Logged in: {"password": "hunter2"'`;
        const ofState = (source: Source) => source.state();
        const ofConfiguration = (source: Source) => source.configuration();
        await fails({ "stack export": leaks }, ofState, "pulumi", /something that is not JSON/);
        await fails({ "stack export": `${leaks}; exit 2` }, ofState, "pulumi", /ended with code 2/);
        await fails({ "stack export": `echo '{"x": "hunter2"}'` }, ofState, "pulumi", /not a stack's state/);
        await fails({ config: leaks }, ofConfiguration, "pulumi", /something that is not JSON/);
        for (const odd of ["null", '"hunter2"', "[7]", '{"a": "hunter2"}'])
            await fails({ config: `echo '${odd}'` }, ofConfiguration, "pulumi", /not a configuration/);
    });

    it("that is killed is said to be", () =>
        fails({ preview: "kill -9 $$" }, ofDigest, "pulumi", /pulumi preview answered: it was ended by SIGKILL/));

    describe("of some version", () => {
        for (const old of ["v3.247.9", "v2.999.999", "3.100.0", "v3.9.0"]) {
            it(`${old} is too old`, () =>
                fails(
                    { version: `echo ${old}` },
                    ofDigest,
                    "pulumi-missing",
                    /and a preview needs 3\.248\.0 or later/,
                ));
        }
        for (const good of ["v3.248.0", "3.248.1", "v3.1000.0", "v4.0.0", "v3.259.0-dev.0"]) {
            it(`${good} will do`, () =>
                withPulumi({ version: `echo ${good}`, preview: prints(digest) }, async source =>
                    assert.equal((await source.digest()).steps.length, 1),
                ));
        }
        it("that it does not tell is no version", async () => {
            await fails({ version: "echo dev" }, ofDigest, "pulumi", /pulumi version answered: dev/);
            await fails({ version: "echo no >&2; exit 1" }, ofDigest, "pulumi", /pulumi version answered: no/);
        });
    });

    it("that is missing, or a directory that is, is told with what to do", async () => {
        const missing = (source: Source) =>
            assert.rejects(source.digest(), error => {
                assert.ok(PreviewError.is(error));
                assert.equal(error.code, "pulumi-missing");
                assert.match(error.message, /install Pulumi, or correct -C/);
                return true;
            });
        await withPulumi({}, missing, { environment: { PATH: "/nowhere" } });
        await withPulumi({}, missing, { directory: join(__dirname, "nowhere") });
    });
});
