import { type Blocker, unreadable, type Warning } from "../../retirement";
import type { ImageUser, UserReading } from "../launches/users";
import type { AmiDeletionPolicy } from "./policy";

interface UsePlan {
    readonly blockers: readonly Blocker[];
    readonly unknowns: readonly Blocker[];
    readonly warnings: readonly Warning[];
}

/** Whoever would break blocks, and so does a question about them that nobody answered; `ignoreReferences` and `force` lift both. */
export const planUse = (imageId: string, readings: readonly UserReading[], policy: AmiDeletionPolicy): UsePlan => {
    const blockers: Blocker[] = [];
    const unknowns: Blocker[] = [];
    const warnings: Warning[] = [];
    const ignored: readonly string[] = policy.ignoreReferences ?? [];
    const isLifted = (kind: string): boolean => policy.force === true || ignored.includes(kind);

    for (const { kinds, users, unknown } of readings) {
        for (const user of users) {
            const { kind, subject, fact, launches } = user;
            if (launches && !isLifted(kind)) blockers.push(inUse(imageId, user));
            else warnings.push({ code: launches ? "in-use-ignored" : "used", subject, fact });
        }
        if (unknown === undefined) continue;
        const open = kinds.filter(kind => !isLifted(kind));
        const what = `who uses ${imageId} (${kinds.join(", ")})`;
        const remedy = `run it again, or add ${open.map(kind => `"${kind}"`).join(", ")} to deletionPolicy.ignoreReferences`;
        if (open.length > 0) unknowns.push(unreadable(imageId, what, unknown, remedy));
        else if (kinds.length > 0) {
            warnings.push({
                code: "not-looked-at",
                subject: imageId,
                fact: `${what} is not known: ${unknown.because}`,
            });
        }
    }
    return { blockers: unique(blockers), unknowns: unique(unknowns), warnings: unique(warnings) };
};

const inUse = (imageId: string, { kind, subject, fact }: ImageUser): Blocker => ({
    code: "in-use",
    subject,
    fact: `${imageId} is in use (${kind}): ${fact}`,
    remedy: `move it to another image, or add "${kind}" to deletionPolicy.ignoreReferences`,
});

/** The same denial makes several questions unknown in the same words. */
const unique = <T extends { readonly fact: string }>(items: readonly T[]): readonly T[] => [
    ...new Map(items.map(item => [item.fact, item])).values(),
];
