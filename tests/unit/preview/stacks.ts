import type { Diagnostic, Digest, Step } from "../../../provider/preview/digest";
import { removalsOf } from "../../../provider/preview/engine-rules";
import { type Row, rowSchema } from "../../../provider/preview/row";
import type { KindOfRow, Update } from "../../../provider/preview/update";

/** Stacks of a few rows, and the steps of their next update, as the engine shows both. */

export const amiType = "pulumi-nodejs:dynamic/retire/aws:Ami";
export const groupType = "aws:autoscaling/group:Group";
export const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

export const oldId = "ami-0123456789abcdef0";
export const newId = "ami-0fedcba9876543210";
export const idPattern = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/;
export const provider = "urn:pulumi:prod::shop::pulumi:providers:pulumi-nodejs::default::d9c71ed8";

export const urnOf = (type: string, name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;
export const amiUrn = (name: string): string => urnOf(amiType, name);

type Members = Partial<Omit<Row, "urn" | "type">>;

export const rowOf = (type: string, name: string, members: Members = {}): Row =>
    rowSchema.parse({ urn: urnOf(type, name), type, id: name, provider, created: "2026-01-01T00:00:00Z", ...members });

export const amiRow = (name: string, id = oldId, members: Members = {}): Row =>
    rowOf(amiType, name, { id, inputs: { imageId: id }, outputs: { imageId: id, __version: 1 }, ...members });

export const groupRow = (inputs: Row["inputs"], members: Members = {}): Row =>
    rowOf(groupType, "web", { inputs, outputs: { ...inputs, arn: "arn:web" }, ...members });

export const deletes = (row: Row, op = "delete"): Step => ({
    op,
    urn: row.urn,
    provider: row.provider,
    oldState: op === "delete-replaced" ? { ...row, delete: true } : row,
});

/** The row's next inputs, and which rows the unknown ones among them come from. */
export const changes = (
    row: Row,
    inputs: Row["inputs"],
    propertyDependencies: Record<string, string[]> = {},
    op = "update",
): Step => ({
    op,
    urn: row.urn,
    provider: row.provider,
    oldState: row,
    newState: { ...row, id: "", outputs: {}, inputs, propertyDependencies },
});

export const creates = (row: Row): Step => ({
    op: "create",
    urn: row.urn,
    provider: row.provider,
    newState: { ...row, id: "", outputs: {} },
});

/** Create-before-delete, in the engine's order; the delete comes last of all steps. */
export const replaces = (row: Row, inputs: Row["inputs"]): readonly Step[] => [
    changes(row, inputs, {}, "create-replacement"),
    changes(row, inputs, {}, "replace"),
];

export const failed = (message: string, urn = ""): Diagnostic => ({ urn, message, severity: "error" });

export const digestWith = (
    steps: readonly Step[] = [],
    diagnostics: readonly Diagnostic[] = [],
    counts: Digest["counts"] = {},
): Digest => ({ steps, diagnostics, counts });

/** As the kind `aws.Ami` has it: the unknown value counts as the id that the inputs name. */
export const amiKind: KindOfRow = {
    name: "aws.Ami",
    idOf: inputs => (typeof inputs.imageId === "string" ? inputs.imageId : undefined),
};

export const updateOf = (
    state: readonly Row[],
    steps: readonly Step[],
    members: Partial<Update> = {},
    diagnostics: readonly Diagnostic[] = [],
): Update => {
    const digest = digestWith(steps, diagnostics);
    return {
        state,
        digest,
        removals: removalsOf(digest, state).removals,
        operation: "up",
        kindOf: type => (type === amiType ? amiKind : undefined),
        isChecked: () => true,
        ...members,
    };
};

/** The removal of a row; fails when the update does not remove it. */
export const removalOf = (row: Row, update: Update) => {
    const found = update.removals.find(removal => removal.row === row);
    if (found === undefined) throw new Error(`${row.urn} is not removed`);
    return found;
};
