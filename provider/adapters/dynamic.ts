import type { dynamic } from "@pulumi/pulumi";
import { isUnknown } from "../execution/checked";
import { RetirementError } from "../execution/errors";
import type { AnyKind, Configuration, Context } from "../execution/kind";
import { type RunMemory, retireRow } from "../execution/retire-row";
import { type Surroundings, systemClock } from "../execution/surroundings";
import { Turns, WantedObjects } from "../execution/wanted";
import { engineAt } from "./engine";
import { neutral } from "./neutral-error";
import { protocolVersion, providerKey, rowKey, versionKey } from "./protocol";
import { reportFailed, reportRetired } from "./report";
import { inputsOf, stateOf } from "./stored";

type Properties = Record<string, unknown>;

/** One provider process serves one run of the engine: what its checks asked for is what that run's program wants. */
const memory: RunMemory = { wanted: new WantedObjects(), turns: new Turns() };

const gone = new Map<string, readonly string[]>();

const surroundings: Surroundings = {
    clock: systemClock,
    engine: engineAt(process.argv[2]),
    tell: line => process.stdout.write(`${line}\n`),
};

/**
 * A kind behind the door of the Node dynamic provider. What that protocol does to values and errors stops here:
 * - `configure` may only assign, and at once: a second request may come in before it is awaited (a race in the SDK).
 * - A thrown text, or an error with foreign members, hangs the request for ever: each method throws a fresh Error.
 * - `undefined` in an answer loses a resource after its creation: each answer goes once through JSON.
 */
export class DynamicProvider implements dynamic.ResourceProvider {
    private configuration: Configuration = { get: () => undefined };

    constructor(
        private readonly load: () => Promise<AnyKind>,
        /** Every kind: overrides are checked against all of them. */
        private readonly loadAll: () => Promise<readonly AnyKind[]> = async () => [await load()],
    ) {}

    configure(request: dynamic.ConfigureRequest): Promise<void> {
        this.configuration = request.config;
        return Promise.resolve();
    }

    check(olds: Properties, news: Properties): Promise<dynamic.CheckResult<Properties>> {
        return this.answer(undefined, async (kind, context) => {
            const inputs = inputsOf(news);
            const id = kind.idOf(inputs);
            if (id !== undefined && !isUnknown(id)) memory.wanted.want(kind.name, id, nameOf(news));
            const isNew = Object.keys(olds).length === 0;
            const failures = await kind.check({ inputs, isNew }, context);
            return { inputs: news, failures: [...failures] };
        });
    }

    diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
        return this.answer(id, async kind => {
            const inputs = inputsOf(news);
            const { changes, replaces } = kind.diff(stateOf(olds), inputs);
            // A row that made its object itself does not name it in its inputs, and wants it all the same.
            if (replaces.length === 0) memory.wanted.want(kind.name, id, nameOf(news));
            // A row stored by another version takes this version's text: only what update returns reaches the outputs.
            const isOldText = olds[providerKey] !== news[providerKey] || olds[rowKey] !== news[rowKey];
            const hasUnknown = Object.values(inputs).some(isUnknown);
            return { changes: changes || isOldText || hasUnknown, replaces: [...replaces], deleteBeforeReplace: false };
        });
    }

    create(news: Properties): Promise<dynamic.CreateResult<Properties>> {
        return this.answer(undefined, async (kind, context) => {
            const { id, state } = await kind.create(inputsOf(news), context);
            return { id, outs: outsOf(state, news) };
        });
    }

    read(id: string, props: Properties): Promise<dynamic.ReadResult<Properties>> {
        return this.answer(id, async (kind, context) => {
            if (props[versionKey] === undefined) throw new RetirementError("invalid-state", notReadable(kind.name, id));
            const state = await kind.read(id, stateOf(props), context);
            return state === undefined ? ({} as dynamic.ReadResult<Properties>) : { id, props: outsOf(state, props) };
        });
    }

    update(id: string, olds: Properties, news: Properties): Promise<dynamic.UpdateResult<Properties>> {
        return this.answer(id, async (kind, context) => ({
            outs: outsOf(await kind.update(id, stateOf(olds), inputsOf(news), context), news),
        }));
    }

    delete(id: string, props: Properties): Promise<void> {
        return this.answer(id, async (kind, context) => {
            const subject = { kind: kind.name, id, row: props[rowKey] };
            const { environment } = context;
            try {
                const state = stateOf(props);
                const retired = await retireRow(kind, await this.loadAll(), id, state, context, memory);
                reportRetired(subject, retired, environment, surroundings.tell);
            } catch (error) {
                reportFailed(subject, error, environment, surroundings.tell);
                throw error;
            }
        });
    }

    private async answer<T>(id: string | undefined, task: (kind: AnyKind, context: Context) => Promise<T>): Promise<T> {
        try {
            const answer = await task(await this.load(), {
                configuration: this.configuration,
                environment: process.env,
                surroundings,
                gone,
            });
            return answer === undefined ? answer : (JSON.parse(JSON.stringify(answer)) as T);
        } catch (error) {
            // Nobody is left to answer to: a process without its engine ends, once this answer is out.
            if (RetirementError.is(error) && error.code === "engine-gone")
                setTimeout(() => process.exit(1), 1_000).unref();
            throw neutral(error, id);
        }
    }
}

const nameOf = (news: Properties): string => (typeof news[rowKey] === "string" ? `"${news[rowKey]}"` : "another row");

const outsOf = (state: object, news: Properties): Properties => ({
    ...state,
    [rowKey]: news[rowKey],
    [versionKey]: protocolVersion,
});

const notReadable = (kind: string, id: string): string =>
    `${kind} cannot be read by its id alone (.get and pulumi import hand over nothing else): ` +
    `declare new ${kind}(…) with ${id} instead, which adopts it`;
