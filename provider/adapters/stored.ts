import { RetirementError } from "../execution/errors";
import { protocolVersion, providerKey, rowKey, versionKey } from "./protocol";

type Properties = Record<string, unknown>;

/** What a kind's own inputs or state are, without what every row holds besides. */
export const inputsOf = (news: Properties): Properties => {
    const { [providerKey]: _text, [rowKey]: _row, [versionKey]: _version, ...inputs } = news;
    return inputs;
};

/** The state of a row, once it is sure that this version understands it. */
export const stateOf = (props: Properties): Properties => {
    const version = props[versionKey];
    if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
        throw new RetirementError(
            "invalid-state",
            `the row holds no version of this package's protocol (${JSON.stringify(version)}): nothing is done; repair the state (pulumi stack export, import)`,
        );
    }
    if (version > protocolVersion) {
        throw new RetirementError(
            "invalid-state",
            `the row was written by a newer pulumi-retire (protocol ${version}; this one knows ${protocolVersion}): install that version or a later one`,
        );
    }
    return inputsOf(props);
};
