import type { Digest } from "./digest";
import { nameOf, type Row } from "./row";
import { isRemoved, type Update } from "./update";

type Values = Readonly<Record<string, string>>;

/**
 * The configuration that a row's delete will really receive. It is the one stored with the provider's row, unless the
 * program still registers something of that provider: then the engine has configured it anew.
 */
export const configurationOf = (row: Row, update: Update, stackConfiguration: Values, runsProgram: boolean): Values => {
    const urn = row.provider.slice(0, row.provider.lastIndexOf("::"));
    const stored = update.state.find(candidate => candidate.urn === urn && row.provider.endsWith(`::${candidate.id}`));
    if (!runsProgram || !isRegistered(row.provider, update)) return textsOf(stored?.inputs ?? {});
    // The default provider gets all of the stack's configuration, whatever it is told.
    if (isDefault(nameOf(urn))) return stackConfiguration;
    return textsOf({ ...stored?.inputs, ...shown(urn, update.digest) });
};

/** As the engine names it: with the version of its plugin, where it has one. */
const isDefault = (name: string): boolean => /^default(_\d+_\d+_\d+.*)?$/.test(name);

const isRegistered = (provider: string, update: Update): boolean =>
    update.digest.steps.some(
        ({ newState, op, ...step }) => newState !== undefined && op !== "same" && step.provider === provider,
    ) || update.state.some(row => row.provider === provider && !row.delete && !isRemoved(row, update));

/** What the update will tell an explicit provider; what is secret in it, the state knows. */
const shown = (urn: string, { steps }: Digest): Row["inputs"] => {
    const inputs = steps.find(step => step.urn === urn)?.newState?.inputs ?? {};
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== "[secret]"));
};

const textsOf = (inputs: Row["inputs"]): Values =>
    Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
