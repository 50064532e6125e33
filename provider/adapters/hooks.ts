import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import type { Judge } from "./hook/judge";
import { currentRun, onceInRun, programRows } from "./program";

export interface PreviewHookOptions {
    /**
     * How long one row may be looked at, in seconds: at most 600. Past it the warning says that the row could not be
     * judged, and rows that come after it in the same run are not looked at. The first call of a program decides.
     *
     * @default 20
     */
    readonly timeoutSeconds?: number;
}

/**
 * Says on a resource's own row, during `pulumi preview` and `pulumi up`, what its delete will do: the verdict of
 * `pulumi-retire preview`, as a warning. It reads only, and fails nothing.
 *
 * ```ts
 * const hooks = { beforeDelete: previewHook() }; // Stays in the program, also when the last image has left it.
 *
 * new aws.Ami("web", { imageId: "ami-0123456789abcdef0" }, { hooks });
 * ```
 *
 * A hook knows less than `pulumi-retire preview`: not `protect`, `retainOnDelete`, `deletedWith` and `--target`, and not
 * which users the same update moves first. The warning says so where it matters.
 *
 * **Its price** is Pulumi's, for every stack whose state names a delete hook, this one or another:
 * - `pulumi destroy` refuses: use `pulumi destroy --run-program`.
 * - A preview or an update that deletes such a row fails unless the program has called `previewHook()`: leave the call in
 *   the program when the resources go.
 * - To leave: take `hooks` off all resources, run `pulumi up`, and only then remove the call and the import. When the
 *   program is gone already: `pulumi stack export`, remove `resourceHooks` from the resources, `pulumi stack import`.
 *
 * Nothing is hooked, and the result is empty, where hooks cannot be had: under `pulumi.runtime.setMocks`, outside a program
 * that Pulumi runs, and with a `pulumi` command that knows no hooks. All resources share one hook, however often this is called.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
export const previewHook = ({ timeoutSeconds = 20 }: PreviewHookOptions = {}): pulumi.ResourceHook[] => {
    if (typeof timeoutSeconds !== "number" || !(timeoutSeconds > 0 && timeoutSeconds <= longestSeconds)) {
        throw new Error(`previewHook: timeoutSeconds is ${timeoutSeconds}: set it to more than 0 and at most 600`);
    }
    if (!hasHooks()) return [];
    return [onceInRun("previewHook", () => registered(timeoutSeconds))];
};

/** Past that a preview would seem to hang. */
const longestSeconds = 600;

/** Recorded in the state of every row that has it: the name can never change. */
const hookName = "pulumi-retire:preview";

const hasHooks = (): boolean => {
    // The mocks' monitor lacks the function, and a resource with a hook would then never be registered.
    const monitor: object | undefined = pulumi.runtime.getMonitor();
    if (!(monitor !== undefined && "registerResourceHook" in monitor)) return false;
    // What the SDK itself goes by: it rejects a promise that nobody sees.
    const { supportsResourceHooks } = currentRun() as { readonly supportsResourceHooks?: boolean };
    return supportsResourceHooks !== false;
};

const registered = (timeoutSeconds: number): pulumi.ResourceHook => {
    const rows = programRows();
    const configuration = pulumi.runtime.allConfig();
    // Only when it is needed: a program in which nothing is deleted does not wait for what judges.
    const load = async (): Promise<Judge> => {
        const [{ allKinds }, { Judge }, { ThreadLooker }] = await Promise.all([
            import("../kinds.js"),
            import("./hook/judge.js"),
            import("./hook/looker.js"),
        ]);
        return new Judge(allKinds, rows, new ThreadLooker({ configuration }), timeoutSeconds);
    };
    let judge: Promise<Judge> | undefined;
    const warn = async (args: pulumi.ResourceHookArgs): Promise<void> => {
        try {
            judge ??= load();
            const text = await (await judge).judge(args);
            if (text !== undefined) await pulumi.log.warn(text, new pulumi.DependencyResource(args.urn));
        } catch {
            // Nothing fails because of what only wants to tell something.
        }
    };
    // The engine calls from outside, and an inline program finds its own log by the context in which it was started.
    return new pulumi.ResourceHook(hookName, AsyncResource.bind(warn), { onDryRun: true, ignoreErrors: true });
};
