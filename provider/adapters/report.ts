import { appendFileSync } from "node:fs";
import { RetirementError } from "../execution/errors";
import { renderOverridden } from "../execution/overrides";
import type { RetiredRow } from "../execution/retire-row";
import { renderDone } from "../retirement";

/** Names a file: each delete appends one line of JSON to it. */
export const reportVariable = "PULUMI_RETIRE_REPORT";

export interface ReportedRow {
    readonly kind: string;
    readonly id: string;
    /** The row's logical name. */
    readonly row: unknown;
}

type Tell = (line: string) => void;

/** Tells a delete that ended well: a line on the stack's row, and a line in the report. */
export const reportRetired = (
    subject: ReportedRow,
    retired: RetiredRow,
    environment: Environment,
    tell: Tell,
): void => {
    const { plan, ended, effects, calls, override } = retired;
    const overridden = override === undefined ? [] : [renderOverridden(override)];
    tell([renderDone(ended.outcome === "retain" ? ended : plan, effects), ...overridden].join("; "));
    const from = override === undefined ? {} : { overridden: Object.fromEntries(override.from) };
    append(
        {
            ...subject,
            outcome: ended.outcome === "retain" ? "retain" : plan.outcome,
            plan,
            effects,
            calls: calls.map(asLine),
            ...from,
        },
        environment,
        tell,
    );
};

/** Tells a delete that did not let the row go; the error itself goes to the engine. */
export const reportFailed = (subject: ReportedRow, error: unknown, environment: Environment, tell: Tell): void => {
    const { code, retired, overridden } = RetirementError.is(error)
        ? error
        : { code: "unexpected", retired: undefined, overridden: undefined };
    const from = overridden === undefined ? {} : { overridden: Object.fromEntries(overridden) };
    const message = error instanceof Error ? error.message : String(error);
    append(
        { ...subject, outcome: code, message, plan: retired?.plan, calls: retired?.calls?.map(asLine) ?? [], ...from },
        environment,
        tell,
    );
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Without the members that are of no use outside the run. */
const asLine = ({ fates: _, ...call }: RetiredRow["calls"][number]) => call;

const append = (line: object, environment: Environment, tell: Tell): void => {
    const file = environment[reportVariable];
    if (file === undefined || file === "") return;
    try {
        appendFileSync(file, `${JSON.stringify({ version: 1, at: new Date().toISOString(), ...line })}\n`);
    } catch (error) {
        // What was done is done: a report that cannot be written must not make it look undone.
        tell(`${reportVariable}: ${error instanceof Error ? error.message : String(error)}`);
    }
};
