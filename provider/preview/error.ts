const brand = Symbol.for("pulumi-retire.PreviewError");

/** Why there is no preview. The message is complete, and says who answered what. */
export class PreviewError extends Error {
    readonly [brand] = true;
    constructor(
        /**
         * - `pulumi-missing`: no `pulumi` could be started, or it is too old.
         * - `pulumi`: it refused: no project, no such stack, a lock, no passphrase.
         * - `program`: the user's program failed, so that nobody knows what would be removed.
         * - `not-a-preview`: what was handed in as a saved preview is none, or another stack's.
         * - `overrides`: PULUMI_RETIRE_OVERRIDES holds a mistake: every delete would fail.
         */
        readonly code: "pulumi-missing" | "pulumi" | "program" | "not-a-preview" | "overrides",
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = "PreviewError";
    }
    static is(error: unknown): error is PreviewError {
        return typeof error === "object" && error !== null && brand in error;
    }
}
