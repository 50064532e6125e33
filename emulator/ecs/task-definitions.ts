import { z } from "zod";
import type { Call } from "../service";
import { parseTaskDefinition } from "./arn";
import { clientException, invalidParameter } from "./errors";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { isReferredTo } from "./references";
import { tagsOut } from "./tag-shapes";
import {
    described,
    found,
    present,
    rowNamed,
    type Status,
    statusOf,
    type TaskDefinitionRow,
    write,
} from "./task-definition";

const status = z.enum(["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"]);

export const describeTaskDefinition = operation(
    false,
    z.object({ taskDefinition: z.string().min(1), include: z.array(z.enum(["TAGS"])).optional() }),
    call => {
        const row = found(call, call.input.taskDefinition);
        if (row === undefined || isHidden(call, row)) {
            throw clientException("Unable to describe task definition.");
        }
        return {
            taskDefinition: described(row),
            ...(call.input.include?.includes("TAGS") === true ? { tags: tagsOut(row.tags) } : {}),
        };
    },
);

const isHidden = (call: Call<unknown>, row: TaskDefinitionRow): boolean =>
    call.variants.describeInactive === "while-used" && statusOf(row) === "INACTIVE" && !isReferredTo(call, row.arn);

export const listTaskDefinitions = operation(
    false,
    z.object({
        ...listing(),
        familyPrefix: z.string().optional(),
        status: status.optional(),
        sort: z.enum(["ASC", "DESC"]).optional(),
    }),
    call => {
        const { familyPrefix, status: asked = "ACTIVE", sort = "ASC" } = call.input;
        const rows = present(call).filter(
            row => statusOf(row) === asked && (familyPrefix === undefined || row.family === familyPrefix),
        );
        const page = listed(call, rows, inOrder, { descending: sort === "DESC" });
        return { taskDefinitionArns: page.items.map(row => row.arn), nextToken: page.nextToken };
    },
);

/** By family, then by number: 10 comes after 9. */
const inOrder = ({ family, revision }: TaskDefinitionRow): string => `${family} ${String(revision).padStart(12, "0")}`;

export const listTaskDefinitionFamilies = operation(
    false,
    z.object({
        ...listing(),
        familyPrefix: z.string().optional(),
        status: z.enum(["ACTIVE", "INACTIVE", "ALL"]).optional(),
    }),
    call => {
        const { familyPrefix = "", status: asked = "ALL" } = call.input;
        const statuses = new Map<string, Status[]>();
        for (const row of present(call)) {
            statuses.set(row.family, [...(statuses.get(row.family) ?? []), statusOf(row)]);
        }
        const families = [...statuses]
            .filter(([family]) => family.startsWith(familyPrefix))
            .filter(([, seen]) => asked === "ALL" || seen.includes("ACTIVE") === (asked === "ACTIVE"))
            .map(([family]) => family);
        const page = listed(call, families, family => family);
        return { families: page.items, nextToken: page.nextToken };
    },
);

export const deregisterTaskDefinition = operation(true, z.object({ taskDefinition: z.string().min(1) }), call => {
    const name = parseTaskDefinition(call.caller, call.input.taskDefinition);
    if (name === undefined) {
        throw clientException("The specified task definition identifier is invalid.");
    }
    if (name.revision === undefined) {
        throw clientException("Revision is missing.");
    }
    const row = rowNamed(call, name);
    if (row === undefined) {
        throw clientException("The specified task definition does not exist.");
    }
    if (statusOf(row) === "DELETE_IN_PROGRESS") {
        throw clientException("The specified task definition is in the process of being deleted.");
    }
    if (statusOf(row) === "INACTIVE" && call.variants.deregisterInactive === "ClientException") {
        throw clientException("The specified task definition is already inactive.");
    }
    const gone = statusOf(row) === "INACTIVE" ? row : write(call, { ...row, deregisteredAt: call.now });
    // Deleting tells when it was deregistered; this answer does not.
    return { taskDefinition: { ...described(gone), deregisteredAt: undefined } };
});

export const deleteTaskDefinitions = operation(true, z.object({ taskDefinitions: z.array(z.string()) }), call => {
    const { taskDefinitions } = call.input;
    if (taskDefinitions.length < 1 || taskDefinitions.length > 10) {
        throw invalidParameter("The number of task definitions must be between 1 and 10.");
    }
    const outcomes = taskDefinitions.map(asked => deleted(call, asked));
    return {
        taskDefinitions: outcomes.flatMap(outcome => ("row" in outcome ? [described(outcome.row)] : [])),
        failures: outcomes.flatMap(outcome => ("failure" in outcome ? [outcome.failure] : [])),
    };
});

type Outcome =
    | { readonly row: TaskDefinitionRow }
    | { readonly failure: { readonly arn: string; readonly reason: string } };

/** One revision of a call that answers 200 whatever becomes of each. */
const deleted = (call: Call<unknown>, asked: string): Outcome => {
    const failed = (reason: string): Outcome => ({ failure: { arn: asked, reason } });
    const name = parseTaskDefinition(call.caller, asked);
    if (name?.revision === undefined) {
        return failed(
            "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.",
        );
    }
    const row = rowNamed(call, name);
    if (row === undefined) {
        return failed(
            "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
        );
    }
    switch (statusOf(row)) {
        case "ACTIVE":
            return failed(
                "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
            );
        case "INACTIVE":
            return { row: write(call, { ...row, deleteRequestedAt: call.now }) };
        case "DELETE_IN_PROGRESS":
            return call.variants.deleteTwice === "success"
                ? { row }
                : failed("The specified task definition is in the process of being deleted.");
    }
};
