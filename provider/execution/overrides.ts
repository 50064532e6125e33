import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { endpointSchema } from "./endpoint";
import { RetirementError } from "./errors";

/**
 * `PULUMI_RETIRE_OVERRIDES`: a delete sees only the policy that the last `up` stored, and stack configuration that was set
 * since does not reach it. The environment does. JSON, or `@` and the absolute path of a JSON file: a map whose keys are
 * an id, a kind or `*`, the more exact winning, and whose values are partial deletion policies, and for a configuration
 * that no longer works, `profile` and `endpoint`.
 */
export const overridesVariable = "PULUMI_RETIRE_OVERRIDES";

export type Override = Readonly<Record<string, unknown>>;

/** What can be overridden of a kind: the fields of its policy, and how a whole policy is checked. */
export interface Overridable {
    readonly name: string;
    readonly policySchema: z.ZodType;
    readonly policyFields: Readonly<Record<string, z.ZodType>>;
    /** What the ids of its objects look like: a key that looks like no kind's is a mistake. */
    readonly idPattern: RegExp;
}

/** Where to act, for every kind alike. */
const connectionFields: Readonly<Record<string, z.ZodType<string>>> = {
    profile: z.string().min(1, "must name a profile"),
    endpoint: endpointSchema,
};

export interface OverrideFor {
    readonly policy: Override;
    readonly connection: { readonly profile?: string; readonly endpoint?: string };
    /** Field by field, which key of the overrides it came from: so that it can be told. */
    readonly from: ReadonlyMap<string, string>;
}

/** Reads and checks the variable, all of it, also what other objects than this one are meant by. */
export const overrideFor = (
    text: string | undefined,
    kinds: readonly Overridable[],
    kind: string,
    id: string,
): OverrideFor | undefined => {
    if (text === undefined || text.trim() === "") return undefined;
    const overrides = parsed(text);
    for (const [key, override] of overrides) checkFields(key, override, kinds);
    const own = kinds.find(candidate => candidate.name === kind);
    const from = new Map<string, string>();
    const policy: Record<string, unknown> = {};
    const connection: Record<string, string> = {};
    for (const key of ["*", kind, id]) {
        for (const [field, value] of Object.entries(overrides.get(key) ?? {})) {
            if (Object.hasOwn(connectionFields, field)) connection[field] = String(value);
            // Under "*" a field applies to the kinds that have it.
            else if (own !== undefined && Object.hasOwn(own.policyFields, field)) policy[field] = value;
            else continue;
            from.set(field, key);
        }
    }
    return from.size === 0 ? undefined : { policy, connection, from };
};

/** `overridden: force, profile` */
export const renderOverridden = ({ from }: OverrideFor): string => `overridden: ${[...from.keys()].sort().join(", ")}`;

/** What overrides need of a state: every kind's has these members. */
export interface OverridableState {
    readonly deletionPolicy?: Override;
    readonly profile?: string;
    readonly endpoint?: string;
}

/** The state as the delete is to see it. */
export const withOverride = <State extends OverridableState>(
    state: State,
    override: OverrideFor | undefined,
    kind: Overridable,
): State =>
    override === undefined
        ? state
        : {
              ...state,
              deletionPolicy: overriddenPolicy(state.deletionPolicy ?? {}, override, kind),
              ...override.connection,
          };

/**
 * The stored policy with the override's fields in place of its own, held against the kind's rules as a whole. A stored
 * field that does not go with what the override says gives way: `action: "retain"` stops every deletion.
 */
const overriddenPolicy = (stored: Override, override: OverrideFor, kind: Overridable): Override => {
    const policy: Record<string, unknown> = { ...stored, ...override.policy };
    const issues = issuesOf(kind, policy);
    for (const [field = ""] of issues) if (!Object.hasOwn(override.policy, field)) delete policy[field];
    const [issue] = issuesOf(kind, policy);
    if (issue === undefined) return policy;
    const [field, message] = issue;
    throw wrong(`the policy that it makes for ${kind.name} is not valid: ${field}: ${message}`);
};

const issuesOf = (kind: Overridable, policy: Override): readonly (readonly [field: string, message: string])[] => {
    const result = kind.policySchema.safeParse(policy);
    return result.success ? [] : result.error.issues.map(({ path, message }) => [String(path[0] ?? ""), message]);
};

const shape = z.record(z.string().min(1), z.record(z.string(), z.unknown()));

const parsed = (text: string): ReadonlyMap<string, Override> => {
    const json = text.startsWith("@") ? fileText(text.slice(1)) : text;
    let value: unknown;
    try {
        value = JSON.parse(json);
    } catch {
        // The parser's own words would quote it, and an endpoint in it may hold a password.
        throw wrong("it is not valid JSON");
    }
    // A Map, and the value as it was parsed: a schema's record would drop a key such as "__proto__" unseen.
    if (shape.safeParse(value).success) return new Map(Object.entries(value as Record<string, Override>));
    throw wrong(
        'it is not a map from an id, a kind or "*" to the fields to override, such as {"aws.Ami": {"force": true}}',
    );
};

const fileText = (path: string): string => {
    // The provider's working directory is not the shell's.
    if (!isAbsolute(path)) throw wrong(`"@${path}" is not an absolute path: give the whole path of the file`);
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        throw wrong(`"${path}" cannot be read (${error instanceof Error ? error.message : String(error)})`);
    }
};

/** Everything in it is checked, also what other objects than the one at hand are meant by. */
const checkFields = (key: string, override: Override, kinds: readonly Overridable[]): void => {
    const meant = key === "*" ? kinds : kinds.filter(({ name, idPattern }) => name === key || idPattern.test(key));
    if (meant.length === 0) {
        const names = kinds.map(({ name }) => name).join(", ");
        throw wrong(`"${key}" is neither a kind (${names}) nor an id of one, nor "*": correct it or remove it`);
    }
    for (const [field, value] of Object.entries(override)) {
        const schemas = [connectionFields, ...meant.map(({ policyFields }) => policyFields)].flatMap(fields =>
            Object.hasOwn(fields, field) ? (fields[field] ?? []) : [],
        );
        if (schemas.length === 0) {
            const whose = key === "*" ? "no kind has" : `${meant.map(({ name }) => name).join(", ")} does not have`;
            throw wrong(`"${key}" names the field "${field}", which ${whose}: correct the name or remove it`);
        }
        const results = schemas.map(schema => schema.safeParse(value));
        const failed = results.find(result => !result.success);
        if (failed?.success === false && results.every(result => !result.success)) {
            throw wrong(
                `"${key}" sets "${field}" to a wrong value: ${failed.error.issues[0]?.message ?? "unknown reason"}`,
            );
        }
    }
};

const wrong = (what: string): RetirementError =>
    new RetirementError("invalid-override", `${overridesVariable}: ${what}`);
