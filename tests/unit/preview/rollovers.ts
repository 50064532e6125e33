import type { Step } from "../../../provider/preview/digest";
import { rolloverOf } from "../../../provider/preview/rollover";
import type { Row } from "../../../provider/preview/row";
import type { User } from "../../../provider/retirement";
import { amiRow, deletes, groupType, idPattern, updateOf, urnOf } from "./stacks";

export const web = amiRow("image");
export const otherId = "ami-0aaaaaaaaaaaaaaaa";

export const group: User = { kind: "auto-scaling-group", ids: ["arn:web", "web"], uses: [{}] };
export const throughTemplate = (version: string): User => ({
    ...group,
    uses: [{ through: ["lt-1", "name of lt-1"], version }],
});

/** What becomes of a user when the image's row leaves, and these steps are taken besides. */
export const becomes = (
    user: User,
    state: readonly Row[],
    steps: readonly Step[],
    leaving: Row = web,
    leave: Step = deletes(leaving),
) => {
    const update = updateOf([leaving, ...state], [...steps, leave]);
    const rollover = rolloverOf(user, { row: leaving, idPattern }, update);
    if (rollover.is === "stays") return "stays";
    return rollover.is === "first" ? `first: ${rollover.change} ${rollover.urn}` : `conditional: ${rollover.because}`;
};
export const first = `first: changed ${urnOf(groupType, "web")}`;
