import { existsSync } from "node:fs";
import { reportVariable } from "../../adapters/report";
import { CallError, RetirementError, renderCallError } from "../../execution/errors";
import type { AnyKind, Context } from "../../execution/kind";
import { systemClock } from "../../execution/surroundings";
import { allKinds } from "../../kinds";
import { type ReportedDelete, readReport } from "../../restoring/reported";
import type { Restorer, RestoreSession } from "../../restoring/restorer";
import { type Call, renderCall } from "../../retirement";
import { listJson, resultsJson } from "./json";
import { exitCodeOfList, exitCodeOfResults, type RestoreResult } from "./result";
import { renderList, renderResults } from "./text";

export interface RestoreOptions {
    readonly ids: readonly string[];
    readonly region?: string;
    readonly profile?: string;
    readonly endpoint?: string;
    readonly report?: string;
    readonly timeoutMs: number;
    readonly preview: boolean;
    readonly json: boolean;
}

/** Where objects of one kind are brought back. */
export interface Place {
    readonly kind: string;
    readonly doesNotReturn: readonly string[];
    readonly session: RestoreSession;
}

type RestorableKind = AnyKind & { readonly restorer: Restorer };

/** Resolves with the exit code; rejects with what is wrong with the use or the connection, as the user should read it. */
export const runRestore = async (options: RestoreOptions): Promise<number> => {
    const kinds = (await allKinds()).filter((kind): kind is RestorableKind => kind.restorer !== undefined);
    const asked = kindsOf(options.ids, kinds);
    const reported = reportOf(options.report);
    const wanted = options.ids.length === 0 ? kinds : kinds.filter(kind => asked.some(ask => ask.kind === kind));
    try {
        const places = await Promise.all(wanted.map(kind => placeOf(kind, options, reported)));
        for (const { session } of places) say(`account ${session.account}, region ${session.region}`);
        return options.ids.length === 0
            ? await list(places, options, reported.length > 0)
            : await restoreAll(places, asked, options);
    } catch (error) {
        throw CallError.is(error) ? new Error(renderCallError(error), { cause: error }) : error;
    }
};

const list = async (places: readonly Place[], { json }: RestoreOptions, hasReport: boolean): Promise<number> => {
    const lists = places.map(async ({ kind, session }) => (await session.list()).map(row => ({ ...row, kind })));
    const listed = (await Promise.all(lists)).flat();
    print(json ? listJson(places, listed) : renderList(listed, hasReport));
    return exitCodeOfList(listed);
};

const restoreAll = async (
    places: readonly Place[],
    asked: readonly { readonly id: string; readonly kind: RestorableKind }[],
    { preview, json }: RestoreOptions,
): Promise<number> => {
    // All are looked at before anything is sent for any of them.
    const looks = await Promise.all(asked.map(({ id, kind }) => lookAt(placeFor(kind, places), id)));
    const results = await Promise.all(looks.map(look => (preview || !look.act ? look.without : look.act())));
    print(json ? resultsJson(places, preview, results) : renderResults(results, preview ? places : []));
    return exitCodeOfResults(results);
};

/** Which kind each id is of, before anything is asked of any cloud. All that is wrong with them is told at once. */
const kindsOf = (
    ids: readonly string[],
    kinds: readonly RestorableKind[],
): readonly { readonly id: string; readonly kind: RestorableKind }[] => {
    const known = kinds.map(({ name, restorer }) => `${name}: ${restorer.idsAre}`).join("; ");
    const wrong: string[] = [];
    const found = [...new Set(ids)].flatMap(id => {
        if (ids.filter(other => other === id).length > 1) wrong.push(`${id} is named more than once`);
        const kind = kinds.find(({ idPattern }) => idPattern.test(id));
        if (kind === undefined) wrong.push(`"${id}" is not the id of anything that can be restored (${known})`);
        return kind === undefined ? [] : [{ id, kind }];
    });
    if (wrong.length > 0) throw new RetirementError("invalid-state", wrong.join("\n"));
    return found;
};

/** The file that the variable names is not there before the first delete has written to it. */
const reportOf = (file: string | undefined): readonly ReportedDelete[] => {
    if (file !== undefined) return readReport(file);
    const named = process.env[reportVariable];
    return named !== undefined && existsSync(named) ? readReport(named) : [];
};

const placeOf = async (
    { name, restorer }: RestorableKind,
    { region, profile, endpoint, timeoutMs }: RestoreOptions,
    reported: readonly ReportedDelete[],
): Promise<Place> => {
    const context: Context = {
        // There is no stack, and no engine that could go away.
        configuration: { get: () => undefined },
        environment: process.env,
        surroundings: { clock: systemClock, engine: { assertAlive: async () => {} }, tell: progress },
        gone: new Map(),
    };
    const request = {
        reported,
        wait: { deadlineMs: timeoutMs, bound: "--timeout" },
        ...(region === undefined ? {} : { region }),
        ...(profile === undefined ? {} : { profile }),
        ...(endpoint === undefined ? {} : { endpoint }),
    };
    const session = await restorer.open(request, context);
    return { kind: name, doesNotReturn: restorer.doesNotReturn, session };
};

const placeFor = ({ name }: RestorableKind, places: readonly Place[]): Place => {
    const place = places.find(({ kind }) => kind === name);
    if (place === undefined) throw new Error(`no session was opened for ${name}`);
    return place;
};

/** What is to be said when nothing is sent; and how to act, when there is something to do. */
type Look = { readonly without: RestoreResult; readonly act?: () => Promise<RestoreResult> };

const lookAt = async ({ kind, session }: Place, id: string): Promise<Look> => {
    const plan = await session.look(id);
    switch (plan.outcome) {
        case "lost":
        case "unknown":
            return { without: { kind, id, outcome: plan.outcome, plan } };
        case "back-already": {
            const without = { kind, id, outcome: "would-do-nothing", plan } as const;
            return { without, act: () => restore(kind, session, id, "back-already", [plan.fact]) };
        }
        case "restore": {
            const without = { kind, id, outcome: "would-restore", plan } as const;
            return { without, act: () => restore(kind, session, id, "restored", plan.caveats) };
        }
    }
};

const restore = async (
    kind: string,
    session: RestoreSession,
    id: string,
    outcome: "restored" | "back-already",
    caveats: readonly string[],
): Promise<RestoreResult> => {
    const calls: Call[] = [];
    try {
        const checks = await session.restore(id, call => {
            calls.push(call);
            progress(`sent: ${renderCall(call)}`);
        });
        return { kind, id, outcome, calls, checks, caveats };
    } catch (error) {
        return { kind, id, outcome: "failed", calls, message: messageOf(error), caveats };
    }
};

const messageOf = (error: unknown): string =>
    CallError.is(error) ? renderCallError(error) : error instanceof Error ? error.message : String(error);

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Beside the answer, which is all that stdout has. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const progress = (line: string): void => {
    if (process.stderr.isTTY) say(line);
};
