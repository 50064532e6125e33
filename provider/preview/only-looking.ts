import { type Surroundings, systemClock } from "../execution/surroundings";

/** A look ahead sends nothing that an engine would have to be there for, and tells by its result alone. */
export const onlyLooking: Surroundings = {
    clock: systemClock,
    engine: { assertAlive: () => Promise.reject(new Error("a preview sends nothing")) },
    tell: () => undefined,
};
