import { stateOf } from "../adapters/stored";
import { RetirementError } from "../execution/errors";
import type { Retirement } from "../execution/execute";
import type { AnyKind, Context } from "../execution/kind";
import { type PreparedRetirement, prepareRetirement } from "../execution/prepare";
import { WantedObjects } from "../execution/wanted";
import { type Blocker, callsOf, isNonEmpty, type PlannedCall, type RetirementPlan, type User } from "../retirement";
import type { Removal } from "./engine-rules";
import { PreviewError } from "./error";
import type { PreviewedCall, PreviewedRow, Release } from "./result";
import type { Rollover } from "./rollover";
import { nameOf, shortUrn } from "./row";
import { isIrreversible, verdictOf } from "./verdict";
import type { Wanted } from "./wanted-rows";

export interface Question {
    readonly removal: Removal;
    readonly kind: AnyKind;
    readonly kinds: readonly AnyKind[];
    /** Who else asks for the object. */
    readonly wanted: Wanted;
    /** What becomes of a user of the object in the same update. */
    rolloverOf(user: User): Rollover;
    /** As the delete's own process will have it. */
    readonly context: Context;
    readonly checksPermissions: boolean;
    /** The name of a row of this update that takes the same object along before this one's turn. */
    readonly goesWith?: string | undefined;
}

/** What the delete of one row will do: the very planner, on the world as it is before the update. Reads only. */
export const lookAhead = async (question: Question): Promise<PreviewedRow> => {
    const { removal, kind } = question;
    const { row } = removal;
    let prepared: PreparedRetirement;
    try {
        const { kinds, context } = question;
        prepared = await prepareRetirement(kind, kinds, row.id, stateOf(row.outputs), context);
    } catch (error) {
        if (!RetirementError.is(error)) throw error;
        // Every delete reads all of it first, whatever becomes of its row.
        if (error.code === "invalid-override") throw new PreviewError("overrides", error.message, { cause: error });
        return previewed(question, notPrepared(row.id, error), {});
    }
    const { retirement, override } = prepared;
    const plan = await planOf(question, retirement);
    retirement.takeAsDone?.(plan);
    const overridden = override === undefined ? {} : Object.fromEntries(override.from);
    const details = { action: retirement.action, overridden };
    if (!question.checksPermissions || callsOf(plan).length === 0) return previewed(question, plan, details);
    const calls = await withPermissions(callsOf(plan), retirement);
    return previewed(question, denied(row.id, calls) ?? plan, { ...details, calls });
};

const planOf = async (question: Question, retirement: Retirement): Promise<RetirementPlan> => {
    const { removal, kind, wanted, goesWith } = question;
    const { id } = removal.row;
    const objects = new WantedObjects();
    for (const name of wanted.known) objects.want(kind.name, id, name);
    const kept = objects.planFor(kind.name, id);
    if (kept !== undefined) return kept;
    if (goesWith !== undefined) {
        const because = `${id} goes with the row ${goesWith} of the same update`;
        return { outcome: "already-retired", because, calls: [], effects: [], warnings: [] };
    }
    return retirement.look(new Map(), user => question.rolloverOf(user).is !== "stays");
};

/** A row of which the delete cannot even begin. */
const notPrepared = (id: string, error: RetirementError): RetirementPlan => ({
    outcome: "blocked",
    blockers: [{ code: error.code, subject: id, fact: error.message, remedy: "mend that, and run the preview again" }],
    warnings: [],
});

const withPermissions = (calls: readonly PlannedCall[], retirement: Retirement): Promise<readonly PreviewedCall[]> =>
    Promise.all(
        calls.map(async (call): Promise<PreviewedCall> => {
            if (call.probe === true || retirement.isAllowed === undefined) return call;
            const answer = await retirement.isAllowed(call);
            const permission = answer.is === "unknown" ? "unknown" : answer.value ? "allowed" : "denied";
            return { ...call, permission };
        }),
    );

const denied = (id: string, calls: readonly PreviewedCall[]): RetirementPlan | undefined => {
    const blockers = calls
        .filter(({ permission }) => permission === "denied")
        .map(({ service, operation }): Blocker => {
            const permission = `${service}:${operation}`;
            const fact = `the caller may not call ${permission}`;
            return { code: "not-permitted", subject: id, fact, remedy: `allow ${permission}`, permission };
        });
    return isNonEmpty(blockers) ? { outcome: "blocked", blockers, warnings: [] } : undefined;
};

interface Details {
    readonly action?: string;
    readonly overridden?: PreviewedRow["overridden"];
    readonly calls?: readonly PreviewedCall[];
}

const previewed = (question: Question, plan: RetirementPlan, details: Details): PreviewedRow => {
    const { removal, kind, wanted } = question;
    const acts = callsOf(plan).length > 0 || plan.outcome === "defer";
    const { once, conditions } = acts ? hingesOf(question, plan) : { once: [], conditions: [] };
    const effects = "effects" in plan ? plan.effects : [];
    const judged = {
        ...namesOf(removal, kind),
        outcome: conditions.length > 0 ? ("conditional" as const) : plan.outcome,
        decidedBy: "pulumi-retire" as const,
        danger: acts ? wanted.unknownToDelete : [],
        isIrreversible: acts && isIrreversible(effects),
        ...("because" in plan ? { because: plan.because } : {}),
        ...("until" in plan && plan.until !== undefined ? { until: plan.until } : {}),
        once,
        conditions,
        effects,
        warnings: plan.warnings.filter(({ code }) => code !== letsGo),
        blockers: "blockers" in plan ? plan.blockers : [],
        calls: details.calls ?? callsOf(plan),
        overridden: details.overridden ?? {},
    };
    return { ...judged, verdict: verdictOf(judged, details.action ?? "retire") };
};

export const namesOf = ({ row, operation }: Removal, { name: kind }: AnyKind) => ({
    kind,
    urn: row.urn,
    name: nameOf(row.urn),
    id: row.id,
    operation,
});

/** A planner's warning about a user that was said to let go. */
const letsGo = "lets-go";

/** What the plan rests on that only the update itself will show. */
const hingesOf = (question: Question, plan: RetirementPlan) => {
    const once: Release[] = [];
    const conditions = [...question.wanted.undecided];
    for (const { code, fact, user } of plan.warnings) {
        if (code !== letsGo || user === undefined) continue;
        const rollover = question.rolloverOf(user);
        if (rollover.is === "first") once.push({ urn: rollover.urn, change: rollover.change, fact });
        if (rollover.is === "conditional")
            conditions.push(`${shortUrn(rollover.urn)} still uses it then (${rollover.because})`);
    }
    return { once, conditions };
};
