import { z } from "zod";
import { keyOf, ownRows } from "../owned";
import type { Call, Input } from "../service";
import { arnOf, resourceIn } from "./arn";
import { activeCluster } from "./cluster";
import { invalidParameter } from "./errors";
import { taskId } from "./ids";
import { usable } from "./launch";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { knownService } from "./service-table";
import { serviceTasks } from "./service-tasks";
import { tagInputs, tagsFrom, tagsOut } from "./tag-shapes";
import { describedTask, isShown, type TaskRow, taskMs, tasks } from "./task";
import { after } from "./view";

const write = ({ world, caller }: Call<unknown>, row: TaskRow): TaskRow => {
    world.write(tasks, caller.region, keyOf(row, `${row.cluster}/${row.taskId}`), row);
    return row;
};

export const runTask = operation(
    true,
    z.looseObject({
        cluster: z.string().optional(),
        taskDefinition: z.string(),
        count: z.int().min(1).max(10).optional(),
        clientToken: z.string().optional(),
        tags: tagInputs,
        group: z.string().optional(),
        startedBy: z.string().optional(),
        launchType: z.string().optional(),
        overrides: z.record(z.string(), z.unknown()).optional(),
    }),
    call => {
        const { count = 1, group, startedBy, launchType, overrides } = call.input;
        const cluster = activeCluster(call, call.input.cluster);
        const { arn, family } = usable(call, call.input.taskDefinition, invalidParameter);
        const given: Input = { group, startedBy, launchType, overrides };
        const members = Object.fromEntries(Object.entries(given).filter(([, member]) => member !== undefined));
        const tags = tagsFrom(call.input.tags);
        const rows = Array.from({ length: count }, () =>
            write(call, {
                account: call.caller.account,
                cluster,
                taskId: taskId(),
                taskDefinition: arn,
                family,
                createdAt: call.now,
                startedAt: after(call.now, taskMs),
                tags,
                members,
            }),
        );
        return { tasks: rows.map(row => ({ ...describedTask(call, row), tags: tagsOut(row.tags) })), failures: [] };
    },
);

/** Those that were run on their own, and those that services run. */
const tasksIn = (call: Call<unknown>, cluster: string): readonly TaskRow[] => [
    ...ownRows(call, tasks).filter(row => row.cluster === cluster && isShown(row, call.now)),
    ...serviceTasks(call, cluster),
];

const taskNamed = (call: Call<unknown>, cluster: string, asked: string): TaskRow | undefined => {
    const [id, inCluster = cluster] = (resourceIn(call.caller, "task", asked) ?? "").split("/").reverse();
    return inCluster === cluster ? tasksIn(call, cluster).find(row => row.taskId === id) : undefined;
};

export const stopTask = operation(
    true,
    z.object({ cluster: z.string().optional(), task: z.string(), reason: z.string().optional() }),
    call => {
        const { reason } = call.input;
        const row = taskNamed(call, activeCluster(call, call.input.cluster), call.input.task);
        if (row === undefined) {
            throw invalidParameter("The referenced task was not found.");
        }
        const stopped: TaskRow = {
            ...row,
            stoppingAt: row.stoppingAt ?? call.now,
            ...(reason === undefined ? {} : { stoppedReason: reason }),
        };
        const isStored = ownRows(call, tasks).some(({ taskId: id }) => id === row.taskId);
        // A service starts another task in the place of its own, so that nothing changes.
        return { task: describedTask(call, isStored && row.stoppingAt === undefined ? write(call, stopped) : stopped) };
    },
);

export const listTasks = operation(
    false,
    z.object({
        ...listing(),
        cluster: z.string().optional(),
        family: z.string().optional(),
        serviceName: z.string().optional(),
        startedBy: z.string().optional(),
        launchType: z.string().optional(),
        desiredStatus: z.enum(["RUNNING", "PENDING", "STOPPED"]).optional(),
    }),
    call => {
        const { family, serviceName, startedBy, launchType, desiredStatus = "RUNNING" } = call.input;
        const cluster = activeCluster(call, call.input.cluster);
        const group = serviceName && `service:${knownService(call, cluster, serviceName).serviceName}`;
        const rows = tasksIn(call, cluster)
            .map(row => ({ row, task: describedTask(call, row) }))
            .filter(({ task }) => task.desiredStatus === desiredStatus)
            .filter(({ row }) => family === undefined || row.family === family)
            .filter(({ row }) => group === undefined || row.members.group === group)
            .filter(({ row }) => startedBy === undefined || row.members.startedBy === startedBy)
            .filter(({ task }) => launchType === undefined || task.launchType === launchType);
        const page = listed(call, rows, ({ row }) => row.taskId);
        return { taskArns: page.items.map(({ task }) => task.taskArn), nextToken: page.nextToken };
    },
);

export const describeTasks = operation(
    false,
    z.object({
        cluster: z.string().optional(),
        tasks: z.array(z.string()).min(1).max(100),
        include: z.array(z.string()).optional(),
    }),
    call => {
        const cluster = activeCluster(call, call.input.cluster);
        const looks = call.input.tasks.map(asked => ({ asked, row: taskNamed(call, cluster, asked) }));
        return {
            tasks: looks.flatMap(({ row }) =>
                row === undefined
                    ? []
                    : [
                          {
                              ...describedTask(call, row),
                              ...(call.input.include?.includes("TAGS") === true ? { tags: tagsOut(row.tags) } : {}),
                          },
                      ],
            ),
            failures: looks.flatMap(({ asked, row }) =>
                row === undefined
                    ? [
                          {
                              arn: asked.startsWith("arn:") ? asked : arnOf(call.caller, `task/${cluster}/${asked}`),
                              reason: "MISSING",
                          },
                      ]
                    : [],
            ),
        };
    },
);
