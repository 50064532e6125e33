import type { Instant } from "./instant";

/** Whether, and how long, an effect can be taken back. */
export type Reversibility =
    | { readonly is: "always" }
    | { readonly is: "until"; readonly at: Instant }
    | { readonly is: "never" }
    /** It could not be found out; never to be read as reversible. */
    | { readonly is: "unknown"; readonly because: string };

/**
 * What becomes of one thing in the world when a plan is carried out. Codes begin with what they are about and end in a
 * past participle: `image-deregistered`, `snapshot-kept`.
 */
export interface Effect {
    readonly code: string;
    readonly subject: string;
    /** What will be the case afterwards, in one sentence without a full stop. */
    readonly fact: string;
    readonly reversible: Reversibility;
}
