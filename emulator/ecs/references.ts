import { ownRows } from "../owned";
import { usesOfService } from "./service-row";
import { services } from "./service-table";
import { stoppedAt, tasks } from "./task";
import { after, hours, lastOf, type View } from "./view";

/** A use of a task definition, and when it was over; undefined: it is not. */
export interface Use {
    readonly taskDefinition: string;
    readonly until: Date | undefined;
    readonly by: "task" | "deployment";
}

const usesOf = (view: View, arn: string): readonly Use[] => [
    ...ownRows(view, tasks)
        .filter(task => task.taskDefinition === arn)
        .map(task => ({ taskDefinition: arn, until: over(stoppedAt(task), view.now), by: "task" as const })),
    ...ownRows(view, services)
        .flatMap(service => usesOfService(service, view.now))
        .filter(use => use.taskDefinition === arn),
];

const over = (end: Date | undefined, now: Date): Date | undefined =>
    end !== undefined && end <= now ? end : undefined;

/** Whether a task or a service refers to it at this moment. */
export const isReferredTo = (view: View, arn: string): boolean =>
    usesOf(view, arn).some(({ until }) => until === undefined);

/** When a revision that is being deleted disappears; undefined: something still refers to it. */
export const goneAt = (view: View, arn: string, deleteRequestedAt: Date): Date | undefined =>
    lastOf([
        after(deleteRequestedAt, hours(1)),
        ...usesOf(view, arn).map(({ until, by }) => until && after(until, hours(by === "task" ? 1 : 24))),
    ]);
