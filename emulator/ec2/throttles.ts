import type { Bucket } from "../service";

/** EC2's documented token buckets that differ from the usual ones (operation.ts). Source: MODEL.md, throttling. */
export const deletions = (): Bucket => ({ burst: 100, perSecond: 5 });
export const copies = (): Bucket => ({ burst: 100, perSecond: 1 });
export const launches = (): Bucket => ({ burst: 5, perSecond: 2 });
export const terminations = (): Bucket => ({ burst: 100, perSecond: 5 });
export const tagging = (): Bucket => ({ burst: 100, perSecond: 10 });

/** A listing of everything that asks for no pages. */
export const unfiltered = ({
    Filters,
    MaxResults,
    SnapshotIds,
    InstanceIds,
}: Readonly<Record<string, unknown>>): Bucket =>
    [Filters, MaxResults, SnapshotIds, InstanceIds].every(asked => asked === undefined)
        ? { burst: 50, perSecond: 10 }
        : { burst: 100, perSecond: 20 };
