import type { Blocker, User, Warning } from "./blocker";
import type { Unreadable } from "./observation";
import { unreadable } from "./plan";
import type { ObservedUser, UserReading } from "./users";

interface UsePlan {
    readonly blockers: readonly Blocker[];
    readonly unknowns: readonly Blocker[];
    readonly warnings: readonly Warning[];
}

interface UsePolicy {
    readonly force?: boolean;
    readonly ignoreReferences?: readonly string[];
}

/** Whoever would break blocks, and so does a question about them that nobody answered; `ignoreReferences` and `force` lift both. */
export const planUse = (
    id: string,
    readings: readonly UserReading[],
    policy: UsePolicy,
    /** How a user of a kind lets go, in the imperative. */
    letGo: (kind: string) => string,
): UsePlan => {
    const blockers: Blocker[] = [];
    const unknowns: Blocker[] = [];
    const warnings: Warning[] = [];
    const ignored = policy.ignoreReferences ?? [];
    const isLifted = (kind: string): boolean => policy.force === true || ignored.includes(kind);

    const unread = new Map<string, { readonly reading: Unreadable; readonly kinds: string[] }>();
    for (const { kinds, users, unknown } of readings) {
        for (const user of users) {
            const { kind, subject, fact, launches, letsGo } = user;
            if (!launches) warnings.push({ code: "used", subject, fact });
            else if (isLifted(kind)) warnings.push({ code: "in-use-ignored", subject, fact });
            else if (letsGo === true) warnings.push({ code: "lets-go", subject, fact, user: userOf(user) });
            else blockers.push(inUse(id, user, letGo(kind)));
        }
        if (unknown === undefined) continue;
        // One denial may leave several kinds in the dark: it is told once, with all of them.
        const entry = unread.get(unknown.because) ?? { reading: unknown, kinds: [] };
        entry.kinds.push(...kinds);
        unread.set(unknown.because, entry);
    }
    for (const { reading, kinds } of unread.values()) {
        const open = kinds.filter(kind => !isLifted(kind));
        const what = `who uses ${id} (${(open.length > 0 ? open : kinds).join(", ")})`;
        const remedy = `run it again, or add ${open.map(kind => `"${kind}"`).join(", ")} to deletionPolicy.ignoreReferences`;
        if (open.length > 0) unknowns.push(unreadable(id, what, reading, remedy));
        else if (kinds.length > 0) {
            const fact = `${what} is not known: ${reading.because}`;
            warnings.push({ code: "not-looked-at", subject: id, fact });
        }
    }
    return { blockers, unknowns, warnings };
};

const userOf = ({ kind, ids, uses }: ObservedUser): User => ({ kind, ids, uses });

const inUse = (id: string, user: ObservedUser, remedy: string): Blocker => ({
    code: "in-use",
    subject: user.subject,
    fact: `${id} is in use (${user.kind}): ${user.fact}`,
    remedy: `${remedy}, or add "${user.kind}" to deletionPolicy.ignoreReferences`,
    user: userOf(user),
});
