import { renderDetails } from "../../preview/details";
import type { PreviewedRow } from "../../preview/result";
import type { Wanted } from "../../preview/wanted-rows";

/** A row's verdict in the preview's own lines, and what this door does not know of it. */
export const renderJudged = (row: PreviewedRow, wanted: Wanted): string => {
    const mayBeMoved = isUseAlone(row);
    const unless = mayBeMoved ? ", unless this update moves its users first" : "";
    const unknown =
        wanted.known.length > 0
            ? "whether --target leaves out who wants it: the delete would then not know either"
            : `what protect, retainOnDelete and deletedWith make of it${mayBeMoved ? ", and what this update moves first" : ""}`;
    return [
        `${row.id}: ${row.verdict}${unless}`,
        ...renderDetails(row),
        `  Not known here: ${unknown}. pulumi-retire preview knows.`,
    ].join("\n");
};

/** Users may let go before the delete comes, which waits for them; any other reason stays. */
const isUseAlone = ({ outcome, blockers }: PreviewedRow): boolean =>
    outcome === "blocked" && blockers.every(({ user }) => user !== undefined);
