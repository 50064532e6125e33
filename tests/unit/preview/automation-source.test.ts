import assert from "node:assert/strict";
import { type AutomationStack, automationSource, type EngineEvent } from "../../../provider/preview/automation-source";
import { PreviewError } from "../../../provider/preview/error";
import { amiRow, amiType, groupRow, groupType, oldId, urnOf } from "./stacks";

const web = amiRow("web");
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "AAAA" };

const removed: EngineEvent = {
    resourcePreEvent: { metadata: { op: "delete", urn: web.urn, provider: web.provider, old: web } },
};
const { urn, type } = groupRow({});
const groupState = (imageId: unknown) => ({ urn, type, id: "web", inputs: { imageId, list: [{ deep: secret }] } });
const changed: EngineEvent = {
    resourcePreEvent: { metadata: { op: "update", urn, old: groupState(oldId), new: groupState(secret) } },
};
const summary: EngineEvent = { summaryEvent: { resourceChanges: { delete: 1, update: 1, same: 3 } } };
const says = (severity: string, message: string, about?: string): EngineEvent => ({
    diagnosticEvent: { severity, message, ...(about === undefined ? {} : { urn: about }) },
});

const stackThat = (events: readonly EngineEvent[], fails?: Error, members: Partial<AutomationStack> = {}) => {
    const asked: string[] = [];
    const answers =
        (name: string): NonNullable<AutomationStack["previewDestroy"]> =>
        async ({ onEvent }) => {
            asked.push(name);
            events.forEach(onEvent);
            if (fails !== undefined) throw fails;
        };
    const stack: AutomationStack = {
        name: "prod",
        workspace: { envVars: {} },
        preview: answers("preview"),
        previewDestroy: answers("previewDestroy"),
        exportStack: async () => ({ deployment: { resources: [{ urn: web.urn, type: amiType, id: oldId }] } }),
        getAllConfig: async () => ({ "aws:region": { value: "eu-central-1" }, "aws:profile": { value: "prod" } }),
        ...members,
    };
    return { stack, asked };
};
const isError = (code: PreviewError["code"], text: RegExp) => (error: unknown) => {
    assert.ok(PreviewError.is(error), String(error));
    assert.equal(error.code, code);
    assert.match(error.message, text);
    return true;
};
const digestOfThat = (...that: Parameters<typeof stackThat>) =>
    automationSource(stackThat(...that).stack, "up").digest();

describe("a stack of the Automation API", () => {
    it("tells its steps by events", async () => {
        const { steps, counts, diagnostics } = await digestOfThat([summary, changed, removed, {}]);
        assert.deepEqual(
            steps.map(({ op, urn }) => `${op} ${urn}`),
            [`update ${urnOf(groupType, "web")}`, `delete ${web.urn}`],
        );
        assert.deepEqual(steps[1]?.oldState, web);
        assert.equal(steps[1]?.newState, undefined);
        assert.equal(steps[1]?.provider, web.provider);
        assert.deepEqual([counts, diagnostics], [summary.summaryEvent?.resourceChanges, []]);
    });

    it("shows a secret only as one, at any depth", async () => {
        const { steps } = await digestOfThat([summary, changed]);
        assert.deepEqual(steps[0]?.newState?.inputs, { imageId: "[secret]", list: [{ deep: "[secret]" }] });
        assert.doesNotMatch(JSON.stringify(steps), /AAAA/);
    });

    it("is asked for the operation that is pending, and destroys without its program", async () => {
        for (const [operation, question, runsProgram] of [
            ["up", "preview", true],
            ["destroy", "previewDestroy", false],
        ] as const) {
            const { stack, asked } = stackThat([summary]);
            const source = automationSource(stack, operation);
            await source.digest();
            assert.deepEqual([asked, source.runsProgram, source.operation], [[question], runsProgram, operation]);
        }
    });

    it("of an SDK that cannot preview a destroy says which can", async () => {
        const { stack } = stackThat([]);
        const { previewDestroy: _none, ...old } = stack;
        await assert.rejects(automationSource(old, "destroy").digest(), isError("pulumi", /3\.192\.0/));
    });

    it("without a summary has counted nothing", async () =>
        assert.deepEqual((await digestOfThat([removed])).counts, {}));

    it("gives state and configuration", async () => {
        const source = automationSource(stackThat([]).stack, "up");
        assert.deepEqual(
            (await source.state()).map(row => row.urn),
            [web.urn],
        );
        assert.deepEqual(await source.configuration(), { "aws:region": "eu-central-1", "aws:profile": "prod" });
        const odd = stackThat([], undefined, { exportStack: async () => "x" }).stack;
        await assert.rejects(automationSource(odd, "up").state(), isError("pulumi", /not a stack's state/));
    });

    describe("whose preview fails", () => {
        const failure = new Error("code: 255");

        it("over a protected row, has given a verdict", async () => {
            const locked = { ...web, protect: true };
            const event = { resourcePreEvent: { metadata: { op: "delete", urn: web.urn, old: locked } } };
            const refusal = says("error", "error: it is protected", web.urn);
            const { steps, diagnostics } = await digestOfThat([event, refusal], failure);
            assert.deepEqual([steps.length, diagnostics.length], [1, 1]);
        });

        it("over its program, says so", async () => {
            const said = says("error", "error: Running program 'x' failed: no such thing");
            await assert.rejects(
                digestOfThat([said], failure),
                isError("program", /the program failed.*no such thing/),
            );
        });

        it("without a word, or with mere warnings, is quoted", async () => {
            for (const events of [[], [removed, says("warning", "old")], [says("info", "hello")]])
                await assert.rejects(digestOfThat(events, failure), isError("pulumi", /answered: code: 255/));
        });

        it("in events that are not readable, says so", async () => {
            const odd = { resourcePreEvent: { metadata: { op: "delete", urn: web.urn, old: { urn: 7 } } } };
            await assert.rejects(digestOfThat([odd]), isError("pulumi", /not readable/));
        });
    });

    it("that is too old warns, and that alone is no failure", async () => {
        const { diagnostics } = await digestOfThat([summary, says("warning", "\u001b[33mold\u001b[0m")]);
        assert.deepEqual(diagnostics, [{ severity: "warning", message: "old", urn: "" }]);
    });

    it("in which nothing of anybody's changes has no steps", async () => {
        const { steps } = await digestOfThat([summary]);
        assert.deepEqual(steps, []);
    });
});
