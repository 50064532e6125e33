import { type Blocker, unreadable, type Warning } from "../../retirement";
import { planUse } from "../../retirement/plan-use";
import type { ImageObservation, ObservedImage } from "./observation";
import type { ImageDeletionPolicy } from "./policy";

interface UsersPlan {
    readonly blockers: readonly Blocker[];
    readonly unknowns: readonly Blocker[];
    readonly warnings: readonly Warning[];
    /** Whether the API's Force is needed, and wished for. */
    readonly isForced: boolean;
}

/** Instances go by `force`, which is the API's own; whatever launches by itself goes by its kind. */
export const planUsers = (
    { imageId, family }: ObservedImage,
    { instances, users, fallback }: ImageObservation,
    policy: ImageDeletionPolicy,
): UsersPlan => {
    const { ignoreReferences = [] } = policy;
    const use = planUse(imageId, users, { ignoreReferences }, letGo);
    const blockers = [...use.blockers];
    const unknowns = [...use.unknowns];
    const warnings = [...use.warnings];
    const isForced = policy.force === true && instances.is === "known" && instances.value.length > 0;
    if (instances.is === "unknown") {
        const what = `which instances use ${imageId}`;
        if (policy.force === true) warnings.push(notLookedAt(imageId, `${what} is not known: ${instances.because}`));
        else unknowns.push(unreadable(imageId, what, instances, "run it again, or set deletionPolicy.force to true"));
    } else if (instances.value.length > 0) {
        const fact = `${named(instances.value)} ${imageId}: ${instances.value.length === 1 ? "its system disk" : "their system disks"} could never be re-initialised`;
        if (isForced) warnings.push({ code: "in-use-ignored", subject: imageId, fact });
        else
            blockers.push({
                code: "in-use",
                subject: imageId,
                fact,
                remedy: "release them, or set deletionPolicy.force to true, which sends the API's Force",
            });
    }
    if (family !== undefined && fallback.is === "known" && fallback.value !== undefined) {
        const fact = `image family ${family} falls back to ${fallback.value}`;
        warnings.push({ code: "family-falls-back", subject: family, fact });
    }
    return { blockers, unknowns, warnings, isForced };
};

const letGo = (): string => "let it name another image";

const notLookedAt = (subject: string, fact: string): Warning => ({ code: "not-looked-at", subject, fact });

const shownInstances = 5;

const named = (instances: readonly string[]): string => {
    const more = instances.length > shownInstances ? ` and ${instances.length - shownInstances} more` : "";
    const verb = instances.length === 1 ? "instance uses" : "instances use";
    return `${instances.length} ${verb} (${instances.slice(0, shownInstances).join(", ")}${more})`;
};
