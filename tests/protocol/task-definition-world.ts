import type { Variants } from "../../emulator";
import { storedText } from "../../provider/adapters/protocol";
import { home } from "./world";

/** Answers that AWS does not document and that only task definitions meet. */
export type TaskDefinitionVariant = Extract<
    keyof Variants,
    "deregisterInactive" | "deleteTwice" | "describeInactive" | "rollbackToInactive" | "drainingService"
>;

export const arnOf = (revision: number, family = "web"): string =>
    `arn:aws:ecs:${home.region}:${home.account}:task-definition/${family}:${revision}`;

/** The members that a row of `aws.TaskDefinition` has as the resource class makes it. */
export const taskDefinitionRow = (args: object, name = "web") => ({
    ...args,
    __row: name,
    __provider: storedText("taskDefinition"),
});

export const adopting = (revision: number, deletionPolicy: object = {}, family = "web") =>
    taskDefinitionRow({ taskDefinitionArn: arnOf(revision, family), deletionPolicy }, `${family}-${revision}`);

export const deregistration = (revision: number, family = "web") => ({
    service: "ecs",
    operation: "DeregisterTaskDefinition",
    input: { taskDefinition: arnOf(revision, family) },
});

export const deletion = (...revisions: readonly number[]) => ({
    service: "ecs",
    operation: "DeleteTaskDefinitions",
    input: { taskDefinitions: revisions.map(revision => arnOf(revision)) },
});
