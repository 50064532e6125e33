import { RetirementError } from "./errors";
import { executeRetirement, type Retirement } from "./execute";
import type { AnyKind, Context } from "./kind";
import { type OverrideFor, renderOverridden } from "./overrides";
import { prepareRetirement } from "./prepare";
import type { Retired } from "./retired";
import type { Turns, WantedObjects } from "./wanted";

/** What one provider process knows of the run that it serves. */
export interface RunMemory {
    readonly wanted: WantedObjects;
    readonly turns: Turns;
}

export interface RetiredRow extends Retired {
    readonly override: OverrideFor | undefined;
}

/** Retires the object of one row, unless the program of this run still wants it. One at a time for each id, and for
 * each thing that objects share: the second one must see what has become of the first. */
export const retireRow = (
    kind: AnyKind,
    kinds: readonly AnyKind[],
    id: string,
    state: object,
    context: Context,
    { wanted, turns }: RunMemory,
): Promise<RetiredRow> =>
    turns.take([id, ...kind.sharedWith(state)], async () => {
        // First of all, so that a mistake in the overrides is told whatever becomes of the row.
        const { retirement, override } = await prepareRetirement(kind, kinds, id, state, context);
        // Asked at each look, and before each call: another row's check may come in while this delete waits.
        const look: Retirement["look"] = async knowledge =>
            wanted.planFor(kind.name, id) ?? (await retirement.look(knowledge));
        const isOutdated = () => wanted.planFor(kind.name, id) !== undefined;
        try {
            const retired = await executeRetirement({ ...retirement, look, isOutdated }, context.surroundings);
            return { ...retired, override };
        } catch (error) {
            if (RetirementError.is(error) && override !== undefined) {
                error.overridden = override.from;
                error.message = `${error.message}\n  ${renderOverridden(override)}`;
            }
            throw error;
        }
    });
