import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Seed } from "./contract";
import { imageUsers } from "./seed-image-users";
import { id, instant, place, tags } from "./seed-members";
import { taskDefinitionUsers } from "./seed-task-definitions";

/** The shape of a seed that comes from outside TypeScript: a file, or the control API. */
const resourceTags = z
    .array(z.strictObject({ ResourceTagKey: z.string().min(1), ResourceTagValue: z.string().optional() }))
    .optional();

const launchPermission = z
    .strictObject({
        UserId: z
            .string()
            .regex(/^\d{12}$/, "must be 12 digits")
            .optional(),
        Group: z.literal("all").optional(),
        OrganizationArn: z.string().startsWith("arn:").optional(),
        OrganizationalUnitArn: z.string().startsWith("arn:").optional(),
    })
    .refine(permission => Object.keys(permission).length === 1, "must have exactly one member");
const snapshotLock = z.strictObject({
    LockMode: z.enum(["compliance", "governance"]),
    LockExpiresOn: instant,
    LockCreatedOn: instant.optional(),
    CoolOffPeriod: z.int().min(1).max(72).optional(),
});

export const seedSchema = z.strictObject({
    images: z
        .array(
            z.looseObject({
                ...place,
                ImageId: id("ami"),
                OwnerId: place.account,
                Name: z.string().optional(),
                State: z
                    .enum(["pending", "available", "invalid", "transient", "failed", "error", "disabled"])
                    .optional(),
                AvailableFrom: instant.optional(),
                Tags: tags,
                SnapshotIds: z.array(id("snap")).optional(),
                LaunchPermissions: z.array(launchPermission).optional(),
            }),
        )
        .optional(),
    snapshots: z
        .array(z.looseObject({ ...place, SnapshotId: id("snap"), Tags: tags, Lock: snapshotLock.optional() }))
        .optional(),
    rules: z
        .array(
            z.strictObject({
                ...place,
                ResourceType: z.enum(["EC2_IMAGE", "EBS_SNAPSHOT"]),
                RetentionDays: z.int().min(1).max(365),
                ResourceTags: resourceTags,
                ExcludeResourceTags: resourceTags,
                Status: z.enum(["pending", "available"]).optional(),
            }),
        )
        .optional(),
    ...imageUsers,
    ...taskDefinitionUsers,
});

/** Checks what was parsed from JSON. The error names each member that is wrong, and its value. */
export const seedFrom = (parsed: unknown, source: string): Seed => {
    const result = seedSchema.safeParse(parsed);
    if (!result.success) {
        throw new Error(
            `${source} is not a seed:\n${result.error.issues.map(issue => `  ${told(issue, parsed)}`).join("\n")}`,
        );
    }
    // What zod leaves out it leaves out entirely; its types say that it may be undefined.
    return result.data as Seed;
};

const told = (issue: z.core.$ZodIssue, parsed: unknown): string => {
    const value = issue.path.reduce<unknown>(
        (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
        parsed,
    );
    return `${issue.path.join(".") || "the file"}: ${issue.message}, not ${JSON.stringify(value)}`;
};

export const readSeedFile = async (file: string): Promise<Seed> => {
    const text = await readFile(file, "utf8").catch((cause: unknown) => {
        throw new Error(`reading the seed ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
            cause,
        });
    });
    let parsed: unknown;
    try {
        parsed = JSON.parse(text);
    } catch (cause) {
        throw new Error(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
    return seedFrom(parsed, file);
};
