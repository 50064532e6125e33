import { digestOf, errorsOf, hidden } from "./digest";
import { failuresOf } from "./engine-rules";
import { PreviewError } from "./error";
import { programFailed } from "./pulumi-source";
import type { Source } from "./source";
import { stackStateOf } from "./stack-state";

/** What of the Automation API's `Stack` a preview needs: any version's, and inline programs too. */
export interface AutomationStack {
    readonly name: string;
    readonly workspace: { readonly envVars: Readonly<Record<string, string>> };
    preview(options: { onEvent(event: EngineEvent): void }): Promise<unknown>;
    previewDestroy?(options: { onEvent(event: EngineEvent): void }): Promise<unknown>;
    exportStack(): Promise<unknown>;
    getAllConfig(): Promise<Readonly<Record<string, { readonly value: string }>>>;
}

/** https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go */
export interface EngineEvent {
    readonly resourcePreEvent?: { readonly metadata: EventMetadata };
    readonly diagnosticEvent?: { readonly urn?: string; readonly message: string; readonly severity: string };
    readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> };
}

interface EventMetadata {
    readonly op: string;
    readonly urn: string;
    readonly provider?: string;
    readonly old?: object;
    readonly new?: object;
}

/**
 * The events of an Automation API preview as the steps of a digest. They say less: what a row's properties depend on is
 * not among them, so a value that is not known yet makes an outcome conditional.
 */
export const automationSource = (stack: AutomationStack, operation: "up" | "destroy"): Source => ({
    operation,
    runsProgram: operation === "up",
    async digest() {
        const events: EngineEvent[] = [];
        const options = { onEvent: (event: EngineEvent) => void events.push(event) };
        let failed: unknown;
        try {
            if (operation === "up") await stack.preview(options);
            else if (stack.previewDestroy !== undefined) await stack.previewDestroy(options);
            else
                throw new PreviewError(
                    "pulumi",
                    "the Automation API has no previewDestroy before SDK 3.192.0: update @pulumi/pulumi",
                );
        } catch (error) {
            if (PreviewError.is(error)) throw error;
            failed = error;
        }
        const digest = digestOf(digestDocument(events));
        if (digest === undefined)
            throw new PreviewError("pulumi", "the Automation API sent events that are not readable");
        const failures = failuresOf(digest);
        if (failures.length > 0) throw programFailed(failures);
        // A protected row fails the preview, and is a verdict all the same.
        if (failed !== undefined && errorsOf(digest).length === 0) {
            const message = failed instanceof Error ? failed.message : String(failed);
            throw new PreviewError("pulumi", `the Automation API answered: ${message}`, { cause: failed });
        }
        return digest;
    },
    async state() {
        const state = stackStateOf(await stack.exportStack());
        if (state !== undefined) return state;
        throw new PreviewError("pulumi", "the Automation API exported something that is not a stack's state");
    },
    async configuration() {
        const values = Object.entries(await stack.getAllConfig());
        return Object.fromEntries(values.map(([key, { value }]) => [key, value]));
    },
});

const digestDocument = (events: readonly EngineEvent[]): object => ({
    steps: events.flatMap(({ resourcePreEvent }) => {
        if (resourcePreEvent === undefined) return [];
        const { op, urn, provider, old, new: next } = resourcePreEvent.metadata;
        return [
            { op, urn, ...(provider ? { provider } : {}), ...stateOf("oldState", old), ...stateOf("newState", next) },
        ];
    }),
    diagnostics: events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []),
    changeSummary: events.find(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {},
});

const stateOf = (name: string, state: object | undefined): object =>
    state === undefined || state === null ? {} : { [name]: withoutSecrets(state) };

/** An event shows a secret as an object with this key; only that it is one matters. */
const signatureKey = "4dabf18193072939515e22adb298388d";

const withoutSecrets = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutSecrets);
    if (typeof value !== "object" || value === null) return value;
    if (signatureKey in value) return hidden;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutSecrets(member)]));
};
