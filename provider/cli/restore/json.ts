import type { ListedRestorable, RestoreResult } from "./result";
import type { Place } from "./run";

/** Version of the shape of both answers: members may be added to it, none is renamed or removed. */
const version = 1;

const placesOf = (places: readonly Place[]) =>
    places.map(({ kind, doesNotReturn, session: { account, region } }) => ({ kind, account, region, doesNotReturn }));

export const listJson = (places: readonly Place[], restorable: readonly ListedRestorable[]): string =>
    JSON.stringify({ version, places: placesOf(places), restorable }, undefined, 2);

export const resultsJson = (places: readonly Place[], preview: boolean, results: readonly RestoreResult[]): string =>
    JSON.stringify({ version, places: placesOf(places), preview, results: results.map(asData) }, undefined, 2);

/** A plan's members beside the outcome that it has led to. */
const asData = (result: RestoreResult) => {
    if (!("plan" in result)) return result;
    const { plan, ...rest } = result;
    return { ...plan, ...rest };
};
