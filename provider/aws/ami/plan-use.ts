import { type Blocker, type Unreadable, type User, unreadable, type Warning } from "../../retirement";
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

    const unread = new Map<string, { readonly reading: Unreadable; readonly kinds: string[] }>();
    for (const { kinds, users, unknown } of readings) {
        for (const user of users) {
            const { kind, subject, fact, launches, letsGo } = user;
            if (!launches) warnings.push({ code: "used", subject, fact });
            else if (isLifted(kind)) warnings.push({ code: "in-use-ignored", subject, fact });
            else if (letsGo === true) warnings.push({ code: "lets-go", subject, fact, user: userOf(user) });
            else blockers.push(inUse(imageId, user));
        }
        if (unknown === undefined) continue;
        // One denial may leave several kinds in the dark: it is told once, with all of them.
        const entry = unread.get(unknown.because) ?? { reading: unknown, kinds: [] };
        entry.kinds.push(...kinds);
        unread.set(unknown.because, entry);
    }
    for (const { reading, kinds } of unread.values()) {
        const open = kinds.filter(kind => !isLifted(kind));
        const what = `who uses ${imageId} (${(open.length > 0 ? open : kinds).join(", ")})`;
        const remedy = `run it again, or add ${open.map(kind => `"${kind}"`).join(", ")} to deletionPolicy.ignoreReferences`;
        if (open.length > 0) unknowns.push(unreadable(imageId, what, reading, remedy));
        else if (kinds.length > 0) {
            const fact = `${what} is not known: ${reading.because}`;
            warnings.push({ code: "not-looked-at", subject: imageId, fact });
        }
    }
    return { blockers, unknowns, warnings };
};

/** How a user lets go, where moving it to another image is not the word for it. */
const letGo: Readonly<Record<string, string>> = {
    "launch-permission": "take the launch permission back (ec2:ModifyImageAttribute)",
    "ssm-parameter": "let the parameter lead to another image",
    "launch-template": "make another version the template's latest and default",
    "image-builder-recipe": "disable the pipeline, or give it another recipe",
};

const userOf = ({ kind, ids, uses }: ImageUser): User => ({ kind, ids, uses });

const inUse = (imageId: string, user: ImageUser): Blocker => ({
    code: "in-use",
    subject: user.subject,
    fact: `${imageId} is in use (${user.kind}): ${user.fact}`,
    remedy: `${letGo[user.kind] ?? "move it to another image"}, or add "${user.kind}" to deletionPolicy.ignoreReferences`,
    user: userOf(user),
});
