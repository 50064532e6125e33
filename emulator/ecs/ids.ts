import { createHash, randomBytes, randomInt } from "node:crypto";

/** Ids as ECS makes them. */
const digits = (count: number): string =>
    String(randomInt(1, 10)) + Array.from({ length: count - 1 }, () => String(randomInt(10))).join("");

export const deploymentId = (): string => `ecs-svc/${digits(19)}`;
export const revisionId = (): string => digits(19);
export const serviceDeploymentId = (): string =>
    randomBytes(16).toString("base64url").replace(/[-_]/g, "x").slice(0, 21);
export const taskId = (): string => randomBytes(16).toString("hex");

/** The id of a task that is not stored: the same at every look. */
export const derivedTaskId = (...parts: readonly string[]): string =>
    createHash("sha256").update(parts.join(" ")).digest("hex").slice(0, 32);
