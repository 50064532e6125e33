import type { User } from "./blocker";
import type { Unreadable } from "./observation";

/** Somebody who uses an object; the kind is one that `ignoreReferences` names, or one that never blocks. */
export interface ObservedUser extends User {
    /** Name, id or ARN: what to look for. */
    readonly subject: string;
    /** How it uses the object, as a whole sentence without a full stop. */
    readonly fact: string;
    /** Whether something that works today would break. */
    readonly launches: boolean;
    /** This very update moves it away or deletes it first: only the preview, which looks before that, says so. */
    readonly letsGo?: true;
}

/** The answer to one question about users. */
export interface UserReading {
    /** The kinds of users that this question finds. */
    readonly kinds: readonly string[];
    /** Those that are certain, also when others could not be looked at. */
    readonly users: readonly ObservedUser[];
    /** Why there may be more. */
    readonly unknown?: Unreadable;
}

/** The same answers, with those marked that will have let go by the time of the delete. */
export const withLettingGo = (
    readings: readonly UserReading[],
    letsGo: ((user: User) => boolean) | undefined,
): readonly UserReading[] =>
    letsGo === undefined
        ? readings
        : readings.map(reading => ({
              ...reading,
              users: reading.users.map(user => (user.launches && letsGo(user) ? { ...user, letsGo: true } : user)),
          }));
