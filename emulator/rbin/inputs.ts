import { z } from "zod";
import { CloudError, type Input } from "../service";

/** What the operations take, from the API model of Recycle Bin (2021-06-15). */
const resourceTag = z.strictObject({
    ResourceTagKey: z.string().min(1).max(128),
    ResourceTagValue: z.string().max(256).optional(),
});
const identifier = z.string().regex(/^[0-9a-zA-Z]{11}$/);
const resourceType = z.enum(["EBS_SNAPSHOT", "EC2_IMAGE", "EBS_VOLUME"]);
const retentionPeriod = z.strictObject({
    RetentionPeriodValue: z.int().min(1).max(365),
    RetentionPeriodUnit: z.literal("DAYS"),
});
const description = z.string().max(255);
const tag = z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) });
const lockConfiguration = z.strictObject({
    UnlockDelay: z.strictObject({ UnlockDelayValue: z.int().min(7).max(30), UnlockDelayUnit: z.literal("DAYS") }),
});
const lockState = z.enum(["locked", "pending_unlock", "unlocked"]);
const ruleArn = z.string().regex(/^arn:\S+:rbin:[a-z\-0-9]*:[0-9]{12}:rule\/[0-9a-zA-Z]{11}$/);
const resourceTags = z.array(resourceTag).max(50);
const excludeResourceTags = z.array(resourceTag).max(5);

export const inputs = {
    CreateRule: z.object({
        RetentionPeriod: retentionPeriod,
        ResourceType: resourceType,
        Description: description.optional(),
        Tags: z.array(tag).max(200).optional(),
        ResourceTags: resourceTags.optional(),
        ExcludeResourceTags: excludeResourceTags.optional(),
        LockConfiguration: lockConfiguration.optional(),
    }),
    GetRule: z.object({ Identifier: identifier }),
    ListRules: z.object({
        ResourceType: resourceType,
        ResourceTags: resourceTags.optional(),
        ExcludeResourceTags: excludeResourceTags.optional(),
        LockState: lockState.optional(),
        MaxResults: z.int().min(1).max(1000).optional(),
        NextToken: z.string().optional(),
    }),
    UpdateRule: z.object({
        Identifier: identifier,
        RetentionPeriod: retentionPeriod.optional(),
        Description: description.optional(),
        ResourceType: resourceType.optional(),
        ResourceTags: resourceTags.optional(),
        ExcludeResourceTags: excludeResourceTags.optional(),
    }),
    DeleteRule: z.object({ Identifier: identifier }),
    LockRule: z.object({ Identifier: identifier, LockConfiguration: lockConfiguration }),
    UnlockRule: z.object({ Identifier: identifier }),
    ListTagsForResource: z.object({ ResourceArn: ruleArn }),
    TagResource: z.object({ ResourceArn: ruleArn, Tags: z.array(tag).max(200) }),
    UntagResource: z.object({ ResourceArn: ruleArn, TagKeys: z.array(z.string()).max(200) }),
};

export const checked = <S extends z.ZodType>(schema: S, input: Input): z.infer<S> => {
    const result = schema.safeParse(input);
    if (result.success) {
        return result.data;
    }
    const [issue] = result.error.issues;
    throw invalid(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
};

export const invalid = (message: string, Reason = "INVALID_PARAMETER_VALUE"): CloudError =>
    new CloudError("ValidationException", message, 400, { Reason });
