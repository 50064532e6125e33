import type { IncomingHttpHeaders } from "node:http";
import type { Place, Seed, Variants } from "./contract";
import type { World } from "./world";

/**
 * What a folder must bring to be a service of the emulator. The model of a service (its state and rules) is behind
 * `operations`; its wire format is in the other members. Everything that is not a matter of one service (record, faults,
 * throttling, denials, lag, holds) is in pipeline.ts, once.
 */
export interface Service {
    /** The name in `service:Operation`, as IAM spells it. */
    readonly name: string;
    /** The names that requests for this service carry in their credential scope. */
    readonly signingNames: readonly string[];
    readonly operations: ReadonlyMap<string, Operation>;
    /** The operation that a request asks for, known or not. Throws a CloudError when the request names none. */
    nameOf(request: WireRequest): string;
    /** What is asked, in API names and types. Throws a CloudError for what the cloud refuses before it looks at permissions. */
    inputOf(request: WireRequest, operation: string): Input;
    unknownAction(operation: string): CloudError;
    denied(action: string, caller: Caller): CloudError;
    throttled(): CloudError;
    /** The HTTP status that goes with a code when a test asks for that code. Unknown codes: undefined. */
    statusOf(code: string): number | undefined;
    encode(operation: string, output: Output, requestId: string): WireAnswer;
    encodeError(error: CloudError, requestId: string): WireAnswer;
    /** For clouds that can be asked whether a call would be permitted: whether this input asks that, and the answer "yes". */
    readonly probe?: { isOne(input: Input): boolean; readonly permitted: CloudError };
    /** Puts this service's part of a seed into the world. */
    put?(world: World, seed: Seed, now: Date): void;
    /** This service's part of `Emulator.look`. */
    look?(world: World, place: Required<Place>, now: Date): Readonly<Record<string, readonly unknown[]>>;
}

/** A family of services that share how a request says who calls and what for. */
export interface Cloud {
    readonly services: readonly Service[];
    /** The header that carries the request's id in every answer. */
    readonly requestIdHeader: string;
    /** Undefined when the request is not for this cloud at all. */
    route(request: WireRequest): Routed | undefined;
}

/** A request with its service and caller, or the answer of a cloud that could not make them out. */
export type Routed =
    | { readonly service: Service; readonly caller: Caller }
    | { readonly refused: WireAnswer; readonly errorCode: string };

export type Input = Readonly<Record<string, unknown>>;
export type Output = Readonly<Record<string, unknown>>;

export interface Operation {
    /** Whether it changes the world when it succeeds. Operations that do not may see an older world (see lag). */
    readonly mutating: boolean;
    /** The token bucket of the calls with this input; undefined when none is documented. */
    bucket?(input: Input): Bucket | undefined;
    handle(call: Call): Output;
}

/** A token bucket, per account, region and operation, or per account and region where several operations share one. */
export interface Bucket {
    /** The name of what its operations have in common. */
    readonly shared?: string;
    readonly burst: number;
    readonly perSecond: number;
}

/** One call as a handler sees it. */
export interface Call<I = Input> {
    readonly input: I;
    readonly caller: Caller;
    readonly world: World;
    readonly now: Date;
    readonly variants: Variants;
    readonly pageSize: number;
    /** How long a deployment of an ECS service takes. */
    readonly deploymentMs: number;
    /** What a call that the service makes on behalf of the caller would be refused with: denials and one-shot failures. */
    refusalOf(action: string, input: Input): CloudError | undefined;
}

export interface Caller {
    readonly account: string;
    readonly region: string;
    readonly accessKeyId: string;
}

export interface WireRequest {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

export interface WireAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}

/** An error as the cloud states it. `members` are what the error's shape has beyond code and message. */
export class CloudError extends Error {
    readonly code: string;
    readonly status: number;
    readonly members: Readonly<Record<string, unknown>>;
    constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
        super(message);
        this.code = code;
        this.status = status;
        this.members = members;
    }
}
