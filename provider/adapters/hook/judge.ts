import type { ResourceHookArgs } from "@pulumi/pulumi";
import { CallError, RetirementError } from "../../execution/errors";
import type { AnyKind, Context } from "../../execution/kind";
import { Turns } from "../../execution/wanted";
import { allKinds } from "../../kinds";
import { PreviewError } from "../../preview/error";
import { lookAhead, type Question } from "../../preview/look-ahead";
import { onlyLooking } from "../../preview/only-looking";
import type { PreviewedRow } from "../../preview/result";
import { nameOf, type Row, rowSchema } from "../../preview/row";
import type { ProgramRow } from "../program";
import { typeOf } from "../protocol";
import { plainValues } from "./plain-values";
import { renderJudged } from "./render";
import { stillWanted } from "./still-wanted";
import { within } from "./within";

/** What a state holds is known; nothing of it is waited for. */
const patienceMs = 1_000;

/** Judges the rows that one run deletes, by the preview's own code and by what a hook can know. */
export class Judge {
    private readonly turns = new Turns();
    private readonly takenAlong = new Map<string, string>();
    private readonly context: Context;
    private isCut = false;

    constructor(
        private readonly program: readonly ProgramRow[],
        configuration: Readonly<Record<string, string>>,
        private readonly timeoutSeconds: number,
    ) {
        const values = new Map(Object.entries(configuration));
        this.context = {
            configuration: { get: key => values.get(key) },
            environment: process.env,
            surroundings: onlyLooking,
            gone: new Map(),
        };
    }

    /** What is to be said of the row; nothing for one that is not of this package. */
    async judge(args: ResourceHookArgs): Promise<string | undefined> {
        const kinds = await allKinds();
        const kind = kinds.find(({ name }) => typeOf(name) === args.type);
        if (kind === undefined) return undefined;
        // A cloud that does not answer would hold up each of many rows for as long.
        if (this.isCut) return `${args.id}: not judged, since another row could not be judged in time`;
        const judged = this.judgeRow(args, kind, kinds).catch(
            error => `${args.id}: could not be judged: ${told(error)}`,
        );
        const text = await within(this.timeoutSeconds * 1_000, judged, undefined);
        if (text !== undefined) return text;
        this.isCut = true;
        return `${args.id}: could not be judged within ${this.timeoutSeconds} s`;
    }

    private async judgeRow(args: ResourceHookArgs, kind: AnyKind, kinds: readonly AnyKind[]): Promise<string> {
        const row = await rowOf(args);
        const wanted = await stillWanted(row, kind, this.program);
        const task = () => this.look({ row, kind, kinds, wanted });
        return renderJudged(await this.turns.take([row.id, ...kind.sharedWith(row.outputs)], task), wanted);
    }

    private async look({ row, ...question }: Asked): Promise<PreviewedRow> {
        const { kind } = question;
        const key = `${kind.name} ${row.id}`;
        const seen = await lookAhead({
            removal: { row, operation: "delete", fate: { is: "deleted" }, isBeforeReplacement: false },
            ...question,
            // Which rows the update moves first, no hook is told: users are told as they are now.
            rolloverOf: () => ({ is: "stays" }),
            context: this.context,
            checksPermissions: false,
            goesWith: this.takenAlong.get(key),
        });
        if (seen.outcome === "retire") this.takenAlong.set(key, `"${nameOf(row.urn)}"`);
        return seen;
    }
}

type Asked = Pick<Question, "kind" | "kinds" | "wanted"> & { readonly row: Row };

const rowOf = async ({ urn, type, id, oldInputs, oldOutputs }: ResourceHookArgs): Promise<Row> => {
    const [inputs, outputs] = await Promise.all(
        [oldInputs, oldOutputs].map(properties => plainValues(properties ?? {}, patienceMs)),
    );
    return rowSchema.parse({ urn, type, id, inputs, outputs });
};

/** Messages that are made for people. Any other may quote a value, and the values here may be secret. */
const told = (error: unknown): string => {
    if (RetirementError.is(error) || PreviewError.is(error) || CallError.is(error)) return error.message;
    return `pulumi-retire failed in a way that it does not know (${error instanceof Error ? error.name : typeof error})`;
};
