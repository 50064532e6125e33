import type { ReportedDelete } from "../../restoring/reported";
import type { Instant } from "../../retirement";

/** How an image was before it went, as far as the reports of its deletes say so. */
export interface ReportedBefore {
    /** Snapshots that it stood on; empty when no report names any. */
    readonly snapshotIds: readonly string[];
    /** With whom it was shared, and when that was seen; undefined when that is not known. */
    readonly sharing: { readonly at: Instant; readonly with: readonly string[] } | undefined;
    /** Whether a delete took its deregistration protection away. */
    readonly protectionLifted: boolean;
}

const kindOfShare = "launch-permission";

export const reportedBefore = (imageId: string, lines: readonly ReportedDelete[]): ReportedBefore => {
    const own = lines.filter(({ kind, id }) => kind === "aws.Ami" && id === imageId);
    const snapshotIds = own
        .flatMap(({ plan, effects }) => [...(plan?.effects ?? []), ...effects])
        .map(({ subject }) => subject)
        .filter(subject => subject.startsWith("snap-"));
    return {
        snapshotIds: [...new Set(snapshotIds)].sort(),
        sharing: own.map(sharingOf).findLast(sharing => sharing !== undefined),
        protectionLifted: own.some(({ calls }) =>
            calls.some(({ operation }) => operation === "DisableImageDeregistrationProtection"),
        ),
    };
};

/** Users are looked at all at once, and none is looked at once the image is gone: only some plans answer for them. */
const sharingOf = ({ at, plan }: ReportedDelete): ReportedBefore["sharing"] => {
    if (plan === undefined) return undefined;
    const told = [...plan.warnings, ...plan.blockers];
    const wasNotRead = told.some(
        ({ code, fact }) => ["not-looked-at", "unreadable"].includes(code) && fact.includes(kindOfShare),
    );
    const shares = told.filter(isShare).map(({ subject }) => subject);
    const wasRead = shares.length > 0 || plan.calls.some(({ operation }) => operation === "DeregisterImage");
    return wasRead && !wasNotRead ? { at, with: [...new Set(shares)].sort() } : undefined;
};

type Told = NonNullable<ReportedDelete["plan"]>["warnings"][number];

/** A share that was ignored is told without its kind: then its words say it. */
const isShare = ({ code, subject, fact, user }: Told): boolean => {
    if (user !== undefined) return user.kind === kindOfShare;
    return (
        code === "in-use-ignored" &&
        fact.startsWith("it is shared with ") &&
        /^(\d{12}|everybody|arn:[^:]+:organizations:.*)$/.test(subject)
    );
};
