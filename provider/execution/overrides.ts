import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { RetirementError } from "./errors";

/**
 * `PULUMI_RETIRE_OVERRIDES`: a delete sees only the policy that the last `up` stored, and stack configuration that was set
 * since does not reach it. The environment does. JSON, or `@` and the absolute path of a JSON file: a map whose keys are
 * an id, a kind or `*`, the more exact winning, and whose values are partial deletion policies, and for a configuration
 * that no longer works, `profile` and `endpoint`.
 */
export const overridesVariable = "PULUMI_RETIRE_OVERRIDES";

export type Override = Readonly<Record<string, unknown>>;
type Overrides = Readonly<Record<string, Override>>;

/** What can be overridden of a kind: the fields of its policy, and how a whole policy is checked. */
export interface Overridable {
    readonly name: string;
    readonly policySchema: z.ZodType;
    readonly policyFields: readonly string[];
}

/** Where to act, for every kind alike. */
const connectionFields = ["profile", "endpoint"];

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
    for (const [key, override] of Object.entries(overrides)) checkFields(key, override, kinds, kind, id);
    const own = kinds.find(candidate => candidate.name === kind);
    const from = new Map<string, string>();
    const merged: Record<string, unknown> = {};
    for (const key of ["*", kind, id]) {
        for (const [field, value] of Object.entries(overrides[key] ?? {})) {
            // Under "*" a field applies to the kinds that have it.
            if (!connectionFields.includes(field) && own?.policyFields.includes(field) !== true) continue;
            merged[field] = value;
            from.set(field, key);
        }
    }
    if (from.size === 0) return undefined;
    const { profile, endpoint, ...policy } = merged;
    const connection = {
        ...(profile === undefined ? {} : { profile: textOf("profile", profile) }),
        ...(endpoint === undefined ? {} : { endpoint: urlOf(endpoint) }),
    };
    return { policy, connection, from };
};

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

/** The stored policy with the override's fields in place of its own, held against the kind's rules as a whole. */
const overriddenPolicy = (stored: Override, override: OverrideFor, kind: Overridable): Override => {
    const policy = { ...stored, ...override.policy };
    const result = kind.policySchema.safeParse(policy);
    if (result.success) return policy;
    const issue = result.error.issues[0];
    const where = issue?.path.map(String).join(".") ?? "";
    throw wrong(
        `the policy that it makes for ${kind.name} is not valid: ${where}: ${issue?.message ?? "unknown reason"}`,
    );
};

const shape = z.record(z.string().min(1), z.record(z.string(), z.unknown()));

const parsed = (text: string): Overrides => {
    const json = text.startsWith("@") ? fileText(text.slice(1)) : text;
    let value: unknown;
    try {
        value = JSON.parse(json);
    } catch {
        // The parser's own words would quote it, and an endpoint in it may hold a password.
        throw wrong("it is not valid JSON");
    }
    const result = shape.safeParse(value);
    if (result.success) return result.data;
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

/** `aws.Ami`; no id of any cloud looks like it. */
const kindLike = /^[a-z]+\.[A-Z]\w*$/;

const checkFields = (
    key: string,
    override: Override,
    kinds: readonly Overridable[],
    kind: string,
    id: string,
): void => {
    const named = kinds.find(candidate => candidate.name === key);
    if (named === undefined && kindLike.test(key)) {
        throw wrong(
            `"${key}" is no kind of this package (${kinds.map(({ name }) => name).join(", ")}): correct the name`,
        );
    }
    const meant = named ?? (key === id ? kinds.find(candidate => candidate.name === kind) : undefined);
    for (const field of Object.keys(override)) {
        if (connectionFields.includes(field)) continue;
        const having = (meant === undefined ? kinds : [meant]).filter(candidate =>
            candidate.policyFields.includes(field),
        );
        if (having.length > 0) continue;
        const whose = meant === undefined ? "no kind has" : `${meant.name} does not have`;
        throw wrong(`"${key}" names the field "${field}", which ${whose}: correct the name or remove it`);
    }
};

const textOf = (field: string, value: unknown): string => {
    if (typeof value === "string" && value !== "") return value;
    throw wrong(`"${field}" is ${JSON.stringify(value)}: it must be a text`);
};

const urlOf = (value: unknown): string => {
    if (typeof value === "string" && URL.canParse(value) && /^https?:/.test(value)) return value;
    throw wrong('"endpoint" must be a URL such as http://127.0.0.1:4566');
};

const wrong = (what: string): RetirementError =>
    new RetirementError("invalid-override", `${overridesVariable}: ${what}`);
