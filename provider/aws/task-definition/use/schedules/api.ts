import type * as Scheduler from "@aws-sdk/client-scheduler";
import { CallError, type ErrorTable } from "../../../../execution/errors";
import { asked, askedForOne } from "../../../asked";
import type { AwsCloud } from "../../../client";
import { allPages } from "../../../paging";
import type { TargetFacts } from "../facts";

/** A schedule that was deleted since it was listed starts nothing. */
const scheduleErrors: ErrorTable = new Map([["ResourceNotFoundException", "absent"]]);

/**
 * Schedules that start tasks: by a templated target, or by the universal one that calls RunTask. A listing shows neither
 * the task definition nor the input, so each candidate is asked for.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html
 */
export const readSchedulerTargets = async (cloud: AwsCloud): Promise<readonly TargetFacts[]> => {
    const { sdk, client } = await cloud.scheduler();
    const summaries = await asked("scheduler:ListSchedules", () =>
        allPages(
            NextToken => client.send(new sdk.ListSchedulesCommand({ MaxResults: 100, NextToken })),
            page => page.Schedules,
            page => page.NextToken,
        ),
    );
    const targets: TargetFacts[] = [];
    for (const { Name, GroupName, Target } of summaries) {
        if (Name === undefined || !mayStartTasks(Target?.Arn)) continue;
        const schedule = await askedForOne(
            "scheduler:GetSchedule",
            () => client.send(new sdk.GetScheduleCommand({ Name, GroupName })),
            scheduleErrors,
        );
        const taskDefinition = taskDefinitionOf(schedule?.Target);
        if (schedule === undefined || taskDefinition === undefined) continue;
        const name = `${GroupName ?? "default"}/${Name}`;
        targets.push({
            kind: "scheduler-target",
            arn: schedule.Arn ?? name,
            name,
            ids: [name],
            taskDefinition,
            isEnabled: schedule.State !== "DISABLED",
        });
    }
    return targets;
};

const universal = /:aws-sdk:ecs:runTask$/i;

/** A templated target that runs a task has a cluster as its ARN. */
const mayStartTasks = (arn = ""): boolean => /^arn:[^:]+:ecs:[^:]*:[^:]*:cluster\//.test(arn) || universal.test(arn);

const taskDefinitionOf = (target: Scheduler.Target | undefined): string | undefined => {
    if (target?.EcsParameters?.TaskDefinitionArn !== undefined) return target.EcsParameters.TaskDefinitionArn;
    if (target?.Input === undefined || !universal.test(target.Arn ?? "")) return undefined;
    let input: unknown;
    try {
        input = JSON.parse(target.Input);
    } catch (error) {
        const message = "the input of a schedule that runs tasks is not JSON";
        throw new CallError("scheduler:GetSchedule", "UnreadableAnswer", "unexpected", message, { cause: error });
    }
    const { TaskDefinition, taskDefinition } = (input ?? {}) as { TaskDefinition?: unknown; taskDefinition?: unknown };
    const named = TaskDefinition ?? taskDefinition;
    return typeof named === "string" ? named : undefined;
};
