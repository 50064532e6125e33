import assert from "node:assert/strict";
import fc from "fast-check";
import { unknownValue } from "../../../provider/execution/checked";
import { rolloverOf } from "../../../provider/preview/rollover";
import { stepOf } from "../../../provider/preview/update";
import type { NonEmpty, Use, User } from "../../../provider/retirement";
import {
    amiRow,
    amiUrn,
    changes,
    creates,
    deletes,
    groupRow,
    idPattern,
    newId,
    oldId,
    replaces,
    rowOf,
    templateType,
    updateOf,
} from "./stacks";

const leaving = amiRow("image");
const next = amiRow("next", newId);
const renamed = amiRow("renamed", oldId);

/** What inputs are made of, with what matters in it often, at any depth. */
const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { weight: 4, arbitrary: fc.constantFrom(oldId, newId, unknownValue, "[secret]", "lt-1", "$Latest", "3", null) },
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("id", "version", "imageId"), tie("value"), { maxKeys: 2 }),
    ),
}));
const inputs = fc.dictionary(fc.constantFrom("imageId", "launchTemplate", "spare"), value, { minKeys: 1 });
const sources = fc.subarray([amiUrn("image"), amiUrn("next"), amiUrn("renamed"), amiUrn("nobody")]);
const propertyDependencies = fc.dictionary(fc.constantFrom("imageId", "launchTemplate", "spare"), sources);
const uses = fc.array(
    fc.constantFrom<Use>(
        {},
        { through: ["lt-1"], version: "$Latest" },
        { through: ["lt-1"], version: "$Default" },
        {
            through: ["lt-1"],
            version: "3",
        },
    ),
    { minLength: 1, maxLength: 2 },
);

const worlds = fc
    .record({
        group: inputs,
        template: inputs,
        nextGroup: inputs,
        nextTemplate: fc.record({ inputs, updateDefaultVersion: fc.boolean() }),
        propertyDependencies,
        dependsOn: sources,
        uses,
        groupDoes: fc.constantFrom("same", "update", "delete", "replace" as const),
        templateDoes: fc.constantFrom("same", "update", "delete" as const),
        replacesImage: fc.constantFrom(undefined, newId, oldId, unknownValue),
        creates: fc.subarray([next, renamed]),
        isKept: fc.boolean(),
    })
    .map(world => {
        const options = { dependencies: world.dependsOn, retainOnDelete: world.isKept };
        const group = groupRow(world.group, options);
        const template = rowOf(templateType, "template", { id: "lt-1", inputs: world.template });
        const { updateDefaultVersion } = world.nextTemplate;
        const templates = { ...world.nextTemplate.inputs, updateDefaultVersion };
        const steps = [
            ...world.creates.map(creates),
            ...(world.replacesImage === undefined ? [] : replaces(leaving, { imageId: world.replacesImage })),
            ...(world.templateDoes === "update" ? [changes(template, templates, world.propertyDependencies)] : []),
            ...(world.groupDoes === "update" ? [changes(group, world.nextGroup, world.propertyDependencies)] : []),
            ...(world.groupDoes === "replace"
                ? [...replaces(group, world.nextGroup), deletes(group, "delete-replaced")]
                : []),
            ...(world.groupDoes === "delete" ? [deletes(group)] : []),
            ...(world.templateDoes === "delete" ? [deletes(template)] : []),
            deletes(leaving, world.replacesImage === undefined ? "delete" : "delete-replaced"),
        ];
        const user: User = { kind: "auto-scaling-group", ids: ["web"], uses: world.uses as unknown as NonEmpty<Use> };
        return { world, user, update: updateOf([leaving, template, group], steps), group, template };
    });

const holds = (value: unknown, what: unknown): boolean =>
    value === what ||
    (typeof value === "object" && value !== null && Object.values(value).some(one => holds(one, what)));

const always = (claim: (seen: ReturnType<typeof rolloverOf>, one: ReturnType<typeof sample>) => void) =>
    fc.assert(
        fc.property(worlds, one => claim(rolloverOf(one.user, { row: leaving, idPattern }, one.update), one)),
        { numRuns: 1_000 },
    );
const sample = () => fc.sample(worlds, 1)[0] as never as typeof worlds extends fc.Arbitrary<infer T> ? T : never;

describe("a user in whatever update", () => {
    it("the random updates reach every answer (or the properties below would say little)", () => {
        const answers = fc.sample(worlds, { numRuns: 3_000, seed: 42 }).map(({ user, update }) => {
            const seen = rolloverOf(user, { row: leaving, idPattern }, update);
            return "change" in seen ? seen.change : seen.is;
        });
        assert.deepEqual([...new Set(answers)].sort(), ["changed", "conditional", "deleted", "stays"]);
    });

    it("never has let go first while the next inputs of the row that is to let go hold the old id", () =>
        always((seen, { update }) => {
            if (seen.is !== "first" || seen.change !== "changed") return;
            const inputs = stepOf(seen.urn, update.digest)?.newState?.inputs;
            assert.ok(inputs !== undefined, "a row without a step lets go of nothing");
            assert.ok(!holds(inputs, oldId));
        }));

    it("never has let go first by a property that is secret", () =>
        always((seen, { update }) => {
            if (seen.is !== "first" || seen.change !== "changed") return;
            const row = update.state.find(({ urn }) => urn === seen.urn);
            const next = stepOf(seen.urn, update.digest)?.newState?.inputs ?? {};
            for (const [name, was] of Object.entries(row?.inputs ?? {}))
                if (holds(was, oldId)) assert.ok(!holds(next[name], "[secret]"));
        }));

    it("never has let go first by an unknown that may be the old id", () =>
        always((seen, { update, world }) => {
            if (seen.is !== "first" || seen.change !== "changed") return;
            const row = update.state.find(({ urn }) => urn === seen.urn);
            const next = stepOf(seen.urn, update.digest)?.newState;
            for (const [name, was] of Object.entries(row?.inputs ?? {})) {
                if (!holds(was, oldId) || !holds(next?.inputs[name], unknownValue)) continue;
                const [source, ...more] = next?.propertyDependencies?.[name] ?? [];
                assert.deepEqual(more, []);
                const isNext = source === next && world.creates.includes(leaving);
                const isReplaced = source === leaving.urn && world.replacesImage === newId;
                assert.ok(isNext || isReplaced || source === amiUrn("next"), `from ${source}`);
                if (source === amiUrn("next")) assert.ok(world.creates.some(({ urn }) => urn === source));
            }
        }));

    it("never has been deleted first when it lives on, or when its state does not depend on the image's row", () =>
        always((seen, { world }) => {
            if (seen.is !== "first" || seen.change !== "deleted") return;
            assert.ok(world.groupDoes === "delete" || world.groupDoes === "replace");
            assert.equal(world.isKept, false);
            assert.ok(world.dependsOn.includes(leaving.urn));
        }));
});
