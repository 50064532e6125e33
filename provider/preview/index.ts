import { pulumiArgumentsOf } from "./arguments";
import { type AutomationStack, automationSource } from "./automation-source";
import { type Progress, previewFrom } from "./preview";
import { pulumiSource } from "./pulumi-source";
import type { RetirementPreview } from "./result";
import { savedSource } from "./saved-source";
import type { Source } from "./source";

export type { AutomationStack, EngineEvent } from "./automation-source";
export { PreviewError } from "./error";
export type { Progress } from "./preview";
export type { PreviewedCall, PreviewedRow, PreviewOutcome, Release, RetirementPreview, Summary } from "./result";

export interface PreviewOptions {
    /**
     * The stack: its name, or a `Stack` of the Automation API, whose program may be inline.
     *
     * @default the selected stack of `directory`
     */
    readonly stack?: string | AutomationStack;
    /**
     * What `pulumi preview --json --show-replacement-steps` has printed, parsed. The stack's state is asked for all the
     * same, and held against it.
     */
    readonly steps?: unknown;
    /** Where Pulumi.yaml is, or below it. @default the working directory */
    readonly directory?: string;
    /** What is pending: an update, or the destruction of the stack. @default "up" */
    readonly operation?: "up" | "destroy";
    /** Further arguments for `pulumi`, such as `["--target", urn]`. Not for a stack of the Automation API. */
    readonly arguments?: readonly string[];
    /**
     * Also ask the cloud, where it has a way to ask, whether it would allow each planned call: AWS's `DryRun`. Without it
     * a preview sends reads only; with it too, nothing is changed.
     *
     * @default false
     */
    readonly checkPermissions?: boolean;
    /**
     * `PULUMI_RETIRE_OVERRIDES` and whatever `pulumi` needs. The cloud's credentials are those of the stack's configuration
     * and of the process itself: variables that stand only here, or in a workspace's `envVars`, do not reach the SDK.
     *
     * @default the process's own, with the workspace's `envVars`
     */
    readonly environment?: Readonly<Record<string, string | undefined>>;
    readonly onProgress?: (progress: Progress) => void;
}

/**
 * Says what a pending update, or a destroy, will do to the objects behind the rows that leave the stack: with the very
 * planner, overrides and configuration that the deletes will use. Rejects with a `PreviewError` when there is no preview
 * to be had; a row that cannot be judged has outcome `unknown` instead.
 *
 * ```ts
 * const preview = await previewRetirements({ stack: "prod" });
 * const refused = preview.rows.filter(row => row.outcome === "blocked" || row.danger.length > 0);
 * ```
 */
export const previewRetirements = async (options: PreviewOptions = {}): Promise<RetirementPreview> => {
    const environment = options.environment ?? { ...process.env, ...variablesOf(options.stack) };
    const look = {
        environment,
        checksPermissions: options.checkPermissions ?? false,
        onProgress: options.onProgress ?? (() => undefined),
    };
    return previewFrom(sourceOf(options, environment), look);
};

const variablesOf = (stack: PreviewOptions["stack"]): Readonly<Record<string, string>> =>
    typeof stack === "object" ? stack.workspace.envVars : {};

const sourceOf = (options: PreviewOptions, environment: PreviewOptions["environment"] & object): Source => {
    const { stack, steps, directory = process.cwd(), operation = "up" } = options;
    const live =
        typeof stack === "object"
            ? automationSource(stack, operation)
            : pulumiSource({
                  directory,
                  stack,
                  operation,
                  arguments: pulumiArgumentsOf(options.arguments ?? [], environment),
                  environment,
              });
    return steps === undefined ? live : savedSource(steps, live);
};
