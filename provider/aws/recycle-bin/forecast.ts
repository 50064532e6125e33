import {
    daysAfter,
    daysBetween,
    earliest,
    type Instant,
    type Reading,
    type Reversibility,
    type Unreadable,
} from "../../retirement";

export interface TagMatch {
    readonly key: string;
    /** Left out when the rule names a key alone. */
    readonly value?: string;
}

/** A Recycle Bin retention rule, as GetRule answers it. */
export interface RetentionRule {
    readonly id: string;
    readonly status: "pending" | "available";
    readonly days: number;
    /** Empty for a Region-level rule. */
    readonly tags: readonly TagMatch[];
    readonly excludeTags: readonly TagMatch[];
}

export type Tags = Readonly<Record<string, string>>;

/**
 * How long the bin keeps a resource with these tags; 0 when it does not. Of several rules that match, the longest
 * retention wins. A rule that is still pending retains nothing yet.
 *
 * What AWS does with a tag that a rule names without a value is not documented. Both readings are taken against us: such
 * a tag includes only a resource whose value is empty, and excludes a resource whatever its value.
 * https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-concepts.html
 */
export const retentionDays = (tags: Tags, rules: readonly RetentionRule[]): number =>
    Math.max(0, ...rules.filter(rule => rule.status === "available" && covers(rule, tags)).map(rule => rule.days));

const covers = (rule: RetentionRule, tags: Tags): boolean =>
    rule.tags.length > 0
        ? rule.tags.some(tag => tags[tag.key] === (tag.value ?? "") && tag.key in tags)
        : !rule.excludeTags.some(tag => tag.key in tags && (tag.value === undefined || tags[tag.key] === tag.value));

/** One snapshot behind an image, and whether it stays when the image goes. */
export type SnapshotFate =
    | { readonly is: "kept" }
    | { readonly is: "deleted"; readonly tags: Tags }
    /** Deleted before, and in the bin until then. */
    | { readonly is: "in-bin"; readonly leaves: Instant }
    | { readonly is: "gone" }
    | { readonly is: "unknown"; readonly because: string };

export type Forecast =
    | { readonly is: "restorable"; readonly until: Instant; readonly days: number }
    | { readonly is: "lost"; readonly because: string }
    | Pick<Unreadable, "is" | "because" | "remedy">;

/** How the image itself is kept. */
export type ImageKeeping =
    /** It goes now: by the rules that match its tags. */
    | { readonly is: "going"; readonly tags: Tags; readonly rules: Reading<readonly RetentionRule[]> }
    | { readonly is: "in-bin"; readonly entered: Instant; readonly leaves: Instant }
    /** It has left for good already: what can still be lost are its snapshots. */
    | { readonly is: "gone" }
    /** Only EBS-backed images go to the bin. */
    | { readonly is: "not-eligible" }
    | Unreadable;

export interface ForecastQuestion {
    readonly image: ImageKeeping;
    readonly snapshots: ReadonlyMap<string, SnapshotFate>;
    readonly snapshotRules: Reading<readonly RetentionRule[]>;
    readonly now: Date;
}

/**
 * Until when an image that goes now can be brought back. It needs all of its snapshots: one that is deleted and is not
 * in the bin for as long as the image takes the image with it.
 */
export const forecastRestore = ({ image, snapshots, snapshotRules, now }: ForecastQuestion): Forecast => {
    const parts = [forecastImage(image, now)];
    for (const [id, fate] of snapshots) {
        if (fate.is !== "kept") parts.push(forecastFate(id, fate, snapshotRules, now));
    }
    return parts.reduce(worse);
};

const forecastFate = (
    id: string,
    fate: Exclude<SnapshotFate, { is: "kept" }>,
    rules: Reading<readonly RetentionRule[]>,
    now: Date,
): Forecast => {
    switch (fate.is) {
        case "deleted":
            return forecastSnapshot(id, fate.tags, rules, now);
        case "in-bin":
            return { is: "restorable", until: fate.leaves, days: Number.POSITIVE_INFINITY };
        case "gone":
            return { is: "lost", because: `${id} is gone` };
        case "unknown":
            return { is: "unknown", because: `${id}: ${fate.because}` };
    }
};

/** What a certain loss says counts more than what is not known, and that more than any date. */
const worse = (one: Forecast, other: Forecast): Forecast => {
    if (one.is === "restorable" && other.is === "restorable") {
        return {
            is: "restorable",
            until: earliest(one.until, other.until),
            days: Math.min(one.days, other.days),
        };
    }
    if (one.is === "lost" && other.is === "lost") return { is: "lost", because: `${one.because}; ${other.because}` };
    const rank = { lost: 0, unknown: 1, restorable: 2 };
    return rank[other.is] < rank[one.is] ? other : one;
};

const forecastImage = (image: ImageKeeping, now: Date): Forecast => {
    switch (image.is) {
        case "unknown":
            return image;
        case "gone":
            return { is: "restorable", until: farFuture, days: Number.POSITIVE_INFINITY };
        case "not-eligible":
            return { is: "lost", because: "only EBS-backed images go to the Recycle Bin" };
        case "in-bin":
            return {
                is: "restorable",
                until: image.leaves,
                days: daysBetween(new Date(image.entered), new Date(image.leaves)),
            };
        case "going":
            return image.rules.is === "unknown"
                ? image.rules
                : kept(
                      retentionDays(image.tags, image.rules.value),
                      now,
                      "no available Recycle Bin rule for EC2_IMAGE matches its tags",
                  );
    }
};

/** A deleted snapshot's own way back, by its own tags. */
export const forecastSnapshot = (
    id: string,
    tags: Tags,
    rules: Reading<readonly RetentionRule[]>,
    now: Date,
): Forecast =>
    rules.is === "unknown"
        ? rules
        : kept(
              retentionDays(tags, rules.value),
              now,
              `no available Recycle Bin rule for EBS_SNAPSHOT matches the tags of ${id}`,
          );

const kept = (days: number, now: Date, becauseLost: string): Forecast =>
    days === 0 ? { is: "lost", because: becauseLost } : { is: "restorable", until: daysAfter(now, days), days };

/** Later than any retention, so that it never is the earliest. */
const farFuture: Instant = "9999-12-31T00:00:00.000Z";

export const reversibilityOf = (forecast: Forecast): Reversibility => {
    switch (forecast.is) {
        case "restorable":
            return { is: "until", at: forecast.until };
        case "lost":
            return { is: "never" };
        case "unknown":
            return { is: "unknown", because: forecast.because };
    }
};
