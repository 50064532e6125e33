import type { ResourceHookArgs } from "@pulumi/pulumi";
import type { AnyKind } from "../../execution/kind";
import { type Row, rowSchema } from "../../preview/row";
import type { ProgramRow } from "../program";
import { typeOf } from "../protocol";
import type { Looker } from "./looker";
import { plainValues } from "./plain-values";
import { renderJudged } from "./render";
import { stillWanted } from "./still-wanted";
import { within } from "./within";

/** What a state holds is known; nothing of it is waited for. */
const patienceMs = 1_000;

/** Judges the rows that one run deletes, by the preview's own code and by what a hook can know. */
export class Judge {
    private isCut = false;

    constructor(
        private readonly kinds: () => Promise<readonly AnyKind[]>,
        private readonly program: readonly ProgramRow[],
        private readonly looker: Looker,
        private readonly timeoutSeconds: number,
    ) {}

    /** What is to be said of the row; nothing for one that is not of this package. */
    async judge(args: ResourceHookArgs): Promise<string | undefined> {
        const kind = (await this.kinds()).find(({ name }) => typeOf(name) === args.type);
        if (kind === undefined) return undefined;
        // A cloud that does not answer would hold up each of many rows for as long.
        if (this.isCut) return `${args.id}: not judged, since another row could not be judged in time`;
        const judged = this.judgeRow(args, kind).catch(
            (error: unknown) => `${args.id}: could not be judged: ${error instanceof Error ? error.message : "?"}`,
        );
        const text = await within(this.timeoutSeconds * 1_000, judged, undefined);
        if (text !== undefined) return text;
        this.isCut = true;
        this.looker.end();
        return `${args.id}: could not be judged within ${this.timeoutSeconds} s`;
    }

    private async judgeRow(args: ResourceHookArgs, kind: AnyKind): Promise<string> {
        const row = await rowOf(args);
        const wanted = await stillWanted(row, kind, this.program);
        return renderJudged(await this.looker.look({ kind: kind.name, row, wanted }), wanted);
    }
}

const rowOf = async ({ urn, type, id, oldInputs, oldOutputs }: ResourceHookArgs): Promise<Row> => {
    const [inputs, outputs] = await Promise.all(
        [oldInputs, oldOutputs].map(properties => plainValues(properties ?? {}, patienceMs)),
    );
    return rowSchema.parse({ urn, type, id, inputs, outputs });
};
