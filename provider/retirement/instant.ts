/** A moment as the clouds write it: ISO 8601 in UTC. Text, not `Date`: a plan survives JSON. */
export type Instant = string;

const dayMs = 24 * 60 * 60 * 1000;

export const instantOf = (date: Date): Instant => date.toISOString();

export const daysAfter = (now: Date, days: number): Instant => instantOf(new Date(now.getTime() + days * dayMs));

/** Whole and part days from one moment to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / dayMs;

/** The earliest of some instants, none of them missing. */
export const earliest = (first: Instant, ...rest: readonly Instant[]): Instant =>
    rest.reduce((least, instant) => (Date.parse(instant) < Date.parse(least) ? instant : least), first);
