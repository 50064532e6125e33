import { isUnknown } from "../execution/checked";
import type { Use, User } from "../retirement";
import { hidden } from "./digest";
import type { Removal } from "./engine-rules";
import { dependenciesOf, isSameRow, type Row } from "./row";
import { askedBy, isRemoved, stepOf, type Update } from "./update";

/**
 * What becomes of a user of an object in the update that removes the object's row. Pulumi moves users first and deletes
 * afterwards, so before the update the user still names the old object.
 */
export type Rollover =
    /** It lets go before the delete comes. */
    | { readonly is: "first"; readonly urn: string; readonly change: "changed" | "deleted" }
    /** It may, or may not: the update itself has to show. */
    | { readonly is: "conditional"; readonly urn: string; readonly because: string }
    /** It goes on using the object. */
    | { readonly is: "stays" };

/** The object whose row leaves, and what the ids of such objects look like. */
export interface Leaving {
    readonly row: Row;
    readonly idPattern: RegExp;
}

const stays: Rollover = { is: "stays" };

export const rolloverOf = (user: User, leaving: Leaving, update: Update): Rollover => {
    const named = [leaving.row.id, ...user.uses.flatMap(({ through }) => through ?? [])];
    // Only a row that really names what it uses, and one with the user's ARN first: others may have the same name.
    const candidates = update.state
        .filter(candidate => !candidate.delete && !isSameRow(candidate, leaving.row))
        .filter(candidate => named.some(id => propertiesWith(id, candidate).length > 0));
    const row =
        candidates.find(({ outputs }) => user.ids.some(id => id === outputs.arn)) ??
        candidates.find(({ id }) => user.ids.includes(id));
    if (row === undefined) return stays;
    const removal = update.removals.find(each => isSameRow(each.row, row));
    if (removal !== undefined && removal.fate.is !== "refused") return rolloverOfRemoved(removal, leaving.row, update);
    const rollovers = user.uses.map(use => rolloverOfUse(use, row, leaving, update));
    const conditional = rollovers.find(({ is }) => is === "conditional");
    if (rollovers.some(({ is }) => is === "stays")) return stays;
    return conditional ?? rollovers[0] ?? stays;
};

/** Only a user that is really deleted lets go: one that the engine leaves alone outlives its row. */
const rolloverOfRemoved = ({ row, fate }: Removal, leaving: Row, update: Update): Rollover => {
    const { urn } = row;
    if (fate.is === "left-alone" && fate.by !== "deletedWith") return stays;
    if (fate.is === "deleted" && goesFirst(row, leaving, update)) return { is: "first", urn, change: "deleted" };
    return { is: "conditional", urn, because: "it is deleted by the same update, and nothing says that it goes first" };
};

const rolloverOfUse = (use: Use, row: Row, leaving: Leaving, update: Update): Rollover =>
    use.through === undefined
        ? rolloverOfProperty(use.version, row, leaving, update)
        : rolloverThrough(use.through, use.version, row, leaving, update);

/** The row names the object itself. */
const rolloverOfProperty = (version: string | undefined, row: Row, leaving: Leaving, update: Update): Rollover => {
    const { urn } = row;
    const next = stepOf(urn, update.digest)?.newState;
    if (next === undefined) return stays;
    const conditional = (because: string): Rollover => ({ is: "conditional", urn, because });
    // In whichever of its properties: the id may have moved from one to another.
    if (contains(next.inputs, one => one === leaving.row.id)) return stays;
    const properties = propertiesWith(leaving.row.id, row);
    if (properties.length === 0) return conditional("what it uses is not among its inputs");
    for (const property of properties) {
        const value = next.inputs[property];
        if (contains(value, one => one === hidden)) return conditional(`its ${property} is a secret`);
        if (contains(value, isUnknown)) {
            const source = next.propertyDependencies?.[property] ?? [];
            if (!isMovedRow(source, leaving, update)) return conditional(`its ${property} is not known yet`);
        } else if (!contains(value, one => typeof one === "string" && leaving.idPattern.test(one))) {
            return conditional(`its ${property} will name no other object`);
        }
    }
    // Of a launch template, as @pulumi/aws has it: a new version does not become the default by itself.
    if (version === "$Default" && next.inputs.updateDefaultVersion !== true) {
        return conditional("its default version is not moved along (updateDefaultVersion)");
    }
    return { is: "first", urn, change: "changed" };
};

/** The row names something that names the object, such as a launch template at a version. */
const rolloverThrough = (
    through: readonly string[],
    version: string | undefined,
    row: Row,
    leaving: Leaving,
    update: Update,
): Rollover => {
    const { urn } = row;
    const conditional = (because: string): Rollover => ({ is: "conditional", urn, because });
    const next = stepOf(urn, update.digest)?.newState;
    const isThere = (value: unknown): boolean =>
        contains(value, one => typeof one === "string" && through.includes(one));
    for (const property of Object.keys(row.inputs).filter(name => isThere(row.inputs[name]))) {
        if (next === undefined) continue;
        const value = next.inputs[property];
        if (!isThere(value)) return conditional(`its ${property} will lead elsewhere`);
        if (contains(value, one => isUnknown(one) || one === hidden))
            return conditional(`its ${property} is not known yet`);
        if (JSON.stringify(value) !== JSON.stringify(row.inputs[property]))
            return conditional(`its ${property} changes to a version that is not looked at`);
    }
    // A version by its number stays what it is.
    if (version !== "$Latest" && version !== "$Default") return stays;
    // Whatever stands between may well be called what its user is called, and so may others.
    const candidates = update.state.filter(
        candidate => !candidate.delete && candidate !== row && through.includes(candidate.id),
    );
    const between = candidates.find(candidate => propertiesWith(leaving.row.id, candidate).length > 0) ?? candidates[0];
    if (between === undefined) return stays;
    return rolloverOfProperty(version, between, leaving, update);
};

/** The value comes from exactly one row, which is one of ours and will certainly have another id. */
const isMovedRow = (urns: readonly string[], leaving: Leaving, update: Update): boolean => {
    const [urn, ...others] = urns;
    if (urn === undefined || others.length > 0) return false;
    const step = stepOf(urn, update.digest);
    const next = step?.newState;
    const kind = next === undefined ? undefined : update.kindOf(next.type);
    if (next === undefined || kind === undefined) return false;
    const asked = askedBy(kind, next.inputs);
    // A row that makes an object of its own gets one that nobody has had before.
    if (asked === undefined) return step?.op === "create" || step?.op === "create-replacement";
    return "id" in asked && asked.id !== leaving.row.id;
};

const propertiesWith = (id: string, { inputs }: Row): readonly string[] =>
    Object.keys(inputs).filter(name => contains(inputs[name], value => value === id));

const contains = (value: unknown, is: (value: unknown) => boolean): boolean => {
    if (is(value)) return true;
    if (typeof value !== "object" || value === null) return false;
    return Object.values(value).some(member => contains(member, is));
};

/** The engine deletes a row before those that its state depends on, by way of rows that go as well. */
const goesFirst = (user: Row, leaving: Row, update: Update): boolean => {
    // What an earlier run has left is deleted apart: that its dependants go before it is not certain.
    if (leaving.delete) return false;
    const seen = new Set<string>();
    const reach = (row: Row): boolean =>
        dependenciesOf(row).some(urn => {
            if (urn === leaving.urn) return true;
            if (seen.has(urn)) return false;
            seen.add(urn);
            return update.state.some(next => next.urn === urn && isRemoved(next, update) && reach(next));
        });
    return reach(user);
};
