import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "./clock";
import type { Failure, Settings } from "./contract";
import { errorOf, type Faults } from "./faults";
import type { Holds } from "./holds";
import type { RequestLog } from "./request-log";
import {
    type Caller,
    type Cloud,
    CloudError,
    type Input,
    type Operation,
    type Output,
    type Service,
    type WireAnswer,
    type WireRequest,
} from "./service";
import type { Throttles } from "./throttles";
import type { World } from "./world";

export interface Parts {
    readonly clouds: readonly Cloud[];
    readonly clock: Clock;
    readonly world: World;
    readonly faults: Faults;
    readonly holds: Holds;
    readonly record: RequestLog;
    readonly throttles: Throttles;
    settings: Settings;
}

/** What is sent back: an answer, or the connection is reset. */
export type Delivery = WireAnswer | "reset";

/** The way of every request of every service, from arrival to answer. */
export class Pipeline {
    readonly #parts: Parts;

    constructor(parts: Parts) {
        this.#parts = parts;
    }

    async answer(request: WireRequest): Promise<Delivery> {
        const { clouds, record } = this.#parts;
        for (const cloud of clouds) {
            const routed = cloud.route(request);
            if (routed === undefined) {
                continue;
            }
            if ("refused" in routed) {
                const entry = record.arrive({
                    ...nobody,
                    input: {},
                    mutating: false,
                    at: this.#parts.clock.now().toISOString(),
                });
                entry.answered = routed.refused.status;
                entry.errorCode = routed.errorCode;
                return routed.refused;
            }
            const requestId = randomUUID();
            const delivery = await this.#serve(request, routed.service, routed.caller, requestId);
            return delivery === "reset"
                ? delivery
                : { ...delivery, headers: { ...delivery.headers, [cloud.requestIdHeader]: requestId } };
        }
        return { status: 404, headers: {}, body: "no cloud of the emulator takes this request" };
    }

    async #serve(request: WireRequest, service: Service, caller: Caller, requestId: string): Promise<Delivery> {
        const { record, holds, faults, clock } = this.#parts;
        const asked = read(request, service);
        const probes = service.probe?.isOne(asked.input) === true;
        const entry = record.arrive({
            service: service.name,
            operation: asked.name,
            input: asked.input,
            ...caller,
            at: clock.now().toISOString(),
            mutating: asked.operation.mutating && !probes,
        });
        const deliver = (delivery: Delivery, error?: CloudError): Delivery => {
            entry.answered = delivery === "reset" ? "reset" : delivery.status;
            if (error !== undefined) {
                entry.errorCode = error.code;
            }
            return delivery;
        };
        const refuse = (error: CloudError): Delivery => deliver(service.encodeError(error, requestId), error);

        const action = `${service.name}:${asked.name}`;
        await holds.pass(action);
        const failure = faults.take(action, asked.input);
        if (failure?.delayMs !== undefined) {
            await sleep(failure.delayMs);
        }
        if (failure?.reset === "before") {
            return deliver("reset");
        }
        const failed = failure && failedAnswer(failure, service, requestId);
        if (failed !== undefined) {
            return deliver(failed.answer, failed.error);
        }
        const before = this.#parts.world.writes;
        try {
            if (asked.refused !== undefined) {
                throw asked.refused;
            }
            const output = this.#perform(service, asked.name, asked.operation, asked.input, caller);
            if (this.#parts.world.writes !== before) {
                record.tookEffect(entry);
            }
            if (failure?.reset === "after") {
                return deliver("reset");
            }
            const answer = service.encode(asked.name, output, requestId);
            return deliver(
                failure?.cut === true ? { ...answer, body: answer.body.slice(0, answer.body.length / 2) } : answer,
            );
        } catch (error) {
            return failure?.reset === "after" ? deliver("reset") : refuse(asCloudError(error));
        }
    }

    /** The call itself, in the order in which a cloud refuses: rate, permission, then what the call is about. */
    #perform(service: Service, name: string, operation: Operation, input: Input, caller: Caller): Output {
        const { world, clock, settings, throttles } = this.#parts;
        const action = `${service.name}:${name}`;
        const bucket = operation.bucket?.(input);
        if (settings.throttle !== undefined && bucket !== undefined) {
            if (!throttles.take(action, caller, bucket, settings.throttle.timeFactor)) {
                throw service.throttled();
            }
        }
        this.#permit(service, action, caller);
        if (service.probe?.isOne(input) === true) {
            throw service.probe.permitted;
        }
        return operation.handle({
            input,
            caller,
            now: clock.now(),
            // What changes the world sees it as it is; what only reads may be told an older truth.
            world: operation.mutating || settings.lagMs === 0 ? world : world.behind(),
            variants: settings.variants,
            pageSize: settings.pageSize,
            deploymentMs: settings.deploymentMs,
            refusalOf: (other, otherInput) => this.#refusalOf(service, other, otherInput, caller),
        });
    }

    #permit(service: Service, action: string, caller: Caller): void {
        if (this.#parts.faults.isDenied(action, caller.accessKeyId)) {
            throw service.denied(action, caller);
        }
    }

    #refusalOf(service: Service, action: string, input: Input, caller: Caller): CloudError | undefined {
        try {
            this.#permit(service, action, caller);
        } catch (error) {
            return asCloudError(error);
        }
        const failure = this.#parts.faults.take(action, input);
        return (
            failure &&
            (errorOf(failure, service) ?? new CloudError("InternalError", "failed as asked for by the test", 500))
        );
    }
}

const nobody = { service: "", operation: "", account: "", region: "", accessKeyId: "" };

interface Asked {
    readonly name: string;
    readonly input: Input;
    readonly operation: Operation;
    /** Why the request is refused before anything is looked at: it names no operation, or cannot be decoded. */
    readonly refused?: CloudError;
}

const noOperation: Operation = { mutating: false, handle: () => ({}) };

const read = (request: WireRequest, service: Service): Asked => {
    let name = "";
    try {
        name = service.nameOf(request);
        const operation = service.operations.get(name);
        if (operation === undefined) {
            throw service.unknownAction(name);
        }
        return { name, operation, input: service.inputOf(request, name) };
    } catch (error) {
        return { name, operation: noOperation, input: {}, refused: asCloudError(error) };
    }
};

const failedAnswer = (
    failure: Failure,
    service: Service,
    requestId: string,
): { readonly answer: WireAnswer; readonly error: CloudError } | undefined => {
    const error = errorOf(failure, service);
    if (failure.body !== undefined) {
        const isHtml = /^\s*<(!doctype|html)/i.test(failure.body);
        const { status, headers } = service.encodeError(error ?? new CloudError("", ""), requestId);
        const answer = { status, headers: isHtml ? { "content-type": "text/html" } : headers, body: failure.body };
        return { answer, error: error ?? new CloudError("", "", status) };
    }
    return error && { answer: service.encodeError(error, requestId), error };
};

/** What a handler throws that is no CloudError is a mistake of the emulator, and says so. */
const asCloudError = (error: unknown): CloudError =>
    error instanceof CloudError
        ? error
        : new CloudError(
              "InternalFailure",
              `a mistake in the emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
              500,
          );
