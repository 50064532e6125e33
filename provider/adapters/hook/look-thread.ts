import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { CallError, RetirementError } from "../../execution/errors";
import type { Context } from "../../execution/kind";
import { Turns } from "../../execution/wanted";
import { allKinds } from "../../kinds";
import { PreviewError } from "../../preview/error";
import { lookAhead } from "../../preview/look-ahead";
import { onlyLooking } from "../../preview/only-looking";
import { nameOf } from "../../preview/row";
import type { Answer, LookData, NumberedQuestion } from "./looker";

/** Looks at rows, in a thread of its own: see `Looker`. */
const answerFrom = ({ configuration }: LookData): ((asked: NumberedQuestion) => Promise<Answer>) => {
    const turns = new Turns();
    const takenAlong = new Map<string, string>();
    const values = new Map(Object.entries(configuration));
    const context: Context = {
        configuration: { get: key => values.get(key) },
        environment: process.env,
        surroundings: onlyLooking,
        gone: new Map(),
    };
    return async ({ number, kind: name, row, wanted }) => {
        try {
            const kinds = await allKinds();
            const kind = kinds.find(one => one.name === name);
            if (kind === undefined) throw new Error(name);
            const seen = await turns.take([row.id, ...kind.sharedWith(row.outputs)], async () => {
                const key = `${kind.name} ${row.id}`;
                const previewed = await lookAhead({
                    removal: { row, operation: "delete", fate: { is: "deleted" }, isBeforeReplacement: false },
                    kind,
                    kinds,
                    wanted,
                    // Whom the update moves first, no hook is told: users are told as they are now.
                    rolloverOf: () => ({ is: "stays" }),
                    context,
                    checksPermissions: false,
                    goesWith: takenAlong.get(key),
                });
                if (previewed.outcome === "retire") takenAlong.set(key, `"${nameOf(row.urn)}"`);
                return previewed;
            });
            return { number, seen };
        } catch (error) {
            return { number, failed: told(error) };
        }
    };
};

/** Messages that are made for people. Any other may quote a value, and the values here may be secret. */
const told = (error: unknown): string => {
    if (RetirementError.is(error) || PreviewError.is(error) || CallError.is(error)) return error.message;
    return `pulumi-retire failed in a way that it does not know (${error instanceof Error ? error.name : typeof error})`;
};

if (!isMainThread && parentPort !== null) {
    const port = parentPort;
    const answer = answerFrom(workerData as LookData);
    port.on("message", async (asked: NumberedQuestion) => port.postMessage(await answer(asked)));
}
