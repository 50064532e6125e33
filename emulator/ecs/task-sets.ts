import { z } from "zod";
import type { Call } from "../service";
import { activeCluster } from "./cluster";
import { invalidParameter, taskSetNotFound } from "./errors";
import { deploymentId } from "./ids";
import { usable } from "./launch";
import { operation } from "./operation";
import { type ServiceRow, type TaskSetRow, taskSetsAt } from "./service-row";
import { activeService, knownService, writeService } from "./service-table";
import { tagInputs, tagsFrom, tagsOut } from "./tag-shapes";
import { describedTaskSet, goneFrom, statusOfTaskSet, taskSetArn, taskSetNamed, withTaskSet } from "./task-set";

const names = { cluster: z.string(), service: z.string() };

const serviceOf = (call: Call<{ readonly cluster: string; readonly service: string }>): ServiceRow =>
    activeService(call, activeCluster(call, call.input.cluster), call.input.service);

const known = (call: Call<unknown>, row: ServiceRow, asked: string): TaskSetRow => {
    const set = taskSetNamed(call, row, asked);
    if (set === undefined) {
        throw taskSetNotFound();
    }
    return set;
};

export const createTaskSet = operation(
    true,
    z.looseObject({ ...names, taskDefinition: z.string(), clientToken: z.string().optional(), tags: tagInputs }),
    call => {
        const { cluster, service, taskDefinition, clientToken, tags, ...members } = call.input;
        const row = serviceOf(call);
        if (row.controller !== "EXTERNAL") {
            throw invalidParameter("Task sets are for services with an EXTERNAL deployment controller.");
        }
        const set: TaskSetRow = {
            id: deploymentId(),
            taskDefinition: usable(call, taskDefinition).arn,
            isPrimary: false,
            createdAt: call.now,
            tags: tagsFrom(tags),
            members,
        };
        const changed = writeService(call, { ...row, taskSets: [...row.taskSets, set] });
        return { taskSet: { ...describedTaskSet(call, changed, set), tags: tagsOut(set.tags) } };
    },
);

export const updateServicePrimaryTaskSet = operation(true, z.object({ ...names, primaryTaskSet: z.string() }), call => {
    const row = serviceOf(call);
    const primary = known(call, row, call.input.primaryTaskSet);
    if (statusOfTaskSet(primary) === "DRAINING") {
        throw invalidParameter("The task set is being deleted.");
    }
    const changed = writeService(call, {
        ...row,
        taskSets: row.taskSets.map(set => ({ ...set, isPrimary: set.id === primary.id })),
    });
    return { taskSet: describedTaskSet(call, changed, { ...primary, isPrimary: true }) };
});

export const deleteTaskSet = operation(
    true,
    z.object({ ...names, taskSet: z.string(), force: z.boolean().optional() }),
    call => {
        const row = serviceOf(call);
        const set = known(call, row, call.input.taskSet);
        if (statusOfTaskSet(set) === "PRIMARY") {
            throw invalidParameter("The primary task set cannot be deleted.");
        }
        const gone = set.goneAt === undefined ? { ...set, goneAt: goneFrom(call.now) } : set;
        return { taskSet: describedTaskSet(call, writeService(call, withTaskSet(row, gone)), gone) };
    },
);

export const describeTaskSets = operation(
    false,
    z.object({
        ...names,
        taskSets: z.array(z.string()).optional(),
        include: z.array(z.string()).optional(),
    }),
    call => {
        const { cluster, service, taskSets, include } = call.input;
        const row = knownService(call, activeCluster(call, cluster), service);
        const looks =
            taskSets?.map(asked => ({ asked, set: taskSetNamed(call, row, asked) })) ??
            taskSetsAt(row, call.now).map(set => ({ asked: taskSetArn(call.caller, row, set), set }));
        return {
            taskSets: looks.flatMap(({ set }) =>
                set === undefined
                    ? []
                    : [
                          {
                              ...describedTaskSet(call, row, set),
                              ...(include?.includes("TAGS") === true ? { tags: tagsOut(set.tags) } : {}),
                          },
                      ],
            ),
            failures: looks.flatMap(({ asked, set }) => (set === undefined ? [{ arn: asked, reason: "MISSING" }] : [])),
        };
    },
);
