import type { Restorer } from "../restoring/restorer";
import type { Retirement } from "./execute";
import type { Overridable } from "./overrides";
import type { Surroundings } from "./surroundings";

/** The stack's configuration as the engine handed it over: `aws:region` and the like, secrets in clear. Never stored, never printed. */
export interface Configuration {
    get(key: string): string | undefined;
}

export interface Context {
    readonly configuration: Configuration;
    /** The process's variables. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly surroundings: Surroundings;
    /**
     * Ids that this run has seen gone, entered by the kinds, and the ids of what each needs to be brought back: a cloud may
     * show the former to a later look again, and shows nobody the latter.
     */
    readonly gone: Map<string, readonly string[]>;
}

/** What is wrong with one property of the inputs, with the wrong value and what to change. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

export interface Difference {
    readonly changes: boolean;
    /** Inputs whose change makes a new object; replacement is always create-before-delete, so that users move first. */
    readonly replaces: readonly string[];
}

/** Inputs of a check may be unknown in a preview, at any depth. */
export interface CheckRequest {
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Whether this row is to be created: what an existing row has on record need not be configured again. */
    readonly isNew: boolean;
}

/**
 * One kind of cloud object, behind every door of the package: the dynamic provider, the preview, later a native plugin.
 * Methods throw what the user should read.
 */
export interface Kind<Inputs, State extends Inputs> extends Overridable {
    /** As users write it, such as `aws.Ami`. */
    readonly name: string;
    /** Possible users that no look finds: told once in a preview, so that nobody takes silence for an answer. */
    readonly neverLookedAt: readonly string[];
    /**
     * The id of the existing object that the inputs name, as it is, or the unknown value while a preview does not know it:
     * what a check asks for is wanted by the program. Undefined for inputs that make a new object.
     */
    idOf(inputs: Readonly<Record<string, unknown>>): string | undefined;
    check(request: CheckRequest, context: Context): Promise<readonly CheckFailure[]>;
    diff(state: State, inputs: Inputs): Difference;
    create(inputs: Inputs, context: Context): Promise<{ readonly id: string; readonly state: State }>;
    /** The state as the cloud has it now; undefined only on evidence that the object is gone. */
    read(id: string, state: State, context: Context): Promise<State | undefined>;
    update(id: string, state: State, inputs: Inputs, context: Context): Promise<State>;
    /**
     * Ids of what the object may share with others of its kind, such as snapshots: retirements that share one take turns.
     * Asked before a state is known to be whole.
     */
    sharedWith(state: Partial<State>): readonly string[];
    /** What deleting the row means, ready to look and to act: the delete carries it out, the preview only looks. */
    retirement(id: string, state: State, context: Context): Promise<Retirement>;
    /** For kinds whose objects can be brought back without a row: `pulumi-retire restore` offers it. */
    readonly restorer?: Restorer;
}

/** A kind of which the caller does not know the types: the adapters hand through what Pulumi stored. */
// biome-ignore lint/suspicious/noExplicitAny: the pair of type parameters is invariant, and only the kind itself looks inside.
export type AnyKind = Kind<any, any>;
