import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as hooksModule from "../../../provider/adapters/hooks";
import { programRows } from "../../../provider/adapters/program";
import { Ami } from "../../../provider/aws";
import { eventually } from "../../support/eventually";

type Hooks = typeof hooksModule;

const path = require.resolve("../../../provider/adapters/hooks");
/** Another copy of the package, as a nested node_modules has it. */
const copyOfHooks = (): Hooks => {
    delete require.cache[path];
    return require(path) as Hooks;
};

/** The SDK's own store of one run; the Automation API starts an inline program in the same way. */
const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
    withLocalStorage<T>(task: () => Promise<T>): Promise<T>;
};

type Answer = (error: Error | null, answer: object) => void;

/** Stands in for the engine of a `pulumi` command, also of one that is too old for hooks: there is no such command here. */
class StandInMonitor {
    readonly registered: { readonly name: string; readonly onDryRun: boolean; readonly ignoreErrors: boolean }[] = [];
    constructor(readonly knowsHooks: boolean) {}
    supportsFeature(request: { getId(): string }, answer: Answer): void {
        answer(null, { getHassupport: () => request.getId() !== "resourceHooks" || this.knowsHooks });
    }
    registerResourceHook(
        request: { getName(): string; getOnDryRun(): boolean; getIgnoreErrors(): boolean },
        answer: Answer,
    ): void {
        this.registered.push({
            name: request.getName(),
            onDryRun: request.getOnDryRun(),
            ignoreErrors: request.getIgnoreErrors(),
        });
        answer(null, {});
    }
}

interface Settings {
    setMockOptions(monitor: object): void;
    awaitFeatureSupport(): Promise<void>;
    getCallbacks(): { shutdown(): void } | undefined;
}
const settings = pulumi.runtime as unknown as Settings;

const runWith = (monitor: StandInMonitor, program: () => Promise<void> | void): Promise<void> =>
    withLocalStorage(async () => {
        settings.setMockOptions(monitor);
        await settings.awaitFeatureSupport();
        try {
            await program();
            if (monitor.knowsHooks)
                await eventually(() => monitor.registered.length > 0, { what: "the registration of the hook" });
            // Whatever nobody has caught is out by then.
            await new Promise(resolve => setTimeout(resolve, 20));
        } finally {
            if (monitor.registered.length > 0) settings.getCallbacks()?.shutdown();
        }
    });

describe("previewHook()", () => {
    const { previewHook } = copyOfHooks();
    const registration = { name: "pulumi-retire:preview", onDryRun: true, ignoreErrors: true };

    it("is empty under mocks, and the resources of the program register all the same", () =>
        withLocalStorage(async () => {
            const made: string[] = [];
            await pulumi.runtime.setMocks({
                call: () => ({}),
                newResource: ({ name }) => {
                    made.push(name);
                    return { id: name, state: {} };
                },
            });
            const hooks = { beforeDelete: previewHook() };
            assert.deepEqual(hooks.beforeDelete, []);
            const image = new Ami("web", { imageId: "ami-0a1b2c3d4e5f60001" }, { hooks });
            await new Promise(resolve => image.id.apply(resolve));
            assert.deepEqual(made, ["web"]);
            assert.deepEqual(
                programRows().map(({ kind, name, args }) => ({ kind, name, args })),
                [{ kind: "aws.Ami", name: "web", args: { imageId: "ami-0a1b2c3d4e5f60001" } }],
            );
        }));

    it("is empty outside a program that Pulumi runs", () =>
        withLocalStorage(async () => assert.deepEqual(previewHook(), [])));

    it("is empty, and leaves no rejection behind, with a command that knows no hooks", async () => {
        const monitor = new StandInMonitor(false);
        await runWith(monitor, () => assert.deepEqual(previewHook(), []));
        assert.deepEqual(monitor.registered, []);
    });

    it("registers once for all calls of a run, by two copies of the package too", async () => {
        const monitor = new StandInMonitor(true);
        await runWith(monitor, () => {
            const [first] = previewHook();
            assert.ok(pulumi.ResourceHook.isInstance(first));
            assert.equal(previewHook()[0], first);
            const other = copyOfHooks();
            assert.notEqual(other.previewHook, previewHook);
            assert.equal(other.previewHook()[0], first);
        });
        assert.deepEqual(monitor.registered, [registration]);
    });

    it("registers anew when a program runs again in the same process, which then asks for nothing yet", async () => {
        for (const monitor of [new StandInMonitor(true), new StandInMonitor(true)]) {
            await runWith(monitor, () => {
                previewHook();
                assert.deepEqual(programRows(), []);
                programRows().push({ kind: "aws.Ami", name: "web", parent: undefined, args: {} });
            });
            assert.deepEqual(monitor.registered, [registration]);
        }
    });

    it("fails nothing when it cannot judge at all", async () => {
        await runWith(new StandInMonitor(true), async () => {
            // Its modules are compiled in the package and not here: loading what judges fails.
            await previewHook()[0]?.callback(undefined as unknown as pulumi.ResourceHookArgs);
        });
    });

    it("refuses a bound that is none", () => {
        for (const timeoutSeconds of [0, -1, Number.NaN, 601, "20" as unknown as number])
            assert.throws(() => previewHook({ timeoutSeconds }), /timeoutSeconds/);
    });
});
