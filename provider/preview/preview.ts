import { typeOf } from "../adapters/protocol";
import type { AnyKind, Context } from "../execution/kind";
import { Turns } from "../execution/wanted";
import { allKinds } from "../kinds";
import type { Digest } from "./digest";
import { engineDecides } from "./engine-decides";
import { type Removal, type Removals, removalsOf } from "./engine-rules";
import { lookAhead } from "./look-ahead";
import { onlyLooking } from "./only-looking";
import { configurationOf } from "./provider-configuration";
import { type PreviewedRow, type RetirementPreview, summaryOf } from "./result";
import { rolloverOf } from "./rollover";
import { nameOf, type Row, shortUrn, stackOf } from "./row";
import type { Source } from "./source";
import { isTargeted } from "./targets";
import type { Update } from "./update";
import { wantedBy } from "./wanted-rows";

/** How far it has come, for whoever waits. */
export interface Progress {
    readonly looked: number;
    readonly of: number;
}

export interface Look {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly checksPermissions: boolean;
    readonly onProgress: (progress: Progress) => void;
}

/** Looks at every row that leaves, with the planner, the overrides and the configuration that its delete will use. */
export const previewFrom = async (source: Source, look: Look, load = allKinds): Promise<RetirementPreview> => {
    const [digest, state, kinds] = await Promise.all([source.digest(), source.state(), load()]);
    const { removals, strangers } = removalsOf(digest, state);
    const ofType = new Map(kinds.map(kind => [typeOf(kind.name), kind]));
    const leaving = removals.flatMap(removal => {
        const kind = ofType.get(removal.row.type);
        return kind === undefined ? [] : [{ removal, kind }];
    });
    const isAsked = leaving.some(({ removal }) => removal.fate.is === "deleted");
    const whole = isAsked ? await source.whole?.() : undefined;
    const update: Update = {
        state,
        digest,
        removals,
        operation: source.operation,
        kindOf: type => ofType.get(type),
        isChecked: urn => isChecked(urn, source),
        ...(whole === undefined ? {} : { whole }),
    };
    const rows = await rowsOf(leaving, kinds, update, await contextsOf(source, update, look, isAsked), look);
    const named = [...digest.steps, ...state][0]?.urn;
    return {
        version: 1,
        ...(named === undefined ? {} : stackOf(named)),
        operation: source.operation,
        rows,
        others: othersOf(digest, ofType),
        summary: summaryOf(rows),
        neverLookedAt: Object.fromEntries(
            kinds
                .filter(kind => rows.some(row => row.kind === kind.name && row.decidedBy === "pulumi-retire"))
                .map(kind => [kind.name, kind.neverLookedAt]),
        ),
        notes: [...(source.notes ?? []), ...notesOf(state, { removals, strangers }, ofType)],
        diagnostics: digest.diagnostics,
    };
};

const isChecked = (urn: string, { operation, targets }: Source): boolean | undefined => {
    if (operation === "destroy") return false;
    if (targets === "unknown") return undefined;
    return targets === undefined || isTargeted(urn, targets);
};

interface Leaving {
    readonly removal: Removal;
    readonly kind: AnyKind;
}

/** More would only wait for the cloud's token buckets. */
const atOnce = 8;

/**
 * In the order of their URNs, which is stable. Rows that share something take turns, as their deletes do, and each sees
 * what the ones before it will have done.
 */
const rowsOf = async (
    leaving: readonly Leaving[],
    kinds: readonly AnyKind[],
    update: Update,
    contextOf: (row: Row) => Context,
    look: Look,
): Promise<readonly PreviewedRow[]> => {
    const ordered = [...leaving].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
    const turns = new Turns();
    const takenAlong = new Map<string, string>();
    const rows: PreviewedRow[] = [];
    let next = 0;
    let looked = 0;
    const worker = async (): Promise<void> => {
        for (let index = next++; index < ordered.length; index = next++) {
            const { removal, kind } = ordered[index] as Leaving;
            const { row } = removal;
            const key = `${kind.name} ${row.id}`;
            const task = async (): Promise<PreviewedRow> => {
                const seen = await lookAhead({
                    removal,
                    kind,
                    kinds,
                    wanted: wantedBy(removal, kind, update),
                    rolloverOf: user => rolloverOf(user, { row, idPattern: kind.idPattern }, update),
                    context: contextOf(row),
                    checksPermissions: look.checksPermissions,
                    goesWith: takenAlong.get(key),
                });
                if (seen.outcome === "retire") takenAlong.set(key, `"${nameOf(row.urn)}"`);
                return seen;
            };
            rows[index] =
                engineDecides(removal, kind) ?? (await turns.take([row.id, ...kind.sharedWith(row.outputs)], task));
            look.onProgress({ looked: ++looked, of: ordered.length });
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, ordered.length) }, worker));
    return rows;
};

const orderOf = ({ removal: { row } }: Leaving): string => [row.urn, row.id, row.created].join(" ");

/** One context for each provider, as each delete's own process has it. */
const contextsOf = async (
    source: Source,
    update: Update,
    { environment }: Look,
    isAsked: boolean,
): Promise<(row: Row) => Context> => {
    const stackConfiguration = isAsked ? await source.configuration() : {};
    const contexts = new Map<string, Context>();
    return row => {
        const values = new Map(Object.entries(configurationOf(row, update, stackConfiguration, source.runsProgram)));
        const context = contexts.get(row.provider) ?? {
            configuration: { get: key => values.get(key) },
            environment,
            surroundings: onlyLooking,
            gone: new Map(),
        };
        contexts.set(row.provider, context);
        return context;
    };
};

const othersOf = ({ steps, counts }: Digest, ours: ReadonlyMap<string, AnyKind>): RetirementPreview["others"] => {
    const others: Record<string, number> = {};
    for (const { op, newState, oldState } of steps) {
        if (op === "same" || ours.has((newState ?? oldState)?.type ?? "")) continue;
        others[op] = (others[op] ?? 0) + 1;
    }
    return { ...others, ...(counts.same === undefined ? {} : { same: counts.same }) };
};

const notesOf = (
    state: readonly Row[],
    { removals, strangers }: Removals,
    ours: ReadonlyMap<string, AnyKind>,
): readonly string[] => {
    const notes = strangers
        .filter(({ oldState }) => ours.has(oldState?.type ?? ""))
        .map(
            ({ urn }) =>
                `${shortUrn(urn)} is to be deleted, and the stack's state does not hold it: the state has changed since, or is another stack's`,
        );
    for (const { row, fate } of removals) {
        if (fate.is === "refused" && !ours.has(row.type))
            notes.push(`${fate.because}, so nothing of this update will be done`);
    }
    const pending = state.filter(row => row.delete && ours.has(row.type));
    const unseen = pending.filter(row => !removals.some(removal => removal.row === row));
    if (unseen.length > 0) {
        notes.push(
            `${unseen.length} rows of earlier replacements are still to be deleted, and this preview shows none of it (it was saved without --show-replacement-steps, or the update is confined to targets): ${unseen.map(({ urn }) => shortUrn(urn)).join(", ")}`,
        );
    }
    return notes;
};
