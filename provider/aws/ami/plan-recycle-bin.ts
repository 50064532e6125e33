import type { Blocker, Reversibility, Warning } from "../../retirement";
import { type Forecast, type ForecastQuestion, forecastRestore, reversibilityOf } from "../recycle-bin/forecast";
import type { AmiDeletionPolicy } from "./policy";

interface BinPlan {
    readonly blockers: readonly Blocker[];
    readonly warnings: readonly Warning[];
    /** Whether the image can be brought back afterwards. */
    readonly reversible: Reversibility;
}

/**
 * What the Recycle Bin makes of a deregistration, and whether that is what the policy requires. An image that is gone
 * already loses nothing more (`losesAny`), unless snapshots of it are to go as well.
 */
export const planRecycleBin = (
    imageId: string,
    question: ForecastQuestion,
    policy: AmiDeletionPolicy,
    losesAny: boolean,
): BinPlan => {
    const forecast = forecastRestore(question);
    const shortfall = policy.recycleBin?.required === true && losesAny ? shortfallOf(forecast, policy) : undefined;
    const blockers: Blocker[] = [];
    const warnings: Warning[] = [];
    if (shortfall !== undefined) {
        blockers.push({
            code: "not-recoverable",
            subject: imageId,
            fact: `deletionPolicy.recycleBin requires that ${imageId} can be restored, and ${shortfall}`,
            remedy: remedyOf(question, forecast),
        });
    } else if (forecast.is === "unknown") {
        const fact = `whether ${imageId} can be restored afterwards is not known: ${forecast.because}`;
        warnings.push({ code: "recovery-unknown", subject: imageId, fact });
    }
    return { blockers, warnings, reversible: reversibilityOf(forecast) };
};

const remedyOf = ({ image, snapshots }: ForecastQuestion, forecast: Forecast): string => {
    if (forecast.is === "unknown" && forecast.remedy !== undefined) {
        return `${forecast.remedy}, or change deletionPolicy.recycleBin`;
    }
    if (image.is === "not-eligible") return "change deletionPolicy.recycleBin";
    const deletes = [...snapshots.values()].some(fate => fate.is === "deleted");
    const keep = deletes ? "set deletionPolicy.deleteAssociatedSnapshots to false, " : "";
    return `create a Recycle Bin rule that matches, ${keep}or change deletionPolicy.recycleBin`;
};

const shortfallOf = (forecast: Forecast, policy: AmiDeletionPolicy): string | undefined => {
    if (forecast.is === "lost") return forecast.because;
    if (forecast.is === "unknown") return `that is not known: ${forecast.because}`;
    const least = policy.recycleBin?.minimumRetentionDays ?? 1;
    return forecast.days < least ? `it would be kept for ${forecast.days} days, not for ${least}` : undefined;
};
