import type { Digest } from "./digest";
import type { Row } from "./row";

/** Where a preview learns of a pending update: the user's own `pulumi`, the Automation API, or a saved file. */
export interface Source {
    readonly operation: "up" | "destroy";
    /** Whether the program runs, so that the engine configures its providers anew. */
    readonly runsProgram: boolean;
    /** The steps of the pending update; rejects with a `PreviewError`. */
    digest(): Promise<Digest>;
    /** The same for the whole program, when the update is confined to targets. */
    readonly whole?: () => Promise<Digest>;
    /** URNs that the update is confined to, when it is, patterns with `*` among them; `unknown` when nothing tells. */
    readonly targets?: readonly string[] | "unknown";
    /** The state with secrets in clear: a delete gets them in clear. */
    state(): Promise<readonly Row[]>;
    /** The stack's configuration with secrets in clear, all namespaces. */
    configuration(): Promise<Readonly<Record<string, string>>>;
    /** What this source cannot show, and what that means. */
    readonly notes?: readonly string[];
}
