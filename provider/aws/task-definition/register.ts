import type { RegisterTaskDefinitionCommandInput, TaskDefinition } from "@aws-sdk/client-ecs";
import { CallError } from "../../execution/errors";
import type { Surroundings } from "../../execution/surroundings";
import { type Pace, Wait } from "../../execution/wait";
import type { TaskDefinitionApi } from "./api";
import { comparable, type Definition, definitionMembers } from "./definition";
import { statuses } from "./observation";

/**
 * Registers a revision. ECS takes one registration of a family at a time and has no token to tell a repetition by: when an
 * answer was lost, the family's latest revision shows whether it took effect.
 */
export const registerRevision = async (
    api: TaskDefinitionApi,
    definition: Definition,
    tags: Readonly<Record<string, string>>,
    pace: Pace,
    surroundings: Surroundings,
): Promise<TaskDefinition> => {
    const before = new Set(await api.list(definition.family, statuses.active));
    const wait = new Wait(pace, surroundings);
    for (;;) {
        await surroundings.engine.assertAlive();
        try {
            return await api.register(inputOf(definition, tags));
        } catch (error) {
            if (!CallError.is(error)) throw error;
            const isLost = error.meaning === "transient";
            if (!isLost && error.meaning !== "throttled") throw error;
            if (!(await wait.pause())) throw error;
            const made = isLost ? await madeSince(api, definition, before) : undefined;
            if (made !== undefined) return made;
        }
    }
};

/** A revision of the family that was not there before and says just what was asked for. */
const madeSince = async (
    api: TaskDefinitionApi,
    definition: Definition,
    before: ReadonlySet<string>,
): Promise<TaskDefinition | undefined> => {
    const added = (await api.list(definition.family, statuses.active)).filter(arn => !before.has(arn));
    for (const arn of added) {
        const found = (await api.describe(arn))?.definition;
        if (found !== undefined && comparable(described(found)) === comparable(definition)) return found;
    }
    return undefined;
};

/**
 * What ECS answers holds more than what it was given: only the definition's own members count. It is not held against the
 * schema, which another's revision with members of times to come would fail.
 */
const described = (definition: TaskDefinition): Definition => {
    const members = definitionMembers.map(name => [name, (definition as Record<string, unknown>)[name]]);
    return {
        ...Object.fromEntries(members),
        containerDefinitions: definition.containerDefinitions ?? [],
    } as Definition;
};

const inputOf = (
    definition: Definition,
    tags: Readonly<Record<string, string>>,
): RegisterTaskDefinitionCommandInput => {
    const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
    return { ...definition, ...(list.length === 0 ? {} : { tags: list }) } as RegisterTaskDefinitionCommandInput;
};
