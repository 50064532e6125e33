import type { Retirement } from "./execute";
import type { AnyKind, Context } from "./kind";
import { type OverrideFor, overrideFor, overridesVariable, withOverride } from "./overrides";

/** What a row is retired with: the policy as it counts now, and which of its fields an override has set. */
export interface PreparedRetirement {
    readonly retirement: Retirement;
    readonly override: OverrideFor | undefined;
}

/** The one way from a row to its retirement: the delete carries it out, the preview only looks. */
export const prepareRetirement = async (
    kind: AnyKind,
    kinds: readonly AnyKind[],
    id: string,
    state: object,
    context: Context,
): Promise<PreparedRetirement> => {
    const override = overrideFor(context.environment[overridesVariable], kinds, kind.name, id);
    return { retirement: await kind.retirement(id, withOverride(state, override, kind), context), override };
};
