import type { Restorable, RestoreCheck, RestorePlan } from "../../restoring/plan";
import type { Call } from "../../retirement";

/** What became of one id. */
export type RestoreResult = { readonly kind: string; readonly id: string } & (
    | { readonly outcome: "would-restore"; readonly plan: RestorePlan & { readonly outcome: "restore" } }
    | {
          readonly outcome: "restored" | "back-already";
          readonly calls: readonly Call[];
          readonly checks: readonly RestoreCheck[];
          readonly caveats: readonly string[];
      }
    | { readonly outcome: "would-do-nothing"; readonly plan: RestorePlan & { readonly outcome: "back-already" } }
    | { readonly outcome: "lost" | "unknown"; readonly plan: RestorePlan & { readonly outcome: "lost" | "unknown" } }
    /** Some calls may have taken effect; running it again goes on from there. */
    | {
          readonly outcome: "failed";
          readonly calls: readonly Call[];
          readonly message: string;
          readonly caveats: readonly string[];
      }
);

export interface ListedRestorable extends Restorable {
    readonly kind: string;
}

/** The command's exit code; 1 stands for bad use too. Documented in its help. */
export const exitCodeOfResults = (results: readonly RestoreResult[]): number => {
    const verdicts = results.flatMap(result => ("checks" in result ? result.checks.map(({ verdict }) => verdict) : []));
    const outcomes = results.map(({ outcome }) => outcome);
    if (outcomes.includes("failed") || outcomes.includes("unknown") || verdicts.includes("unreadable")) return 1;
    if (outcomes.includes("lost")) return 2;
    return verdicts.includes("differs") ? 3 : 0;
};

export const exitCodeOfList = (listed: readonly ListedRestorable[]): number =>
    listed.some(({ plan }) => plan.outcome === "unknown") ? 1 : 0;
